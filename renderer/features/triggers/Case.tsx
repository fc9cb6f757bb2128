// Owns one recorded conversation under draft and live: when it fires and by what, turn by turn, the smallest change that would
// decide it otherwise, and what was said. Refuses: the conversation itself; who may open it goes there.
import { CornerDownLeft } from 'lucide-react';
import type { CaseResult } from '#shared/contract/triggers.ts';
import type { Policy } from '#shared/domain/trigger/policy.ts';
import { BINDINGS } from '../../keys/bindings.ts';
import { useNow } from '../../state/clock.ts';
import { useActions, usePage } from '../../state/page.ts';
import { Button } from '../../ui/Button.tsx';
import { Caps } from '../../ui/Caps.tsx';
import { Listed } from '../../ui/Listed.tsx';
import { Empty, Failed, Loading } from '../../ui/States.tsx';
import { whenOf } from '../../ui/time.ts';
import { t } from '../../ui/words.ts';
import type { Answer } from './answer.ts';
import styles from './Case.module.css';
import { useOpenAt } from './open-at.ts';
import { Parts } from './Parts.tsx';
import { Said } from './Said.tsx';
import { Smallest } from './Smallest.tsx';
import { groundsOf, headline } from './sentences.ts';
import { TurnsChart } from './TurnsChart.tsx';

export interface Looked {
  readonly conversation: string;
  readonly policy: Policy;
  readonly live: Policy;
  /** Turn whose neighbours are looked at; null = where it opens. */
  readonly around: number | null;
}

interface CaseProps {
  readonly answer: Answer<Looked, CaseResult>;
  readonly chosen: string | null;
  readonly live: Policy;
  /** Of the draft. */
  readonly changes: number;
  /** Null where it is shown anyway. */
  readonly onBacktest: (() => void) | null;
}

export function Case({ answer, chosen, live, changes, onBacktest }: CaseProps) {
  const { of, value, error, again } = answer;
  if (chosen === null)
    return (
      <div className={styles.nothing}>
        <Empty title={t(changes === 0 ? 'case.noDraft' : 'case.choose')}>
          {t(changes === 0 ? 'case.noDraftWhat' : 'case.chooseWhat')}
        </Empty>
        <dl className={styles.keys}>
          {(['goQueue', 'next', 'openRow', 'publish'] as const).map((name) => (
            <div key={name}>
              <dt>
                <Caps name={name} apart />
              </dt>
              <dd>{t(BINDINGS[name].words)}</dd>
            </div>
          ))}
        </dl>
        {onBacktest !== null && (
          <Button className={styles.toBacktest} onClick={onBacktest}>
            {t('backtest.title')}
          </Button>
        )}
      </div>
    );
  if (error !== null) return <Failed title={t('case.failed')} error={error} onAgain={again} />;
  if (of === null || value === null || of.conversation !== chosen) return <Loading rows={6} />;
  return <Found key={chosen} conversation={chosen} found={value} draft={of.policy} live={live} />;
}

interface FoundProps {
  readonly conversation: string;
  readonly found: CaseResult;
  readonly draft: Policy;
  readonly live: Policy;
}

/** Turns farther away are on their way: until they are there, the last one before them is shown. */
function nearestOf({ turns }: CaseResult, wanted: number): number {
  const [first, last] = [turns[0]?.index ?? 1, turns.at(-1)?.index ?? 1];
  return Math.max(first, Math.min(last, wanted));
}

function Found({ conversation, found, draft, live }: FoundProps) {
  const asked = usePage((state) => state.studio.turn);
  const { chooseTurn } = useActions();
  const here = nearestOf(found, asked ?? found.shows);
  const turn = found.turns.find(({ index }) => index === here);
  return (
    <>
      <CaseHead conversation={conversation} found={found} turn={here} />
      <div className={styles.body}>
        <section className={styles.score}>
          <p className={styles.headline}>
            <strong>{headline(found.fires)}</strong>{' '}
            {found.asked === null ? t('case.asksNever') : t('case.askedAt', { turn: found.asked })}
          </p>
          <TurnsChart found={found} live={live} draft={draft} here={here} onTurn={chooseTurn} />
        </section>
        {turn !== undefined && (
          <Parts found={found} turn={turn} policy={draft} grounds={groundsOf(turn.draft)} />
        )}
        <Smallest found={found} policy={draft} />
        <Said found={found} here={here} conversation={conversation} onTurn={chooseTurn} />
      </div>
    </>
  );
}

interface CaseHeadProps {
  readonly conversation: string;
  readonly found: CaseResult;
  readonly turn: number;
}

function CaseHead({ conversation, found, turn }: CaseHeadProps) {
  const now = useNow();
  const open = useOpenAt(conversation);
  const { name, organisation, channel, at, total } = found;
  const facts = [
    organisation,
    channel === undefined ? undefined : t(`channel.${channel}`),
    at === undefined ? undefined : whenOf(at, now),
    t('case.turns', { count: total }),
  ];
  return (
    <header className={styles.head}>
      <h2 className={styles.name}>{name}</h2>
      <span className={styles.facts}>
        <Listed parts={facts} />
      </span>
      {open !== null && (
        <Button look="quiet" className={styles.open} onClick={() => open(turn)}>
          {t('case.openAt', { turn })} <CornerDownLeft size={14} strokeWidth={1.75} aria-hidden />
        </Button>
      )}
    </header>
  );
}
