// Owns the desk and everything that happens to it: commands are decided one after another, stored in that order, and
// shown to anyone only when durable. A step that could not be stored costs the desk: it is built anew from the engine.
// Refuses: deciding (router/desk), what may be asked (clerk-calls.ts), how steps are written (journal.ts), who is connected
// (gateway.ts).
import type { Matcher } from '#shared/domain/matching/port.ts';
import type { TriggerEngine } from '#shared/domain/trigger/port.ts';
import type { RefusalBody } from '#shared/protocol/commands.ts';
import { personStream, queueStream } from '#shared/protocol/streams.ts';
import type { BatonConfig } from '#shared/schema/config.ts';
import { createDesk } from '../desk/desk.ts';
import { conversationOf } from '../desk/keys.ts';
import type { Desk, Live, Reply, Step } from '../desk/port.ts';
import { readClosed, readWork } from '../desk/stored.ts';
import type { Engine } from '../engine/port.ts';
import { createAlarm } from './alarm.ts';
import { type Clerk, UnavailableError } from './clerk.port.ts';
import { callsOf, type Job, type Tenure } from './clerk-calls.ts';
import { type Clock, processClock } from './clock.ts';
import { createDevices } from './devices.ts';
import { type Journal, openJournal } from './journal.ts';
import type { ServerLog } from './parts.ts';
import { placed } from './placed.ts';

const SHARD = 'main';
const FIRST_RETRY_MS = 50;
const LAST_RETRY_MS = 5_000;

export interface ClerkOptions {
  readonly engine: Engine;
  readonly config: BatonConfig;
  readonly trigger: TriggerEngine;
  readonly matcher: Matcher;
  readonly log: ServerLog;
  readonly clock?: Clock;
  /** Name of this node, for the lease. */
  readonly holder: string;
  readonly leaseMs: number;
  /** Events each person and queue feed keeps for consoles that were away. */
  readonly keepEvents: number;
  /** Another node writes now: this one has to go. */
  readonly onLost: () => void;
  /** Milliseconds from decided to durable. */
  readonly onStored?: (ms: number) => void;
}

const refuse = (refusal: RefusalBody): Step => ({
  reply: { ok: false, refusal },
  puts: [],
  append: [],
  live: [],
});

const TOO_LARGE = 'the conversation would grow beyond what can be stored';

/** Takes the lease of the shard and reads the desk. Null while another node holds the lease. */
export async function startClerk(options: ClerkOptions) {
  const { engine, config, trigger, matcher, log, holder, leaseMs, keepEvents, onLost, onStored } = options;
  const { clock = processClock } = options;
  const streams = [
    ...config.people.map(({ id }) => personStream(id)),
    ...config.queues.map(({ id }) => queueStream(id)),
  ];
  const devices = createDevices(engine);
  /** People with a console. */
  const linked = new Set<string>();
  const listeners = new Set<(live: readonly Live[]) => void>();
  const wakes = new Set<(conversation: string) => void>();
  const jobs: Job[] = [];
  const alarm = createAlarm(
    clock,
    () => engine.now(),
    () => void submit({ command: { from: 'timer' } }),
  );

  let tenure: Tenure | null = null;
  /** The desk as last seen, for questions whose answer may be a moment old. */
  let lastDesk: Desk | null = null;
  let phase: 'open' | 'closing' | 'closed' = 'open';
  let working: Promise<void> | null = null;
  let retryMs = FIRST_RETRY_MS;
  let ready = Promise.withResolvers<void>();
  /** The end of a tenure, or the beginning of the next one: neither may leave a lease behind. */
  let turnover: Promise<unknown> = Promise.resolve();

  async function begin(): Promise<boolean> {
    const onEnd = (error: Error) => end(error);
    const journal = await openJournal({
      ...{ engine, clock, holder, leaseMs, streams, keepEvents, onEnd },
      shard: SHARD,
    });
    if (journal === null) return false;
    try {
      const desk = createDesk(config, { trigger, matcher }, await readWork(engine));
      if (journal.ended) throw new Error('the lease ran out while the desk was read');
      if (phase !== 'open') throw new Error('the router was stopped while the desk was read');
      tenure = { journal, desk };
      lastDesk = desk;
      for (const each of desk.overruled())
        log.info(each, 'a policy that was published is live, and not the one that is configured');
    } catch (error) {
      await journal.close();
      throw error;
    }
    devices.forget();
    jobs.unshift(...wrongLinks(lastDesk));
    ready.resolve();
    alarm.set(lastDesk.nextTimer());
    work();
    return true;
  }

  /** The desk believes what was stored; who is connected now is known here. */
  function wrongLinks(desk: Desk): Job[] {
    const believed = new Set(desk.connected());
    return [...new Set([...believed, ...linked])]
      .filter((person) => believed.has(person) !== linked.has(person))
      .map((person) => linkJob(person, linked.has(person)));
  }

  const linkJob = (person: string, connected: boolean): Job => ({
    command: { from: 'link', person, connected },
    resolve: () => undefined,
  });

  /** A tenure is over: what is under way is answered, then the desk is read again. */
  function end(error: Error): void {
    const ended = tenure;
    if (ended === null || phase === 'closed') return;
    tenure = null;
    alarm.stop();
    ready = Promise.withResolvers();
    ready.promise.catch(() => undefined);
    log.warn({ reason: error.name, detail: error.message }, 'the desk is read again');
    const closed = ended.journal.close();
    turnover = closed;
    void closed.then(again);
  }

  async function again(): Promise<void> {
    await new Promise<void>((resolve) => void clock.after(retryMs, resolve));
    retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
    if (phase !== 'open') return;
    try {
      const begun = begin();
      turnover = begun.catch(() => undefined);
      if (await begun) return;
    } catch (error) {
      if (phase === 'open') log.error({ err: error }, 'the desk could not be read');
      return again();
    }
    log.error({}, 'another router writes this database now');
    close();
    onLost();
  }

  function close(): void {
    phase = 'closed';
    ready.promise.catch(() => undefined);
    ready.reject(new UnavailableError('the router is stopping'));
    for (const job of jobs.splice(0)) job.resolve(null);
  }

  function submit(job: Omit<Job, 'resolve'>): Promise<Reply | null> {
    if (phase !== 'open') return Promise.resolve(null);
    return new Promise((resolve) => {
      jobs.push({ ...job, resolve });
      work();
    });
  }

  /** Decides jobs one after another; storing them overlaps. */
  function work(): void {
    working ??= decideAll().finally(() => {
      working = null;
      if (tenure !== null && jobs.length > 0) work();
    });
  }

  async function decideAll(): Promise<void> {
    for (;;) {
      const now = tenure;
      const job = now === null ? undefined : jobs.shift();
      if (now === null || job === undefined) return;
      try {
        await decide(job, now);
      } catch (error) {
        log.error({ err: error, from: job.command.from }, 'a command could not be decided');
        if (job.order) devices.stall(job.order);
        job.resolve(null);
        now.journal.fail(error as Error);
      }
    }
  }

  async function decide(job: Job, { desk, journal }: Tenure): Promise<void> {
    const { command, order } = job;
    const device = order && (await devices.read(order));
    if (order && device && !devices.isNext(order, device))
      return job.resolve(await devices.answered(order, device, journal));
    const wanted = command.from === 'invalid' ? null : desk.wants(command);
    // What is under way may be about it, so it is read after that has landed.
    if (wanted !== null) await journal.settled;
    const closed = wanted === null ? null : await readClosed(engine, wanted);
    // The desk was given up meanwhile: the next one decides.
    if (journal.ended) return void jobs.unshift(job);

    const from = engine.now();
    const taken = order ? [devices.take(order)] : [];
    const step = command.from === 'invalid' ? refuse(command.refusal) : desk.handle(command, from, closed);
    if (command.from === 'timer') alarm.heard();
    alarm.set(desk.nextTimer());
    store(job, step, taken, from, journal);
  }

  function store(job: Job, step: Step, taken: Step['puts'], from: number, journal: Journal): void {
    const { order } = job;
    const show = (live: readonly Live[]) => {
      job.resolve(step.reply);
      if (live.length > 0) for (const listener of listeners) listener(live);
    };
    const dedupe = dedupeOf(job, step.reply);
    if (!dedupe && step.puts.length === 0 && step.append.length === 0) {
      journal.after(() => show(step.live));
      return;
    }
    const batch = { puts: [...step.puts, ...taken], append: step.append };
    journal.commit(dedupe ? { ...batch, dedupe } : batch, (outcome) => {
      if ('committed' in outcome) {
        retryMs = FIRST_RETRY_MS;
        onStored?.(outcome.committed.at - from);
        if (wakes.size > 0) wakeFor(step);
        return show(placed(step, outcome.committed));
      }
      if (order) devices.stall(order);
      if (outcome.error.name === 'TooLargeError') refuseTooLarge(job);
      else job.resolve(null);
    });
  }

  function wakeFor({ puts }: Step): void {
    for (const { key } of puts) {
      const conversation = conversationOf(key);
      if (conversation !== null) for (const wake of wakes) wake(conversation);
    }
  }

  function refuseTooLarge(job: Job): void {
    if (job.order)
      jobs.unshift({ ...job, command: { from: 'invalid', refusal: { code: 'invalid', msg: TOO_LARGE } } });
    else job.resolve({ ok: false, edge: { code: 'too_large', message: TOO_LARGE } });
  }

  function dedupeOf({ order, dedupe }: Job, reply: Reply) {
    if (order) return devices.dedupe(order, reply);
    // A refusal had no effect: asked again it is decided again.
    return dedupe && reply.ok ? { ...dedupe, result: JSON.stringify(reply) } : undefined;
  }

  const clerk: Clerk = {
    ...callsOf({
      engine,
      devices,
      submit,
      ready: () => ready.promise,
      tenure: () => tenure,
      lastDesk: () => lastDesk,
    }),
    link(person, connected) {
      if (connected) linked.add(person);
      else linked.delete(person);
      // While there is no desk, `begin` tells the next one.
      if (tenure === null || phase !== 'open') return;
      jobs.push(linkJob(person, connected));
      work();
    },
    onLive(show) {
      listeners.add(show);
      return () => void listeners.delete(show);
    },
    onChanged(wake) {
      wakes.add(wake);
      return () => void wakes.delete(wake);
    },
  };

  if (!(await begin())) return null;

  return {
    ...clerk,
    /** False while the desk is read again. */
    ready: () => tenure !== null,
    /** Stores what was asked so far, refuses what comes, and gives the lease back. */
    async stop(): Promise<void> {
      if (phase === 'open') phase = 'closing';
      while (working !== null) await working;
      alarm.stop();
      close();
      await turnover;
      await tenure?.journal.close();
      tenure = null;
    },
  };
}
