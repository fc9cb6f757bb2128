// Owns `baton evaluate`: each signal on the labelled data, always on examples its weights were not learned from, beside
// keywords and a lexicon in the same run. Where several files have a label, one file is left out at a time; where one has
// it, five folds by conversation, and the row says that it is in its own domain.
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { judgeConversation } from '#shared/domain/trigger/conversation.ts';
import { ONE } from '#shared/domain/trigger/number.ts';
import { answerLine, readScoreLine } from '#shared/domain/trigger/score-line.ts';
import { createScorer, type Scorer } from '#shared/domain/trigger/signals.ts';
import { UsageError } from '../usage.ts';
import { byKeywords, byLexicon } from './baselines.ts';
import { type Example, folderOf, readExamples } from './datasets.ts';
import { foldsOf, learnTask, newScorer, type Prepared, prepare, scoreWith } from './learn.ts';
import { areaUnderCurve, countsAt, interval, type Judged } from './measures.ts';
import { policyOf } from './policies.ts';
import { TASKS, type Task } from './recipe.ts';

interface Row {
  readonly signal: string;
  readonly label: string;
  readonly by: 'engine' | 'keywords' | 'lexicon';
  readonly split: 'file left out' | '5 folds, own domain' | 'not learned';
  readonly source: string;
  readonly n: number;
  readonly positives: number;
  readonly auc: number | null;
  readonly aucInterval: readonly [number, number] | null;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
  readonly f1Interval: readonly [number, number] | null;
  readonly falseAlarms: number | null;
}

const FOLDS = 5;
const SEED = 7;

const figure = (value: number): number | null => (Number.isNaN(value) ? null : Number(value.toFixed(4)));

function rowOf(
  about: Pick<Row, 'signal' | 'label' | 'by' | 'split' | 'source'>,
  judged: readonly Judged[],
): Row {
  const counts = countsAt(judged, 0.5);
  const both = counts.positives > 0 && counts.positives < counts.n;
  const range = (of: (items: readonly Judged[]) => number): readonly [number, number] => {
    const [low, high] = interval(judged, of, { draws: judged.length > 12_000 ? 100 : 300 });
    return [Number(low.toFixed(4)), Number(high.toFixed(4))];
  };
  return {
    ...about,
    n: counts.n,
    positives: counts.positives,
    auc: figure(areaUnderCurve(judged)),
    aucInterval: both ? range(areaUnderCurve) : null,
    precision: figure(counts.precision),
    recall: figure(counts.recall),
    f1: figure(counts.f1),
    f1Interval: counts.positives > 0 ? range((items) => countsAt(items, 0.5).f1) : null,
    falseAlarms: figure(counts.falseAlarms),
  };
}

const textOf = ({ turns }: Example): string => turns.at(-1)?.text ?? '';

/** Judged by weights that have not seen the example. */
function heldOut(
  task: Task,
  items: readonly Prepared[],
): { judged: Map<Prepared, Judged>; split: Row['split'] } {
  const files = [...new Set(items.map(({ example }) => example.file))];
  const folds = foldsOf(
    items.map(({ example }) => example.group),
    FOLDS,
    SEED,
  );
  const foldOf = ({ example }: Prepared) =>
    files.length > 1 ? files.indexOf(example.file) : (folds.get(example.group) ?? 0);
  const judged = new Map<Prepared, Judged>();
  for (let fold = 0; fold < (files.length > 1 ? files.length : FOLDS); fold += 1) {
    const held = items.filter((item) => foldOf(item) === fold);
    const scores = scoreWith(
      task,
      learnTask(
        task,
        items.filter((item) => foldOf(item) !== fold),
      ),
      held,
    );
    held.forEach((item, at) => {
      const score = scores[at];
      if (score !== undefined) judged.set(item, score);
    });
    process.stderr.write(`${task.signal}: ${fold + 1}\n`);
  }
  return { judged, split: files.length > 1 ? 'file left out' : '5 folds, own domain' };
}

function* rowsOfTask(task: Task, examples: readonly Example[], scorer: Scorer): Generator<Row> {
  const { label } = task;
  if (label === null) return;
  const items = prepare(
    scorer,
    examples.filter(({ file }) => task.files.includes(file)),
    task,
  );
  const { judged, split } = heldOut(task, items);
  const sources = [...new Set(items.map(({ example }) => example.source))];
  const sets: [string, Prepared[]][] = sources.map((source) => [
    source,
    items.filter(({ example }) => example.source === source),
  ]);
  if (sources.length > 1) sets.push(['all, pooled', items]);
  for (const [source, own] of sets) {
    const about = { signal: task.signal, label, source, split };
    yield rowOf(
      { ...about, by: 'engine' },
      own.flatMap((item) => judged.get(item) ?? []),
    );
    const as = (score: (text: string) => number) =>
      own.map(({ example, label: given }) => ({
        score: score(textOf(example)),
        label: given,
        group: example.group,
      }));
    yield rowOf(
      { ...about, by: 'keywords' },
      as((text) => byKeywords(label, text)),
    );
    if (label === 'frustration')
      yield rowOf(
        { ...about, by: 'lexicon' },
        as((text) => byLexicon(text) - 0.0245),
      );
  }
}

/** Signals no file teaches, on the one small file that has a like label. */
function* rowsOfMails(examples: readonly Example[], scorer: Scorer): Generator<Row> {
  const own = examples.filter(({ file }) => file === 'facility');
  const policy = policyOf('support');
  for (const [signal, label] of [
    ['urgency', 'urgent'],
    ['frustration', 'negative'],
  ] as const) {
    const about = { signal, label, source: 'facility', split: 'not learned' as const };
    const as = (by: Row['by'], score: (example: Example) => number) =>
      rowOf(
        { ...about, by },
        own.map((example) => ({
          score: score(example),
          label: example.labels[label] ?? 0,
          group: example.group,
        })),
      );
    yield as(
      'engine',
      ({ turns }) =>
        (judgeConversation(scorer, policy, undefined, turns).at(-1)?.signals.signals[signal] ?? 0) / ONE,
    );
    yield as('keywords', (example) =>
      byKeywords(label === 'urgent' ? 'urgent' : 'frustration', textOf(example)),
    );
    yield as('lexicon', (example) => byLexicon(textOf(example)) - 0.0245);
  }
}

/** Where a bot handed over, and where it should have: counts, for so few cases bear no rate. */
function agreement(folder: string, scorer: Scorer) {
  const policy = policyOf('support');
  const counts = {
    conversations: 0,
    botTransferred: 0,
    bothFired: 0,
    goldTransfer: 0,
    goldFired: 0,
    fired: 0,
  };
  for (const text of readFileSync(`${folder}/tau_airline.jsonl`, 'utf8')
    .split('\n')
    .filter((line) => line !== '')) {
    const given = JSON.parse(text) as {
      labels: { transferred: number; goldTransfer: number };
      turns: unknown;
    };
    const read = readScoreLine(given);
    if ('fault' in read) continue;
    const answer = answerLine(scorer, policy, read.line) as { turns: { fired: boolean }[] };
    const fired = answer.turns.some((turn) => turn.fired) ? 1 : 0;
    counts.conversations += 1;
    counts.fired += fired;
    counts.botTransferred += given.labels.transferred;
    counts.bothFired += fired * given.labels.transferred;
    counts.goldTransfer += given.labels.goldTransfer;
    counts.goldFired += fired * given.labels.goldTransfer;
  }
  return { tau: counts };
}

const SCENARIOS = fileURLToPath(
  new URL('../../../../test/fixtures/triggers/scenarios.jsonl', import.meta.url),
);

interface Scenario {
  readonly conversationId: string;
  readonly policy: string;
  readonly expect: { readonly fires: number | null };
}

/** The authored scenarios: how many go as written, and which do not. */
export function scenarioResults(scorer: Scorer): {
  readonly n: number;
  readonly asWritten: number;
  readonly others: string[];
} {
  const lines = readFileSync(SCENARIOS, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .slice(1);
  const others = lines.flatMap((text) => {
    const scenario = JSON.parse(text) as Scenario;
    const read = readScoreLine(scenario);
    if ('fault' in read) throw new Error(`${scenario.conversationId}: ${read.fault}`);
    const answer = answerLine(scorer, policyOf(scenario.policy), read.line) as {
      turns: { fired: boolean; index: number }[];
    };
    const first = answer.turns.find(({ fired }) => fired)?.index ?? null;
    return first === scenario.expect.fires
      ? []
      : [`${scenario.conversationId}: ${first ?? 'never'} instead of ${scenario.expect.fires ?? 'never'}`];
  });
  return { n: lines.length, asWritten: lines.length - others.length, others };
}

const cell = (value: number | null, range: readonly [number, number] | null, digits = 3): string =>
  value === null
    ? '-'
    : `${value.toFixed(digits)}${range === null ? '' : ` (${range[0].toFixed(digits)}-${range[1].toFixed(digits)})`}`;

function tableOf(rows: readonly Row[]): string {
  const lines = rows.map(
    (row) =>
      `| ${row.signal} | ${row.source} | ${row.by} | ${row.split} | ${row.n} | ${row.positives} | ${cell(row.auc, row.aucInterval)} | ${cell(row.precision, null)} | ${cell(row.recall, null)} | ${cell(row.f1, row.f1Interval)} | ${row.falseAlarms === null ? '-' : (100 * row.falseAlarms).toFixed(2)} |`,
  );
  return `| signal | source | by | weights | n | positive | AUC (95 %) | precision | recall | F1 at .5 (95 %) | false alarms % |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
${lines.join('\n')}
`;
}

export async function evaluate(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { data: { type: 'string' }, md: { type: 'string' }, signal: { type: 'string' } },
  });
  const tasks = TASKS.filter(({ label, signal }) => label !== null && (values.signal ?? signal) === signal);
  if (tasks.length === 0) throw new UsageError(`no file has a label for "${values.signal}"`);
  const folder = folderOf(values.data);
  const examples = readExamples(folder);
  const scorer = newScorer();
  const rows: Row[] = [];
  const print = (row: unknown) => void process.stdout.write(`${JSON.stringify(row)}\n`);
  for (const task of tasks)
    for (const row of rowsOfTask(task, examples, scorer)) {
      rows.push(row);
      print(row);
    }
  if (values.signal === undefined) {
    const shipped = createScorer();
    for (const row of rowsOfMails(examples, shipped)) {
      rows.push(row);
      print(row);
    }
    print(agreement(folder, shipped));
    print({ scenarios: scenarioResults(shipped) });
  }
  if (values.md !== undefined) writeFileSync(resolve(values.md), tableOf(rows));
  return 0;
}
