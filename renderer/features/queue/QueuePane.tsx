// Owns the queue: three groups in one virtual list, one tab stop, arrows or j k move, Enter opens. While it is pointed at or
// has the focus its order stays. Refuses: what a row looks like (RowView.tsx) and the order itself (state/queue.ts).
import { type KeyboardEvent, memo, useId, useRef, useState } from 'react';
import { LIST_KEYS, useKey } from '../../keys/keys.tsx';
import { useIsGivenOn } from '../../state/given-on.ts';
import { isLive, meOf, useActions, usePage } from '../../state/page.ts';
import { groupsIn, type Row, type Watched } from '../../state/queue.ts';
import type { Order } from '../../state/waiting.ts';
import { mayLead } from '../../state/wall.ts';
import { classes } from '../../ui/classes.ts';
import hatch from '../../ui/hatch.module.css';
import { useFocusWithin, usePainted } from '../../ui/painted.ts';
import { Failed, Loading } from '../../ui/States.tsx';
import { useInView, usePressed } from '../../ui/view.ts';
import { t } from '../../ui/words.ts';
import { Above } from './Above.tsx';
import { GroupHead } from './GroupHead.tsx';
import { Listening } from './Listening.tsx';
import { find, itemAt, lineAt, sizeOf, spotAt, spotOf, topOf } from './lines.ts';
import { More } from './More.tsx';
import { QueueHeader } from './QueueHeader.tsx';
import styles from './QueuePane.module.css';
import { RowView } from './RowView.tsx';
import { useShown } from './shown.ts';

/** Heights at the size of text of the design; all of them grow with it. */
const HEAD = 30;
const EMPTY = 36;
/** Rows drawn outside the view, so that scrolling finds them there. */
const OVERSCAN = 6;
const ROW = { compact: 36, normal: 52, roomy: 60 } as const;

const isUnread = (row: Row): boolean => row.group === 'yours' && row.view.unread > 0;

export const QueuePane = memo(function QueuePane() {
  const [order, setOrder] = useState<Order>('due');
  const [hovered, setHovered] = useState(false);
  const [focused, setFocused] = useState(false);
  const scroller = useRef<HTMLDivElement>(null);
  const held = hovered || focused;
  // Where the focus went is drawn first, then that it left; the order follows.
  const wasHeld = usePainted(held);
  const { groups, isGone, fresh } = useShown(order, held || wasHeld, usePressed(scroller));
  const density = usePage((state) => state.settings.density);
  const live = usePage(isLive);
  const givenOn = useIsGivenOn();
  const known = usePage((state) => state.copy !== null);
  const trouble = usePage((state) => state.trouble);
  const selected = usePage((state) => state.selected);
  const beside = usePage((state) => (state.besideShown ? state.beside : null));
  const popped = usePage((state) => state.popped);
  const leads = usePage(mayLead);
  const me = usePage(meOf);
  const chosen = new Set(me?.queues.filter(({ choose }) => choose).map(({ id }) => id));
  const { select, compare, give, openBeside, focusComposer, retryLink } = useActions();
  const [cursor, setCursor] = useState<{ readonly key: string; readonly place: number } | null>(null);
  const focus = useFocusWithin(
    () => setFocused(true),
    () => {
      setFocused(false);
      setCursor(null);
    },
  );
  const [listened, setListened] = useState<Watched | null>(null);
  const listId = useId();

  const scale = usePage((state) => state.settings.textSize) / 100;
  const rowHeight = ROW[density] * scale;
  const heights = { head: HEAD * scale, empty: EMPTY * scale, row: rowHeight };
  const count = sizeOf(groups);
  const ended = groups.offered.filter(isGone).length;
  const asked = groups.yours.filter((row) => row.group === 'yours' && row.view.right === 'consulted').length;
  const total = groupsIn(groups).reduce((sum, group) => sum + groups[group].length, 0);
  const whole = topOf(groups, count, heights);
  const { top, height, reveal } = useInView(scroller, rowHeight, known);
  const bottom = top + rowHeight + height;
  const from = lineAt(groups, Math.max(0, top - OVERSCAN * rowHeight), heights);
  const to = lineAt(groups, bottom + OVERSCAN * rowHeight, heights);
  const lines = Array.from({ length: to - from + 1 }, (_, at) => from + at);

  const here =
    (cursor === null ? undefined : spotOf(groups, cursor.key, cursor.place)) ??
    (selected === null ? undefined : find(groups, ({ conversation }) => conversation === selected));

  function open(row: Row, place: number): void {
    setCursor({ key: row.key, place });
    if (isGone(row)) return;
    if (row.group === 'watched') {
      if (leads || row.text === 'everyone') setListened(row);
      return;
    }
    if (row.group === 'taken') {
      give(row.taken.handoff);
      return;
    }
    if (row.group === 'waiting') {
      if (leads) compare(row.waiting.handoff);
      else if (chosen.has(row.waiting.queue)) give(row.waiting.handoff);
      return;
    }
    select(row.conversation);
    if (row.group === 'yours') focusComposer();
  }
  function move(by: number): void {
    const next = spotAt(groups, Math.max(0, Math.min(total - 1, (here?.place ?? -1) + by)));
    if (next === undefined) return;
    setCursor({ key: next.row.key, place: next.place });
    // Over the first row in view may stand what is above it.
    reveal(Math.max(0, topOf(groups, next.index, heights) - heights.head), heights.head + rowHeight);
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -total,
      End: total,
    };
    const by = steps[event.code];
    if (by !== undefined) move(by);
    else if (event.code === 'Space') openHere();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  function openHere(): void {
    if (here !== undefined) open(here.row, here.place);
  }
  function openUnread(row: Row | undefined): void {
    if (row !== undefined) open(row, groups.offered.length + groups.yours.indexOf(row));
  }
  useKey('goQueue', () => scroller.current?.focus());
  useKey('queueOrder', () => setOrder(order === 'due' ? 'waited' : 'due'));
  useKey('next', () => move(1));
  useKey('previous', () => move(-1));
  useKey('openRow', openHere);
  useKey('openRowBeside', () => {
    if (here?.row.group === 'yours') openBeside(here.row.conversation);
  });
  useKey('nextUnread', () => {
    openUnread(groups.yours.find(isUnread));
  });
  useKey('previousUnread', () => {
    openUnread(groups.yours.findLast(isUnread));
  });

  const heard = groups.watched.find(({ conversation }) => conversation === listened?.conversation);

  return (
    <>
      <QueueHeader order={order} onOrder={setOrder} />
      {!known && trouble === null && <Loading rows={6} />}
      {!known && trouble !== null && <Failed title={t('queue.failed')} error={trouble} onAgain={retryLink} />}
      {known && (
        <div className={styles.view}>
          <div
            ref={scroller}
            {...LIST_KEYS}
            className={styles.scroller}
            role="listbox"
            aria-label={t('pane.queue')}
            aria-activedescendant={here === undefined ? undefined : `${listId}/${here.row.key}`}
            tabIndex={0}
            onPointerEnter={() => setHovered(true)}
            onPointerLeave={() => setHovered(false)}
            {...focus}
            onKeyDown={onKeyDown}
          >
            <div className={styles.rows} style={{ height: whole }}>
              {lines.map((index) => {
                const item = itemAt(groups, index);
                if (item === undefined) return null;
                const place = {
                  transform: `translateY(${topOf(groups, index, heights)}px)`,
                  height: heights[item.kind],
                };
                if (item.kind !== 'row')
                  return (
                    <div key={item.key} className={styles.item} style={place} aria-hidden="true">
                      <GroupHead
                        group={item.group}
                        empty={item.kind === 'empty'}
                        count={groups[item.group].length - (item.group === 'offered' ? ended : 0)}
                        apart={item.group === 'offered' ? ended : item.group === 'yours' ? asked : 0}
                        fresh={fresh[item.group]}
                        live={live}
                        givenOn={givenOn}
                      />
                    </div>
                  );
                const { row } = item;
                const isHere = row.key === here?.row.key;
                const isSelected = row.conversation === selected;
                const stale = (row.group === 'waiting' && !live) || (row.group === 'yours' && givenOn);
                return (
                  // biome-ignore lint/a11y/useKeyWithClickEvents: keys go to the list, which has the focus.
                  // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus, the option is its active descendant.
                  <div
                    key={item.key}
                    id={`${listId}/${row.key}`}
                    role="option"
                    aria-selected={isSelected}
                    aria-setsize={total}
                    aria-posinset={item.place + 1}
                    className={classes(
                      styles.item,
                      styles.row,
                      item.last && styles.last,
                      isHere && styles.here,
                      isSelected && styles.selected,
                      row.conversation === beside && styles.beside,
                      stale && hatch.hatch,
                    )}
                    style={place}
                    onClick={() => open(row, item.place)}
                  >
                    <RowView
                      row={row}
                      gone={isGone(row)}
                      live={live}
                      compact={density === 'compact'}
                      popped={popped.includes(row.conversation)}
                    />
                  </div>
                );
              })}
            </div>
          </div>
          {live && <Above scroller={scroller} groups={groups} order={order} heights={heights} />}
        </div>
      )}
      {known && <More scroller={scroller} groups={groups} order={order} heights={heights} />}
      {listened !== null && (
        <Listening
          row={heard?.group === 'watched' ? heard : listened}
          over={heard === undefined || isGone(heard)}
          onClose={() => setListened(null)}
        />
      )}
    </>
  );
});
