// Owns what-if runs of leads: what the router recorded of their queues, or files they bring, goes to a thread of its own, which
// says how far it is and can be ended at any moment. Refuses: the sums (answer.ts) and who may ask (handlers/what-if.ts).
import { Worker } from 'node:worker_threads';
import { CallError } from '#shared/contract/errors.ts';
import type { WhatIfSource } from '#shared/contract/what-if.ts';
import type { WhatIfBasis, WhatIfPlan, WhatIfResult } from '#shared/schema/what-if.ts';
import type { Store } from '#store/port.ts';
import type { State } from '../state.ts';
import type { Asked, Found, Told } from './port.ts';

export interface WhatIfOptions {
  readonly store: Pick<Store, 'recordedHandoffs'>;
  readonly state: Pick<State, 'put' | 'remove' | 'rows'>;
  /** Those that this person leads. */
  readonly queues: () => readonly string[];
}

const ended = (detail: 'superseded' | 'canceled' | 'too_little'): CallError =>
  new CallError({ code: 'conflict', message: 'error.conflict', detail });

const refused = (detail: string): CallError =>
  new CallError({ code: 'invalid_input', message: 'error.invalid_input', detail });

/** An instant as the clock of the day says it on this device, in ms as if that were UTC. */
const byOwnClock = (at: number): number => at - new Date(at).getTimezoneOffset() * 60_000;

/** And back. */
const instantOf = (ownClock: number): number => ownClock + new Date(ownClock).getTimezoneOffset() * 60_000;

/** A question at its thread. */
interface Running {
  readonly found: Promise<Found>;
  end(why: CallError): void;
}

function start(asked: Promise<Asked>, told: (done: number) => void): Running {
  const over = Promise.withResolvers<Found>();
  let worker: Worker | null = null;
  let isEnded = false;
  function begin(workerData: Asked): void {
    if (isEnded) return;
    worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData });
    worker.on('message', (message: Told) => {
      if (message.kind === 'done') {
        if (!isEnded) told(message.done);
      } else if (message.kind === 'found') over.resolve(message.found);
      else if (message.kind === 'tooLittle') over.reject(ended('too_little'));
      else over.reject(refused(message.detail));
    });
    worker.on('error', over.reject);
    worker.on('exit', (code) => over.reject(new Error(`a what-if stopped with exit code ${code}`)));
  }
  asked.then(begin).catch(over.reject);
  return {
    found: over.promise,
    end(why) {
      isEnded = true;
      over.reject(why);
      void worker?.terminate();
    },
  };
}

export function createWhatIf({ store, state, queues }: WhatIfOptions) {
  /** By page and what it asks for; a page has one run, and one look at what there is. */
  const running = new Map<string, Running & { readonly id: string | null }>();

  async function sourced(source: WhatIfSource): Promise<Asked['on']> {
    if (source.kind === 'files') return source;
    const led = queues();
    const handoffs = (await store.recordedHandoffs()).filter(({ queue }) => led.includes(queue));
    return {
      kind: 'recorded',
      handoffs: handoffs.map((each) => ({ ...each, queuedAt: byOwnClock(each.queuedAt) })),
      people: [...state.rows('people').values()].map(({ id, queues: own, skills, languages, capacity }) => ({
        ...{ id, queues: own, skills, languages, capacity },
      })),
    };
  }

  async function ask(key: string, id: string | null, source: WhatIfSource, plan: WhatIfPlan | null) {
    running.get(key)?.end(ended('superseded'));
    const asked = sourced(source).then((on) => ({ on, plan }));
    const show = (done: number): void => {
      if (id !== null && plan !== null) state.put('whatif', id, { done, of: plan.seeds });
    };
    show(0);
    const run = start(asked, show);
    const own = { ...run, id };
    running.set(key, own);
    try {
      return await run.found;
    } finally {
      if (running.get(key) === own) running.delete(key);
      if (id !== null) state.remove('whatif', id);
    }
  }

  return {
    async basis(page: string, source: WhatIfSource): Promise<WhatIfBasis> {
      const { basis } = await ask(`${page} basis`, null, source, null);
      const { from, to } = basis;
      return {
        ...basis,
        from: from === null ? null : instantOf(from),
        to: to === null ? null : instantOf(to),
      };
    },
    async run(page: string, id: string, source: WhatIfSource, plan: WhatIfPlan): Promise<WhatIfResult> {
      const from = performance.now();
      const { result } = await ask(`${page} run`, id, source, plan);
      if (result === null) throw new Error('a run came back without its result');
      return { ...result, tookMs: performance.now() - from };
    },
    /** By the page's own name for it. Nothing where it is over. */
    cancel(page: string, id: string): void {
      const run = running.get(`${page} run`);
      if (run?.id === id) run.end(ended('canceled'));
    },
    left(page: string): void {
      for (const kind of ['basis', 'run']) running.get(`${page} ${kind}`)?.end(ended('canceled'));
    },
    /** The copy may not be read any more, or the console ends. */
    stop(): void {
      for (const run of running.values()) run.end(ended('canceled'));
    },
  };
}

export type WhatIf = ReturnType<typeof createWhatIf>;
