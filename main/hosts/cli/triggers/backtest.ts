// Owns `baton backtest`: recorded history under a policy, beside another. Each difference is printed as it is found and the
// summary at the end, so a file may be larger than memory. Numbers of the summary stand for the whole file or are not printed.
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Recorded, remedyFor, backtest as start } from '#shared/domain/trigger/backtest.ts';
import { readRecordedLine, recordedOf } from '#shared/domain/trigger/recorded-line.ts';
import { createScorer } from '#shared/domain/trigger/signals.ts';
import { UsageError } from '../usage.ts';
import { jsonLines } from './json-lines.ts';
import { policyOf } from './policies.ts';

function optionsOf(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        in: { type: 'string' },
        policy: { type: 'string' },
        against: { type: 'string' },
        labels: { type: 'string' },
        explain: { type: 'boolean', default: false },
        today: { type: 'string', default: new Date().toISOString().slice(0, 10) },
      },
    });
    if (values.in === undefined) throw new UsageError('backtest needs --in FILE');
    if (values.policy === undefined) throw new UsageError('backtest needs --policy NAME or FILE');
    if (!/^\d{4}-\d{2}-\d{2}$/.test(values.today))
      throw new UsageError(`--today is a day as YYYY-MM-DD, not "${values.today}"`);
    return { ...values, in: resolve(values.in), policy: values.policy };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError((error as Error).message.split('. ')[0] ?? 'unknown option');
  }
}

async function print(value: unknown): Promise<void> {
  if (!process.stdout.write(`${JSON.stringify(value)}\n`)) await once(process.stdout, 'drain');
}

export async function backtest(args: readonly string[]): Promise<number> {
  const options = optionsOf(args);
  const policy = policyOf(options.policy);
  const against = options.against === undefined ? null : policyOf(options.against);
  if (!existsSync(options.in)) throw new UsageError(`${options.in}: there is no such file`);
  const scorer = createScorer();
  const test = start(policy, against);
  let handedOver = false;
  let done = 0;

  async function tell(recorded: Recorded): Promise<void> {
    const { id, fires, before, kind, needed } = test.add(recorded);
    const remedy = options.explain ? remedyFor(policy, recorded, fires) : null;
    if (against === null ? fires === null && remedy === null : kind === 'same' && remedy === null) return;
    await print({
      conversationId: id,
      fires,
      ...(against === null ? {} : { before, change: kind }),
      needed,
      ...(remedy === null ? {} : { remedy }),
    });
  }

  for await (const { given, number } of jsonLines(options.in)) {
    const read = readRecordedLine(given, number, { field: options.labels, today: options.today });
    if ('fault' in read) throw new UsageError(`${options.in}, line ${number}: ${read.fault}`);
    handedOver ||= read.line.handedOver;
    await tell(recordedOf(scorer, read.line));
    done += 1;
    if (done % 10_000 === 0) process.stderr.write(`${done} conversations\n`);
  }
  await print({ summary: test.summary(handedOver) });
  return 0;
}
