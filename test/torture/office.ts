// Owns the offices that are tortured: people, skills, queues and times drawn from a seed. Refuses: what happens in them.
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { type BatonConfig, batonConfig } from '#shared/schema/config.ts';
import type { Chance } from '../fuzz/random.ts';

export const START = Date.UTC(2026, 10, 24, 10);
export const tokenOf = (person: string): string => `token-${person}`;
const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

export const LANGUAGES = ['en', 'es', 'de'] as const;

/** Who leads. */
export const LEADS: ReadonlySet<string> = new Set(['ana', 'cleo']);

const dispositions = [{ id: 'solved', label: 'Solved' }];

/** Small, so that people get in each other's way. Everything is serviceable by somebody. */
export function drawOffice(chance: Chance): BatonConfig {
  const people: z.input<typeof batonConfig>['people'] = ['ana', 'ben', 'cleo', 'dev'].map((id, at) => ({
    id,
    name: id,
    roles: LEADS.has(id) ? ['lead'] : ['agent'],
    queues: at === 2 ? ['main', 'other', 'flat'] : chance.hit(0.7) ? ['main', 'other'] : ['main', 'flat'],
    // The lead can do everything, so nothing is asked in vain while the lead is there.
    languages: at === 2 ? [...LANGUAGES] : chance.pick([['en'], ['en', 'es'], ['en', 'de'], ['es']]),
    skills:
      at === 2
        ? { billing: 5, technical: 5 }
        : { billing: chance.whole(1, 5), ...(chance.hit(0.5) ? { technical: chance.whole(1, 5) } : {}) },
    capacity: at === 2 ? 6 : chance.whole(1, 4),
    tokenHashes: [hashOf(tokenOf(id))],
  }));
  return batonConfig.parse({
    version: 1,
    organisation: 'Torture',
    people,
    queues: [
      {
        ...{ id: 'main', name: 'Main', sla: { seconds: 60, share: 0.8 }, dispositions },
        ...{ offerSeconds: 15, graceSeconds: 20, maxWaiting: chance.whole(4, 9), keepDays: 1 },
        relax: [
          { after: 15, skills: { billing: 2 } },
          { after: 40, skills: { billing: 0 } },
        ],
      },
      {
        ...{ id: 'other', name: 'Other', sla: { seconds: 30, share: 0.8 }, dispositions },
        ...{ offerSeconds: 8, graceSeconds: 10, maxWaiting: 4, keepDays: 0 },
        ...{ matching: 'fit', skills: { technical: 2 } },
      },
      {
        ...{ id: 'flat', name: 'Flat', sla: { seconds: 30, share: 0.8 }, dispositions },
        ...{ offerSeconds: 10, graceSeconds: 15, keepDays: 2, choose: true },
      },
    ],
    bots: [
      { id: 'ava', name: 'Ava', queue: 'main' },
      { id: 'bob', name: 'Bob', queue: 'flat' },
    ],
    capacityWeights: { chat: 1, email: 1, voice: 3, video: 3 },
  });
}
