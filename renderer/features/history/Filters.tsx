// Owns narrowing the history: period, channel, queue, judgement and ending, each with how many there are of it
// in the list. How many a search would find with it nobody has counted: while one stands there are no numbers.
import { type ReactNode, type Ref, useMemo, useRef } from 'react';
import { type HistoryFilter, NONE } from '#shared/contract/history.ts';
import type { ConversationView } from '#shared/contract/views.ts';
import { handoffLabel } from '#shared/schema/handoff.ts';
import { useKey } from '../../keys/keys.tsx';
import { meOf, tablesOf, useActions, usePage } from '../../state/page.ts';
import { Button } from '../../ui/Button.tsx';
import { classes } from '../../ui/classes.ts';
import { dayOf } from '../../ui/time.ts';
import { number, t } from '../../ui/words.ts';
import styles from './Filters.module.css';

const CHANNELS = ['chat', 'email', 'voice', 'video'] as const;
const LABELS = [...handoffLabel.options, NONE];
const DAY_MS = 86_400_000;

type List = 'channels' | 'queues' | 'labels' | 'endings';
interface Choice {
  readonly value: string;
  readonly label: string;
  readonly count: number;
}

/** `2026-11-24` in this device's zone. */
function dayText(at: number | undefined): string {
  if (at === undefined) return '';
  const day = new Date(at);
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
}
/** The first ms of a day; undefined while it is not a whole date. */
function startOf(text: string): number | undefined {
  const at = Date.parse(`${text}T00:00:00`);
  return Number.isNaN(at) || at < 0 ? undefined : at;
}

interface DayProps {
  readonly label: string;
  readonly at: number | undefined;
  readonly least?: number | undefined;
  readonly most?: number | undefined;
  readonly field?: Ref<HTMLInputElement>;
  /** `2026-11-24`, or nothing. */
  readonly onChange: (text: string) => void;
}

/** The system's own field, which writes days its own way; while it is not used, the day is written as everywhere. */
function Day({ label, at, least, most, field, onChange }: DayProps) {
  return (
    <span className={styles.day}>
      <input
        ref={field}
        type="date"
        className={styles.date}
        aria-label={label}
        value={dayText(at)}
        min={dayText(least)}
        max={dayText(most)}
        onChange={(event) => onChange(event.target.value)}
      />
      <span className={classes(styles.written, at === undefined && styles.any)} aria-hidden="true">
        {at === undefined ? t('history.anyDay') : dayOf(at, Date.now())}
      </span>
    </span>
  );
}

function count(rows: readonly ConversationView[], keyOf: (row: ConversationView) => string) {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + 1);
  return counts;
}

/** Values that occur, and those that are chosen although they do not. */
function choicesOf(
  counts: ReadonlyMap<string, number>,
  order: readonly string[],
  labelOf: (value: string) => string,
): readonly Choice[] {
  return order.map((value) => ({ value, label: labelOf(value), count: counts.get(value) ?? 0 }));
}

interface FiltersProps {
  /** The list is shown, and nothing is searched in it. */
  readonly counted: boolean;
}

export function Filters({ counted }: FiltersProps) {
  const filter = usePage((state) => state.filter);
  const { setFilter } = useActions();
  const conversations = usePage((state) => tablesOf(state).conversations);
  // The list is of what is over; the words of what is open are searched as well.
  const searching = usePage((state) => state.searched.trim() !== '');
  const me = usePage(meOf);
  const first = useRef<HTMLInputElement>(null);
  useKey('historyFilters', () => first.current?.focus());
  useKey('clearFilters', () => setFilter({}));

  const groups = useMemo(() => {
    const rows = [...conversations.values()].filter(({ right }) => searching || right === 'kept');
    const queues = count(rows, ({ handoff }) => handoff.queue);
    const endings = count(rows, ({ handoff }) => handoff.outcome?.disposition ?? NONE);
    const endingNames = new Map(
      (me?.queues ?? []).flatMap(({ dispositions }) => dispositions.map(({ id, label }) => [id, label])),
    );
    const queueNames = new Map((me?.queues ?? []).map(({ id, name }) => [id, name]));
    return {
      channels: choicesOf(
        count(rows, ({ conversation }) => conversation.channel),
        CHANNELS,
        (value) => t.find(`channel.${value}`) ?? value,
      ),
      queues: choicesOf(
        queues,
        [...new Set([...queueNames.keys(), ...queues.keys()])],
        (value) => queueNames.get(value) ?? value,
      ),
      labels: choicesOf(
        count(rows, ({ handoff }) => handoff.label ?? NONE),
        LABELS,
        (value) => (value === NONE ? t('history.noLabel') : (t.find(`label.${value}`) ?? value)),
      ),
      endings: choicesOf(endings, [...new Set([...endingNames.keys(), ...endings.keys()])], (value) =>
        value === NONE ? t('history.noEnding') : (endingNames.get(value) ?? value),
      ),
    };
  }, [conversations, searching, me?.queues]);

  function turn(list: List, choices: readonly Choice[], value: string, on: boolean): void {
    const all = choices.map((choice) => choice.value);
    const before: readonly string[] = filter[list] ?? all;
    const next = all.filter((each) => (each === value ? on : before.includes(each)));
    const { [list]: _was, ...others } = filter;
    setFilter(next.length === all.length ? others : ({ ...others, [list]: next } as HistoryFilter));
  }
  function setDay(edge: 'from' | 'to', text: string): void {
    const { [edge]: _was, ...others } = filter;
    const start = startOf(text);
    if (start === undefined) return setFilter(others);
    setFilter({ ...others, [edge]: edge === 'from' ? start : start + DAY_MS - 1 });
  }
  const group = (list: List, title: string): ReactNode => (
    <fieldset className={styles.group}>
      <legend className={styles.heading}>{title}</legend>
      {groups[list].map(({ value, label, count: many }) => (
        <label key={value} className={styles.choice}>
          <input
            type="checkbox"
            className={styles.box}
            checked={(filter[list] as readonly string[] | undefined)?.includes(value) ?? true}
            onChange={(event) => turn(list, groups[list], value, event.target.checked)}
          />
          <span className={styles.label}>{label}</span>
          {counted && <span className={styles.count}>{number(many)}</span>}
        </label>
      ))}
    </fieldset>
  );
  return (
    <search className={styles.filters} aria-label={t('history.filters')}>
      <fieldset className={styles.group}>
        <legend className={styles.heading}>{t('history.period')}</legend>
        <Day
          field={first}
          label={t('history.from')}
          at={filter.from}
          most={filter.to}
          onChange={(text) => setDay('from', text)}
        />
        <span className={styles.until}>{t('history.until')}</span>
        <Day
          label={t('history.to')}
          at={filter.to}
          least={filter.from}
          onChange={(text) => setDay('to', text)}
        />
      </fieldset>
      {group('channels', t('history.channel'))}
      {groups.queues.length > 1 && group('queues', t('history.queue'))}
      {group('labels', t('history.label'))}
      {group('endings', t('history.ended'))}
      <Button
        look="quiet"
        className={styles.clear}
        hint="clearFilters"
        disabled={Object.keys(filter).length === 0}
        onClick={() => setFilter({})}
      >
        {t('history.clear')}
      </Button>
    </search>
  );
}
