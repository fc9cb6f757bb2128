// Owns reading the trigger fixtures: authored scenarios, hostile texts, shipped policies, golden numbers.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Policy, readPolicy } from '#shared/domain/trigger/policy.ts';
import { createScorer } from '#shared/domain/trigger/signals.ts';
import { createTrigger } from '#shared/domain/trigger/watch.ts';
import type { Line } from './vectors.ts';

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export type Scenario = Line & {
  readonly expect: { readonly fires: number | null; readonly leads?: string };
  readonly twin?: { of: string; dropped: string };
};

export function readScenarios(): Scenario[] {
  const lines = readFileSync(at('test/fixtures/triggers/scenarios.jsonl'), 'utf8').split('\n');
  return lines
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Scenario);
}

export function readPolicies(): Record<string, Policy> {
  return Object.fromEntries(
    ['support', 'sales', 'regulated'].map((id) => {
      const read = readPolicy(JSON.parse(readFileSync(at(`resources/policies/${id}.json`), 'utf8')));
      if ('faults' in read) throw new Error(`${id}: ${JSON.stringify(read.faults)}`);
      return [id, read.policy];
    }),
  );
}

/** The engine of the router under the support policy. */
const { support } = readPolicies();
export const supportTrigger = createTrigger(createScorer(), () => {
  if (support === undefined) throw new Error('there is no support policy');
  return support;
});

const customer = (conversationId: string, ...texts: string[]): Line => ({
  conversationId,
  policy: 'support',
  account: { tier: 'premium', value: 10_000 },
  turns: texts.map((text) => ({ role: 'customer', text })),
});

/** Texts that are made to hurt. */
export const HOSTILE: readonly Line[] = [
  customer('hostile-empty', '', ' ', '\n\n\n'),
  customer('hostile-long-word', 'a'.repeat(100_000)),
  customer('hostile-repeated-beginning', 'i want to talk to the '.repeat(4_500)),
  customer('hostile-negations', 'not '.repeat(25_000)),
  customer('hostile-marks', '!?'.repeat(50_000), '😡'.repeat(50_000), '\u200b'.repeat(100_000)),
  customer('hostile-lines', '> \n'.repeat(33_000), '-- \n'.repeat(20_000), 'on \n'.repeat(25_000)),
  customer('hostile-scripts', 'Я хочу аgеnt 人間と話したい agent أريد التحدث human 😀', 'ѕреаk to а humаn'),
  customer('hostile-lone-surrogates', '\ud800 talk \udc00 to a human \ud83d'),
  customer('hostile-half-words', 'ta\u200blk t\u00ado a hum\u2060an, ｐｌｅａｓｅ'),
  customer('hostile-stars', `${'*'.repeat(50_000)} f***ing ${'a*'.repeat(20_000)}`),
];

export const POLICY_SCHEMA = at('resources/policies/policy.schema.json');
export const GOLDEN = at('test/fixtures/triggers/golden.json');
export const readGolden = (): Record<string, number[][]> =>
  JSON.parse(readFileSync(GOLDEN, 'utf8')) as Record<string, number[][]>;
