// Random work days: what the desk says to a wall, counted as it happened, is what the transcripts and open work give when
// everything is counted from scratch; and a desk built anew from the store says the same.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayAround } from '#router/desk/hours.ts';
import type { Head } from '#router/desk/stored.ts';
import { SHORT_ABANDON } from '#router/desk/tally.ts';
import { RECENT_MS, wallPeople, wallQueue } from '#shared/protocol/wall.ts';
import type { Entry } from '#shared/schema/conversation.ts';
import { commandOf } from './desk-commands.ts';
import { config, day } from './desk-days.ts';
import { World } from './desk-world.ts';

interface Wait {
  readonly queue: string;
  readonly entered: number;
  readonly offers: number[];
  readonly missed: number[];
  ended?: { readonly at: number; readonly how: 'answered' | 'lost' };
  readonly again: boolean;
}

/** Every wait in every queue, read from the marks of the transcripts. */
function waits(world: World): Wait[] {
  // The lines each handoff stood in, in order: one for each time it began to wait.
  const lines = new Map<string, string[]>();
  for (const { stream, kind, data } of world.feed) {
    if (kind !== 'queue.entered') continue;
    const { handoff } = data.row as { handoff: string };
    const known = lines.get(handoff);
    if (known === undefined) lines.set(handoff, [stream.slice(2)]);
    else known.push(stream.slice(2));
  }
  const all: Wait[] = [];
  const conversations = [...world.store.keys()].filter((key) => key.includes('/conversation/'));
  for (const key of conversations) {
    const id = key.split('/').at(-1) ?? '';
    let handoffs = 0;
    let had = false;
    let wait: Wait | null = null;
    const begin = (at: number): Wait => {
      const made: Wait = {
        queue: lines.get(`${id}.${handoffs}`)?.shift() ?? '?',
        entered: at,
        offers: [],
        missed: [],
        again: had,
      };
      all.push(made);
      return made;
    };
    const entries = [...world.store]
      .filter(([each]) => each.startsWith(`entry/${id}/`))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, value]) => JSON.parse(value) as Entry);
    // Marks of one step may stand in any order, so an end counts before a beginning of the same kind of work.
    for (const entry of entries) {
      if (entry.type !== 'mark') continue;
      const { at, kind } = entry;
      if (kind === 'handoff.initiated') {
        handoffs += 1;
        had = false;
      } else if (kind === 'handoff.queued') wait = begin(at);
      else if (kind === 'handoff.transferred') wait = begin(at);
      else if (kind === 'handoff.moved') wait = begin(at);
      else if (kind === 'handoff.requeued' && entry.reason === 'owner_gone') wait = begin(at);
      else if (kind === 'handoff.requeued' && entry.reason === 'timeout') wait?.missed.push(at);
      else if (kind === 'handoff.offered') wait?.offers.push(at);
      else if (kind === 'handoff.accepted' && wait !== null) {
        wait.ended = { at, how: 'answered' };
        wait = null;
        had = true;
      } else if ((kind === 'handoff.canceled' || kind === 'handoff.failed') && wait !== null) {
        wait.ended = { at, how: 'lost' };
        wait = null;
      }
    }
  }
  return all;
}

function anew(world: World, id: string) {
  const sla = (config.queues.find((queue) => queue.id === id)?.sla.seconds ?? 0) * 1_000;
  const { now } = world;
  const [since] = dayAround('Europe/Lisbon', now);
  const mine = waits(world).filter(({ queue }) => queue === id);
  const heads = [...world.store]
    .filter(([key]) => key.startsWith('open/conversation/'))
    .map(([, value]) => JSON.parse(value) as Head);
  const waiting = heads.filter(
    ({ handoff }) => handoff?.queue === id && ['queued', 'offered'].includes(handoff.state),
  );
  const queued = waiting.map(({ handoff }) => handoff?.queuedAt ?? 0);
  const level = (from: number) => {
    const ended = mine.filter(({ ended: end }) => end !== undefined && end.at >= from);
    const answered = ended.filter(({ ended: end }) => end?.how === 'answered');
    const length = ({ entered, ended: end }: Wait) => (end?.at ?? 0) - entered;
    const lost = ended.filter(
      (each) => each.ended?.how === 'lost' && !each.again && length(each) >= SHORT_ABANDON,
    );
    return {
      within: answered.filter((each) => length(each) <= sla).length,
      of: answered.length + lost.length,
    };
  };
  const minute = now - (now % 60_000);
  const today = (times: number[]) => times.filter((at) => at >= since).length;
  return {
    waiting: waiting.length,
    longestSince: queued.length === 0 ? undefined : Math.min(...queued),
    breaches: queued.filter((at) => now - at > sla).length,
    withPeople: heads.filter(
      ({ handoff }) => handoff?.queue === id && ['accepted', 'active', 'wrapping'].includes(handoff.state),
    ).length,
    recent: level(minute + 60_000 - RECENT_MS),
    today: {
      ...level(since),
      since,
      entered: today(mine.map(({ entered }) => entered)),
      abandoned: today(
        mine.flatMap(({ ended, again }) => (ended?.how === 'lost' && !again ? [ended.at] : [])),
      ),
      offers: today(mine.flatMap(({ offers }) => offers)),
      missed: today(mine.flatMap(({ missed }) => missed)),
    },
  };
}

/** Every text in a value, however deep. */
function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null)
    for (const inner of Object.values(value)) yield* textsIn(inner);
}

test('a wall counts as it happens what counting anew gives', async () => {
  const seen = { waiting: 0, answered: 0, abandoned: 0, missed: 0, breaches: 0, withPeople: 0 };
  await fc.assert(
    fc.asyncProperty(day, async (all) => {
      const world = new World(config);
      for (const it of all) {
        if (it.what === 'time') world.pass(it.ms);
        else world.step(commandOf(world, it));
      }
      const again = await world.reload();
      const ids = config.queues.map(({ id }) => id);
      for (const id of ids) {
        const shown = world.desk.wallQueue(id, world.now);
        if (shown === null) throw new Error(`${id} is not there`);
        expect(wallQueue.parse(shown)).toEqual(shown);
        // Whoever wrote what meanwhile: nothing but the queue itself is named.
        expect([...textsIn(shown)]).toEqual([id, config.queues.find((queue) => queue.id === id)?.name]);
        const { belowSince: _since, ...recent } = shown.recent;
        const { waiting, longestSince, breaches, withPeople, today } = shown;
        expect({ waiting, longestSince, breaches, withPeople, today, recent }).toEqual(anew(world, id));
        expect(again.wallQueue(id, world.now)).toEqual(shown);
        seen.waiting += waiting;
        seen.answered += today.within;
        seen.abandoned += today.abandoned;
        seen.missed += today.missed;
        seen.breaches += breaches;
        seen.withPeople += withPeople;
      }
      const people = world.desk.wallPeople(ids);
      expect(wallPeople.parse(people)).toEqual(people);
      expect([...textsIn(people)]).toEqual([]);
      expect(people.available + people.atLimit + people.away + people.break + people.offline).toBe(3);
    }),
    { numRuns: 150 },
  );
  for (const [what, count] of Object.entries(seen)) expect(count, what).toBeGreaterThan(0);
});
