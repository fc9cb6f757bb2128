// Owns the middle pane while nothing is open: what will appear here, and the keys that matter.

import type { MeView } from '#shared/contract/views.ts';
import { BINDINGS } from '../../keys/bindings.ts';
import { linkOf, meOf, type PageState, tablesOf, useActions, usePage } from '../../state/page.ts';
import { isOpenOffer } from '../../state/queue.ts';
import { openWork } from '../../state/work.ts';
import { Button } from '../../ui/Button.tsx';
import { Caps } from '../../ui/Caps.tsx';
import { Listed } from '../../ui/Listed.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { duration, eventOf, timeOfDay } from '../../ui/time.ts';
import { explain, number, t } from '../../ui/words.ts';
import styles from './Calm.module.css';

const KEYS = ['palette', 'goHistory', 'presence', 'sheet'] as const;

const WORDS = {
  offered: { title: 'conversation.offered', what: 'conversation.offeredWhat' },
  none: { title: 'conversation.none', what: 'conversation.noneWhat' },
  available: { title: 'conversation.calm', what: 'conversation.calmAvailable' },
  away: { title: 'conversation.calm', what: 'conversation.calmAway' },
} as const;

const isTaking = (me: MeView | undefined): boolean =>
  me?.presence.status === 'available' && !me.presence.afterThis;

/** What there is to do. */
export function wordsOf(state: PageState): (typeof WORDS)[keyof typeof WORDS] {
  const { conversations, offers } = tablesOf(state);
  if ([...offers.values()].some(isOpenOffer)) return WORDS.offered;
  if ([...conversations.values()].some(({ right }) => right === 'owner')) return WORDS.none;
  return isTaking(meOf(state)) ? WORDS.available : WORDS.away;
}

export function Calm() {
  const me = usePage(meOf);
  const link = usePage(linkOf);
  const words = usePage(wordsOf);
  const { setPresence, announce } = useActions();
  const counts = usePage((state) => tablesOf(state).counts);
  const offers = usePage((state) => tablesOf(state).offers);
  /** What is offered to them stands among what is offered; the router still counts it as waiting. */
  const offeredOf = (queue: string): number =>
    [...offers.values()].filter((offer) => isOpenOffer(offer) && offer.handoff.queue === queue).length;
  const available = isTaking(me);
  return (
    <div className={styles.calm}>
      <Mark size={34} dashed />
      <h2 className={styles.title}>{t(words.title)}</h2>
      <p className={styles.what}>{t(words.what)}</p>
      {me !== undefined && !available && (
        <Button
          look="primary"
          className={styles.take}
          onClick={() => {
            setPresence({ status: 'available' }).catch((error: unknown) =>
              announce(explain(error), 'assertive'),
            );
          }}
        >
          {t('calm.take')}
        </Button>
      )}
      {me !== undefined && me.day.since > 0 && <Day day={me.day} />}
      <table className={styles.figures}>
        <thead>
          <tr>
            <th>{t('calm.queues')}</th>
            <th>{t('calm.waiting')}</th>
            <th>{t('calm.staffed')}</th>
          </tr>
        </thead>
        <tbody>
          {[...counts.values()].map(({ queue, name, waiting, available: people, open }) => (
            <tr key={queue}>
              <td>{name}</td>
              <td className={styles.number}>{number(Math.max(0, waiting - offeredOf(queue)))}</td>
              <td>{open ? t('calm.people', { count: people }) : t('calm.closed')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {link !== undefined && (
        <p className={styles.outbox}>
          <Listed
            parts={[
              link.lostOutbox === undefined ? t('calm.outbox', { count: link.outbox }) : undefined,
              link.freshAt === undefined
                ? undefined
                : t('calm.synced', { time: eventOf(link.freshAt, Date.now()) }),
            ]}
          />
        </p>
      )}
      <dl className={styles.keys}>
        {KEYS.map((name) => (
          <div key={name} className={styles.key}>
            <dt>
              <Caps name={name} apart />
            </dt>
            <dd>{t(BINDINGS[name].words)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** What this person did today, and what they still have. */
function Day({ day }: { readonly day: MeView['day'] }) {
  const { since, handled, handlingMs, missed, declined } = day;
  const open = usePage((state) => openWork(tablesOf(state).conversations).length);
  return (
    <table className={styles.figures}>
      <thead>
        <tr>
          <th>{t('day.title')}</th>
          <th colSpan={2}>{t('day.since', { time: timeOfDay(since) })}</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <td>{t('day.handled')}</td>
          <td className={styles.number}>{number(handled)}</td>
          <td>{open === 0 ? '' : t('day.open', { count: open })}</td>
        </tr>
        <tr>
          <td>{t('day.handling')}</td>
          <td className={styles.number}>{handled === 0 ? '–' : duration(handlingMs / handled)}</td>
          <td>{handled === 0 ? '' : t('day.ofHandled', { count: handled })}</td>
        </tr>
        <tr>
          <td>{t('day.missed')}</td>
          <td className={styles.number}>{number(missed)}</td>
          <td>{t('day.declined', { count: declined })}</td>
        </tr>
      </tbody>
    </table>
  );
}
