// Owns a desk to which thousands come while nobody is free, and which starts anew with thousands free: how long each of its steps
// holds the router's thread, with places, matching, explanations and what is stored and told. Refuses: storing it.
import { createDesk } from '#router/desk/desk.ts';
import type { BotRequest, DeskCommand } from '#router/desk/port.ts';
import { readWork, type StoredWork } from '#router/desk/stored.ts';
import type { Engine } from '#router/engine/port.ts';
import { joint } from '#shared/domain/matching/joint.ts';
import type { FreePerson, WaitingHandoff } from '#shared/domain/matching/port.ts';
import { batonConfig } from '#shared/schema/config.ts';
import { supportTrigger } from '../triggers/fixtures.ts';

const NOW = Date.UTC(2026, 10, 24, 10);
const tierOf = (value: number) =>
  value < 1 ? 'free' : value < 1.5 ? 'standard' : value < 2 ? 'premium' : 'enterprise';

function configOf(people: readonly FreePerson[], waiting: number) {
  const day = { sla: { seconds: 60, share: 0.8 }, dispositions: [{ id: 'solved', label: 'Solved' }] };
  return batonConfig.parse({
    ...{ version: 1, organisation: 'Bench', bots: [{ id: 'bot', name: 'Bot', queue: 'main' }] },
    people: people.map(({ person: id, name, queues, skills, languages, room }) => ({
      ...{ id, name, queues, skills, languages, capacity: room },
    })),
    queues: [{ id: 'main', name: 'Main', maxWaiting: waiting, ...day }],
  });
}

export interface ColdStart {
  /** Ms of each step until nothing is left to decide. */
  readonly steps: readonly number[];
  readonly offers: number;
}

export interface Floor {
  /** Ms of the step of each handoff that comes, the first first; everybody is on a break. */
  readonly arrivals: readonly number[];
  /** Everybody is free, and everything waits, at the moment in which the desk is read. */
  readonly start: () => Promise<ColdStart>;
}

export async function coldFloor(
  waiting: readonly WaitingHandoff[],
  people: readonly FreePerson[],
): Promise<Floor> {
  const config = configOf(people, waiting.length);
  const engines = { trigger: supportTrigger, matcher: joint };
  const stored = new Map<string, string>();
  const engine: Pick<Engine, 'get' | 'scan'> = {
    get: async (key) => {
      const value = stored.get(key);
      return value === undefined ? null : { key, value, version: 1 };
    },
    scan: async (prefix, after) =>
      after !== null
        ? []
        : [...stored]
            .filter(([key]) => key.startsWith(prefix))
            .map(([key, value]) => ({ key, value, version: 1 })),
  };
  let now = NOW;
  const desk = createDesk(config, engines, await readWork(engine));
  /** Returns how long it took, ms. */
  const step = (command: DeskCommand): number => {
    const began = performance.now();
    const { puts } = desk.handle(command, now);
    const took = performance.now() - began;
    for (const { key, value } of puts)
      if (value === null) stored.delete(key);
      else stored.set(key, value);
    return took;
  };
  const bot = (request: BotRequest): number => step({ from: 'bot', bot: 'bot', request });
  const presence = (status: 'break') => ({ k: 'presence.set', d: { status, afterThis: false } }) as const;
  step({ from: 'timer' });
  for (const { person } of people) {
    step({ from: 'link', person, connected: true });
    step({ from: 'person', person, device: 'd', base: undefined, command: presence('break') });
  }
  const arrivals: number[] = [];
  for (const { handoff, value, queuedAt, skills, language } of [...waiting].sort(
    (a, b) => a.queuedAt - b.queuedAt,
  )) {
    now = NOW + queuedAt;
    const customer = {
      id: handoff,
      verified: false,
      name: 'Maria Costa',
      account: { tier: tierOf(value) },
    } as const;
    bot({
      ...{ kind: 'open', id: handoff },
      body: { channel: 'chat', customer },
    });
    arrivals.push(
      bot({
        kind: 'initiate',
        conversation: handoff,
        body: { skills, ...(language === undefined ? {} : { language }) },
      }),
    );
  }
  const everybodyBack = ({ people: all, ...rest }: StoredWork): StoredWork => ({
    ...rest,
    people: all.map((person) => ({ ...person, status: 'available' as const })),
  });

  const start = async (): Promise<ColdStart> => {
    const cold = createDesk(config, engines, everybodyBack(await readWork(engine)));
    const steps: number[] = [];
    let offers = 0;
    while (cold.nextTimer() === 0) {
      const start = performance.now();
      const { live } = cold.handle({ from: 'timer' }, now);
      steps.push(performance.now() - start);
      offers += live.filter(({ kind }) => kind === 'offer').length;
    }
    return { steps, offers };
  };
  return { arrivals, start };
}
