// Owns saying what became of a conversation that is not this person's to read any more, as far as this device knows, and what
// there is to do instead.
import type { GoneView } from '#shared/contract/views.ts';
import { isLive, linkOf, type PageState, tablesOf, usePage } from '../../state/page.ts';
import { rowIn } from '../../state/shards.ts';
import { Empty } from '../../ui/States.tsx';
import { momentOf } from '../../ui/time.ts';
import { t } from '../../ui/words.ts';
import { wordsOf } from './Calm.tsx';
import styles from './ConversationPane.module.css';
import { usePane } from './current.ts';

const missedOf = (state: PageState, id: string) =>
  [...tablesOf(state).missed.values()].filter(({ open }) => open.conversation === id);
const unsentOf = (state: PageState, id: string) =>
  [...tablesOf(state).outbox.values()].find(({ conversation }) => conversation === id);

/** Whose it was, where what is kept of it still says so: a mention names who wrote it. */
const customerOf = (state: PageState, id: string): string | undefined =>
  unsentOf(state, id)?.customer ??
  state.typed[id]?.customer ??
  missedOf(state, id).find(({ kind }) => kind !== 'mention')?.name;

export function Gone({ id }: { readonly id: string }) {
  const locked = usePage((state) => linkOf(state)?.locked === true);
  const missed = usePage((state) => missedOf(state, id).findLast(({ kind }) => kind === 'offer'));
  const owner = usePage((state) => unsentOf(state, id)?.owner);
  const customer = usePage((state) => customerOf(state, id));
  const gone = usePage((state) => tablesOf(state).gone.get(id));
  const now = Date.now();
  if (locked)
    return (
      <div className={styles.gone}>
        <Empty title={t('banner.locked')}>{t('conversation.lockedWhat')}</Empty>
      </div>
    );
  if (owner !== undefined)
    return (
      <Told
        customer={customer}
        title={t('conversation.goneTo', { name: owner.name, time: momentOf(owner.since, now) })}
        what={t('conversation.goneToWhat')}
      />
    );
  if (gone !== undefined) return <WentAway customer={customer} gone={gone} now={now} />;
  if (missed !== undefined)
    return (
      <Told
        title={t('conversation.goneOffer', { name: missed.name ?? '', time: momentOf(missed.at, now) })}
        what={
          missed.to === undefined
            ? t('conversation.goneOfferWhat')
            : t('conversation.goneOfferTo', { name: missed.to })
        }
      />
    );
  return <Told customer={customer} title={t('conversation.gone')} what={t('conversation.goneWhat')} />;
}

interface WentAwayProps {
  readonly customer: string | undefined;
  readonly gone: GoneView;
  readonly now: number;
}

function WentAway({ customer, gone: { why, at, queue, handoff }, now }: WentAwayProps) {
  const live = usePage(isLive);
  const waits = usePage(
    (state) => handoff !== undefined && rowIn(tablesOf(state).queue, handoff) !== undefined,
  );
  const time = momentOf(at, now);
  if (why !== 'requeued' || queue === undefined)
    return (
      <Told
        customer={customer}
        title={t(`conversation.gone.${why}`, { time })}
        what={t('conversation.goneToWhat')}
      />
    );
  // Of a queue of theirs it is known whether it still waits there, while there is a link.
  const what = t(waits ? 'conversation.goneWaits' : 'conversation.goneTaken');
  return (
    <Told
      customer={customer}
      title={t('conversation.goneBack', { queue, time })}
      what={live ? what : t('conversation.goneToWhat')}
    />
  );
}

interface ToldProps {
  /** Undefined where the title names them, or nobody knows. */
  readonly customer?: string | undefined;
  readonly title: string;
  readonly what: string;
}

function Told({ customer, title, what }: ToldProps) {
  const { alone } = usePane();
  const next = usePage(wordsOf).what;
  return (
    <div className={styles.gone}>
      <Empty title={customer === undefined ? title : t('conflict.of', { name: customer, title })}>
        {/* The queue is in the other window. */}
        {what} {!alone && t(next)}
      </Empty>
    </div>
  );
}
