// Owns doing what was chosen in the palette: by the key of the action where it has one, else by the verbs of the page.
import type { KeyName } from '../../keys/bindings.ts';
import { useActions } from '../../state/page.ts';
import { explain } from '../../ui/words.ts';
import type { Command, Does } from './entries.ts';

const PRESENCE = {
  available: { status: 'available' },
  afterThis: { status: 'available', afterThis: true },
  away: { status: 'away' },
  break: { status: 'break' },
} as const;
const SETTING = {
  themeSystem: { theme: 'system' },
  themeLight: { theme: 'light' },
  themeDark: { theme: 'dark' },
  themeContrast: { theme: 'contrast' },
  compact: { density: 'compact' },
  normal: { density: 'normal' },
  roomy: { density: 'roomy' },
} as const;
const isPresence = (name: Command): name is keyof typeof PRESENCE => Object.hasOwn(PRESENCE, name);

export function useDoing(run: (name: KeyName) => boolean): (does: Does) => void {
  const {
    go,
    askFor,
    select,
    focusComposer,
    selectPast,
    setSearched,
    searchFor,
    showSettings,
    setPresence,
    leave,
    saveSettings,
    announce,
  } = useActions();
  function command(name: Command): void {
    // Going with open work asks what becomes of it.
    const done: Promise<unknown> =
      name === 'offline'
        ? leave()
        : isPresence(name)
          ? setPresence(PRESENCE[name])
          : saveSettings(SETTING[name]);
    done.catch((error: unknown) => announce(explain(error), 'assertive'));
  }
  return (does) => {
    switch (does.kind) {
      case 'key':
        run(does.name);
        return;
      case 'conversation':
        go('inbox');
        select(does.id);
        return focusComposer();
      case 'past':
        setSearched(does.searched);
        go('history');
        return selectPast(does.id);
      case 'search':
        return searchFor(does.text);
      case 'person':
        askFor(does.name);
        run('transfer');
        return;
      case 'settings':
        return showSettings(does.section);
      case 'command':
        return command(does.name);
    }
  };
}
