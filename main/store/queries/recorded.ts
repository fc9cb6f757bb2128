// Owns the recorded conversations that a change of policy is tried on: what is counted of each, its words apart, and its signals
// once somebody has read them. Refuses: reading words (core/preview) and what a file's lines mean (domain/trigger).
import { randomUUID } from 'node:crypto';
import type { RecordedLine, SaidTurn } from '#shared/domain/trigger/recorded-line.ts';
import type { RecordedHandoff } from '#shared/schema/recorded.ts';
import type { File } from '../open.ts';
import type {
  DatedLine,
  ReadSignals,
  RecordedCase,
  RecordedHead,
  RecordedPage,
  RecordedRow,
} from '../port.ts';

/** Where it came from: the record of a queue, or a file. */
type Source = 'router' | 'file';

/** Characters and bytes of one page, and rows: what is read in one go holds up nobody. One row may be more alone. */
const PAGE_SIZE = 262_144;
const PAGE_ROWS = 500;
/** First words, where nothing else says what it is about. */
const ABOUT = 80;

interface Row {
  readonly number: number;
  readonly key: string | null;
  readonly source: Source;
  readonly head: string;
  readonly turns: string;
  readonly scorer: string | null;
  readonly signals: Uint8Array | null;
}

/** As it is told: with its signals, or with its words where this scorer has not read them. */
type Unread = Pick<Row, 'number' | 'key' | 'source' | 'head' | 'signals'> & { readonly turns: string | null };

/** The key of one that came from a file; no conversation's id has a colon. */
const FILE_KEY = 'file:';
const keyOf = ({ key, number }: Pick<Row, 'key' | 'number'>): string => key ?? `${FILE_KEY}${number}`;

function aboutOf({ intent, organisation, turns }: RecordedLine): string {
  const words = turns.find(({ role }) => role === 'END_USER')?.text ?? '';
  return intent ?? organisation ?? words.replaceAll(/\s+/g, ' ').trim().slice(0, ABOUT).toWellFormed();
}

function split(line: RecordedLine): { readonly head: string; readonly turns: string } {
  const { turns, ...rest } = line;
  const head: RecordedHead = { ...rest, about: aboutOf(line), times: turns.map(({ at }) => at ?? null) };
  return { head: JSON.stringify(head), turns: JSON.stringify(turns) };
}

export function recordedOf(file: File) {
  const byKey = file.prepare<[string], Row>('SELECT * FROM recorded WHERE key = ?');
  const byNumber = file.prepare<[number], Row>('SELECT * FROM recorded WHERE number = ?');
  const behind = file.prepare<{ after: number; scorer: string }, Unread>(
    `SELECT number, key, source, head, CASE WHEN scorer = @scorer THEN signals END AS signals,
       CASE WHEN scorer IS NOT @scorer THEN turns END AS turns
     FROM recorded WHERE number > @after ORDER BY number`,
  );
  const add = file.prepare(
    `INSERT INTO recorded (key, source, origin, stamp, head, scorer, signals, turns)
     VALUES (?, 'router', ?, ?, ?, ?, ?, ?)`,
  );
  const remove = file.prepare<[number]>('DELETE FROM recorded WHERE number = ?');
  const read = file.prepare<[string, Uint8Array, number]>(
    'UPDATE recorded SET scorer = ?, signals = ? WHERE number = ?',
  );
  const counts = file.prepare<[], { total: number; files: number }>(
    `SELECT count(*) AS total, count(*) FILTER (WHERE source = 'file') AS files FROM recorded`,
  );
  const numbers = (source: Source, more: string) =>
    file.prepare<unknown[], number>(`SELECT number FROM recorded WHERE source = '${source}' ${more}`).pluck();
  const ofFiles = numbers('file', '');
  const ofFile = numbers('file', 'AND origin = ?');
  const ofQueue = numbers('router', 'AND origin = ?');
  const older = numbers('router', 'AND origin = ? ORDER BY stamp DESC LIMIT -1 OFFSET ?');
  const before = numbers('router', 'AND origin = ? AND stamp < ?');
  const handoffs = file
    .prepare<[], string>(
      `SELECT json_extract(head, '$.handoff') FROM recorded
       WHERE source = 'router' AND json_type(head, '$.handoff') = 'object'`,
    )
    .pluck();
  const queues = file
    .prepare<[], string>(
      `SELECT queue FROM recorded_mark UNION SELECT DISTINCT origin FROM recorded WHERE source = 'router'`,
    )
    .pluck();
  const mark = file.prepare<[string], string>('SELECT mark FROM recorded_mark WHERE queue = ?').pluck();
  const setMark = file.prepare<[string, string]>(
    'INSERT INTO recorded_mark VALUES (?, ?) ON CONFLICT (queue) DO UPDATE SET mark = excluded.mark',
  );
  const dropMark = file.prepare<[string]>('DELETE FROM recorded_mark WHERE queue = ?');
  const part = file.prepare('INSERT INTO recorded_part (batch, head, turns) VALUES (?, ?, ?)');
  const dropPart = file.prepare<[string]>('DELETE FROM recorded_part WHERE batch = ?');
  const dropParts = file.prepare('DELETE FROM recorded_part');
  const join = file.prepare<[string, number, string]>(
    `INSERT INTO recorded (source, origin, stamp, head, turns)
     SELECT 'file', ?, ?, head, turns FROM recorded_part WHERE batch = ? ORDER BY place`,
  );

  /** Since somebody asked for what is new. */
  let gone: number[] = [];
  let generation = randomUUID();

  function drop(list: readonly number[]): boolean {
    for (const number of list) remove.run(number);
    gone.push(...list);
    return list.length > 0;
  }

  const rowOf = ({ number, key, source, head, signals, turns }: Unread): RecordedRow => ({
    number,
    key: keyOf({ key, number }),
    isFile: source === 'file',
    head: JSON.parse(head) as RecordedHead,
    ...(signals === null ? {} : { signals: new Uint8Array(signals) }),
    ...(turns === null ? {} : { turns: JSON.parse(turns) as SaidTurn[] }),
  });

  return {
    /**
     * What is behind `after` in one page. `gone`: what was dropped since the last page; another `generation`: nothing that was
     * told before holds.
     */
    page(after: number, scorer: string): RecordedPage {
      const rows: RecordedRow[] = [];
      let size = 0;
      let more = false;
      for (const row of behind.iterate({ after, scorer })) {
        if (rows.length === PAGE_ROWS || size > PAGE_SIZE) {
          more = true;
          break;
        }
        size += row.head.length + (row.signals?.length ?? 0) + (row.turns?.length ?? 0);
        rows.push(rowOf(row));
      }
      const { total = 0, files = 0 } = counts.get() ?? {};
      const told = gone;
      gone = [];
      return { generation, gone: told, rows, more, total, files };
    },
    case(key: string): RecordedCase | null {
      const row = key.startsWith(FILE_KEY)
        ? byNumber.get(Number(key.slice(FILE_KEY.length)))
        : byKey.get(key);
      if (row === undefined || keyOf(row) !== key) return null;
      return { head: JSON.parse(row.head) as RecordedHead, turns: JSON.parse(row.turns) as SaidTurn[] };
    },
    /** How the handoffs went that the router recorded. */
    handoffs: (): RecordedHandoff[] =>
      (handoffs.all() as unknown as string[]).map((text) => JSON.parse(text) as RecordedHandoff),
    mark: (queue: string): string | null => (mark.get(queue) as unknown as string | undefined) ?? null,
    setMark(queue: string, newest: string): void {
      setMark.run(queue, newest);
    },
    /**
     * In place of what was recorded of it before; signals of the same words stay. Of each queue the newest `most` are kept.
     * True when words went.
     */
    put(queue: string, lines: readonly DatedLine[], most: number): boolean {
      let went = false;
      for (const { line, recordedAt } of lines) {
        const before = byKey.get(line.id);
        const { head, turns } = split(line);
        const same = before?.turns === turns;
        if (before !== undefined) drop([before.number]);
        if (before !== undefined && !same) went = true;
        const { scorer, signals } = same ? before : { scorer: null, signals: null };
        add.run(line.id, queue, recordedAt, head, scorer, signals, turns);
      }
      return drop(older.all(queue, most) as unknown as number[]) || went;
    },
    /** What was recorded of a queue before `floor` goes. */
    dropBefore: (queue: string, floor: number): boolean =>
      drop(before.all(queue, floor) as unknown as number[]),
    /** What was recorded of other queues goes. */
    keepQueues(kept: readonly string[]): boolean {
      let went = false;
      for (const queue of queues.all() as unknown as string[]) {
        if (kept.includes(queue)) continue;
        dropMark.run(queue);
        went = drop(ofQueue.all(queue) as unknown as number[]) || went;
      }
      return went;
    },
    /** Of words that are there still. */
    keepSignals(scorer: string, list: readonly ReadSignals[]): void {
      for (const { number, signals } of list) read.run(scorer, signals, number);
    },
    stage(batch: string, lines: readonly RecordedLine[]): void {
      for (const line of lines) {
        const { head, turns } = split(line);
        part.run(batch, head, turns);
      }
    },
    /**
     * Puts it in place of what a file of this name gave before; true when there was something.
     * @throws when not all `count` of its conversations are there.
     */
    finish(batch: string, name: string, stamp: number, count: number): boolean {
      const dropped = drop(ofFile.all(name) as unknown as number[]);
      const { changes } = join.run(name, stamp, batch);
      if (changes !== count) throw new Error(`${changes} of ${count} conversations of ${name} are there`);
      dropPart.run(batch);
      return dropped;
    },
    abandon: (batch: string): boolean => dropPart.run(batch).changes > 0,
    /** What was half brought in when the console ended is not missed. */
    abandonAll(): void {
      dropParts.run();
    },
    forgetFiles: (): boolean => drop(ofFiles.all() as unknown as number[]),
    /** The file is not as it was told: whoever follows begins anew. */
    restart(): void {
      gone = [];
      generation = randomUUID();
    },
  };
}
