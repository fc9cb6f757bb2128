// Owns what a stream begins with when its old events are gone: the state of a person's feed or of a queue, in parts
// that fit a frame, and the position after which events go on.
import type { PersonSnapshot, QueueSnapshot } from '#shared/protocol/feed.ts';
import { readKept } from '../desk/stored.ts';
import type { Engine } from '../engine/port.ts';
import type { Clerk } from './clerk.port.ts';
import type { Position } from './journal.ts';

/** Characters of JSON in one part; a single grant may be larger. */
const PART = 262_144;
const ROWS = 500;

export interface Snapshot {
  readonly position: Position;
  readonly parts: AsyncIterable<PersonSnapshot | QueueSnapshot>;
}

async function* personParts(
  state: PersonSnapshot,
  person: string,
  engine: Engine,
): AsyncGenerator<PersonSnapshot> {
  const { grants: held, mentions, ...rest } = state;
  const live = new Set(held.map(({ conversation }) => conversation.id));
  let grants: PersonSnapshot['grants'] = [];
  let size = 0;
  const add = (grant: PersonSnapshot['grants'][number]): PersonSnapshot | null => {
    const length = JSON.stringify(grant).length;
    const full = grants.length > 0 && size + length > PART ? { ...rest, grants } : null;
    if (full !== null) [grants, size] = [[], 0];
    grants.push(grant);
    size += length;
    return full;
  };
  for (const grant of held) {
    const full = add(grant);
    if (full !== null) yield full;
  }
  for await (const grant of readKept(engine, person, engine.now())) {
    // It became `kept` after the state was taken; the event that says so follows.
    if (live.has(grant.conversation.id)) continue;
    const full = add(grant);
    if (full !== null) yield full;
  }
  // Lists of the parts are joined: this one goes once.
  yield { ...rest, grants, ...(mentions === undefined ? {} : { mentions }) };
}

async function* queueParts({ rows }: QueueSnapshot): AsyncGenerator<QueueSnapshot> {
  for (let at = 0; at === 0 || at < rows.length; at += ROWS) yield { rows: rows.slice(at, at + ROWS) };
}

/** @throws UnavailableError */
export async function takeSnapshot(clerk: Clerk, engine: Engine, stream: string): Promise<Snapshot> {
  const name = stream.slice(2);
  const start = { epoch: 0, offset: 0 };
  if (stream.startsWith('q:')) {
    const { value, positions } = await clerk.view([stream], (desk) => desk.queueState(name));
    return { position: positions.get(stream) ?? start, parts: queueParts(value) };
  }
  const { value, positions } = await clerk.view([stream], (desk) => desk.personState(name));
  return { position: positions.get(stream) ?? start, parts: personParts(value, name, engine) };
}
