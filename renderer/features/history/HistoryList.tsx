// Owns the list of past conversations or of hits: arrows or j k move, Enter reads; matches are marked.
import { ListFilter, Lock } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { HistoryRow, SearchHit } from '#shared/contract/calls.ts';
import { LIST_KEYS, useKey } from '../../keys/keys.tsx';
import { useNow } from '../../state/clock.ts';
import { isLive, linkOf, meOf, tablesOf, useActions, usePage } from '../../state/page.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Caps } from '../../ui/Caps.tsx';
import { classes } from '../../ui/classes.ts';
import hatch from '../../ui/hatch.module.css';
import { ChannelIcon, SMALL } from '../../ui/icons.tsx';
import { Listed } from '../../ui/Listed.tsx';
import { Marked } from '../../ui/Marked.tsx';
import { Empty, Failed, Loading } from '../../ui/States.tsx';
import { age, duration, eventOf, momentOf, whenOf } from '../../ui/time.ts';
import { t } from '../../ui/words.ts';
import { type Found, keyOfHit } from './found.ts';
import styles from './HistoryList.module.css';

interface ListItem {
  readonly key: string;
  readonly conversation: string;
  readonly body: ReactNode;
}

function PastRow({ row }: { readonly row: HistoryRow }) {
  const now = useNow();
  const me = usePage(meOf);
  const { conversation, handoff } = row;
  const { name, organisation } = conversation.customer;
  const queue = me?.queues.find(({ id }) => id === handoff.queue);
  const ended = queue?.dispositions.find(({ id }) => id === handoff.outcome?.disposition)?.label;
  const label = handoff.label === undefined ? undefined : t(`label.${handoff.label}`);
  return (
    <>
      <span className={styles.first}>
        <ChannelIcon channel={conversation.channel} />
        <span className={styles.name}>{name}</span>
        <span className={styles.organisation}>{organisation}</span>
        <time className={styles.at}>{momentOf(conversation.lastAt, now)}</time>
      </span>
      <span className={styles.line}>
        {handoff.context.intent ?? handoff.context.goal ?? conversation.preview}
      </span>
      <span className={styles.meta}>
        <Listed parts={[queue?.name, ended, label]} />
      </span>
    </>
  );
}

function HitRow({ hit }: { readonly hit: SearchHit }) {
  const now = useNow();
  return (
    <>
      <span className={styles.first}>
        <span className={styles.name}>{hit.name}</span>
        <span className={styles.organisation}>{hit.organisation}</span>
        <time className={styles.at}>{momentOf(hit.at, now)}</time>
      </span>
      <span className={styles.excerpt}>
        <Marked text={hit.excerpt} ranges={hit.matches} className={styles.match} />
      </span>
    </>
  );
}

interface HistoryListProps {
  readonly found: Found;
  readonly searched: boolean;
  readonly filtered: boolean;
  /** The row that is read. */
  readonly chosen: string | null;
  readonly onChoose: (key: string, conversation: string) => void;
}

export function HistoryList({ found, searched, filtered, chosen, onChoose }: HistoryListProps) {
  const [cursor, setCursor] = useState<string | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const drawer = usePage((state) => state.filterDrawer);
  const { showFilters } = useActions();
  const items: readonly ListItem[] = searched
    ? found.hits.map((hit) => ({
        key: keyOfHit(hit),
        conversation: hit.conversation,
        body: <HitRow hit={hit} />,
      }))
    : found.list.map((row) => ({
        key: row.conversation.id,
        conversation: row.conversation.id,
        body: <PastRow row={row} />,
      }));
  const here = items.find(({ key }) => key === cursor) ?? items.find(({ key }) => key === chosen);
  useEffect(() => {
    if (cursor !== null) list.current?.querySelector('[data-here]')?.scrollIntoView({ block: 'nearest' });
  }, [cursor]);

  function move(by: number): void {
    const at = here === undefined ? -1 : items.indexOf(here);
    const next = items[Math.max(0, Math.min(items.length - 1, at + by))];
    if (next !== undefined) setCursor(next.key);
  }
  function onKeyDown(event: KeyboardEvent): void {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.code];
    if (by === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    move(by);
  }
  useKey('next', () => move(1));
  useKey('previous', () => move(-1));
  useKey('openRow', () => {
    if (here !== undefined) onChoose(here.key, here.conversation);
  });

  return (
    <>
      <p className={styles.order}>
        {searched ? t('history.newest') : t('history.recent')}
        <span className={styles.space} />
        <Caps name="next" /> <Caps name="previous" />
        <IconButton
          className={styles.narrow}
          label={t('history.filters')}
          aria-pressed={drawer}
          onClick={() => showFilters(!drawer)}
        >
          <ListFilter {...SMALL} />
        </IconButton>
      </p>
      {found.state === 'failed' && (
        <Failed title={t('history.failed')} error={found.error} onAgain={found.again} />
      )}
      {found.state === 'loading' && <Loading rows={6} />}
      {found.state === 'ready' && items.length === 0 && (
        <Empty title={searched || filtered ? t('history.none') : t('history.empty')}>
          {filtered ? t('history.noneFiltered') : searched ? t('history.noneWhat') : t('history.emptyWhat')}
        </Empty>
      )}
      <div className={styles.scroller}>
        <div
          ref={list}
          {...LIST_KEYS}
          id="history-list"
          role="listbox"
          aria-label={t('history.title')}
          aria-activedescendant={here === undefined ? undefined : `history-${here.key}`}
          tabIndex={items.length === 0 ? -1 : 0}
          className={styles.list}
          onKeyDown={onKeyDown}
        >
          {items.map(({ key, conversation, body }) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys go to the list, which has the focus.
            // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus, the option is its active descendant.
            <div
              key={key}
              id={`history-${key}`}
              role="option"
              aria-selected={key === chosen}
              data-here={key === here?.key || undefined}
              className={classes(styles.row, key === chosen && styles.selected)}
              onClick={() => {
                setCursor(key);
                onChoose(key, conversation);
              }}
            >
              {body}
            </div>
          ))}
        </div>
        {found.more && (
          <Button className={styles.more} onClick={found.loadMore}>
            {t('history.more')}
          </Button>
        )}
      </div>
      <CopyAge />
    </>
  );
}

/** While the link is lost: how old the copy is. */
function CopyAge() {
  const now = useNow();
  const live = usePage(isLive);
  const link = usePage(linkOf);
  const kept = usePage((state) => tablesOf(state).conversations.size);
  if (live || link?.freshAt === undefined) return null;
  return (
    <footer className={classes(styles.copy, hatch.hatch)}>
      <p className={styles.copyWords}>
        <Lock {...SMALL} /> <strong>{t('history.copy', { time: eventOf(link.freshAt, now) })}</strong>
        {t('history.copyAge', { age: age(now - link.freshAt) })}
        {link.locksAt !== undefined && (
          <strong className={styles.locks}>
            {t('history.locksIn', { time: duration(link.locksAt - now) })}
          </strong>
        )}
      </p>
      <p className={styles.copyWords}>
        {link.locksAt === undefined
          ? t('history.copyWhat')
          : t('history.copyHolds', {
              count: kept,
              time: whenOf(link.locksAt, now),
            })}
      </p>
    </footer>
  );
}
