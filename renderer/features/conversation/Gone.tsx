// Owns saying what became of a conversation that is not this person's to read any more, as far as this device knows.
import type { GoneView, MissedView } from '#shared/contract/views.ts';
import { isLive, linkOf, tablesOf, usePage } from '../../state/page.ts';
import { rowIn } from '../../state/shards.ts';
import { Empty } from '../../ui/States.tsx';
import { momentOf } from '../../ui/time.ts';
import { t } from '../../ui/words.ts';
import styles from './ConversationPane.module.css';

export function Gone({ id }: { readonly id: string }) {
  const locked = usePage((state) => linkOf(state)?.locked === true);
  const missed = usePage((state) =>
    [...tablesOf(state).missed.values()].findLast(
      ({ kind, open }) => kind === 'offer' && open.conversation === id,
    ),
  );
  const owner = usePage(
    (state) => [...tablesOf(state).outbox.values()].find(({ conversation }) => conversation === id)?.owner,
  );
  const gone = usePage((state) => tablesOf(state).gone.get(id));
  const now = Date.now();
  if (locked) return <Told title={t('banner.locked')} what={t('conversation.lockedWhat')} />;
  if (owner !== undefined)
    return (
      <Told
        title={t('conversation.goneTo', { name: owner.name, time: momentOf(owner.since, now) })}
        what={t('conversation.goneToWhat')}
      />
    );
  if (gone !== undefined) return <WentAway gone={gone} now={now} />;
  if (missed !== undefined) return <Missed missed={missed} now={now} />;
  return <Told title={t('conversation.gone')} what={t('conversation.goneWhat')} />;
}

function Missed({
  missed: { name = '', at, to },
  now,
}: {
  readonly missed: MissedView;
  readonly now: number;
}) {
  return (
    <Told
      title={t('conversation.goneOffer', { name, time: momentOf(at, now) })}
      what={to === undefined ? t('conversation.goneOfferWhat') : t('conversation.goneOfferTo', { name: to })}
    />
  );
}

function WentAway({
  gone: { why, at, queue, handoff },
  now,
}: {
  readonly gone: GoneView;
  readonly now: number;
}) {
  const live = usePage(isLive);
  const waits = usePage(
    (state) => handoff !== undefined && rowIn(tablesOf(state).queue, handoff) !== undefined,
  );
  const time = momentOf(at, now);
  if (why !== 'requeued' || queue === undefined)
    return <Told title={t(`conversation.gone.${why}`, { time })} what={t('conversation.goneToWhat')} />;
  // Of a queue of theirs it is known whether it still waits there, while there is a link.
  const what = t(waits ? 'conversation.goneWaits' : 'conversation.goneTaken');
  return (
    <Told
      title={t('conversation.goneBack', { queue, time })}
      what={live ? what : t('conversation.goneToWhat')}
    />
  );
}

const Told = ({ title, what }: { readonly title: string; readonly what: string }) => (
  <div className={styles.gone}>
    <Empty title={title}>{what}</Empty>
  </div>
);
