// Owns the record of the what-if's tests, and a scripted core whose every answer about it comes from the real simulation. Refuses:
// anything invented about what a change does.
import { type KnownPerson, recordedBasis } from '#shared/domain/simulation/basis.ts';
import { draw } from '#shared/domain/simulation/random.ts';
import { describe, whatIf } from '#shared/domain/simulation/what-if.ts';
import type { RecordedHandoff } from '#shared/schema/recorded.ts';
import type { WhatIfPlan, WhatIfResult } from '#shared/schema/what-if.ts';
import type { ScriptedCore } from './core.ts';
import { fillWorld } from './stage.ts';
import { me } from './world.ts';

const DAYS = 8;
/** Handoffs in each hour of a day from 8 on: more than the team can do from 9 to 11. */
const PER_HOUR = [14, 30, 32, 20, 16, 15, 18, 17, 12, 2];
const TEAM: readonly KnownPerson[] = [
  { id: 'jakub', queues: ['care'], skills: {}, languages: ['en', 'cs'], capacity: 1 },
  { id: 'ana', queues: ['care'], skills: {}, languages: ['en'], capacity: 1 },
  { id: 'olga', queues: ['care'], skills: {}, languages: ['en', 'ru'], capacity: 1 },
];

/** The chance of the `at`-th thing of one purpose, the same every time. */
const chance = (purpose: number, at: number): number => draw(7, purpose, at);

function record(days: number): RecordedHandoff[] {
  const handoffs: RecordedHandoff[] = [];
  for (let day = 0; day < days; day += 1)
    for (const [hour, many] of PER_HOUR.entries())
      for (let n = 0; n < many; n += 1) {
        const at = handoffs.length;
        const asked = {
          ...{ queue: 'care', skills: {}, target: 180_000 },
          queuedAt: Date.UTC(2026, 10, 16 + day, 8 + hour, 0, Math.floor(chance(21, at) * 3_600)),
          ...(chance(22, at) < 0.9 ? { language: chance(23, at) < 0.2 ? 'ru' : 'en' } : {}),
        };
        const team = asked.language === 'ru' ? ['olga'] : ['jakub', 'ana', 'olga'];
        const waited = Math.floor(chance(24, at) * 240_000);
        handoffs.push(
          chance(25, at) < 0.12
            ? { ...asked, waited: 60_000 + waited }
            : {
                ...{ ...asked, waited, handled: 180_000 + Math.floor(chance(26, at) * 330_000) },
                by: team[Math.floor(chance(27, at) * team.length)] ?? 'ana',
              },
        );
      }
  return handoffs;
}

const answers = new Map<string, Omit<WhatIfResult, 'tookMs'>>();

/** The world of the pictures for a lead, with a record of so many days. */
export function fillWhatIf(core: ScriptedCore, days = DAYS): void {
  fillWorld(core);
  core.remove('offers', 'o-tomas');
  core.remove('conversations', 'tomas');
  core.put('me', 'marta', { ...me(Date.now()), roles: ['agent', 'lead'] });
  const basis = recordedBasis(record(days), TEAM);
  core.on('whatif.basis', () => describe(basis));
  core.on('whatif.run', ({ plan }) => {
    const key = JSON.stringify([days, plan]);
    const result = answers.get(key) ?? whatIf(basis, plan as WhatIfPlan, () => undefined);
    answers.set(key, result);
    return { ...result, tookMs: 2_400 };
  });
  core.on('whatif.stop', () => ({}));
}
