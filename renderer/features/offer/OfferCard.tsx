// Owns the card of an offer over the top of the transcript: who, what they need, why you, how long it stands; accept,
// decline with a reason, or read the context first. When it ended the card says how and where the work went.
import { Hourglass, TriangleAlert, UserRound } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { OfferView } from '#shared/contract/views.ts';
import { declineReason } from '#shared/schema/handoff.ts';
import { useKey } from '../../keys/keys.tsx';
import { useNow } from '../../state/clock.ts';
import { type PageState, tablesOf, useActions, usePage } from '../../state/page.ts';
import { isOpenOffer } from '../../state/queue.ts';
import { Button } from '../../ui/Button.tsx';
import { Cap, Caps } from '../../ui/Caps.tsx';
import { classes } from '../../ui/classes.ts';
import { useFocusBackAfter } from '../../ui/focus.ts';
import { ICON, SMALL } from '../../ui/icons.tsx';
import { Listed } from '../../ui/Listed.tsx';
import { MoodNow } from '../../ui/MoodLine.tsx';
import { whyYou } from '../../ui/match.ts';
import { duration, timeWithSeconds } from '../../ui/time.ts';
import { explain, money, t } from '../../ui/words.ts';
import { Accept } from './Accept.tsx';
import styles from './OfferCard.module.css';
import { leftOf, shownOffer } from './running.ts';

const openCount = (state: PageState): number =>
  [...tablesOf(state).offers.values()].filter((offer) => isOpenOffer(offer)).length;

function ending({ state, to }: OfferView): string {
  switch (state) {
    case 'timeout':
      return to === undefined ? t('offer.timeout') : t('offer.timeoutTo', { name: to });
    case 'canceled':
      return t('offer.canceled');
    case 'rescinded':
      return to === undefined ? t('offer.rescinded') : t('offer.rescindedTo', { name: to });
    default:
      return to === undefined ? t('offer.lost') : t('offer.taken', { name: to });
  }
}

export function OfferCard() {
  const offer = usePage(shownOffer);
  if (offer === undefined) return null;
  return isOpenOffer(offer) ? <OpenOffer key={offer.id} offer={offer} /> : <EndedOffer offer={offer} />;
}

function Worth({ offer: { conversation } }: { readonly offer: OfferView }) {
  const { organisation, account } = conversation.customer;
  const parts = [
    organisation,
    account?.plan ?? (account?.tier === undefined ? undefined : t(`tier.${account.tier}`)),
    account?.value === undefined
      ? undefined
      : t('account.valueOf', { value: money(account.value, account.currency) }),
  ];
  return (
    <span className={styles.worth}>
      <Listed parts={parts} />
    </span>
  );
}

/** The reason, and among how many they were chosen. */
function compared({ offer }: OfferView): string {
  const why = whyYou(offer);
  return offer.match === undefined ? why : t('match.whyOf', { why, count: offer.match.of });
}

function OpenOffer({ offer }: { readonly offer: OfferView }) {
  const now = useNow();
  const reading = usePage((state) => state.reading === offer.id);
  const failure = usePage((state) => state.refusals[offer.id]);
  const more = usePage(openCount) - 1;
  const { accept, decline, read } = useActions();
  const [declining, setDeclining] = useState(false);
  const onFocus = useFocusBackAfter();
  const { conversation, handoff } = offer;
  const { goal, intent, drawn } = handoff.context;
  const { moods = [] } = handoff.judgement;
  const { whole, seconds, urgency } = leftOf(offer, now);
  useKey('decline', () => setDeclining((open) => !open));
  useKey('readContext', () => read(reading ? null : offer));
  const tried = handoff.context.tried?.filter(({ worked }) => !worked).map(({ text }) => text) ?? [];

  return (
    <section
      className={classes(styles.card, styles[urgency])}
      aria-label={t('offer.region')}
      onFocus={onFocus}
    >
      <div className={styles.edge}>
        <div className={styles.left} style={{ width: `${(seconds * 100_000) / Math.max(1_000, whole)}%` }} />
      </div>
      <div className={styles.head}>
        <h2 className={styles.name}>{conversation.customer.name}</h2>
        <Worth offer={offer} />
        {more > 0 && <span className={styles.more}>{t('offer.more', { count: more })}</span>}
        <button
          type="button"
          className={styles.read}
          aria-pressed={reading}
          onClick={() => read(reading ? null : offer)}
        >
          <Caps name="readContext" /> {reading ? t('offer.hideContext') : t('offer.readContext')}
        </button>
        <span className={styles.time} role="timer">
          {urgency === 'breach' && <TriangleAlert {...ICON} />}
          {urgency === 'warn' && <Hourglass {...ICON} />}
          {duration(seconds * 1_000)}
        </span>
      </div>
      <p className={styles.need}>
        <bdi>{goal ?? intent ?? handoff.reason ?? drawn?.intent?.text ?? t('offer.noNeed')}</bdi>{' '}
        {tried.length > 0 && (
          <span className={styles.tried}>{t('offer.botTried', { what: tried.join('; ') })}</span>
        )}
      </p>
      <p className={styles.why}>
        <UserRound {...SMALL} />
        <span className={styles.whyWords}>{t('offer.why', { why: compared(offer) })}</span>
      </p>
      {failure !== undefined && (
        <p className={styles.failure} role="alert">
          <TriangleAlert {...SMALL} /> {t('offer.acceptFailed', { why: explain(failure) })}
        </p>
      )}
      {declining && (
        <DeclineReasons
          onChoose={(reason) => {
            setDeclining(false);
            void decline(offer, reason);
          }}
          onBack={() => setDeclining(false)}
        />
      )}
      {/* Hidden and not gone: the key to accept is there while reasons to decline are. */}
      <div className={styles.foot} hidden={declining}>
        <span className={styles.mood}>{moods.length > 0 && <MoodNow moods={moods} />}</span>
        <Button look="quiet" hint="decline" onClick={() => setDeclining(true)}>
          {t('offer.decline')}
        </Button>
        <Accept offer={offer} onAccept={() => void accept(offer)} />
      </div>
    </section>
  );
}

interface DeclineProps {
  readonly onChoose: (reason: (typeof declineReason.options)[number]) => void;
  readonly onBack: () => void;
}

/** Chips with digits; the focus comes here because the person asked for it. */
function DeclineReasons({ onChoose, onBack }: DeclineProps) {
  const reasons = declineReason.options;
  const onFocus = useFocusBackAfter();
  return (
    <fieldset
      className={styles.chips}
      onFocus={onFocus}
      onKeyDown={(event) => {
        const chosen = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
        const reason = chosen === undefined ? undefined : reasons[Number(chosen) - 1];
        if (reason !== undefined) onChoose(reason);
        else if (event.key === 'Escape') onBack();
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <legend className={styles.legend}>{t('offer.declineWhy')}</legend>
      {reasons.map((reason, index) => (
        <button
          key={reason}
          type="button"
          className={styles.chip}
          // biome-ignore lint/a11y/noAutofocus: the person opened these reasons with a key and goes on with one.
          autoFocus={index === 0}
          onClick={() => onChoose(reason)}
        >
          {t(`decline.${reason}`)} <Cap>{String(index + 1)}</Cap>
        </button>
      ))}
      <Button look="quiet" onClick={onBack}>
        {t('offer.keep')}
      </Button>
    </fieldset>
  );
}

function EndedOffer({ offer }: { readonly offer: OfferView }) {
  const { closeOffer, read } = useActions();
  const reading = usePage((state) => state.reading === offer.id);
  const [endedAt] = useState(() => Date.now());
  const onFocus = useFocusBackAfter();
  // What it offered to read is gone with it.
  useEffect(() => {
    if (reading) read(null);
  }, [reading, read]);
  return (
    <section className={styles.card} aria-label={t('offer.region')} role="status" onFocus={onFocus}>
      <div className={styles.edge} />
      <div className={styles.ended}>
        <div className={styles.endedWords}>
          <h2 className={styles.name}>{offer.conversation.customer.name}</h2>
          <p className={styles.tried}>{ending(offer)}</p>
        </div>
        <span className={styles.at}>{timeWithSeconds(endedAt)}</span>
        <Button look="quiet" onClick={() => closeOffer(offer.id)}>
          {t('offer.close')}
        </Button>
      </div>
    </section>
  );
}
