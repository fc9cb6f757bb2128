// Owns a node of the simulated router: the real clerk and the real gateway, on a disk that fails, in a process that may
// be paused or killed and then starts again.
// Refuses: HTTP; bots ask the clerk itself (bots.ts).

import type { Engine } from '#router/engine/port.ts';
import { startClerk } from '#router/server/clerk.ts';
import { createGateway } from '#router/server/gateway.ts';
import { createMetrics } from '#router/server/metrics.ts';
import type { ServerLog } from '#router/server/parts.ts';
import type { Matcher } from '#shared/domain/matching/port.ts';
import type { TriggerEngine } from '#shared/domain/trigger/port.ts';
import type { BatonConfig } from '#shared/schema/config.ts';
import type { Disk, Harm } from './disk.ts';
import type { Host, Network } from './network.ts';
import { Process, type Scheduler } from './scheduler.ts';

export const LEASE_MS = 6_000;
const HEARTBEAT_MS = 15_000;

export interface NodeOptions {
  readonly scheduler: Scheduler;
  readonly network: Network;
  readonly disk: Disk;
  readonly config: BatonConfig;
  readonly trigger: TriggerEngine;
  readonly matcher: Matcher;
  readonly log: (node: string, message: string, detail: object) => void;
}

type Tenure = NonNullable<Awaited<ReturnType<typeof startClerk>>>;

export class Node implements Host {
  readonly name: string;
  readonly #options: NodeOptions;
  process: Process;
  clerk: Tenure | null = null;
  engine: Engine;
  #gateway: ReturnType<typeof createGateway> | null = null;
  #disk: ReturnType<Disk['of']>;
  #life = 0;

  constructor(name: string, options: NodeOptions) {
    this.name = name;
    this.#options = options;
    this.process = new Process(options.scheduler, name);
    this.#disk = options.disk.of(this.process, () => this.crash());
    this.engine = this.#disk.port;
    this.#live();
  }

  get isServing(): boolean {
    return this.clerk !== null && !this.process.isDead;
  }
  harm(harm: Harm): void {
    this.#disk.harm(harm);
  }
  onCommit(now: () => void): void {
    this.#disk.onCommit(now);
  }
  accept(socket: Parameters<Host['accept']>[0]): void {
    if (this.#gateway === null) socket.terminate();
    else this.#gateway.take(socket);
  }

  /** Waits for the lease, serves, and begins again when it lost it. */
  #live(): void {
    const { process, engine } = this;
    const { network, config, trigger, matcher, log, scheduler } = this.#options;
    this.#life += 1;
    const clock = { now: () => scheduler.now, after: process.clock(() => scheduler.now).after };
    const say = (detail: object, message: string) => log(this.name, message, detail);
    const serverLog: ServerLog = { info: say, warn: say, error: say };
    const retire = (): void => {
      this.#leave();
      process.after(500, 'again', () => this.#live());
    };
    const begin = async (): Promise<void> => {
      const clerk = await startClerk({
        ...{ engine, clock, config, trigger, matcher, log: serverLog },
        ...{ holder: `${this.name}.${this.#life}`, leaseMs: LEASE_MS, keepEvents: 3_000, onLost: retire },
      });
      if (clerk === null) return void process.after(500, 'again', () => this.#live());
      this.clerk = clerk;
      this.#gateway = createGateway({
        ...{
          clerk,
          clock,
          engine,
          config,
          log: serverLog,
          metrics: createMetrics(),
          node: this.name,
          demo: false,
        },
        wall: { add: () => () => undefined, stop: () => undefined },
        allowOrigins: [],
        timing: { heartbeatMs: HEARTBEAT_MS, authMs: 10_000, closeMs: 2_000, countsMs: 5_000 },
        limits: { bufferedBytes: 8_388_608, burst: 1_000, perSecond: 200, unknown: 1_000 },
      });
      network.hosts.add(this);
    };
    begin().catch((error: unknown) => {
      log(this.name, 'the clerk did not start', { err: error });
      process.after(500, 'again', () => this.#live());
    });
  }

  /** Nobody is served any more. */
  #leave(): void {
    this.#options.network.hosts.delete(this);
    void this.#gateway?.drain(0);
    this.#gateway = null;
    this.clerk = null;
  }

  /** The process ends at once. `silently`: its machine does too, and says no goodbye. */
  crash(silently = false): void {
    if (this.process.isDead) return;
    const { network, scheduler, disk } = this.#options;
    this.process.kill();
    network.hosts.delete(this);
    network.ended(this.process, silently);
    this.#gateway = null;
    this.clerk = null;
    const { engine } = this;
    scheduler.after(silently ? 4_000 : 700, `${this.name} starts`, async () => {
      await engine.close();
      this.process = new Process(scheduler, this.name);
      this.#disk = disk.of(this.process, () => this.crash());
      this.engine = this.#disk.port;
      this.#live();
    });
  }

  /** An orderly restart: consoles are told to come back, what is under way is finished, the lease is given back. */
  async restart(): Promise<void> {
    const { clerk, process } = this;
    const gateway = this.#gateway;
    if (clerk === null || gateway === null || process.isPaused) return;
    const life = this.#life;
    this.#options.network.hosts.delete(this);
    this.clerk = null;
    this.#gateway = null;
    await gateway.drain(300);
    await clerk.stop();
    // It may have lost its lease meanwhile, and lives again already.
    process.after(200, 'again', () => {
      if (life === this.#life) this.#live();
    });
  }
}
