// Owns the queue: three groups in one virtual list, one tab stop, arrows or j k move, Enter opens. While it is pointed at or
// has the focus its order stays. Refuses: what a row looks like (RowView.tsx) and the order itself (state/queue.ts).
import { useVirtualizer } from '@tanstack/react-virtual';
import { ChevronDown } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useKey } from '../../keys/keys.tsx';
import { isLive, linkOf, meOf, tablesOf, useActions, usePage } from '../../state/page.ts';
import {
  GROUPS,
  type GroupName,
  type Groups,
  groupsOf,
  type Order,
  type Row,
  show,
} from '../../state/queue.ts';
import { classes } from '../../ui/classes.ts';
import hatch from '../../ui/hatch.module.css';
import { SMALL } from '../../ui/icons.tsx';
import { Menu, MenuChoice } from '../../ui/Menu.tsx';
import { Failed, Loading } from '../../ui/States.tsx';
import { timeWithSeconds } from '../../ui/time.ts';
import { t } from '../../ui/words.ts';
import { GroupHead } from './GroupHead.tsx';
import styles from './QueuePane.module.css';
import { RowView } from './RowView.tsx';

type Item =
  | { readonly kind: 'head'; readonly key: string; readonly group: GroupName }
  | { readonly kind: 'empty'; readonly key: string; readonly group: GroupName }
  | { readonly kind: 'row'; readonly key: string; readonly row: Row; readonly last: boolean };

const ORDERS = { due: 'queue.sortDue', waited: 'queue.sortWaited' } as const;
const HEAD = 30;
const EMPTY = 36;
const ROW = { compact: 36, normal: 52, roomy: 60 } as const;

function itemsOf(groups: Groups): readonly Item[] {
  return GROUPS.flatMap((group): Item[] => {
    const rows = groups[group];
    return [
      { kind: 'head', key: `head/${group}`, group },
      ...(rows.length === 0 ? [{ kind: 'empty' as const, key: `empty/${group}`, group }] : []),
      ...rows.map(
        (row, index): Item => ({ kind: 'row', key: row.key, row, last: index === rows.length - 1 }),
      ),
    ];
  });
}

/** The rows as shown, and whether their order is fixed. Own acts (`thaw`) sort anew even under the pointer. */
function useShown(order: Order, held: boolean) {
  const tables = usePage(tablesOf);
  const me = usePage(meOf);
  const thaw = usePage((state) => state.thaw);
  const { offers, conversations, queue } = tables;
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the tables only these three count here.
  const groups = useMemo(
    () => groupsOf(tables, me, order),
    [offers, conversations, queue, me?.queues, order],
  );
  const [fixed, setFixed] = useState<Groups | null>(null);
  const latest = useRef(groups);
  latest.current = groups;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `thaw` and `order` fix the order anew.
  useEffect(() => {
    if (!held) {
      setFixed(null);
      return undefined;
    }
    setFixed(latest.current);
    // The answer to an own act arrives a moment later; it may still move things.
    const timer = setTimeout(() => setFixed(latest.current), 250);
    return () => clearTimeout(timer);
  }, [held, thaw, order]);
  return useMemo(() => show(groups, fixed), [groups, fixed]);
}

export function QueuePane() {
  const [order, setOrder] = useState<Order>('due');
  const [hovered, setHovered] = useState(false);
  const [focused, setFocused] = useState(false);
  const { groups, gone, fresh } = useShown(order, hovered || focused);
  const density = usePage((state) => state.settings.density);
  const live = usePage(isLive);
  const link = usePage(linkOf);
  const known = usePage((state) => state.copy !== null);
  const trouble = usePage((state) => state.trouble);
  const selected = usePage((state) => state.selected);
  const { select, focusComposer, retryLink } = useActions();
  const [cursor, setCursor] = useState<string | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const listId = useId();

  const items = useMemo(() => itemsOf(groups), [groups]);
  const rowHeight = ROW[density];
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) =>
      items[index]?.kind === 'row' ? rowHeight : items[index]?.kind === 'head' ? HEAD : EMPTY,
    getItemKey: (index) => items[index]?.key ?? index,
    overscan: 8,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: heights depend on both.
  useEffect(() => virtual.measure(), [rowHeight, items.length]);

  const rows = useMemo(() => items.flatMap((item) => (item.kind === 'row' ? [item.row] : [])), [items]);
  const here =
    rows.find(({ key }) => key === cursor) ?? rows.find(({ conversation }) => conversation === selected);

  function open(row: Row): void {
    setCursor(row.key);
    if (row.group === 'waiting' || gone.has(row.key)) return;
    select(row.conversation);
    if (row.group === 'yours') focusComposer();
  }
  function move(by: number): void {
    if (rows.length === 0) return;
    const at = here === undefined ? -1 : rows.indexOf(here);
    const next = rows[Math.max(0, Math.min(rows.length - 1, at + by))];
    if (next === undefined) return;
    setCursor(next.key);
    virtual.scrollToIndex(items.findIndex(({ key }) => key === next.key));
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      KeyJ: 1,
      ArrowUp: -1,
      KeyK: -1,
      PageDown: page,
      PageUp: -page,
      Home: -rows.length,
      End: rows.length,
    };
    const by = steps[event.code];
    if (by !== undefined) move(by);
    else if (event.code === 'Enter' || event.code === 'NumpadEnter' || event.code === 'Space') {
      if (here !== undefined) open(here);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
  useKey('nextUnread', () => {
    const unread = groups.yours.find((row) => row.group === 'yours' && row.view.unread > 0);
    if (unread !== undefined) open(unread);
  });

  const shownItems = virtual.getVirtualItems();
  const end = (virtual.scrollOffset ?? 0) + (scroller.current?.clientHeight ?? 0);
  const below = items.length - (shownItems.find((item) => item.end > end)?.index ?? items.length);
  const hidden = virtual.getTotalSize() - end > 2 ? below : 0;

  return (
    <>
      <header className={styles.header}>
        <h2 className={styles.title}>{t('pane.queue')}</h2>
        {live ? (
          <Menu
            chosen={t(ORDERS[order])}
            trigger={
              <button type="button" className={styles.order} title={t('queue.sort')}>
                {t(ORDERS[order])} <ChevronDown {...SMALL} />
              </button>
            }
          >
            {(['due', 'waited'] as const).map((choice) => (
              <MenuChoice key={choice} label={t(ORDERS[choice])} onSelect={() => setOrder(choice)} />
            ))}
          </Menu>
        ) : (
          link !== undefined && (
            <span className={styles.asOf}>
              {t('queue.asOf', { time: timeWithSeconds(link.freshAt ?? link.since) })}
            </span>
          )
        )}
      </header>
      {!known && trouble === null && <Loading rows={6} />}
      {!known && trouble !== null && <Failed title={t('banner.host')} error={trouble} onAgain={retryLink} />}
      {known && (
        <div
          ref={scroller}
          className={styles.scroller}
          role="listbox"
          aria-label={t('pane.queue')}
          aria-activedescendant={here === undefined ? undefined : `${listId}/${here.key}`}
          tabIndex={0}
          onPointerEnter={() => setHovered(true)}
          onPointerLeave={() => setHovered(false)}
          onFocus={() => setFocused(true)}
          onBlur={() => {
            setFocused(false);
            setCursor(null);
          }}
          onKeyDown={onKeyDown}
        >
          <div className={styles.rows} style={{ height: virtual.getTotalSize() }}>
            {shownItems.map(({ index, start, size }) => {
              const item = items[index];
              if (item === undefined) return null;
              const place = { transform: `translateY(${start}px)`, height: size };
              if (item.kind !== 'row')
                return (
                  <div key={item.key} className={styles.item} style={place} aria-hidden="true">
                    <GroupHead
                      group={item.group}
                      empty={item.kind === 'empty'}
                      count={groups[item.group].length}
                      fresh={fresh[item.group]}
                      live={live}
                    />
                  </div>
                );
              const { row } = item;
              const isHere = row.key === here?.key;
              const isSelected = row.conversation === selected;
              const stale = row.group === 'waiting' && !live;
              return (
                // biome-ignore lint/a11y/useKeyWithClickEvents: keys go to the list, which has the focus.
                // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus, the option is its active descendant.
                <div
                  key={item.key}
                  id={`${listId}/${row.key}`}
                  role="option"
                  aria-selected={isSelected}
                  aria-setsize={rows.length}
                  aria-posinset={rows.indexOf(row) + 1}
                  className={classes(
                    styles.item,
                    styles.row,
                    item.last && styles.last,
                    isHere && styles.here,
                    isSelected && styles.selected,
                    stale && hatch.hatch,
                  )}
                  style={place}
                  onClick={() => open(row)}
                >
                  <RowView row={row} gone={gone.has(row.key)} live={live} compact={density === 'compact'} />
                </div>
              );
            })}
          </div>
        </div>
      )}
      {known && hidden > 0 && (
        <button
          type="button"
          className={styles.below}
          onClick={() => virtual.scrollBy((scroller.current?.clientHeight ?? 0) * 0.8)}
        >
          <ChevronDown {...SMALL} /> {t('queue.below', { count: hidden })}
        </button>
      )}
    </>
  );
}
