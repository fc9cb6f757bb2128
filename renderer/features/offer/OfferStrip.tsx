// Owns the offer that runs while a dialog or the palette stands over its card: whose, for how long, and Accept. Taking it leaves
// what is open as it is: focus and typed words stay. Refuses: everything else of an offer (OfferCard.tsx).
import { Hourglass, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { OfferView } from '#shared/contract/views.ts';
import { useNow } from '../../state/clock.ts';
import { useActions, usePage } from '../../state/page.ts';
import { isOpenOffer } from '../../state/queue.ts';
import { classes } from '../../ui/classes.ts';
import { useFocusBackAfter } from '../../ui/focus.ts';
import { SMALL } from '../../ui/icons.tsx';
import { duration } from '../../ui/time.ts';
import { explain, t } from '../../ui/words.ts';
import { Accept } from './Accept.tsx';
import styles from './OfferStrip.module.css';
import { leftOf, shownOffer } from './running.ts';

export function OfferStrip() {
  const offer = usePage(shownOffer);
  const [taken, setTaken] = useState<string | null>(null);
  if (offer !== undefined && isOpenOffer(offer))
    return <Running key={offer.id} offer={offer} onTaken={setTaken} />;
  if (taken === null) return null;
  return (
    <div className={styles.strip} role="status">
      {t('offer.yours', { name: taken })}
    </div>
  );
}

interface RunningProps {
  readonly offer: OfferView;
  readonly onTaken: (name: string) => void;
}

function Running({ offer, onTaken }: RunningProps) {
  const { seconds, urgency } = leftOf(offer, useNow());
  const failure = usePage((state) => state.refusals[offer.id]);
  const { accept } = useActions();
  const onFocus = useFocusBackAfter();
  const { name } = offer.conversation.customer;
  return (
    <section className={styles.strip} aria-label={t('offer.running')} onFocus={onFocus}>
      <span className={styles.name}>{t('context.of', { name })}</span>
      {failure !== undefined && (
        <span className={styles.failure} role="alert">
          {t('offer.acceptFailed', { why: explain(failure) })}
        </span>
      )}
      <span className={classes(styles.time, styles[urgency])} role="timer">
        {urgency === 'breach' ? <TriangleAlert {...SMALL} /> : urgency === 'warn' && <Hourglass {...SMALL} />}
        {duration(seconds * 1_000)}
      </span>
      <Accept
        offer={offer}
        where="over"
        onAccept={() =>
          void accept(offer, 'stay').then((isTaken) => {
            if (isTaken) onTaken(name);
          })
        }
      />
    </section>
  );
}
