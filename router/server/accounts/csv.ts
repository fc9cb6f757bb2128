// Owns accounts in a CSV file (RFC 4180, UTF-8, column names first). It is read again when it changed; as of when it holds is when it was
// written. Refuses: a file of which it understands a part; the line is named.
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CsvError, type Row, rowsOf } from '#shared/lib/csv.ts';
import type { AccountMapping, AccountSourceConfig } from '#shared/schema/account-source.ts';
import { SourceError } from '../source-error.ts';
import { mapped } from './mapping.ts';
import type { AccountSource } from './port.ts';

type CsvSource = Extract<AccountSourceConfig, { kind: 'csv' }>;

interface Table {
  readonly columns: ReadonlyMap<string, number>;
  readonly rows: ReadonlyMap<string, readonly string[]>;
  readonly at: number;
  readonly stamp: string;
}

/** @throws SourceError that names the line. */
function readRows(text: string): Row[] {
  try {
    return rowsOf(text);
  } catch (error) {
    throw error instanceof CsvError ? new SourceError('file', error.message) : error;
  }
}

export function csvSource(config: CsvSource, mapping: AccountMapping, folder: string): AccountSource {
  const file = resolve(folder, config.file);
  const wanted = [
    config.idColumn,
    ...Object.values(mapping.account),
    ...mapping.facts.map(({ at }) => at),
    ...(mapping.asOf === undefined ? [] : [mapping.asOf]),
  ].filter((column) => column !== undefined);
  let table: Table | null = null;
  let reading: Promise<Table> | null = null;

  function tableOf(text: string, at: number, stamp: string): Table {
    const [head, ...lines] = readRows(text);
    if (head === undefined) throw new SourceError('file', 'the file is empty');
    const columns = new Map(head.cells.map((name, index) => [name.trim(), index]));
    const missing = wanted.filter((name) => !columns.has(name));
    if (missing.length > 0) throw new SourceError('file', `line 1: no column ${missing.join(', ')}`);
    const rows = new Map<string, readonly string[]>();
    const idAt = columns.get(config.idColumn) ?? 0;
    for (const { line, cells } of lines) {
      if (cells.length !== head.cells.length)
        throw new SourceError(
          'file',
          `line ${line}: ${cells.length} cells, and ${head.cells.length} columns`,
        );
      const id = (cells[idAt] ?? '').trim();
      if (rows.has(id))
        throw new SourceError('file', `line ${line}: its ${config.idColumn} is there already`);
      rows.set(id, cells);
    }
    return { columns, rows, at, stamp };
  }

  async function current(): Promise<Table> {
    const { mtimeMs, size } = await stat(file);
    const stamp = `${mtimeMs} ${size}`;
    if (table?.stamp === stamp) return table;
    if (size > config.maxBytes)
      throw new SourceError('too_large', `the file has more than ${config.maxBytes} bytes`);
    table = tableOf(await readFile(file, 'utf8'), Math.floor(mtimeMs), stamp);
    return table;
  }

  return {
    async find(customer) {
      reading ??= current().finally(() => {
        reading = null;
      });
      const { columns, rows, at } = await reading.catch((error: NodeJS.ErrnoException) => {
        throw error instanceof SourceError
          ? error
          : new SourceError('file', `cannot be read (${error.code})`);
      });
      const cells = rows.get(customer);
      if (cells === undefined) return null;
      return { asOf: at, ...mapped(mapping, (column) => cells[columns.get(column) ?? -1]?.trim()) };
    },
  };
}
