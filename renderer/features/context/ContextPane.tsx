// Owns the pane that briefs a person before the greeting: the package of the open conversation, or of an offer before it is
// accepted; and the receipt that it was on the screen.
import { Check, X } from 'lucide-react';
import { memo, type ReactNode, useEffect, useRef } from 'react';
import type { Customer } from '#shared/schema/conversation.ts';
import type { Handoff, Offer } from '#shared/schema/handoff.ts';
import { useNow } from '../../state/clock.ts';
import { tablesOf, useActions, usePage } from '../../state/page.ts';
import { isOpenOffer } from '../../state/queue.ts';
import { mayLead } from '../../state/wall.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { classes } from '../../ui/classes.ts';
import { SMALL } from '../../ui/icons.tsx';
import { otherwise, whyYou } from '../../ui/match.ts';
import { Package } from '../../ui/Package.tsx';
import { usePainted } from '../../ui/painted.ts';
import { Section } from '../../ui/Section.tsx';
import { t } from '../../ui/words.ts';
import { Below } from './Below.tsx';
import styles from './ContextPane.module.css';

export const ContextPane = memo(function ContextPane() {
  const { showDrawer, select, light, insert, read } = useActions();
  const offer = usePage((state) =>
    state.reading === null ? undefined : tablesOf(state).offers.get(state.reading),
  );
  // Its words come a frame after those of the conversation.
  const selected = usePainted(usePage((state) => state.selected));
  const view = usePage((state) =>
    selected === null ? undefined : tablesOf(state).conversations.get(selected),
  );
  /** Beside another conversation it says whose it is. */
  const two = usePage((state) => state.beside !== null);
  /** The offer behind an opened conversation that is not accepted yet, for its reason. */
  const pending = usePage((state) =>
    [...tablesOf(state).offers.values()].find(
      (other) => other.conversation.id === selected && isOpenOffer(other),
    ),
  );
  const close = (
    <IconButton className={styles.close} label={t('context.hide')} onClick={() => showDrawer(false)}>
      <X {...SMALL} />
    </IconButton>
  );
  const { handoff, conversation } = offer ?? view ?? {};
  const kept = usePage((state) => (handoff === undefined ? undefined : state.whys[handoff.id]));
  const why = (offer ?? pending)?.offer ?? kept;
  if (handoff === undefined || conversation === undefined) return <Explained close={close} />;
  const owner = offer === undefined && view?.right === 'owner';
  return (
    <Briefing
      key={handoff.id}
      handoff={handoff}
      customer={conversation.customer}
      title={
        offer !== undefined
          ? t('context.of', { name: conversation.customer.name })
          : two
            ? t('context.whose', { name: conversation.customer.name })
            : t('pane.context')
      }
      named={two && offer === undefined}
      receipt={offer !== undefined || view?.right === 'owner' || view?.right === 'offered'}
      close={
        <>
          {offer !== undefined && (
            <Button look="quiet" className={styles.hide} onClick={() => read(null)}>
              {t('offer.hideContext')}
            </Button>
          )}
          {close}
        </>
      }
      greetingAside={
        owner ? (
          <Button
            look="quiet"
            className={styles.insert}
            hint="greeting"
            onClick={() => insert(conversation.id, handoff.context.greeting ?? '')}
          >
            {t('context.greetingInsert')}
          </Button>
        ) : undefined
      }
      why={why}
      onTurn={(turn) => {
        // A line of an offer points into its own transcript, which may be read as long as the offer stands.
        if (offer !== undefined) select(conversation.id);
        light(turn);
      }}
    />
  );
});

interface BriefingProps {
  readonly handoff: Handoff;
  readonly customer: Customer;
  readonly title: string;
  readonly named: boolean;
  readonly receipt: boolean;
  readonly close: ReactNode;
  readonly greetingAside: ReactNode;
  readonly why: Pick<Offer, 'why' | 'match'> | undefined;
  readonly onTurn: (turn: number) => void;
}

function receiptWords({ contextOpenedAt, firstReplyAt }: Handoff): string | null {
  if (contextOpenedAt === undefined) return null;
  if (firstReplyAt === undefined) return t('context.opened');
  return contextOpenedAt <= firstReplyAt ? t('context.readBefore') : t('context.readAfter');
}

function Briefing(props: BriefingProps) {
  const { handoff, customer, title, named, receipt, close, greetingAside, why, onTurn } = props;
  const now = useNow();
  const { contextShown } = useActions();
  const scroller = useRef<HTMLElement>(null);
  const told = useRef(false);
  const drawer = usePage((state) => state.contextDrawer);
  const latest = useRef(handoff);
  latest.current = handoff;
  // biome-ignore lint/correctness/useExhaustiveDependencies: opening the drawer shows it.
  useEffect(() => {
    const shown = scroller.current?.checkVisibility({ visibilityProperty: true }) ?? false;
    if (!receipt || told.current || !shown || latest.current.contextOpenedAt !== undefined) return;
    told.current = true;
    contextShown(latest.current);
  }, [receipt, drawer, contextShown]);
  const { version, fixed } = handoff.context;
  const words = receiptWords(handoff);
  return (
    <>
      <header className={styles.header}>
        <div className={classes(styles.words, named && styles.named)}>
          <h2 className={styles.title}>{title}</h2>
          <span className={styles.version}>
            {t(fixed ? 'context.fixed' : 'context.version', { version })}
          </span>
          {words !== null && (
            <span className={styles.receipt}>
              <Check {...SMALL} /> {words}
            </span>
          )}
        </div>
        {close}
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys. */}
      <section ref={scroller} className={styles.scroller} tabIndex={0} aria-label={title}>
        <Package
          context={handoff.context}
          customer={customer}
          moods={handoff.judgement.moods ?? []}
          now={now}
          onTurn={onTurn}
          greetingAside={greetingAside}
        >
          {why !== undefined && (
            <Section title={t('context.why')}>
              <Why why={why} handoff={handoff.id} />
            </Section>
          )}
        </Package>
      </section>
      <Below scroller={scroller} changed={handoff} />
    </>
  );
}

interface WhyProps {
  readonly why: Pick<Offer, 'why' | 'match'>;
  readonly handoff: string;
}

/** The reason, with how many were compared and what would have made it somebody else's; a lead may look into it. */
function Why({ why, handoff }: WhyProps) {
  const { match } = why;
  const leads = usePage(mayLead);
  const { compare } = useActions();
  return (
    <>
      <p className={styles.why}>{whyYou(why)}</p>
      {match?.next !== undefined && <p className={styles.why}>{otherwise(match.next)}</p>}
      {match !== undefined && leads && (
        <Button look="quiet" className={styles.compare} onClick={() => compare(handoff)}>
          {t('match.compare', { count: match.of })}
        </Button>
      )}
      {match !== undefined && !leads && <p className={styles.why}>{t('match.of', { count: match.of })}</p>}
    </>
  );
}

/** Nothing open: what will stand here. */
function Explained({ close }: { readonly close: ReactNode }) {
  const parts = [
    [t('context.goal'), t('context.hintGoal')],
    [t('context.facts'), t('context.hintFacts')],
    [t('context.tried'), t('context.hintTried')],
    [t('context.account'), t('context.hintAccount')],
    [t('context.greeting'), t('context.hintGreeting')],
    [t('context.why'), t('context.hintWhy')],
  ] as const;
  return (
    <>
      <header className={styles.header}>
        <h2 className={styles.title}>{t('pane.context')}</h2>
        <span className={styles.receipt} />
        {close}
      </header>
      <div className={styles.scroller}>
        {parts.map(([title, words]) => (
          <Section key={title} title={title}>
            <p className={styles.why}>{words}</p>
          </Section>
        ))}
      </div>
    </>
  );
}
