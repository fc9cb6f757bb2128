import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { score } from './score.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-score-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string) => join(folder, name);
const given = (...lines: unknown[]) =>
  writeFileSync(
    file('in.jsonl'),
    lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
  );
const run = (...more: string[]) =>
  score(['--in', file('in.jsonl'), '--out', file('out.jsonl'), '--today', '2026-11-24', ...more]);
const answers = () =>
  readFileSync(file('out.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('score', () => {
  test('answers texts and conversations in their order, whatever else the lines hold', async () => {
    given(
      { text: 'I want to talk to a human', source: 'x', labels: { human: 1 } },
      {
        conversationId: 'c1',
        turns: [
          { role: 'customer', text: 'where is my order?' },
          { role: 'bot', text: 'On its way.', labels: { breakdown: 0 } },
          { role: 'END_USER', text: 'Please get me an agent.' },
        ],
        account: { tier: 'enterprise' },
      },
      '',
      { text: 'thanks, that works' },
    );
    expect(await run()).toBe(0);
    const [asked, conversation, thanks] = answers();
    expect(asked).toMatchObject({ fired: true });
    expect(asked.signals.humanRequest).toBeGreaterThan(0.5);
    expect(Object.keys(asked.categories)).toEqual(['value', 'complexity', 'emotion', 'timing']);
    expect(conversation.conversationId).toBe('c1');
    expect(
      conversation.turns.map(({ index, fired }: { index: number; fired: boolean }) => [index, fired]),
    ).toEqual([
      [1, false],
      [2, false],
      [3, true],
    ]);
    expect(conversation.turns[2].why.quotes[0]).toMatchObject({
      turn: 3,
      signal: 'humanRequest',
      quote: 'get me an agent',
    });
    expect(thanks.fired).toBe(false);
  });

  test.each([
    ['{"text": "a"', /in\.jsonl, line 2: /],
    ['[1]', /line 2: it is not a JSON object/],
    ['{"words": "a"}', /line 2: it has neither "text" nor "turns"/],
    ['{"turns": [{"role": "robot", "text": "a"}]}', /line 2: turns\.0\.role: /],
    ['{"text": "a", "account": {"tier": "gold"}}', /line 2: account\.tier: /],
  ])('names file, line and reason of %s, and leaves nothing behind', async (line, reason) => {
    given({ text: 'fine' }, line);
    await expect(run()).rejects.toThrow(reason);
    expect(existsSync(file('out.jsonl'))).toBe(false);
    expect(existsSync(file('out.jsonl.part'))).toBe(false);
  });

  test('a file that is there stays as it was when the input is bad', async () => {
    writeFileSync(file('out.jsonl'), 'before');
    given('nonsense');
    await expect(run()).rejects.toThrow(/line 1/);
    expect(readFileSync(file('out.jsonl'), 'utf8')).toBe('before');
  });

  test('a policy is named by path and reason where it is wrong', async () => {
    given({ text: 'fine' });
    writeFileSync(file('policy.json'), JSON.stringify({ format: 'baton.policy', version: 2, decay: 7 }));
    await expect(run('--policy', file('policy.json'))).rejects.toThrow(/policy\.json: .+: .+/);
    await expect(run('--policy', file('missing.json'))).rejects.toThrow(/there is no such policy/);
    expect(await run('--policy', 'regulated')).toBe(0);
  });

  test('a renewal counts by the day that is given', async () => {
    const line = (today: string) => ({ text: 'hello', account: { renewal: '2026-12-20' }, today });
    given(line('2026-11-24'), line('2026-01-01'));
    await run();
    const [near, far] = answers();
    expect(near.categories.value).toBeGreaterThan(far.categories.value);
  });
});
