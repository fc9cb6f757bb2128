// Owns the palette: one line that reaches every action, conversation, colleague and place. What it runs happens after it is
// gone and the focus is back where it was. Refuses: what there is and what fits (entries.ts).
import { Command as Cmdk } from 'cmdk';
import { ArrowRight, History, MessageSquare, Search, User, Zap } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { type KeyboardEvent, useContext, useEffect, useMemo, useRef, useState } from 'react';
import type { SearchHit } from '#shared/contract/calls.ts';
import type { PersonView } from '#shared/contract/views.ts';
import type { KeyName } from '../../keys/bindings.ts';
import { useKeyNames, useRunner } from '../../keys/keys.tsx';
import { useNow } from '../../state/clock.ts';
import { meOf, tablesOf, useActions, usePage } from '../../state/page.ts';
import { Cap, Caps } from '../../ui/Caps.tsx';
import { AboveDialogs } from '../../ui/Dialog.tsx';
import { ICON } from '../../ui/icons.tsx';
import { Marked } from '../../ui/Marked.tsx';
import { dayOf } from '../../ui/time.ts';
import { t } from '../../ui/words.ts';
import { useDoing } from './doing.ts';
import {
  actionEntries,
  commandEntries,
  conversationEntries,
  type Does,
  type Group,
  narrowed,
  type PaletteEntry,
  personEntries,
  type Shown,
  shownOf,
} from './entries.ts';
import styles from './Palette.module.css';

const SECTIONS = {
  notifications: 'settings.notices',
  keys: 'settings.keys',
  writing: 'settings.writing',
  look: 'settings.look',
  desktop: 'settings.desktop',
  privacy: 'settings.privacy',
  diagnostics: 'settings.diagnostics',
} as const;
const ICONS = {
  here: Zap,
  actions: Zap,
  conversations: MessageSquare,
  people: User,
  goTo: ArrowRight,
  past: History,
  idle: Zap,
} as const;
const MOST_HITS = 5;
/** Fewer letters than this are in everything. */
const LEAST_SEARCHED = 2;
/** From the last key to the question, ms. */
const PAUSE_MS = 80;

/** Past conversations whose words fit; those of the newest answered question. */
function useHits(text: string): readonly SearchHit[] {
  const { searchHistory } = useActions();
  const [hits, setHits] = useState<readonly SearchHit[]>([]);
  useEffect(() => {
    if (text.length < LEAST_SEARCHED) {
      setHits([]);
      return undefined;
    }
    let over = false;
    const timer = setTimeout(() => {
      searchHistory({ text, limit: 20 }).then(
        (found) => over || setHits(found.hits),
        // The copy is locked or the host is away: the history itself says so.
        () => over || setHits([]),
      );
    }, PAUSE_MS);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [text, searchHistory]);
  return hits;
}

function pastEntries(hits: readonly SearchHit[], known: ReadonlySet<string>, now: number, searched: string) {
  const seen = new Set(known);
  const entries: PaletteEntry[] = [];
  for (const { conversation, name, at, excerpt } of hits) {
    if (seen.has(conversation)) continue;
    seen.add(conversation);
    entries.push({
      key: `past/${conversation}`,
      group: 'past',
      title: name,
      detail: t('palette.hit', { day: dayOf(at, now), excerpt }),
      does: { kind: 'past', id: conversation, searched },
      idle: false,
    });
    if (entries.length === MOST_HITS) break;
  }
  return entries;
}

function wordsOfPerson(
  { status, connected, load, capacity, queues }: PersonView,
  nameOf: (queue: string) => string,
): string {
  return t('palette.person', {
    status: connected ? t(`presence.${status}`) : t('palette.gone'),
    load,
    capacity,
    queues: queues.map(nameOf).join(', '),
  });
}

export function Palette() {
  const { showPalette } = useActions();
  const above = useContext(AboveDialogs);
  const [typed, setTyped] = useState('');
  const { text } = narrowed(typed);
  const searched = text.trim();
  const tables = usePage(tablesOf);
  const me = usePage(meOf);
  const here = usePage((state) => {
    const { place, selected } = state;
    if (place !== 'inbox' || selected === null) return null;
    return tablesOf(state).conversations.get(selected)?.conversation.customer.name ?? null;
  });
  const now = useNow();
  const hits = useHits(searched);
  const { run, canRun } = useRunner();
  const names = useKeyNames();
  // Asked before the focus comes here: what listens only while it has the focus can still be done.
  const [can] = useState<ReadonlySet<KeyName>>(() => new Set(names.filter(canRun)));
  const [home] = useState(() => document.activeElement);
  const pending = useRef<Does | null>(null);
  const doIt = useDoing(run);

  const { conversations, offers, people, counts } = tables;
  const day = Math.floor(now / 60_000);
  const entries = useMemo((): readonly PaletteEntry[] => {
    const live = conversationEntries(
      { conversations, offers },
      {
        offered: t('palette.offered'),
        yours: t('queue.yours'),
        both: (what, more) => t('palette.both', { what, more }),
      },
    );
    const nameOf = (queue: string): string =>
      me?.queues.find(({ id }) => id === queue)?.name ?? counts.get(queue)?.name ?? queue;
    const known = new Set(live.map(({ does }) => (does.kind === 'conversation' ? does.id : '')));
    return [
      ...actionEntries(names, (name) => can.has(name), t),
      ...live,
      ...personEntries(people, me?.id, (person) => wordsOfPerson(person, nameOf), can.has('transfer')),
      ...Object.entries(SECTIONS).map(
        ([section, words]): PaletteEntry => ({
          key: `settings/${section}`,
          group: 'goTo',
          title: t('palette.settings', { section: t(words) }),
          detail: '',
          does: { kind: 'settings', section },
          idle: false,
        }),
      ),
      ...commandEntries(t),
      ...(searched === ''
        ? []
        : [
            {
              key: 'search',
              group: 'past',
              title: t('palette.search', { text: searched }),
              detail: '',
              does: { kind: 'search', text: searched },
              idle: false,
            } as const,
          ]),
      ...pastEntries(hits, known, day * 60_000, searched),
    ];
  }, [names, can, conversations, offers, people, counts, me, hits, day, searched]);
  const shown = useMemo(() => shownOf(entries, typed), [entries, typed]);

  function choose({ does, idle }: PaletteEntry): void {
    if (idle) return;
    pending.current = does;
    showPalette(false);
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Tab') {
      event.preventDefault();
      const next = { '>': '@', '@': '' }[typed.charAt(0)] ?? '>';
      setTyped(next + text);
    } else if (event.key === '?' && typed === '') {
      event.preventDefault();
      choose({ does: { kind: 'key', name: 'sheet' }, idle: false } as PaletteEntry);
    }
  }

  return (
    <Dialog.Root open onOpenChange={(open) => !open && showPalette(false)}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles.overlay} />
        <Dialog.Content
          className={styles.palette}
          aria-describedby={undefined}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (home instanceof HTMLElement) home.focus();
            const does = pending.current;
            // What listens while it has the focus listens from the next task on.
            if (does !== null) setTimeout(() => doIt(does));
          }}
        >
          <Dialog.Title className={styles.heard}>{t('palette.title')}</Dialog.Title>
          <Cmdk
            shouldFilter={false}
            loop
            vimBindings={false}
            label={t('palette.title')}
            onKeyDown={onKeyDown}
          >
            <div className={styles.line}>
              <Search {...ICON} />
              <Cmdk.Input
                autoFocus
                className={styles.input}
                value={typed}
                maxLength={200}
                onValueChange={setTyped}
                placeholder={t('app.search')}
              />
              {here !== null && <span className={styles.here}>{t('palette.in', { name: here })}</span>}
            </div>
            <Cmdk.List className={styles.list}>
              {[...shown].map(([group, found]) => (
                <Cmdk.Group key={group} heading={t(`palette.${group}`)} className={styles.group}>
                  {found.map((entry) => (
                    <Item key={entry.key} entry={entry} group={group} onChoose={choose} />
                  ))}
                </Cmdk.Group>
              ))}
              {shown.size === 0 && <p className={styles.none}>{t('palette.none')}</p>}
            </Cmdk.List>
          </Cmdk>
          <footer className={styles.foot}>
            <span>
              <Cap>↑</Cap> <Cap>↓</Cap> {t('palette.move')}
            </span>
            <span>
              <Cap>↵</Cap> {t('palette.run')}
            </span>
            <span>
              <Cap>Tab</Cap> {t('palette.narrow')}
            </span>
            <span className={styles.space} />
            <span>
              <Cap>{'>'}</Cap> {t('palette.commandsOnly')}
            </span>
            <span>
              <Cap>@</Cap> {t('palette.peopleOnly')}
            </span>
            <span>
              <Cap>?</Cap> {t('palette.allKeys')}
            </span>
          </footer>
          {above}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface ItemProps {
  readonly entry: Shown;
  readonly group: Group;
  readonly onChoose: (entry: PaletteEntry) => void;
}

function Item({ entry, group, onChoose }: ItemProps) {
  const { key, title, detail, titleRanges, detailRanges, does, idle } = entry;
  const Icon = ICONS[group];
  return (
    <Cmdk.Item value={key} disabled={idle} className={styles.item} onSelect={() => onChoose(entry)}>
      <Icon {...ICON} />
      <span className={styles.title}>
        <Marked text={title} ranges={titleRanges} className={styles.match} />
      </span>
      <span className={styles.detail}>
        <Marked text={detail} ranges={detailRanges} className={styles.match} />
      </span>
      {does.kind === 'key' && <Caps name={does.name} apart />}
      {does.kind === 'past' && <span className={styles.right}>{t('palette.cached')}</span>}
    </Cmdk.Item>
  );
}
