// Owns reading CSV (RFC 4180): a file's text into rows of cells, each with its line. Refuses: what the cells mean.
export interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

export class CsvError extends Error {
  override readonly name = 'CsvError';
}

/** A cell and what ends it. */
const CELL = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;

/** Rows that are not empty; a byte order mark is left out. Throws CsvError that names the line. */
export function rowsOf(text: string): Row[] {
  const rows: Row[] = [];
  let cells: string[] = [];
  let line = 1;
  let first = 1;
  for (let from = text.startsWith('\ufeff') ? 1 : 0; from < text.length; from = CELL.lastIndex) {
    CELL.lastIndex = from;
    const found = CELL.exec(text);
    if (found === null) throw new CsvError(`line ${line}: a quote or a line end stands where none can`);
    const [whole, quoted, plain = '', end] = found;
    cells.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    line += whole.split('\n').length - 1;
    if (end === ',' && CELL.lastIndex < text.length) continue;
    if (end === ',') cells.push('');
    if (cells.length > 1 || cells[0] !== '') rows.push({ line: first, cells });
    cells = [];
    first = line;
  }
  return rows;
}
