// Owns what the gateway and its connections are made with: their parts, their times, their limits.
import type { BatonConfig } from '#shared/schema/config.ts';
import type { Engine } from '../engine/port.ts';
import type { Clerk } from './clerk.port.ts';
import type { Clock } from './clock.ts';
import type { Colleagues } from './colleagues.ts';
import type { Feeds } from './feed.ts';
import type { Files } from './files.ts';
import type { Metrics } from './metrics.ts';
import type { Records } from './records.ts';
import type { WallWatch } from './wall/watch.ts';

export interface ServerLog {
  info(detail: object, message: string): void;
  warn(detail: object, message: string): void;
  error(detail: object, message: string): void;
}

export interface GatewayTiming {
  readonly heartbeatMs: number;
  /** Until `auth` has to have come. */
  readonly authMs: number;
  /** A close that is not answered in this time cuts the socket. */
  readonly closeMs: number;
  readonly countsMs: number;
}

export interface GatewayLimits {
  /** Bytes that may wait in a socket before its console counts as too slow. */
  readonly bufferedBytes: number;
  /** Commands at once, and per second after that. */
  readonly burst: number;
  readonly perSecond: number;
  /** Sockets that have not said who they are. */
  readonly unknown: number;
}

export const gatewayTiming: GatewayTiming = {
  heartbeatMs: 15_000,
  authMs: 10_000,
  closeMs: 2_000,
  countsMs: 1_000,
};
export const gatewayLimits: GatewayLimits = {
  bufferedBytes: 8_388_608,
  burst: 1_000,
  perSecond: 200,
  unknown: 1_000,
};

export interface GatewayOptions {
  readonly clerk: Clerk;
  readonly engine: Engine;
  readonly config: BatonConfig;
  readonly log: ServerLog;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly wall: WallWatch;
  /** Name of this node, shown to consoles. */
  readonly node: string;
  /** Recorded conversations are played: consoles say so. */
  readonly demo: boolean;
  /** Origins that may connect although a browser sent them. */
  readonly allowOrigins: readonly string[];
  readonly timing: GatewayTiming;
  readonly limits: GatewayLimits;
}

/** What connections share. */
export interface GatewayParts extends GatewayOptions {
  readonly feeds: Feeds;
  readonly colleagues: Colleagues;
  readonly files: Files;
  readonly records: Records;
}
