// Owns `audit`: what people of rank changed while a router ran, from its database, as JSON lines, the oldest first. It may run
// beside the router, and changes nothing.
// Exit codes: 0 all of it is printed, 2 there is nothing to read (one line says why).
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AUDIT_STREAM } from '#shared/protocol/streams.ts';
import type { Engine } from './engine/port.ts';
import { openSqliteEngine } from './engine/sqlite.ts';
import { UsageError } from './options.ts';

const HELP = `Usage: audit --data DIR [--from OFFSET]

  --data DIR      the folder of the router, with its router.db
  --from OFFSET   where to begin; each line has its own (0)
`;

/** Errors whose message is written for whoever asked. */
const CLEAR = new Set(['UsageError', 'EngineFileError']);
const PAGE = 500;

function read() {
  try {
    return parseArgs({
      options: {
        data: { type: 'string' },
        from: { type: 'string', default: '0' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new UsageError((error as Error).message.split(/\. |\n/)[0] ?? 'unknown option');
  }
}

/** @throws UsageError */
function fileIn(data: string | undefined): string {
  if (data === undefined) throw new UsageError('audit needs --data DIR, the folder of a router');
  const file = join(data, 'router.db');
  if (!existsSync(file)) throw new UsageError(`--data ${data}: there is no router.db`);
  return file;
}

async function print(engine: Engine, first: number): Promise<void> {
  for (let from = first; ; ) {
    const { events } = await engine.read(AUDIT_STREAM, from, PAGE);
    for (const { offset, at, kind, data } of events) {
      const line = { offset, at, kind, ...(JSON.parse(data) as object) };
      process.stdout.write(`${JSON.stringify(line)}\n`);
    }
    const last = events.at(-1);
    if (last === undefined) return;
    from = last.offset + 1;
  }
}

async function run(): Promise<void> {
  const { data, from, help } = read();
  if (help) {
    process.stdout.write(HELP);
    return;
  }
  if (!/^\d{1,15}$/.test(from)) throw new UsageError(`--from must be a whole number from 0, not "${from}"`);
  const engine = openSqliteEngine({ file: fileIn(data) });
  try {
    await print(engine, Number(from));
  } finally {
    await engine.close();
  }
}

run().catch((error: unknown) => {
  const { name, message, stack } = error as Error;
  const usage = name === 'UsageError' ? ' (--help shows the options)' : '';
  process.stderr.write(`baton audit: ${CLEAR.has(name) ? `${message}${usage}` : (stack ?? message)}\n`);
  process.exitCode = CLEAR.has(name) ? 2 : 1;
});
