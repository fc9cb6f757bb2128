// Owns the commands that read a person's cached files: search, export, doctor. They never change them, and a console
// that runs on the same folder is not disturbed.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { TIMES } from '#core/times.ts';
import { PAST } from '#shared/domain/personal/fields.ts';
import { maskRecord } from '#shared/domain/personal/record.ts';
import { openStore } from '#store/client.ts';
import type { Store } from '#store/port.ts';
import { keyFile } from '../key-file.ts';
import { UsageError } from './usage.ts';
import { writeWhole } from './whole-file.ts';

interface Given {
  readonly words: string;
  readonly out: string | undefined;
  readonly limit: number;
  /** What identifies a person stays in the file. */
  readonly personal: boolean;
  readonly folder: string;
  readonly person: string;
}

function read(args: readonly string[], command: string): Given {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: command === 'search',
      options: {
        data: { type: 'string', default: '.baton' },
        person: { type: 'string' },
        ...(command === 'export'
          ? { out: { type: 'string' }, personal: { type: 'boolean', default: false } }
          : {}),
        ...(command === 'search' ? { limit: { type: 'string', default: '50' } } : {}),
      },
    });
    const { person, data } = values;
    if (person === undefined) throw new UsageError(`${command} needs --person ID: whose files`);
    const folder = resolve(data, 'people', person);
    if (!existsSync(join(folder, 'cache.db'))) throw new UsageError(`${folder} holds no cached history`);
    const {
      out,
      limit = '50',
      personal = false,
    } = values as { out?: string; limit?: string; personal?: boolean };
    if (!/^\d+$/.test(limit) || Number(limit) < 1 || Number(limit) > 1_000)
      throw new UsageError(`--limit must be 1 to 1000, not "${limit}"`);
    return { words: positionals.join(' '), out, limit: Number(limit), personal, folder, person };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(
      (error instanceof Error ? error.message : String(error)).split(/\.\s|\n/)[0] ?? 'unknown option',
    );
  }
}

async function withStore<T>({ folder, person }: Given, use: (store: Store) => Promise<T>): Promise<T> {
  const key = await keyFile(folder).storeKey(person);
  const { leaseMs } = TIMES;
  const { store } = await openStore({ folder, key, person, now: Date.now(), leaseMs, beside: true });
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

const print = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value)}\n`);

export async function search(args: readonly string[]): Promise<number> {
  const given = read(args, 'search');
  if (given.words.trim() === '') throw new UsageError('search needs words to look for');
  await withStore(given, async (store) => {
    for (const hit of await store.search(given.words, undefined, given.limit)) print(hit);
  });
  return 0;
}

const PAGE = 100;

/** The same person has the same number all over the file, and another in the next. */
function numbered(): (id: string) => string {
  const numbers = new Map<string, number>();
  return (id) => {
    const number = numbers.get(id) ?? numbers.size + 1;
    numbers.set(id, number);
    return `person-${number}`;
  };
}

export async function exportHistory(args: readonly string[]): Promise<number> {
  const given = read(args, 'export');
  if (given.out === undefined) throw new UsageError('export needs --out FILE');
  const file = resolve(given.out);
  const masked = !given.personal;
  const how = { surface: 'file', person: numbered() } as const;
  let conversations = 0;
  await withStore(given, (store) =>
    writeWhole(file, async (write) => {
      for (let before: number | undefined; ; ) {
        const rows = await store.history(before, PAGE);
        for (const { conversation, handoff } of rows) {
          const past = { conversation, handoff, entries: await store.entries(conversation.id) };
          // A line says of itself that it is masked: files are joined and passed on.
          await write(masked ? { masked, ...(maskRecord(past, PAST, how) as object) } : past);
          conversations += 1;
        }
        before = rows.at(-1)?.conversation.lastAt;
        if (rows.length < PAGE || before === undefined) return;
      }
    }),
  );
  print({ conversations, masked, file });
  return 0;
}

export async function doctor(args: readonly string[]): Promise<number> {
  return withStore(read(args, 'doctor'), async (store) => {
    const checks = await store.check();
    for (const check of checks) print(check);
    return checks.every(({ ok }) => ok) ? 0 : 1;
  });
}
