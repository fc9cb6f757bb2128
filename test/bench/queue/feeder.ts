// Owns the router of the queue bench, a process of its own: a real router whose log is written directly, so that 10,000 wait
// and hundreds of rows change each second without anybody having to take them.
import { createMemoryEngine } from '#router/engine/memory.ts';
import type { Append, Lease } from '#router/engine/port.ts';
import { personStream } from '#shared/protocol/streams.ts';
import type { Grant } from '#shared/schema/access.ts';
import type { QueueRow } from '#shared/schema/queue.ts';
import { ilseEntries, view } from '../../e2e/page/world.ts';
import { QUEUE, startRouter } from '../office.ts';
import { type FromFeeder, OWN, type ToFeeder, WAITING } from './words.ts';

const TICK_MS = 20;

const tell = (message: FromFeeder) => process.send?.(message);
const engine = createMemoryEngine({ now: Date.now });
const lease = (await engine.acquire('bench', 'bench', 36_000_000)) as Lease;
const server = await startRouter(engine, 1);
const waiting: QueueRow[] = [];
let made = 0;

const event = (kind: string, data: object): Append => ({ stream: QUEUE, kind, data: JSON.stringify(data) });
function newcomer(): QueueRow {
  const now = Date.now();
  made += 1;
  return {
    handoff: `waiting-${made}.1`,
    conversation: `waiting-${made}`,
    queue: 'care',
    state: 'queued',
    channel: 'chat',
    name: `Customer ${made}`,
    organisation: 'Verhoeven Logistics',
    intent: 'change a booking for twelve people',
    queuedAt: now,
    // Spread over half an hour around now: arrivals land anywhere in the order.
    dueAt: now + ((made * 7_919) % 1_800_000) - 600_000,
    offers: 0,
    demo: false,
  };
}

/** Of ten updates four change a row, three leave and three arrive, so that as many wait as before. */
function update(n: number): Append {
  const at = (n * 7_907) % waiting.length;
  const row = waiting[at] as QueueRow;
  if (n % 10 < 4) {
    const next: QueueRow = {
      ...row,
      state: row.state === 'queued' ? 'offered' : 'queued',
      offers: row.offers + 1,
    };
    waiting[at] = next;
    return event('queue.changed', { row: next });
  }
  if (n % 10 < 7) {
    const last = waiting.pop() as QueueRow;
    if (at < waiting.length) waiting[at] = last;
    return event('queue.left', { handoff: row.handoff, why: 'accepted' });
  }
  const row2 = newcomer();
  waiting.push(row2);
  return event('queue.entered', { row: row2 });
}

function own(place: number): Append {
  const now = Date.now();
  const person = {
    id: `own-${place}`,
    name: `Own Customer ${place}`,
    preview: 'Is it done?',
    lastAt: now - place * 9_000,
  };
  const { conversation, handoff } = view(person);
  const entries = ilseEntries(now).map((entry) =>
    entry.type === 'turn' ? { ...entry, text: `${entry.text} (of ${person.name})` } : entry,
  );
  const grant: Grant = { right: 'owner', conversation, handoff, entries };
  return { stream: personStream('p0'), kind: 'access.granted', data: JSON.stringify(grant) };
}

let fed = { updates: 0, since: 0 };
let timer: NodeJS.Timeout | undefined;
function feed(perSecond: number): void {
  fed = { updates: 0, since: performance.now() };
  timer = setInterval(() => {
    const due = Math.floor(((performance.now() - fed.since) / 1_000) * perSecond);
    const append = Array.from({ length: due - fed.updates }, (_, at) => update(fed.updates + at));
    fed.updates = due;
    if (append.length > 0) void engine.commit(lease, { append });
  }, TICK_MS);
}

/** After the console is there: a reset would begin with the desk's own state, in which nobody waits. */
async function fill(): Promise<void> {
  await engine.commit(lease, { append: Array.from({ length: OWN }, (_, place) => own(place)) });
  for (let at = 0; at < WAITING; at += 500) {
    const rows = Array.from({ length: 500 }, newcomer);
    waiting.push(...rows);
    await engine.commit(lease, { append: rows.map((row) => event('queue.entered', { row })) });
  }
}

process.on('message', async (message: ToFeeder) => {
  if (message.kind === 'fill') return fill();
  if (message.kind === 'feed') return feed(message.perSecond);
  clearInterval(timer);
  tell({ kind: 'rested', updates: fed.updates, ms: performance.now() - fed.since });
});
process.on('disconnect', () => process.exit());

tell({ kind: 'ready', url: server.url });
