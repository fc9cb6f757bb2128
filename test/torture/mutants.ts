// Owns breaking guards of desk, router and console one at a time, in a copy of the sources, to see how many of them torture
// misses. A guard is named by its text; one that is there no more, or twice, is an error and not a success.
// Refuses: judging (the run in the copy does).
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const COPIED = ['main', 'router', 'shared', 'test', 'resources', 'package.json'];

/** In `file` the only `guard` becomes `broken`. */
export interface Mutant {
  readonly file: string;
  readonly guard: string;
  readonly broken: string;
}

/** `if (condition)` that never holds. */
const never = (file: string, ...conditions: readonly string[]): Mutant[] =>
  conditions.map((condition) => ({ file, guard: `if (${condition})`, broken: 'if (false)' }));
/** Part of an expression, and what is left of it. */
const instead = (file: string, ...pairs: readonly (readonly [string, string])[]): Mutant[] =>
  pairs.map(([guard, broken]) => ({ file, guard, broken }));

export const MUTANTS: readonly Mutant[] = [
  ...never(
    'router/desk/person-commands.ts',
    'owner !== person.config.id',
    '!owns && !keeps',
    'known !== undefined && !known.some(({ id }) => id === outcome.disposition)',
    "handoff === null || handoff.id !== id || right === null || right === 'consulted'",
  ),
  ...instead(
    'router/desk/person-commands.ts',
    ['return base === fence ? null', 'return base !== undefined ? null'],
    ['    offer.person !== person.config.id ||\n', ''],
  ),
  ...never(
    'router/desk/holds.ts',
    "state === 'wrapping'",
    'until !== undefined && (until <= change.now || until > change.now + LONGEST)',
    'standing(work).hold === undefined',
  ),
  ...never(
    'router/desk/consults.ts',
    "handoff.state === 'wrapping'",
    'handoff.consult !== undefined',
    'id === handoff.owner',
    'head.handoff?.id !== id || (!byOwner && consultedOf(head) !== self)',
  ),
  ...never('router/desk/blocks.ts', '!isLeading(person.config.roles)'),
  ...never(
    'router/desk/transfers.ts',
    'head.closing !== null || !head.conversation.customerPresent',
    'person === owner',
    '!fits(change, person, handoff, needs)',
    'room < weightOf(change.state, handoff.channel)',
  ),
  ...instead('router/desk/transfers.ts', ['    fence: fence + 1,\n', '    fence,\n']),
  ...never(
    'router/desk/assigning.ts',
    'work === null || handoff?.id !== id || (!isAdmin && !own.includes(handoff.queue))',
    '!leads && (queue?.config.choose !== true || to !== giver.config.id)',
    'queue === undefined || !(isWaiting(state) || (leads && isOwned(state)))',
    'isOwned(state) && owner === to',
  ),
  ...never('router/desk/speech.ts', 'head.closing !== null', 'ownerOf(work.head) !== person.config.id'),
  ...never(
    'router/desk/admission.ts',
    'change.state.blocked.has(blockedKey(bot, customer.id))',
    'queue.waiting.size >= queue.config.maxWaiting',
  ),
  ...instead('router/desk/admission.ts', ["return staffed ? null : 'nobody_staffed'", 'return null']),
  ...instead(
    'router/desk/handoffs.ts',
    ['    fence: handoff.fence + 1,\n    context:', '    fence: handoff.fence,\n    context:'],
    [
      '...unowned(standing(work)), fence: handoff.fence + 1 }',
      '...unowned(standing(work)), fence: handoff.fence }',
    ],
    ["if (owner !== undefined) endRight(change, work, owner, 'requeued');", ''],
    ['if (closing !== null) closeConversation', 'if (false) closeConversation'],
  ),
  ...instead(
    'router/desk/offers.ts',
    ['const fence = handoff.fence + 1;', 'const fence = handoff.fence;'],
    ['  pause(change, work, person, DECLINE_PAUSE);\n', ''],
    ['passed && !handoff.passedBy.includes(id) ?', 'false ?'],
    ['  endRight(change, work, offer.person, end);\n', ''],
  ),
  ...never('router/desk/offers.ts', "person?.stored.status === 'available'"),
  ...never(
    'router/desk/people.ts',
    "status !== 'available' && person.offered !== null",
    '!signedOut || person.owned.size > 0 || person.consulted.size > 0',
  ),
  ...instead(
    'router/desk/people.ts',
    ['else if (person.owned.size > 0 || person.consulted.size > 0) beginGrace', 'else if (false) beginGrace'],
    ['  for (const work of inOrder(person.owned)) ownerVanished(change, work);\n}', '}'],
  ),
  ...instead(
    'router/desk/timer.ts',
    ["if (timer.kind === 'offer') expireOffer(change, work);", "if (timer.kind === 'offer') continue;"],
    ["person !== undefined && timer.kind === 'grace'", 'false'],
    [
      "else if (timer.kind === 'hold') takeUp(change, work, 'time');",
      "else if (timer.kind === 'hold') continue;",
    ],
    ["else if (timer.kind === 'relax') relax(change, work);", "else if (timer.kind === 'relax') continue;"],
  ),
  ...never('router/desk/desk.ts', 'mayMatch'),
  ...instead(
    'router/desk/desk.ts',
    ["command.from === 'timer' || !isBehind(state)", 'true'],
    ['state.started && !isBehind(state)', 'state.started'],
  ),
  ...instead('router/desk/matching.ts', ['if (work !== undefined) state.left.add(work);', '']),
  ...instead('router/desk/timers.ts', ['|| first.at > now', '']),
  ...never(
    'router/desk/change.ts',
    'person.stored.afterThis && person.owned.size === 0 && person.offered === null',
  ),
  ...never('router/desk/bot-requests.ts', 'known !== undefined'),
  ...instead(
    'router/server/devices.ts',
    ['order.n === device.n + 1', 'order.n > device.n'],
    ['if (order.n <= device.n) return recall(order, journal);', ''],
    ['if (stalled.has(order.device)) return null;', ''],
  ),
  ...instead('router/server/journal.ts', [
    'const expect = [{ key: SEQUENCE, version }];',
    'const expect: [] = [];',
  ]),
  ...instead('router/server/clerk.ts', ['if (order) return devices.dedupe(order, reply);', '']),
  ...instead('router/server/idempotency.ts', [
    'if (known === null) return first();',
    'if (true) return first();',
  ]),
  ...instead('router/server/gateway.ts', ['|| here.size > 0) return;', ') return;']),
  ...never('main/core/sync/feeds.ts', "item.kind === 'forget'"),
  ...never('main/core/sync/outbox.ts', "refusal?.code === 'unavailable'", "operation.state === 'sent'"),
  ...instead('main/core/sync/outbox.ts', [
    'await store.discard(id, back);\n      drop(id);',
    'drop(id);\n      await store.discard(id, back);',
  ]),
  ...never(
    'main/store/cache.ts',
    'offset > next',
    'end <= next',
    'at !== undefined && at[0] === epoch && at[1] < next',
  ),
  ...instead('main/store/apply.ts', ['    conversations.remove(found.number);\n', '']),
];

export interface Verdict {
  readonly mutant: Mutant;
  /** How it was found; null = it was not. */
  readonly found: string | null;
}

/** Breaks one after another; `heard` is told of each. Seeds 1 and 2, `events` each. */
export async function runMutants(
  mutants: readonly Mutant[],
  events: number,
  heard: (verdict: Verdict) => void,
): Promise<Verdict[]> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-mutants-'));
  const verdicts: Verdict[] = [];
  try {
    for (const name of COPIED) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    for (const mutant of mutants) {
      const path = join(folder, mutant.file);
      const whole = readFileSync(path, 'utf8');
      writeFileSync(path, brokenIn(whole, mutant));
      const found = await tortured(folder, events);
      writeFileSync(path, whole);
      verdicts.push({ mutant, found });
      heard({ mutant, found });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return verdicts;
}

/** @throws when the guard is not there exactly once. */
export function brokenIn(source: string, { file, guard, broken }: Mutant): string {
  const parts = source.split(guard);
  if (parts.length !== 2) throw new Error(`${file} holds ${parts.length - 1} times: ${guard}`);
  return parts.join(broken);
}

/** A run that takes this long hangs, which is noticed too. */
const LONGEST_MS = 300_000;

function tortured(folder: string, events: number): Promise<string | null> {
  return new Promise((resolve) => {
    const args = ['main/hosts/cli/index.ts', 'torture', '--seeds', '2', '--events', String(events)];
    const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    const timer = setTimeout(() => child.kill('SIGKILL'), LONGEST_MS);
    let [out, errors] = ['', ''];
    child.stdout.on('data', (data) => {
      out += String(data);
    });
    child.stderr.on('data', (data) => {
      errors += String(data);
    });
    child.on('close', () => {
      clearTimeout(timer);
      if (!out.startsWith('{')) return resolve(`did not end well: ${errors.slice(-300)}`);
      const { failed } = JSON.parse(out) as { failed: readonly { readonly faults: readonly string[] }[] };
      resolve(failed[0]?.faults[0] ?? null);
    });
  });
}
