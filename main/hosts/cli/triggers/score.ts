// Owns `baton score`: one JSON line in, one out, in the same order, however long the file. What is wrong is named by file,
// line and reason, and then nothing is left behind.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { answerLine, readScoreLine } from '#shared/domain/trigger/score-line.ts';
import { createScorer } from '#shared/domain/trigger/signals.ts';
import { UsageError } from '../usage.ts';
import { writeWhole } from '../whole-file.ts';
import { jsonLines } from './json-lines.ts';
import { policyOf } from './policies.ts';

interface Options {
  readonly input: string;
  readonly output: string;
  readonly policy: string | undefined;
  readonly today: string;
}

function optionsOf(args: readonly string[]): Options {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        in: { type: 'string' },
        out: { type: 'string' },
        policy: { type: 'string' },
        today: { type: 'string', default: new Date().toISOString().slice(0, 10) },
      },
    });
    if (values.in === undefined) throw new UsageError('score needs --in FILE');
    if (values.out === undefined) throw new UsageError('score needs --out FILE');
    if (!/^\d{4}-\d{2}-\d{2}$/.test(values.today))
      throw new UsageError(`--today is a day as YYYY-MM-DD, not "${values.today}"`);
    return {
      input: resolve(values.in),
      output: resolve(values.out),
      policy: values.policy,
      today: values.today,
    };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError((error as Error).message.split('. ')[0] ?? 'unknown option');
  }
}

export async function score(args: readonly string[]): Promise<number> {
  const { input, output, policy: wanted, today } = optionsOf(args);
  const policy = policyOf(wanted);
  if (!existsSync(input)) throw new UsageError(`${input}: there is no such file`);
  const scorer = createScorer();
  let answered = 0;
  try {
    await writeWhole(output, async (write) => {
      for await (const { given, number } of jsonLines(input)) {
        const read = readScoreLine(given);
        if ('fault' in read) throw new UsageError(`${input}, line ${number}: ${read.fault}`);
        const line = read.line.today === undefined ? { ...read.line, today } : read.line;
        await write(answerLine(scorer, policy, line));
        answered += 1;
        if (answered % 10_000 === 0) process.stderr.write(`${answered} lines\n`);
      }
    });
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${input}: ${(error as Error).message}`);
  }
  process.stdout.write(`${JSON.stringify({ lines: answered, policy: policy.id, file: output })}\n`);
  return 0;
}
