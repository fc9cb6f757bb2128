// Owns `baton import`: past conversations of another system, as one file of `baton.history` that score, backtest and train
// read. A bad line is named by file, line and reason, and then nothing is written; with --skip-bad it is told and counted.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { HistoryLine } from '#shared/schema/history.ts';
import { UsageError } from '../usage.ts';
import { writeWhole } from '../whole-file.ts';
import { type ChatwootOptions, historyOf, joined, type Portion, readPortion } from './chatwoot.ts';
import { readHistory } from './history.ts';
import { items } from './items.ts';

const SOURCES = ['chatwoot', 'jsonl'] as const;
type Source = (typeof SOURCES)[number];

interface Options extends ChatwootOptions {
  readonly from: Source;
  readonly input: string;
  readonly output: string;
  readonly skipBad: boolean;
}

function optionsOf(args: readonly string[]): Options {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        from: { type: 'string' },
        in: { type: 'string' },
        out: { type: 'string' },
        needed: { type: 'string' },
        unneeded: { type: 'string' },
        'skip-bad': { type: 'boolean', default: false },
      },
    });
    const from = SOURCES.find((source) => source === values.from);
    if (from === undefined) throw new UsageError(`import needs --from ${SOURCES.join(' or ')}`);
    if (values.in === undefined) throw new UsageError('import needs --in FILE');
    if (values.out === undefined) throw new UsageError('import needs --out FILE');
    if (from === 'jsonl' && (values.needed ?? values.unneeded) !== undefined)
      throw new UsageError('--needed and --unneeded name labels of Chatwoot; a line of jsonl has its own');
    return {
      from,
      input: resolve(values.in),
      output: resolve(values.out),
      needed: values.needed,
      unneeded: values.unneeded,
      skipBad: values['skip-bad'],
    };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError((error as Error).message.split('. ')[0] ?? 'unknown option');
  }
}

/** One conversation, one that says nothing, or a fault; in the order of the file. */
type Found =
  | { readonly line: HistoryLine }
  | { readonly silent: true }
  | { readonly fault: string; readonly place: string };

async function* fromLines(file: string): AsyncGenerator<Found> {
  for await (const item of items(file)) {
    const read = 'fault' in item ? item : readHistory(item.given);
    yield 'fault' in read ? { fault: read.fault, place: item.place } : read;
  }
}

/** Pages of one conversation stand one after another; only one conversation is held. */
async function* fromChatwoot(file: string, options: ChatwootOptions): AsyncGenerator<Found> {
  const finish = ({ portion, place }: { portion: Portion; place: string }): Found => {
    const given = historyOf(portion, options);
    if (given === null) return { silent: true };
    const read = readHistory(given);
    return 'fault' in read ? { fault: read.fault, place } : read;
  };
  const over = new Set<number>();
  let open: { portion: Portion; place: string } | null = null;
  for await (const item of items(file)) {
    const portion = 'fault' in item ? item : readPortion(item.given);
    if ('fault' in portion) yield { fault: portion.fault, place: item.place };
    else if (open?.portion.id === portion.id)
      open = { portion: joined(open.portion, portion), place: open.place };
    else if (over.has(portion.id))
      yield {
        fault: `conversation ${portion.id} is there again: its pages must stand one after another`,
        place: item.place,
      };
    else {
      if (open !== null) yield finish(open);
      over.add(portion.id);
      open = { portion, place: item.place };
    }
  }
  if (open !== null) yield finish(open);
}

const counted = () => ({ conversations: 0, turns: 0, silent: 0, skipped: 0, judged: 0 });

export async function importHistory(args: readonly string[]): Promise<number> {
  const { from, input, output, skipBad, ...labels } = optionsOf(args);
  if (!existsSync(input)) throw new UsageError(`${input}: there is no such file`);
  const counts = counted();
  await writeWhole(output, async (write) => {
    for await (const found of from === 'jsonl' ? fromLines(input) : fromChatwoot(input, labels)) {
      if ('silent' in found) counts.silent += 1;
      else if ('fault' in found) {
        const told = `${input}, ${found.place}: ${found.fault}`;
        if (!skipBad) throw new UsageError(told);
        counts.skipped += 1;
        process.stderr.write(`left out: ${told}\n`);
      } else {
        counts.conversations += 1;
        counts.turns += found.line.turns.length;
        if (Object.hasOwn(found.line.labels ?? {}, 'needed')) counts.judged += 1;
        await write(found.line);
        if (counts.conversations % 10_000 === 0)
          process.stderr.write(`${counts.conversations} conversations\n`);
      }
    }
    if (counts.conversations === 0) throw new UsageError(`${input}: there is no conversation to import`);
  });
  process.stdout.write(`${JSON.stringify({ ...counts, file: output })}\n`);
  return 0;
}
