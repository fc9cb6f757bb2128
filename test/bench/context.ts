// Owns the bench of the context package: how long the router takes to draw it from 50 turns, and to add one turn while a handoff
// waits. The control only splits the same turns into words: what is left is finding and choosing.
import { briefOf } from '#shared/domain/context/brief/brief.ts';
import { foundWith } from '#shared/domain/context/found.ts';
import { tokenise } from '#shared/domain/trigger/tokens.ts';
import type { FoundEntity } from '#shared/schema/context.ts';
import { readScenarios } from '../triggers/fixtures.ts';
import { compare, type Figure, print } from './measure.ts';

const ROUNDS = 5;
const TURNS = 50;
/** Packages of one round, each of other turns: the 95th of a hundred is told. */
const BUILDS = 100;
const ROLES = { customer: 'END_USER', bot: 'AUTOMATED_AGENT', agent: 'HUMAN_AGENT' } as const;

/** Conversations of 50 turns, cut from the scenarios one after the other. */
function conversations() {
  const said = readScenarios().flatMap(({ turns }) => turns);
  return Array.from({ length: BUILDS }, (_, n) =>
    Array.from({ length: TURNS }, (_each, at) => {
      const { role, text } = said[(n * 7 + at) % said.length] ?? { role: 'customer' as const, text: '' };
      return { index: at + 1, role: ROLES[role], text };
    }),
  );
}
type Turns = ReturnType<typeof conversations>[number];

/** Milliseconds of the processor, so that a busy machine does not count against one core's work; the 95th percentile. */
function p95(all: readonly Turns[], build: (turns: Turns) => unknown): number {
  const times = all.map((turns) => {
    const from = process.cpuUsage();
    build(turns);
    const { user, system } = process.cpuUsage(from);
    return (user + system) / 1_000;
  });
  return times.sort((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1] ?? Number.NaN;
}

const entitiesOf = (turns: Turns) =>
  turns.reduce<readonly FoundEntity[]>((all, turn) => foundWith(all, turn, ['Ilse Verhoeven']), []);

export async function* run(): AsyncIterable<Figure> {
  const all = conversations();
  const control = () => p95(all, (turns) => turns.map(({ text }) => tokenise(text)));
  yield await compare({
    name: `the context package of ${TURNS} turns: entities, highlights, situation, p95`,
    unit: 'ms',
    rounds: ROUNDS,
    subject: () => p95(all, (turns) => [entitiesOf(turns), briefOf(turns)]),
    control,
  });
  yield await compare({
    name: `of these highlights, situation, what was tried, open and promised, p95`,
    unit: 'ms',
    rounds: ROUNDS,
    subject: () => p95(all, briefOf),
    control,
  });
}

if (import.meta.main) await print(run());
