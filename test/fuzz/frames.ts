// Owns sequences of frames: on one connection, before anybody is known and after a person is.
// Refuses: HTTP (requests.ts) and judging (console.ts).
import { z } from 'zod';
import { isTooDeep } from '#router/server/depth.ts';
import { type CommandKind, commands } from '#shared/protocol/commands.ts';
import { clientFrames } from '#shared/protocol/frames.ts';
import type { PersonConfig } from '#shared/schema/config.ts';
import { FuzzConsole } from './console.ts';
import { type JsonSchema, spoiled, valid } from './from-schema.ts';
import type { Chance } from './random.ts';
import type { Sequence, Tally } from './tally.ts';
import type { Witness } from './witness.ts';
import type { Aim, FuzzWords } from './words.ts';

type Op = keyof typeof clientFrames;

export const ops = Object.keys(clientFrames) as readonly Op[];
export const kinds = Object.keys(commands) as readonly CommandKind[];

const schemaOf = (schema: z.ZodType): JsonSchema =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as unknown as JsonSchema;
const frameSchemas = new Map(ops.map((op) => [op, schemaOf(clientFrames[op])]));
const commandSchemas = new Map(kinds.map((kind) => [kind, schemaOf(commands[kind])]));

const GARBAGE: readonly (string | Buffer)[] = [
  '',
  'null',
  '[]',
  '{',
  '{"op":"auth","v":2}',
  '{"op":"__proto__"}',
  '{"op":"constructor","__proto__":{"op":"ping"}}',
  `{"op":"do","n":1,"id":"a","k":"note.add","d":${'['.repeat(5_000)}${']'.repeat(5_000)}}`,
  Buffer.from([0xff, 0xfe, 0x00]),
  Buffer.from('{"op":"ping"}'),
  `{"op":"ping","pad":"${'x'.repeat(100_000)}"}`,
];
/** Over what one frame may weigh; rare, for it is slow. */
const TOO_LARGE = `{"op":"ping","pad":"${'x'.repeat(1_048_576)}"}`;

export interface FrameParts {
  readonly url: string;
  readonly words: FuzzWords;
  readonly witness: Witness;
  readonly tally: Tally;
}

interface Made {
  readonly op: Op | 'garbage';
  readonly kind: CommandKind | undefined;
  readonly data: string | Buffer;
  readonly valid: boolean;
  /** The number a `done` must come for, when it is a command that can be read. */
  readonly n: number | undefined;
}

interface Speaker {
  readonly person: string;
  readonly token: string;
  readonly device: string;
}

function judge(data: string | Buffer): Pick<Made, 'valid' | 'n'> {
  if (typeof data !== 'string' || isTooDeep(data)) return { valid: false, n: undefined };
  try {
    const value = JSON.parse(data) as { op?: unknown };
    if (typeof value?.op !== 'string' || !Object.hasOwn(clientFrames, value.op))
      return { valid: false, n: undefined };
    const frame = clientFrames[value.op as Op].safeParse(value);
    if (!frame.success) return { valid: false, n: undefined };
    if (frame.data.op !== 'do') return { valid: true, n: undefined };
    const { k, d, n } = frame.data;
    return { valid: Object.hasOwn(commands, k) && commands[k as CommandKind].safeParse(d).success, n };
  } catch {
    return { valid: false, n: undefined };
  }
}

/** Only Marta leads; nobody else gets these through. */
const LEADS: ReadonlySet<CommandKind> = new Set([
  ...(['customer.unblock', 'display.add', 'display.revoke', 'policy.publish', 'policy.undo'] as const),
  'handoff.assign',
]);

/** Two times in three what has come right least so far: some of it hardly ever does by chance. */
function kindFor(person: string, { words, witness, tally }: FrameParts, chance: Chance): CommandKind {
  // There is little on hold and few are blocked: it is taken up and they are let in again.
  if (words.isOnHold(person) && chance.hit(0.85)) return 'handoff.resume';
  if (person === 'marta' && words.blocked(chance) !== null && chance.hit(0.8)) return 'customer.unblock';
  // Most of what may be given cannot be taken just then.
  if (person === 'marta' && chance.hit(0.06)) return 'handoff.assign';
  if (chance.hit(1 / 3)) return chance.pick(kinds);
  const own = kinds.filter((kind) => !LEADS.has(kind) || person === 'marta');
  const rarest = own.toSorted((a, b) => tally.hits(`done ${a}`) - tally.hits(`done ${b}`));
  const kind = chance.pick(rarest.slice(0, 6));
  // What can only follow another comes after it.
  if (kind === 'handoff.resume' && !words.isOnHold(person)) return 'handoff.hold';
  return kind === 'policy.undo' && !witness.isUndoable() ? 'policy.publish' : kind;
}

/** Some things hardly ever come right by chance. */
function makePlausible(
  kind: CommandKind,
  d: Record<string, unknown>,
  words: FuzzWords,
  chance: Chance,
): void {
  if (kind === 'presence.set') {
    // Somebody has to be there for work to be offered.
    Object.assign(d, { status: 'available', afterThis: false });
    delete d.keepUntil;
  }
  if (kind === 'handoff.hold') delete d.until;
  if (kind === 'turn.send') delete d.attachments;
  if (kind === 'conversation.end') d.block = chance.hit(0.95);
  if (kind === 'handoff.transfer')
    d.to = chance.hit(0.6)
      ? { kind: 'queue', queue: chance.pick(['care', 'care', 'desk']) }
      : { kind: 'person', person: chance.pick(['marta', 'ana', 'zoe']) };
  // Whoever asks is there.
  if (kind === 'handoff.assign') d.person = chance.hit(0.85) ? 'marta' : chance.pick(['ana', 'zoe']);
  if (kind === 'consult.start') d.person = chance.pick(['marta', 'ana', 'zoe']);
  if (kind === 'display.add') {
    d.queues = ['care'];
    d.hash = Array.from({ length: 64 }, () => chance.whole(0, 9)).join('');
  }
  if (kind === 'display.revoke') d.id = words.display(chance) ?? d.id;
  if (kind === 'policy.publish') Object.assign(d, words.policy(chance), { note: 'a try' });
  if (kind === 'policy.undo') Object.assign(d, { policy: 'support', base: words.policy(chance).base });
  if (kind === 'file.put')
    Object.assign(d, { name: 'a.txt', type: 'text/plain', size: 2, part: 0, data: 'aGk=' });
  if (kind === 'customer.unblock') Object.assign(d, words.blocked(chance) ?? {});
}

function makeFrame(
  parts: FrameParts,
  chance: Chance,
  op: Op,
  { person, token, device }: Speaker,
  next: number,
  spoil: boolean,
): Made {
  if (spoil && chance.hit(0.2)) {
    const data = chance.hit(0.02) ? TOO_LARGE : chance.pick(GARBAGE);
    return { op: 'garbage', kind: undefined, data, ...judge(data) };
  }
  const { words } = parts;
  // Offers are few: one that stands is mostly answered, and work has to be taken before it can be done.
  const answers = op === 'do' && words.isOffered(person) && chance.hit(0.5);
  const answer = chance.hit(0.75) ? 'offer.accept' : 'offer.decline';
  const kind = answers ? answer : op === 'do' ? kindFor(person, parts, chance) : undefined;
  const aim: Aim = { ...words.forPerson(person, kind, chance), token, device };
  const schema = frameSchemas.get(op);
  const data = kind === undefined ? undefined : commandSchemas.get(kind);
  if (schema === undefined) throw new Error(`no schema of ${op}`);
  const frame = valid(schema, chance, words.wordsFor(aim)) as Record<string, unknown>;
  if (kind !== undefined && data !== undefined) {
    const d = valid(data, chance, words.wordsFor(aim)) as Record<string, unknown>;
    if (chance.hit(0.85)) makePlausible(kind, d, words, chance);
    Object.assign(frame, { k: kind, d, base: aim.base });
    if (chance.hit(0.05)) delete frame.base;
    frame.n = chance.hit(0.93) ? next : chance.whole(1, next + 2);
  }
  const text = JSON.stringify(spoil ? spoiled(frame, chance) : frame) ?? 'undefined';
  return { op, kind, data: text, ...judge(text) };
}

const shown = ({ data }: Made): string =>
  typeof data === 'string' ? data : `binary ${data.toString('hex')}`;

/** Frames of somebody who never says who they are: the router says hello and goodbye, and nothing happens. */
export async function strangeFrames(parts: FrameParts, chance: Chance, sequence: Sequence): Promise<void> {
  const { url, tally, witness } = parts;
  const console = new FuzzConsole(url, {
    witness,
    person: null,
    wrong: (what) => tally.fail(what, sequence),
  });
  await console.open();
  const spoils = chance.hit(0.55);
  const stranger = { person: 'marta', token: 'nobody-has-this-token', device: `device-${sequence.index}` };
  for (let left = chance.whole(1, 8); left > 0; left -= 1) {
    const op = chance.hit(0.3) ? 'auth' : chance.pick(ops);
    const made = makeFrame(parts, chance, op, stranger, 1, spoils && chance.hit(0.7));
    tally.step(sequence, shown(made), made.valid);
    tally.hit(`before auth ${made.op}`);
    console.send(made.data, typeof made.data !== 'string');
    // Half of the time all come at once, behind a token that is still looked at.
    if (chance.hit(0.3)) await new Promise((resolve) => setImmediate(resolve));
  }
  if (console.closed === null) await console.untilClosed();
}

export async function personFrames(
  parts: FrameParts,
  chance: Chance,
  sequence: Sequence,
  { id: person, queues }: PersonConfig,
  token: string,
  device: string,
): Promise<void> {
  const { url, tally, witness } = parts;
  const wrong = (what: string): void => tally.fail(what, sequence);
  const console = new FuzzConsole(url, { witness, person: { id: person, queues }, wrong });
  await console.open();
  const speaker = { person, token, device };
  const spoils = chance.hit(0.55);
  const auth = makeFrame(parts, chance, 'auth', speaker, 1, false);
  tally.step(sequence, shown(auth), auth.valid);
  tally.hit('auth');
  console.send(auth.data);
  const ready = await console.answer(({ op }) => op === 'ready');
  if (ready?.op !== 'ready') return wrong(`${person} was not let in: ${console.closed}`);
  let next = ready.n_seen + 1;
  for (let left = chance.whole(1, 14); left > 0 && console.closed === null; left -= 1) {
    const op = chance.hit(0.75) ? 'do' : chance.pick(ops);
    // A stranger's device or token in the middle of everything ends the connection.
    const who = op === 'auth' && chance.hit(0.2) ? { ...speaker, token: 'wrong' } : speaker;
    const made = makeFrame(parts, chance, op, who, next, spoils && chance.hit(0.7));
    tally.step(sequence, shown(made), made.valid);
    tally.hit(made.op);
    if (made.kind !== undefined) tally.hit(`do ${made.kind}`);
    const from = console.received;
    console.send(made.data, typeof made.data !== 'string');
    if (made.n === undefined) continue;
    const { n } = made;
    const done = await console.answer((frame) => frame.op === 'done' && frame.n === n, from);
    if (done?.op !== 'done') continue;
    if (n === next && done.err?.code !== 'unavailable') next += 1;
    if (made.kind !== undefined && done.ok) tally.hit(`done ${made.kind}`);
    if (!made.valid && done.ok && n === next - 1) wrong('a command that is not valid was done');
  }
  // An unknown op is always answered: with it, everything before has been looked at.
  const from = console.received;
  console.send('{"op":"end-of-sequence"}');
  await console.answer((frame) => frame.op === 'err' && frame.ref === 'end-of-sequence', from);
  if (chance.hit(0.5)) await console.leave();
  else console.socket.terminate();
}
