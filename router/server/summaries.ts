// Owns asking a model of the team's own for the summary that the desk wants: what was said is POSTed to one checked address and to no
// other, few at once. The desk is told of the answer, and waits for none. Refuses: what is wanted and what is shown of it
// (router/desk/summaries.ts).
import type { BatonConfig } from '#shared/schema/config.ts';
import { LIMITS } from '#shared/schema/primitives.ts';
import { type SummariserConfig, type SummarySentence, summaryAnswer } from '#shared/schema/summary.ts';
import type { Summarised, Unsummarised } from '../desk/port.ts';
import { createBreaker, createDoor } from './breaker.ts';
import type { Clerk } from './clerk.port.ts';
import type { Clock } from './clock.ts';
import { createErrands, type Errands } from './errands.ts';
import { exchange } from './exchange.ts';
import type { ServerLog } from './parts.ts';
import { SourceError } from './source-error.ts';
import type { Resolve } from './target.ts';

/** Questions under way at once, and those that may wait their turn: each holds a transcript. */
const AT_ONCE = 4;
const MOST = 200;

interface SummariesOptions {
  readonly config: Pick<BatonConfig, 'summariser'>;
  readonly clerk: Pick<Clerk, 'onLive' | 'summarise'>;
  readonly clock: Clock;
  readonly log: ServerLog;
  readonly resolve?: Resolve | undefined;
}

const questionOf = ({ channel, turns }: Unsummarised): string =>
  JSON.stringify({
    ...{ version: 1, channel, turns },
    limits: { sentences: LIMITS.summary, characters: LIMITS.summarySentence },
  });

/** @throws SourceError that names the place in the answer, never what stands there. */
function sentencesIn(answer: { readonly json: unknown } | null): readonly SummarySentence[] {
  if (answer === null) throw new SourceError('status', 'answered 404');
  const parsed = summaryAnswer.safeParse(answer.json);
  if (parsed.success) return parsed.data.sentences;
  const [issue] = parsed.error.issues;
  throw new SourceError('shape', `${['$', ...(issue?.path ?? [])].join('.')}: ${issue?.message}`);
}

export function startSummaries({
  config,
  clerk,
  clock,
  log,
  resolve,
}: SummariesOptions): Pick<Errands, 'stop'> {
  const { summariser } = config;
  return summariser === undefined
    ? { stop: () => Promise.resolve() }
    : asking(summariser, { clerk, clock, log, resolve });
}

function asking(summariser: SummariserConfig, options: Omit<SummariesOptions, 'config'>) {
  const { clerk, clock, log, resolve } = options;
  const { failures, seconds } = summariser.breaker;
  const through = createBreaker({ failures, ms: seconds * 1_000 }, clock);
  const enter = createDoor(AT_ONCE);
  const errands = createErrands(clerk, log);
  const { stopping } = errands;

  async function write(wanted: Unsummarised): Promise<readonly SummarySentence[]> {
    if (errands.count >= MOST) throw new SourceError('paused', `${MOST} are under way`);
    // What was said goes where the configuration says, and nowhere that place says.
    const question = { body: questionOf(wanted), redirects: 0, agent: 'Baton-Summariser/1' };
    return enter(() =>
      through(async () => sentencesIn(await exchange(summariser, question, stopping, resolve))),
    );
  }

  async function summarise(wanted: Unsummarised): Promise<void> {
    const { conversation, handoff, asked } = wanted;
    const told = await write(wanted).then(
      (sentences): Summarised => ({ handoff, asked, sentences }),
      (error: unknown): Summarised => {
        const { reason, message } =
          error instanceof SourceError ? error : new SourceError('unreachable', (error as Error).message);
        if (!stopping.aborted) log.warn({ reason, detail: message }, 'a summary could not be had');
        return { handoff, asked, failed: reason };
      },
    );
    // A router that stops asks again when it starts.
    if (!stopping.aborted) await clerk.summarise(conversation, told);
  }

  errands.follow('unsummarised', summarise, 'a summary could not be stored');
  return errands;
}
