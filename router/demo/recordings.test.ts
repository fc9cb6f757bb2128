import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isEligible } from '#shared/domain/matching/eligible.ts';
import { batonConfig } from '#shared/schema/config.ts';
import { turn as turnSchema } from '#shared/schema/conversation.ts';
import { supportTrigger } from '../../test/triggers/fixtures.ts';
import { contextUpTo, type Recording, readRecordings } from './recordings.ts';

const root = new URL('../../resources/', import.meta.url);
const { conversations } = readRecordings(new URL('demo/airline.json', root));
const config = batonConfig.parse(JSON.parse(readFileSync(new URL('config/demo.config.json', root), 'utf8')));

test('every recording can be played in the demo’s office and reaches somebody there', () => {
  expect(conversations.length).toBeGreaterThanOrEqual(12);
  expect(new Set(conversations.map(({ source }) => source)).size).toBe(conversations.length);
  for (const { source, queue, skills, customer, asks, replies } of conversations) {
    const people = config.people.filter(({ queues }) => queues.includes(queue));
    const language = customer.language;
    expect([source, people.some((person) => isEligible(person, { skills, language }))]).toEqual([
      source,
      true,
    ]);
    expect([source, asks === 'never' || replies.length > 0]).toEqual([source, true]);
  }
  expect(config.bots.map(({ id, demo }) => [id, demo])).toEqual([
    ['demo', true],
    ['try', true],
  ]);
});

test('no recording carries a card number or names another customer’s account', () => {
  const ids = conversations.map(({ customer }) => customer.id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { customer, turns } of conversations) {
    const said =
      turns
        .map(({ text }) => text)
        .join('\n')
        .match(/\b[a-z]+_[a-z]+_\d{4}\b/g) ?? [];
    expect(said.every((account) => account === customer.id)).toBe(true);
  }
});

test('a context goes as far as what was said', () => {
  const whole = conversations.find(({ context }) => (context.tried?.length ?? 0) > 1);
  if (whole === undefined) throw new Error('no recording with two tries');
  const early = contextUpTo(whole, 1);
  for (const line of [...(early.facts ?? []), ...(early.tried ?? []), ...(early.highlights ?? [])])
    expect(line.turn).toBe(1);
  expect(early.goal).toBe(whole.context.goal);
  expect(contextUpTo(whole, whole.turns.length)).toEqual(whole.context);
});

test('the router’s trigger takes whom it should: those who never come to a person stay with the bot', () => {
  const subject = (account: Recording['account']) => ({
    policy: supportTrigger.policyOf('demo'),
    account,
  });
  const fires = ({ turns, account }: Recording) =>
    turns.some(
      (_, last) =>
        supportTrigger.hear(null, entriesOf(turns.slice(0, last + 1)), subject(account)).judgement.fired,
    );
  const stays = conversations.filter((recording) => !fires(recording)).map(({ source }) => source);
  expect(stays.sort()).toEqual(
    conversations
      .filter(({ asks }) => asks === 'never')
      .map(({ source }) => source)
      .sort(),
  );
});

const entriesOf = (turns: Recording['turns']) =>
  turns.map((turn, at) =>
    turnSchema.parse({
      type: 'turn',
      seq: at,
      at,
      id: `t${at}`,
      index: at + 1,
      author: { name: 'x' },
      ...turn,
    }),
  );
