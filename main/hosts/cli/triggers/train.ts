// Owns `baton train`: learns a policy's figures from a team's own judged conversations, and writes it as a policy file of its
// own where it is better, on conversations that it has not seen, than the policy in use. One pass over the file; of a long one
// so many judged conversations are drawn as fit in memory. Signals alone are kept, no words.
import { createHash } from 'node:crypto';
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Policy } from '#shared/domain/trigger/policy.ts';
import { figureChanges, type Labelled, learnPolicy } from '#shared/domain/trigger/policy-learning.ts';
import { readRecordedLine, recordedOf } from '#shared/domain/trigger/recorded-line.ts';
import { createScorer } from '#shared/domain/trigger/signals.ts';
import { UsageError } from '../usage.ts';
import { jsonLines } from './json-lines.ts';
import { randomOf } from './measures.ts';
import { isShipped, policyOf } from './policies.ts';
import { type Case, type Trial, trial } from './trial.ts';

/** Judged conversations learned from; of more, so many are drawn by the seed. */
const MOST_LEARNED = 10_000;
/** Of each side; with fewer an interval says nothing. */
const LEAST_OF_A_SIDE = 20;

function numberIn(name: string, given: string, low: number, high: number): number {
  const value = Number(given);
  if (!/^\d+$/.test(given) || value < low || value > high)
    throw new UsageError(`--${name} is a whole number from ${low} to ${high}, not "${given}"`);
  return value;
}

function optionsOf(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        in: { type: 'string' },
        labels: { type: 'string' },
        out: { type: 'string' },
        against: { type: 'string', default: 'support' },
        folds: { type: 'string', default: '5' },
        seed: { type: 'string', default: '1' },
        anyway: { type: 'boolean', default: false },
        today: { type: 'string', default: new Date().toISOString().slice(0, 10) },
      },
    });
    if (values.in === undefined) throw new UsageError('train needs --in FILE');
    if (values.out === undefined) throw new UsageError('train needs --out FILE');
    if (!/^\d{4}-\d{2}-\d{2}$/.test(values.today))
      throw new UsageError(`--today is a day as YYYY-MM-DD, not "${values.today}"`);
    return {
      ...values,
      in: resolve(values.in),
      out: resolve(values.out),
      folds: numberIn('folds', values.folds, 2, 20),
      seed: numberIn('seed', values.seed, 0, 4_294_967_295),
    };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError((error as Error).message.split('. ')[0] ?? 'unknown option');
  }
}

type Options = ReturnType<typeof optionsOf>;

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;

/** What must not be parted between folds: one customer's conversations, else one conversation, else the same words. */
function groupOf(given: unknown): string {
  const conversation = fieldOf(given, 'conversation');
  const customer =
    textOf(fieldOf(fieldOf(conversation, 'customer'), 'id')) ??
    textOf(fieldOf(fieldOf(given, 'customer'), 'id'));
  if (customer !== undefined) return `customer ${customer}`;
  const id = textOf(fieldOf(conversation, 'id')) ?? textOf(fieldOf(given, 'conversationId'));
  if (id !== undefined) return `conversation ${id}`;
  const words = fieldOf(given, 'turns') ?? fieldOf(given, 'text');
  return createHash('sha256').update(JSON.stringify(words).toLowerCase()).digest('base64');
}

interface Gathered {
  readonly cases: readonly Case[];
  readonly read: number;
  readonly judged: number;
  readonly onlyStricter: boolean;
}

/** Judged conversations of the file; where there are too many, each has the same chance to be drawn (reservoir sampling). */
async function gather({ in: file, labels, today, seed }: Options): Promise<Gathered> {
  const scorer = createScorer();
  const random = randomOf(seed);
  const cases: Case[] = [];
  let [read, judged] = [0, 0];
  let onlyStricter = false;
  for await (const { given, number } of jsonLines(file)) {
    const parsed = readRecordedLine(given, number, { field: labels, today });
    if ('fault' in parsed) throw new UsageError(`${file}, line ${number}: ${parsed.fault}`);
    const { line } = parsed;
    read += 1;
    if (read % 10_000 === 0) process.stderr.write(`${read} conversations\n`);
    onlyStricter ||= line.handedOver;
    const { needed } = line;
    if (needed === null) continue;
    judged += 1;
    const place = cases.length < MOST_LEARNED ? cases.length : Math.floor(random() * judged);
    if (place >= MOST_LEARNED) continue;
    const conversation: Labelled = { ...recordedOf(scorer, line), needed };
    cases[place] = { conversation, group: groupOf(given) };
  }
  return { cases, read, judged, onlyStricter };
}

function refuseFew({ cases, read }: Gathered, { in: file, labels, folds }: Options): void {
  const needed = cases.filter(({ conversation }) => conversation.needed).length;
  const not = cases.length - needed;
  const groups = new Set(cases.map(({ group }) => group)).size;
  const whose = labels === undefined ? '' : ` by "${labels}"`;
  const counts = `of ${read} conversations ${needed} needed a person${whose} and ${not} did not`;
  if (needed < LEAST_OF_A_SIDE || not < LEAST_OF_A_SIDE)
    throw new UsageError(`${file}: ${counts}; at least ${LEAST_OF_A_SIDE} of each are needed to learn from`);
  if (groups < 2 * folds)
    throw new UsageError(`${file}: ${counts}, of ${groups} customers; ${folds} folds need ${2 * folds}`);
}

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;
const signed = (value: number): string => `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(3)}`;
const saidOf = ({ before, after, difference: { value, low, high }, byChance }: Trial): string =>
  `agreement ${before.agreement.toFixed(3)} before, ${after.agreement.toFixed(3)} on conversations it had not seen, difference ${signed(value)} (95 %: ${signed(low)} to ${signed(high)}; by chance ${byChance.toFixed(3)}); F1 ${before.f1.toFixed(3)} and ${after.f1.toFixed(3)}`;

/** A shipped policy keeps its name for itself; one of the team's own gets its next revision. */
function namedPolicy(given: string, before: Policy, learned: Policy, note: string): Policy {
  const { $schema: _, ...figures } = learned;
  const own = isShipped(given)
    ? { id: `${before.id}-own`, name: `${before.name} (own)`, revision: 1 }
    : { id: before.id, name: before.name, revision: before.revision + 1 };
  return { ...figures, ...own, note };
}

function write(file: string, policy: Policy): void {
  const part = `${file}.part`;
  try {
    writeFileSync(part, `${JSON.stringify(policy, null, 2)}\n`, { mode: 0o600 });
    renameSync(part, file);
  } catch (error) {
    rmSync(part, { force: true });
    throw new UsageError(`${file}: ${(error as Error).message}`);
  }
}

export async function train(args: readonly string[]): Promise<number> {
  const options = optionsOf(args);
  const { folds, seed, anyway, out } = options;
  const before = policyOf(options.against);
  if (!existsSync(options.in)) throw new UsageError(`${options.in}: there is no such file`);
  const gathered = await gather(options);
  refuseFew(gathered, options);
  const { cases, read, judged, onlyStricter } = gathered;
  const result = trial(before, cases, { folds, seed, onlyStricter }, (fold) =>
    process.stderr.write(`fold ${fold} of ${folds}\n`),
  );
  const learned = learnPolicy(
    before,
    cases.map(({ conversation }) => conversation),
    { onlyStricter },
  );
  const changes = figureChanges(before, learned);
  const usable = result.better && changes.length > 0;
  const written = usable || anyway;
  const needed = cases.filter(({ conversation }) => conversation.needed).length;
  const note = `Learned by \`baton train\` from ${cases.length} judged conversations (${needed} needed a person), from ${before.id} revision ${before.revision}, ${folds} folds, seed ${seed}: ${saidOf(result)}.${usable ? '' : ' Not shown to be better.'}`;
  if (written) write(out, namedPolicy(options.against, before, learned, note));
  const { low, high, value } = result.difference;
  const summary = {
    against: { id: before.id, revision: before.revision },
    conversations: read,
    judged,
    learnedFrom: cases.length,
    needed,
    groups: new Set(cases.map(({ group }) => group)).size,
    onlyStricter,
    folds,
    seed,
    before: result.before,
    after: result.after,
    difference: { value: rounded(value), low: rounded(low), high: rounded(high) },
    byChance: result.byChance,
    better: usable,
    changes,
    file: written ? out : null,
  };
  process.stdout.write(`${JSON.stringify(summary)}\n`);
  if (usable) return 0;
  process.stderr.write(
    `baton: not shown to be better: ${saidOf(result)}; ${anyway ? 'written anyway' : 'nothing is written'}\n`,
  );
  return anyway ? 0 : 1;
}
