import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { backtest } from './backtest.ts';
import { score } from './score.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-backtest-'));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

const file = (name: string) => join(folder, name);
const given = (...lines: unknown[]) =>
  writeFileSync(
    file('in.jsonl'),
    lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
  );
interface Line {
  readonly conversationId: string;
  readonly fires: number | null;
  readonly [more: string]: unknown;
}

async function run(...more: string[]) {
  const written: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  const args = ['--in', file('in.jsonl'), '--policy', 'support', '--today', '2026-11-24', ...more];
  expect(await backtest(args)).toBe(0);
  vi.restoreAllMocks();
  const lines = written.map((text) => JSON.parse(text));
  const { summary } = lines.pop();
  return { lines: lines as Line[], summary };
}

const ASKS = { role: 'customer', text: 'I want to talk to a human agent' };
const HELLO = { role: 'customer', text: 'Where is my parcel?' };
const talk = (conversationId: string, turns: unknown[], more = {}) => ({ conversationId, turns, ...more });
const AT = Date.UTC(2026, 10, 24, 14);

/** As `export` writes it. */
const recorded = (id: string, texts: string[], label?: string, after: unknown[] = []) => {
  let seq = 0;
  const said = (text: string) => {
    seq += 1;
    const [index, at] = [seq, AT + seq * 1_000];
    return {
      type: 'turn',
      seq: seq - 1,
      at,
      id: `t${seq}`,
      index,
      role: 'END_USER',
      author: { name: 'x' },
      text,
    };
  };
  return {
    conversation: { id, customer: { id: 'c', verified: true, name: 'Ilse' }, state: 'closed' },
    handoff: { id: `${id}.1`, queue: 'care', ...(label === undefined ? {} : { label }) },
    entries: [...texts.map(said), { type: 'mark', seq, at: AT + 60_000, kind: 'handoff.accepted' }, ...after],
  };
};

describe('backtest', () => {
  test('says who fires at which turn, how right that was, and at which hour of which queue', async () => {
    given(
      talk('a', [HELLO, { ...ASKS, at: AT }], { labels: { human: 1 }, queue: 'care' }),
      talk('b', [HELLO], { labels: { human: 0 } }),
      talk('c', [ASKS], { labels: { human: 0 } }),
    );
    const { lines, summary } = await run('--labels', 'human');
    expect(lines).toEqual([
      { conversationId: 'a', fires: 2, needed: true },
      { conversationId: 'c', fires: 1, needed: false },
    ]);
    expect(summary).toMatchObject({
      conversations: 3,
      policy: {
        id: 'support',
        fired: 2,
        precision: { value: 0.5, hits: 1, of: 2 },
        recall: { value: 1, hits: 1, of: 1 },
        meanTurn: 1.5,
      },
      load: [
        { queue: null, hour: null, fires: 1 },
        { queue: 'care', hour: 14, fires: 1 },
      ],
    });
  });

  test('recall is unknown where somebody who does not fire was not judged', async () => {
    given(talk('a', [ASKS], { labels: { human: 1 } }), talk('b', [HELLO]));
    expect((await run('--labels', 'human')).summary.policy).toMatchObject({
      precision: { hits: 1, of: 1 },
      recall: 'unknown',
    });
    expect((await run()).summary.policy).toMatchObject({ precision: null, recall: 'unknown' });
  });

  test('beside another policy: newly, no longer, earlier and later, and the extra load of an hour', async () => {
    const policy = JSON.parse(
      readFileSync(new URL('../../../../resources/policies/support.json', import.meta.url), 'utf8'),
    );
    const deaf = structuredClone(policy);
    deaf.timing.signals.humanRequest = 0;
    writeFileSync(file('deaf.json'), JSON.stringify(deaf));
    given(
      talk('a', [HELLO, { ...ASKS, at: AT }], { queue: 'care' }),
      talk('b', [HELLO]),
      talk('c', [{ ...ASKS, at: AT + 3_600_000 }], { queue: 'care' }),
    );
    const { lines, summary } = await run('--against', file('deaf.json'));
    expect(
      lines.map(({ conversationId, change, fires, before }) => [conversationId, change, fires, before]),
    ).toEqual([
      ['a', 'newly', 2, null],
      ['c', 'newly', 1, null],
    ]);
    expect(summary.changes).toEqual({ newly: 2, noLonger: 0, earlier: 0, later: 0, same: 1 });
    expect(summary.load).toEqual([
      { queue: 'care', hour: 14, fires: 1, before: 0, extraPerDay: 1 },
      { queue: 'care', hour: 15, fires: 1, before: 0, extraPerDay: 1 },
    ]);
  });

  test('what `export` wrote: the bot’s part alone, the person’s word as label, recall unknown', async () => {
    const late = { type: 'turn', seq: 9, at: AT, id: 'z', index: 9, role: 'END_USER', author: { name: 'x' } };
    given(
      recorded('a', ['hello', ASKS.text], 'right'),
      recorded('b', ['hello'], 'not_needed', [{ ...late, text: ASKS.text }]),
      recorded('c', [ASKS.text], 'not_needed'),
      recorded('d', ['hello'], 'too_late'),
    );
    const { lines, summary } = await run('--explain');
    expect(lines.map(({ conversationId, fires, needed }) => [conversationId, fires, needed])).toEqual([
      ['a', 2, true],
      ['c', 1, false],
    ]);
    expect(lines[1]?.remedy).toMatchObject({ path: 'timing.signals.humanRequest', firesAt: null });
    expect(summary.policy).toMatchObject({ precision: { hits: 1, of: 2 }, recall: 'unknown' });
    expect(summary.load).toEqual([{ queue: 'care', hour: 14, fires: 2 }]);
  });

  test('fires where `score` says so', async () => {
    const scenarios = new URL('../../../../test/fixtures/triggers/scenarios.jsonl', import.meta.url);
    given(...readFileSync(scenarios, 'utf8').trim().split('\n').slice(1));
    await score([
      '--in',
      file('in.jsonl'),
      '--out',
      file('out.jsonl'),
      '--today',
      '2026-11-24',
      '--policy',
      'support',
    ]);
    const scored = readFileSync(file('out.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map(
        (line) => JSON.parse(line) as { conversationId: string; turns: { index: number; fired: boolean }[] },
      )
      .flatMap(({ conversationId, turns }) => {
        const first = turns.find(({ fired }) => fired);
        return first === undefined ? [] : [[conversationId, first.index]];
      });
    const { lines } = await run();
    expect(lines.map(({ conversationId, fires }) => [conversationId, fires])).toEqual(scored);
  });

  test.each<[string, unknown[], string[], string]>([
    ['no JSON', [talk('a', [HELLO]), '{'], [], 'in.jsonl, line 2: '],
    ['neither text nor turns', [{ words: 1 }], [], 'in.jsonl, line 1: it has neither "text" nor "turns"'],
    [
      'a recorded line without its handoff',
      [{ entries: [], conversation: {} }],
      [],
      'in.jsonl, line 1: conversation.id',
    ],
    ['a policy nobody wrote', [], ['--against', 'vip'], 'vip: there is no such policy'],
    ['an option nobody knows', [], ['--whatever'], "Unknown option '--whatever'"],
  ])('%s is refused in one line', async (_what, lines, more, reason) => {
    given(...lines);
    await expect(run(...more)).rejects.toThrow(reason);
  });
});
