// Owns putting the router together and taking it apart in the right order: clerk, consoles, bots, HTTP.
// Refuses: process matters (router/main.ts): arguments, signals, exit codes.
import { joint } from '#shared/domain/matching/joint.ts';
import type { BatonConfig } from '#shared/schema/config.ts';
import type { Engine } from '../engine/port.ts';
import { triggerFor } from '../policies.ts';
import { openSources, startAccounts } from './accounts/accounts.ts';
import { createChat } from './chat/index.ts';
import { startClerk } from './clerk.ts';
import { processClock } from './clock.ts';
import { createEdge } from './edge/index.ts';
import { createGateway } from './gateway.ts';
import { startHttp, type Tls } from './http.ts';
import { createMetrics } from './metrics.ts';
import {
  type GatewayLimits,
  type GatewayTiming,
  gatewayLimits,
  gatewayTiming,
  type ServerLog,
} from './parts.ts';
import { startRetention } from './retention.ts';
import { startSummaries } from './summaries.ts';
import type { Resolve } from './target.ts';
import { withAssistant } from './try/assistant.ts';
import { serveTry, TRY_BOT } from './try/page.ts';
import { createDisplays } from './wall/displays.ts';
import { serveWall } from './wall/page.ts';
import { watchWall } from './wall/watch.ts';

/** Version of the bot API. */
const API_VERSION = '1.0.0';

export interface ServerOptions {
  readonly config: BatonConfig;
  /** Where the configuration was read: files it names lie beside it. */
  readonly configFile?: string;
  readonly engine: Engine;
  readonly log: ServerLog;
  readonly holder: string;
  readonly host?: string;
  readonly port?: number;
  readonly tls?: Tls | null;
  /** Answer /try. */
  readonly tryOut?: boolean;
  /** Recorded conversations are played here. */
  readonly demo?: boolean;
  readonly allowOrigins?: readonly string[];
  readonly metricsToken?: string | null;
  readonly leaseMs?: number;
  /** How long a start waits for a lease that somebody else holds. */
  readonly patienceMs?: number;
  /** How long a stop waits for what is under way. */
  readonly drainMs?: number;
  readonly keepEvents?: number;
  /** How often what is too old is let go of, the first time at the start. */
  readonly letGoMs?: number;
  /** Folder of the built pages, of which the wall's is served. */
  readonly pages?: string | null;
  readonly timing?: Partial<GatewayTiming>;
  readonly limits?: Partial<GatewayLimits>;
  /** Names to addresses, for what is asked elsewhere; left out = as the system does. */
  readonly resolve?: Resolve;
  /** Another node took over: this one is of no more use. */
  readonly onLost?: () => void;
}

/** Why a router cannot start; `message` is one line for whoever started it. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function patiently<T>(start: () => Promise<T | null>, patienceMs: number): Promise<T> {
  for (const until = performance.now() + patienceMs; ; await pause(100)) {
    const started = await start();
    if (started !== null) return started;
    if (performance.now() >= until) throw new StartError('another router is using this database');
  }
}

/** @throws StartError, ConfigError */
export async function startServer(options: ServerOptions) {
  const { config, engine, log, holder, leaseMs = 6_000, drainMs = 500, tls = null } = options;
  const metrics = createMetrics();
  const configFile = options.configFile ?? 'baton.config.json';
  const trigger = triggerFor(config, configFile);
  const sources = openSources({ config, configFile, resolve: options.resolve });
  const startOne = () =>
    startClerk({
      ...{ engine, config, log, holder, leaseMs },
      trigger,
      matcher: joint,
      keepEvents: options.keepEvents ?? 50_000,
      onLost: options.onLost ?? (() => undefined),
      onStored: metrics.stored,
    });
  const clerk = await patiently(startOne, options.patienceMs ?? leaseMs * 1.5);
  const summaries = startSummaries({ config, clerk, log, clock: processClock, resolve: options.resolve });
  const accounts = startAccounts({ config, sources, clerk, engine, log, clock: processClock });
  const allowOrigins = options.allowOrigins ?? [];
  const timing = { ...gatewayTiming, ...options.timing };
  const wall = watchWall(clerk, timing.countsMs);
  const displays = createDisplays({
    ...{ clerk, log, metrics, timing, allowOrigins, watch: wall },
    now: () => engine.now(),
  });
  const gateway = createGateway({
    clock: processClock,
    ...{ clerk, engine, config, log, metrics, node: holder, demo: options.demo ?? false },
    ...{ wall, allowOrigins, timing },
    limits: { ...gatewayLimits, ...options.limits },
  });
  const edge = createEdge(clerk, { config, engine, log, holder, leaseMs, version: API_VERSION });
  const tryOut = options.tryOut ?? false;
  const chat = createChat(clerk, {
    ...{ config, engine, log },
    scripted: tryOut ? { [TRY_BOT]: (session) => withAssistant(session, config) } : {},
  });
  await edge.start();

  async function stopParts(): Promise<void> {
    displays.stop();
    await gateway.drain(drainMs);
    wall.stop();
    chat.stop();
    await edge.stop();
    await accounts.stop();
    await summaries.stop();
    await clerk.stop();
  }

  const { host = '127.0.0.1', port = 0 } = options;
  const http = await startHttp({
    ...{ host, port, tls, metrics, log, metricsToken: options.metricsToken ?? null },
    mounts: [edge, serveWall(options.pages ?? null), chat, ...(tryOut ? [serveTry(config)] : [])],
    upgrade: (request, socket, head) =>
      (displays.claims(request) ? displays : gateway).upgrade(request, socket, head),
    healthy: () => clerk.ready(),
  }).catch(async (error: NodeJS.ErrnoException) => {
    await stopParts();
    throw new StartError(
      error.code === 'EADDRINUSE'
        ? `port ${port} of ${host} is in use`
        : `cannot listen on ${host}:${port} (${error.code})`,
    );
  });
  const secure = tls === null ? '' : 's';

  const retention = startRetention({
    ...{ engine, clerk, config, log, clock: processClock },
    everyMs: options.letGoMs ?? 3_600_000,
  });

  return {
    url: `ws${secure}://${http.authority}/console`,
    http: `http${secure}://${http.authority}`,
    clerk,
    /** Tells consoles to come back, finishes what is under way, gives the lease back. The engine stays open. */
    async stop(): Promise<void> {
      http.refuseNew();
      const letGo = retention.stop();
      await stopParts();
      await letGo;
      http.cut();
    },
  };
}
