// Owns one row of the queue: channel, name and organisation, one line of what it is about, and a clock of fixed width.
import { AppWindow, ArrowDownRight, ArrowRight, ArrowUpRight, Bot, Hourglass, Pause } from 'lucide-react';
import { memo } from 'react';
import type { ConversationView } from '#shared/contract/views.ts';
import { replyDue } from '#shared/domain/handoff/reply-due.ts';
import type { Channel } from '#shared/schema/conversation.ts';
import type { Mood } from '#shared/schema/handoff.ts';
import type { QueueRow, WatchedRow } from '#shared/schema/queue.ts';
import { useNow, useNowInTurn } from '../../state/clock.ts';
import { useOwed } from '../../state/owed.ts';
import { linkOf, meOf, tablesOf, usePage } from '../../state/page.ts';
import type { Row } from '../../state/queue.ts';
import { classes } from '../../ui/classes.ts';
import { ChannelIcon, ICON, SMALL } from '../../ui/icons.tsx';
import { initials } from '../../ui/initials.ts';
import { MoodLine } from '../../ui/MoodLine.tsx';
import { Clock as SignedClock, TargetClock } from '../../ui/TargetClock.tsx';
import {
  age,
  countdown,
  duration,
  offerUrgency,
  timeOfDay,
  timeWithSeconds,
  waitRange,
  whenOf,
} from '../../ui/time.ts';
import { reason, score, t } from '../../ui/words.ts';
import styles from './RowView.module.css';

interface RowProps {
  readonly row: Row;
  readonly gone: boolean;
  readonly live: boolean;
  readonly compact: boolean;
  /** It is open in a window of its own. */
  readonly popped: boolean;
}

/** The customer is silent for longer than this, ms: worth a look. */
const QUIET_MS = 120_000;

interface Words {
  readonly channel: Channel;
  readonly name: string;
  readonly organisation: string | undefined;
  /** What the console says before the line: it has no part in the direction of that. */
  readonly before?: string;
  readonly line: string;
  readonly unread: boolean;
}

function previewOf(
  { conversation, typing, handoff, right }: ConversationView,
  live: boolean,
): Pick<Words, 'before' | 'line'> {
  const { hold, consult } = handoff;
  const { preview } = conversation;
  if (right === 'consulted' && consult !== undefined) return { line: consult.question };
  if (hold !== undefined) {
    const why = hold.reason === undefined ? '' : reason(hold.reason);
    const words =
      hold.until === undefined
        ? t('queue.held')
        : t('queue.heldUntil', { time: whenOf(hold.until, Date.now()) });
    return { line: [words, why].filter(Boolean).join(', ') };
  }
  if (typing && live) return { line: t('queue.typing') };
  if (!conversation.customerPresent) return { before: `${t('queue.left')}.`, line: preview };
  if (preview === '') return { line: handoff.context.intent ?? t('queue.noIntent') };
  return { line: preview, ...(conversation.previewRole === 'HUMAN_AGENT' ? { before: t('queue.you') } : {}) };
}

function wordsOf(row: Row, live: boolean): Words {
  if (row.group === 'waiting') {
    const { channel, name, organisation, intent, state } = row.waiting;
    const line = state === 'offered' ? t('queue.offeredElsewhere') : t('queue.noIntent');
    return { channel, name, organisation, line: intent ?? line, unread: false };
  }
  if (row.group === 'watched') {
    const { channel, name, organisation, turns, botName } = row.watched;
    return {
      channel,
      name,
      organisation,
      line: t('queue.turnsWith', { turns, bot: botName }),
      unread: false,
    };
  }
  if (row.group === 'taken') {
    const { channel, name, organisation, ownerName } = row.taken;
    return { channel, name, organisation, line: t('queue.with', { name: ownerName }), unread: false };
  }
  const { conversation, handoff } = row.group === 'offered' ? row.offer : row.view;
  const { name, organisation } = conversation.customer;
  const { channel } = conversation;
  if (row.group === 'offered') {
    const line = handoff.context.intent ?? handoff.context.goal ?? handoff.reason ?? t('queue.noIntent');
    return { channel, name, organisation, line, unread: false };
  }
  return { channel, name, organisation, ...previewOf(row.view, live), unread: row.view.unread > 0 };
}

/** Put aside, or asked about only: nothing of it is due from this person. */
const hasNoClock = (row: Row): boolean =>
  row.group === 'yours' && (row.view.handoff.hold !== undefined || row.view.right !== 'owner');

const Unknown = () => <span className={styles.unknown}>{t('queue.unknown')}</span>;

/** Without a link: by when a reply was due when it was last seen, unless one waits in the outbox or others may have it by now. */
function OwedBy({ view, now }: { readonly view: ConversationView; readonly now: number }) {
  const offset = usePage((state) => linkOf(state)?.clockOffset ?? 0);
  const due = useOwed(view);
  if (due === null) return <Unknown />;
  const at = due.at - offset;
  const time = timeOfDay(at);
  if (now > at)
    return (
      <SignedClock
        urgency="breach"
        text={t('queue.due', { time })}
        spoken={t('conversation.replyOverSince', { time })}
      />
    );
  return (
    <span className={styles.unknown} role="img" aria-label={t('conversation.replyBy', { time })}>
      {t('queue.by', { time })}
    </span>
  );
}

interface ClockProps {
  readonly row: Row;
  readonly live: boolean;
}

/** What is theirs shows its time elsewhere too. */
const Clock = (props: ClockProps) =>
  props.row.group === 'offered' || props.row.group === 'yours' ? (
    <OwnClock {...props} />
  ) : (
    <OthersClock {...props} />
  );
const OwnClock = (props: ClockProps) => <ClockAt {...props} now={useNow()} />;
const OthersClock = (props: ClockProps) => <ClockAt {...props} now={useNowInTurn()} />;

function ClockAt({ row, live, now }: ClockProps & { readonly now: number }) {
  const me = usePage(meOf);
  const offset = usePage((state) => linkOf(state)?.clockOffset ?? 0);
  if (row.group === 'offered') {
    const { offer, expiresAt } = row.offer;
    const of = offer.expiresAt - offer.madeAt;
    const seconds = countdown(expiresAt - now, of);
    const text = duration(seconds * 1_000);
    const urgency = offerUrgency(seconds);
    if (urgency === 'calm') return <span className={styles.offerClock}>{text}</span>;
    return <SignedClock urgency={urgency} text={text} spoken={t('clock.left', { time: text })} />;
  }
  if (row.group === 'watched') return <Score row={row.watched} />;
  if (row.group === 'yours' && row.view.handoff.state === 'wrapping')
    return <span className={styles.unknown}>{t('queue.wrapping')}</span>;
  // What others had to do may be done by now, and whoever was quiet may have written.
  if (!live) {
    if (hasNoClock(row)) return null;
    return row.group === 'yours' ? <OwedBy view={row.view} now={now} /> : <Unknown />;
  }
  if (row.group === 'waiting') {
    const { dueAt, queuedAt } = row.waiting;
    return <TargetClock left={dueAt - now - offset} of={dueAt - queuedAt} />;
  }
  if (row.group === 'taken')
    return <span className={styles.unknown}>{age(Math.max(0, now + offset - row.taken.since))}</span>;
  const due = replyDue(row.view, me);
  if (due !== null) return <TargetClock left={due.at - now - offset} of={due.of} />;
  const quiet = now - row.view.conversation.lastAt;
  if (hasNoClock(row) || quiet < QUIET_MS) return null;
  return (
    <span className={styles.unknown} role="img" aria-label={t('queue.quiet', { age: age(quiet) })}>
      {age(quiet)}
    </span>
  );
}

function moodsOf(row: Row): readonly Mood[] {
  if (row.group === 'watched' || row.group === 'taken') return [];
  const { moods = [] } =
    row.group === 'waiting'
      ? row.waiting
      : (row.group === 'offered' ? row.offer : row.view).handoff.judgement;
  return moods;
}

/** A change below this is none. */
const CHANGE = 20_000;
const TRENDS = { rising: ArrowUpRight, falling: ArrowDownRight, steady: ArrowRight } as const;

/** How near the trigger is, and where that goes. */
function Score({ row: { score: now, before } }: { readonly row: WatchedRow }) {
  const trend = now - before > CHANGE ? 'rising' : before - now > CHANGE ? 'falling' : 'steady';
  const Arrow = TRENDS[trend];
  return (
    <span className={styles.score}>
      {score(now)} <Arrow {...SMALL} aria-hidden={false} aria-label={t(`queue.trend.${trend}`)} />
    </span>
  );
}

function Bar({ score: now, threshold }: { readonly score: number; readonly threshold: number }) {
  return (
    <span className={styles.bar} aria-hidden="true">
      <span className={styles.reached} style={{ width: `${now / 10_000}%` }} />
      <span className={styles.tick} style={{ insetInlineStart: `${threshold / 10_000}%` }} />
    </span>
  );
}

/** Its place in line and how long it still takes, where the router says it. */
function Wait({ row: { queue, handoff, dueAt } }: { readonly row: QueueRow }) {
  const offset = usePage((state) => linkOf(state)?.clockOffset ?? 0);
  const now = useNowInTurn() + offset;
  const found = usePage((state) =>
    tablesOf(state)
      .waits.get(queue)
      ?.rows.find((one) => one.handoff === handoff),
  );
  if (found === undefined) return null;
  const place = found.position + 1;
  const range = found.waitRange === undefined ? null : waitRange(found.waitRange);
  const words = range === null ? t('queue.waitUnknown', { place }) : t('queue.wait', { place, range });
  // Even the shortest wait that is expected ends past the target.
  const late = found.waitRange !== undefined && dueAt > now && now + found.waitRange.low * 1_000 > dueAt;
  const spoken = late ? t('queue.waitLate', { words }) : words;
  return (
    <span className={classes(styles.wait, late && styles.late)} role="img" aria-label={spoken} title={spoken}>
      {late && <Hourglass {...SMALL} size={12} />}
      {range === null ? t('queue.place', { place }) : t('queue.waitShort', { range })}
    </span>
  );
}

/** What is asked for now and until when, where it falls in steps. */
function Needs({ row }: { readonly row: QueueRow }) {
  const { skills = {}, relax } = row;
  const list = Object.entries(skills).map(([skill, least]) => `${skill} ${least}`);
  if (relax === undefined || list.length === 0) return null;
  const words = list.join(', ');
  return relax.at === undefined
    ? t('queue.needs', { skills: words })
    : t('queue.needsUntil', { skills: words, time: timeWithSeconds(relax.at) });
}

export const RowView = memo(function RowView({ row, gone, live, compact, popped }: RowProps) {
  const { channel, name, organisation, before, line, unread } = wordsOf(row, live);
  const pending = row.group === 'yours' ? row.view.pending : 0;
  const held = row.group === 'yours' && row.view.handoff.hold !== undefined;
  const asked = row.group === 'yours' && row.view.right === 'consulted';
  const falls = row.group === 'waiting' && row.waiting.relax !== undefined;
  const extra = !gone && (row.group === 'offered' || falls || pending > 0 || held || asked || popped);
  const bar = row.group === 'watched' && !gone && !compact;
  const moods = moodsOf(row);
  const mood = !gone && !extra && !compact && moods.length > 1;
  const wait = row.group === 'waiting' && live && !gone && !compact;
  return (
    <div
      className={classes(
        styles.row,
        unread && styles.unread,
        (gone || held) && styles.gone,
        compact && styles.compact,
      )}
      title={name}
    >
      <span className={styles.dot} />
      <span className={styles.heard}>{t(`queue.${row.group}`)}</span>
      <span className={styles.icon}>
        {row.group === 'watched' ? <Bot {...ICON} /> : <ChannelIcon channel={channel} />}
      </span>
      <span className={styles.initials} aria-hidden="true">
        {initials(name)}
      </span>
      <span className={styles.who}>
        <span className={styles.name}>{name}</span>
        {organisation !== undefined && <span className={styles.organisation}>{organisation}</span>}
      </span>
      <span className={styles.clock}>{!gone && <Clock row={row} live={live} />}</span>
      <span className={styles.second}>
        {!gone && before !== undefined && <span className={styles.before}>{before} </span>}
        <span dir="auto" className={styles.line}>
          {gone ? t('queue.gone') : line}
        </span>
        {bar && (
          <span className={styles.mood}>
            <Bar score={row.watched.score} threshold={row.threshold} />
          </span>
        )}
        {(mood || (wait && !extra)) && (
          <span className={styles.mood}>
            {wait && <Wait row={row.waiting} />}
            {mood && <MoodLine moods={moods} width={36} height={16} />}
          </span>
        )}
        {extra && (
          <span className={styles.extra}>
            {row.group === 'offered' && t('queue.offer')}
            {row.group === 'waiting' && <Needs row={row.waiting} />}
            {asked && t('queue.asked')}
            {held && <Pause {...SMALL} />}
            {popped && <AppWindow {...SMALL} aria-hidden={false} aria-label={t('queue.popped')} />}
            {pending > 0 && (
              <strong>{t(live ? 'queue.goingOut' : 'queue.outbox', { count: pending })}</strong>
            )}
          </span>
        )}
      </span>
    </div>
  );
});
