// Shows that nothing anybody sends breaks the router or shows them what is not theirs: 20,000 sequences of frames and HTTP
// bodies against the real server. The seed is that of the commit; BATON_SEED repeats another run's choices, though not the
// order in which the sequences that are under way together reach the router.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { operationNames } from '#router/server/edge/operations.ts';
import { seedOfRun } from '../system/seed.ts';
import { kinds, ops, personFrames, strangeFrames } from './frames.ts';
import { openFuzzOffice } from './office.ts';
import { chance } from './random.ts';
import { botRequests } from './requests.ts';
import { createTally, type Sequence } from './tally.ts';

const SEQUENCES = 20_000;
/** Each round has a router of its own, so that what one conversation costs does not grow with all before it. */
const ROUNDS = 40;
const LANES = 12;
const STRANGERS = 0.48;

const seed = seedOfRun();
const tally = createTally(seed);
const folder = mkdtempSync(join(tmpdir(), 'baton-fuzz-'));
const escaped = (error: unknown): void => tally.fail(`escaped: ${(error as Error).stack}`);

beforeAll(() => {
  process.on('uncaughtException', escaped);
  process.on('unhandledRejection', escaped);
});
afterAll(() => {
  process.off('uncaughtException', escaped);
  process.off('unhandledRejection', escaped);
  rmSync(folder, { recursive: true, force: true });
});

const chanceOf = (index: number) =>
  chance(createHash('sha256').update(`${seed}/${index}`).digest().readUInt32LE(0));

type Office = Awaited<ReturnType<typeof openFuzzOffice>>;

/** Runs the sequences from `from` to `to`, several under way at a time. */
async function inLanes(
  from: number,
  to: number,
  authenticated: boolean,
  run: (sequence: Sequence, lane: number) => Promise<void>,
): Promise<void> {
  let next = from;
  async function lane(number: number): Promise<void> {
    while (next < to) {
      const sequence: Sequence = { index: next++, authenticated, sent: [], steps: 0, valid: 0 };
      await run(sequence, number);
      tally.ended(sequence);
    }
  }
  await Promise.all(Array.from({ length: LANES }, (_, number) => lane(number)));
}

const stranger = (office: Office) => (sequence: Sequence) => {
  const luck = chanceOf(sequence.index);
  if (luck.hit(0.5)) return strangeFrames(office.parts, luck, sequence);
  const key = luck.hit(0.5) ? 'nobody-has-this-key' : undefined;
  return botRequests(office.parts, office.agent, luck, sequence, luck.pick(office.bots), key);
};

const somebody = (office: Office) => (sequence: Sequence, lane: number) => {
  const luck = chanceOf(sequence.index);
  if (luck.hit(0.4)) {
    const bot = luck.pick(office.bots);
    return botRequests(office.parts, office.agent, luck, sequence, bot, office.keyOf(bot));
  }
  const person = luck.pick(office.people);
  const device = `device-${person.id}-${lane}`;
  return personFrames(office.parts, luck, sequence, person, office.tokenOf(person.id), device);
};

async function round(from: number, to: number): Promise<void> {
  const office = await openFuzzOffice(folder, tally);
  try {
    const middle = from + Math.floor((to - from) * STRANGERS);
    const before = await office.witness.dump();
    const commits = office.witness.commits();
    await inLanes(from, middle, false, stranger(office));
    if (office.witness.commits() !== commits || (await office.witness.dump()) !== before)
      tally.fail(`state changed before auth, in the sequences ${from} to ${middle - 1}`);
    await inLanes(middle, to, true, somebody(office));
    await office.oneWholeHandoff();
  } finally {
    await office.close();
  }
}

it('20,000 sequences of frames and HTTP bodies: no crash, no change before auth, nothing read across', {
  timeout: 600_000,
}, async () => {
  const size = SEQUENCES / ROUNDS;
  for (let from = 0; from < SEQUENCES; from += size) await round(from, from + size);

  const { sequences, authenticated, steps, valid, validSequences } = tally.sums;
  const share = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;
  console.log(
    [
      `fuzz: BATON_SEED=${seed}, ${sequences} sequences, ${share(authenticated, sequences)} authenticated`,
      `  ${steps} frames and requests, ${share(valid, steps)} schema-valid; ${share(validSequences, sequences)} of the sequences throughout`,
      ...tally.lines().map((line) => `  ${line}`),
    ].join('\n'),
  );
  expect(tally.failures.join('\n'), `${tally.failedCount()} failures`).toBe('');
  expect(sequences).toBe(SEQUENCES);
  expect(authenticated / sequences).toBeGreaterThanOrEqual(0.5);
  expect(valid / steps).toBeGreaterThanOrEqual(0.4);
  expect(validSequences / sequences).toBeGreaterThanOrEqual(0.4);
  const rare = [
    ...ops,
    ...ops.map((op) => `before auth ${op}`),
    ...kinds.flatMap((kind) => [`do ${kind}`, `done ${kind}`]),
    ...operationNames.flatMap((name) => [`http ${name}`, `before auth http ${name}`]),
  ].filter((what) => tally.hits(what) < 100);
  expect(rare).toEqual([]);
});
