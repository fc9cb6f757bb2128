import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { batonConfig } from '#shared/schema/config.ts';
import { triggerFor } from './policies.ts';

const support = JSON.parse(
  readFileSync(new URL('../resources/policies/support.json', import.meta.url), 'utf8'),
) as Record<string, unknown>;

describe('the policy of a bot', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'baton-policies-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const config = (queue: object, bot: object) =>
    batonConfig.parse({
      ...{ version: 1, organisation: 'Test', people: [] },
      queues: [
        {
          ...{ id: 'care', name: 'Care', sla: { seconds: 60, share: 0.8 } },
          dispositions: [{ id: 'solved', label: 'Solved' }],
          ...queue,
        },
      ],
      bots: [{ id: 'ava', name: 'Ava', queue: 'care', ...bot }],
    });
  const file = () => join(folder, 'baton.config.json');
  const policyOf = (queue: object, bot: object) => triggerFor(config(queue, bot), file()).policyOf('ava').id;

  test('is its own, or its queue’s, or the one for support; a file lies beside the configuration', () => {
    writeFileSync(join(folder, 'own.json'), JSON.stringify({ ...support, id: 'own' }));
    expect(policyOf({}, {})).toBe('support');
    expect(policyOf({ policy: 'regulated' }, {})).toBe('regulated');
    expect(policyOf({ policy: 'regulated' }, { policy: 'sales' })).toBe('sales');
    expect(policyOf({}, { policy: 'own.json' })).toBe('own');
  });

  test('two of one id are refused: what is published by that id would be both', () => {
    writeFileSync(join(folder, 'own.json'), JSON.stringify(support));
    expect(() => triggerFor(config({ policy: 'support' }, { policy: 'own.json' }), file())).toThrow(
      `${file()}: $.bots[0].policy: own.json: its id support is that of support already`,
    );
  });

  test.each<[string, object, object, string | null, string]>([
    [
      'nobody wrote',
      { policy: 'vip' },
      {},
      null,
      '$.queues[0].policy: vip: is none of support, sales, regulated',
    ],
    ['is not JSON', {}, { policy: 'own.json' }, '{', '$.bots[0].policy: own.json: is not JSON: '],
    [
      'has a fault',
      {},
      { policy: 'own.json' },
      JSON.stringify({ ...support, decay: 2 }),
      '$.bots[0].policy: own.json: decay: ',
    ],
    [
      'weighs what is no signal',
      { policy: 'own.json' },
      {},
      JSON.stringify({ ...support, emotion: { ...(support.emotion as object), signals: { anger: 1 } } }),
      '$.queues[0].policy: own.json: emotion.signals: ',
    ],
  ])(
    'one that %s is refused, naming the place, the path and the reason',
    (_what, queue, bot, text, reason) => {
      if (text !== null) writeFileSync(join(folder, 'own.json'), text);
      expect(() => triggerFor(config(queue, bot), file())).toThrow(`${file()}: ${reason}`);
    },
  );
});
