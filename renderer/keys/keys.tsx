// Owns the one keyboard listener of the page: features say which action they answer, the last one that asked gets it. The
// palette asks for actions by name, past the keyboard.
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useSyncExternalStore,
} from 'react';
import { usePage } from '../state/page.ts';
import { mayLead } from '../state/wall.ts';
import {
  DEFAULT_KEYS,
  type Keymap,
  type KeyName,
  keymapOf,
  keyNamesOf,
  type Match,
  match,
} from './bindings.ts';
import type { Layout } from './strokes.ts';

/** `over`: stands over the rest of the page, so it is asked first. */
type Where = 'page' | 'over';
type Listener = { readonly run: () => void; readonly where: Where; readonly canRun: () => boolean };
interface Router {
  listen(name: KeyName, listener: Listener): () => void;
  /** Does what the key would do; false when nobody listens. */
  run(name: KeyName): boolean;
  canRun(name: KeyName): boolean;
}

const KeyContext = createContext<Router | null>(null);
const KeymapContext = createContext<Keymap>(DEFAULT_KEYS);

/** Alt types characters on a Mac, so Ctrl stands in for it there. The only look at the platform. */
export const isMac: boolean = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

const PREFIX_MS = 1_000;
const TEXT_INPUTS = new Set(['text', 'search', 'email', 'url', 'tel', 'password', 'number', 'date', 'time']);

function isText(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return TEXT_INPUTS.has(target.type);
  return target instanceof HTMLElement && (target instanceof HTMLTextAreaElement || target.isContentEditable);
}
/** Put on a list that `next`, `previous` and `openRow` work in. */
export const LIST_KEYS = { 'data-keys': 'list' } as const;
const isList = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[data-keys="list"]') !== null;

function createRouter(): Router {
  const listeners = new Map<KeyName, Listener[]>();
  function last(name: KeyName): Listener | undefined {
    const able = listeners.get(name)?.filter(({ canRun }) => canRun()) ?? [];
    return able.findLast(({ where }) => where === 'over') ?? able.at(-1);
  }
  return {
    listen(name, listener) {
      listeners.set(name, [...(listeners.get(name) ?? []), listener]);
      return () => {
        listeners.set(name, listeners.get(name)?.filter((other) => other !== listener) ?? []);
      };
    },
    run(name) {
      const listener = last(name);
      listener?.run();
      return listener !== undefined;
    },
    canRun: (name) => last(name) !== undefined,
  };
}

export function Keys({ children }: { readonly children: ReactNode }) {
  const remaps = usePage((state) => state.settings.keys);
  const keymap = useMemo(() => keymapOf(remaps), [remaps]);
  const latest = useRef(keymap);
  latest.current = keymap;
  const router = useMemo(createRouter, []);
  useLayoutEffect(() => {
    let prefix: Match['prefix'] = null;
    let typedAt = 0;
    function onKey(event: KeyboardEvent): void {
      if (
        event.defaultPrevented ||
        event.isComposing ||
        ['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)
      )
        return;
      const where = { inText: isText(event.target), inList: isList(event.target), mac: isMac };
      // The time of typing counts: a page that was busy meanwhile must not part what was typed together.
      const isFresh = event.timeStamp - typedAt <= PREFIX_MS;
      const found = match(latest.current, event, where, isFresh ? prefix : null);
      prefix = found.prefix;
      typedAt = event.timeStamp;
      for (const name of found.names) {
        if (!router.canRun(name)) continue;
        event.preventDefault();
        router.run(name);
        return;
      }
    }
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [router]);
  return (
    <KeyContext value={router}>
      <KeymapContext value={keymap}>{children}</KeymapContext>
    </KeyContext>
  );
}

/** The keys as this person has them. */
export const useKeymap = (): Keymap => useContext(KeymapContext);

/** The actions this person has. */
export const useKeyNames = (): readonly KeyName[] => keyNamesOf(usePage(mayLead));

/** For the palette: runs actions by name. */
export function useRunner(): Pick<Router, 'run' | 'canRun'> {
  const router = useContext(KeyContext);
  if (router === null) throw new Error('Keys is missing');
  return router;
}

interface KeyOptions {
  readonly where?: Where;
  /** Asked when the key is pressed, for what is true at that moment alone, such as where the focus is. */
  readonly when?: (() => boolean) | undefined;
}

/** Answers an action while mounted; null listens to nothing. */
export function useKey(
  name: KeyName,
  run: (() => void) | null,
  { where = 'page', when }: KeyOptions = {},
): void {
  const router = useContext(KeyContext);
  const latest = useRef({ run, when });
  useLayoutEffect(() => {
    latest.current = { run, when };
  });
  const on = run !== null;
  useEffect(() => {
    if (!on || router === null) return undefined;
    return router.listen(name, {
      run: () => latest.current.run?.(),
      where,
      canRun: () => latest.current.when?.() ?? true,
    });
  }, [router, name, on, where]);
}

interface KeyboardApi {
  getLayoutMap(): Promise<ReadonlyMap<string, string>>;
}
let layout: Layout | null = null;
const watchers = new Set<() => void>();
/** Browsers that do not tell their layout get the letters of a US keyboard. */
function askLayout(): void {
  const { keyboard } = navigator as { keyboard?: KeyboardApi };
  keyboard?.getLayoutMap().then(
    (map) => {
      layout = new Map(map);
      for (const watch of watchers) watch();
    },
    () => undefined,
  );
}
function watchLayout(watch: () => void): () => void {
  if (watchers.size === 0) {
    askLayout();
    window.addEventListener('focus', askLayout);
  }
  watchers.add(watch);
  return () => {
    watchers.delete(watch);
    if (watchers.size === 0) window.removeEventListener('focus', askLayout);
  };
}
/** What stands on this person's keys; null until it is known. */
export const useLayout = (): Layout | null => useSyncExternalStore(watchLayout, () => layout);
