// Owns `baton learn-weights`: learns the shipped weights again from the licensed data and writes them as a module, with
// the hash of every file they were learned from. The same data and recipe give the same file.
import { renameSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Head, Model, Weights } from '#shared/domain/trigger/model.ts';
import { UsageError } from '../usage.ts';
import { FILES, folderOf, hashOf, readExamples } from './datasets.ts';
import { learnTask, newScorer, prepare } from './learn.ts';
import { TASKS } from './recipe.ts';

export function learnAll(folder: string): Weights {
  const examples = readExamples(folder);
  const scorer = newScorer();
  const models: Record<'customer' | 'bot', Record<string, Model>> = { customer: {}, bot: {} };
  const heads: Record<string, Head> = {};
  for (const task of TASKS) {
    const own = examples.filter(({ file }) => task.files.includes(file));
    const { model, head } = learnTask(task, prepare(scorer, own, task));
    models[task.side][task.signal] = model;
    if (task.head !== undefined && head !== null) heads[task.head.name] = head;
    process.stderr.write(`learned ${task.signal} of ${task.side} turns\n`);
  }
  return { ...models, heads };
}

/** Long rows of words are cut into lines that a reader and a diff can bear. */
function wrapped(words: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of words.split(' ')) {
    if (line.length + word.length > 104) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join('\n');
}

function moduleOf({ customer, bot, heads }: Weights, hashes: readonly string[]): string {
  const headText = Object.entries(heads)
    .map(
      ([name, { cap, words }]) =>
        `    ${name}: {\n      cap: ${cap},\n      words: \`\n${wrapped(words)}\n\`,\n    },`,
    )
    .join('\n');
  return `// Owns the learned weights of the English signals. Written by \`baton learn-weights\`; not edited by hand.
// Sources and licences: docs/triggers.md and NOTICE. Learned from (SHA-256):
${hashes.map((line) => `//   ${line}`).join('\n')}
import type { Weights } from '../model.ts';

export const WEIGHTS: Weights = {
  customer: ${JSON.stringify(customer)},
  bot: ${JSON.stringify(bot)},
  heads: {
${headText}
  },
};
`;
}

export async function learnWeights(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { data: { type: 'string' }, out: { type: 'string' } },
  });
  if (values.out === undefined) throw new UsageError('learn-weights needs --out FILE');
  const folder = folderOf(values.data);
  const used = FILES.filter((file) => TASKS.some(({ files }) => files.includes(file)));
  const text = moduleOf(
    learnAll(folder),
    used.map((file) => `${file} ${hashOf(folder, file)}`),
  );
  const out = resolve(values.out);
  writeFileSync(`${out}.part`, text);
  renameSync(`${out}.part`, out);
  return 0;
}
