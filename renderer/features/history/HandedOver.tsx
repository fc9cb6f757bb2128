// Owns the facts of how a handoff was made: what fired, how long it took, whether its context was read in time.
import type { Handoff } from '#shared/schema/handoff.ts';
import { duration } from '../../ui/time.ts';
import { score, t } from '../../ui/words.ts';
import styles from './HandedOver.module.css';

export function HandedOver({ handoff }: { readonly handoff: Handoff }) {
  const { judgement, queuedAt, acceptedAt, contextOpenedAt, firstReplyAt, hints, outcome } = handoff;
  const facts: readonly (readonly [string, string | undefined])[] = [
    [
      t('history.score'),
      t('history.scoreAt', {
        score: score(judgement.grounds?.sum ?? judgement.score),
        threshold: score(judgement.grounds?.limit ?? judgement.threshold),
      }),
    ],
    [t('history.trigger'), t.find(`trigger.${judgement.trigger}`)],
    [
      t('history.waited'),
      queuedAt === undefined || acceptedAt === undefined ? undefined : duration(acceptedAt - queuedAt),
    ],
    [
      t('history.read'),
      contextOpenedAt === undefined
        ? t('history.notRead')
        : acceptedAt === undefined || contextOpenedAt <= acceptedAt
          ? t('history.readBefore')
          : t('history.readAfter', { time: duration(contextOpenedAt - acceptedAt) }),
    ],
    [
      t('history.firstReply'),
      firstReplyAt === undefined || acceptedAt === undefined
        ? undefined
        : t('history.firstReplyAfter', { time: duration(firstReplyAt - acceptedAt) }),
    ],
    [t('history.hints'), hints === undefined ? undefined : t('history.hintsOf', hints)],
    [t('history.summary'), outcome?.summary === '' ? undefined : outcome?.summary],
  ];
  return (
    <section className={styles.facts}>
      <h3 className={styles.heading}>{t('history.handedOver')}</h3>
      <dl>
        {facts.map(
          ([name, value]) =>
            value !== undefined && (
              <div key={name} className={styles.fact}>
                <dt className={styles.name}>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </section>
  );
}
