// Owns the life of the connection as a pure reducer: (link, event, now) -> link, effects.
// Refuses: the socket, timers and frames' content (link.ts does what the effects say).
import { onClose } from '#shared/protocol/close.ts';
import type { Times } from '../times.ts';

export type Phase =
  | { readonly at: 'stopped' }
  /** The socket is opening, or opened and not yet `ready`. */
  | { readonly at: 'connecting'; readonly deadline: number }
  | {
      readonly at: 'live';
      readonly since: number;
      readonly hb: number;
      readonly heard: number;
      readonly pingAt: number;
      /** The node said it goes away: by then we leave it. */
      readonly leaveAt: number | null;
    }
  | { readonly at: 'waiting'; readonly until: number }
  /** No use in trying again by itself; `reason` is a message id. */
  | { readonly at: 'refused'; readonly reason: string };

export interface Link {
  readonly phase: Phase;
  /** Failed attempts since the last good connection. */
  readonly attempt: number;
  /** Since when there has been no connection; null while live. */
  readonly downSince: number | null;
  readonly wasLive: boolean;
  /** Heartbeat of the last hello, ms. */
  readonly hb: number;
}

export type LinkEvent =
  | { readonly type: 'start' | 'stop' | 'retry' | 'ready' | 'heard' | 'tick' }
  | { readonly type: 'hello'; readonly v: number; readonly hb: number }
  | { readonly type: 'drain'; readonly in: number }
  /** `jitter` in 0..1. */
  | { readonly type: 'closed'; readonly code: number; readonly jitter: number }
  /** The other side is no router of ours: `reason` is a message id. */
  | { readonly type: 'rejected'; readonly reason: string }
  /** Our side gives the connection up: it made no sense, or nothing came. */
  | { readonly type: 'gaveUp'; readonly code: number; readonly jitter: number };

export type LinkEffect =
  | { readonly do: 'connect' | 'auth' | 'ping' | 'live' | 'lost' | 'wipe' }
  | { readonly do: 'close'; readonly code: number };

export interface LinkStep {
  readonly link: Link;
  readonly effects: readonly LinkEffect[];
}

const HEARTBEATS = 2.5;
const LEAST_HEARTBEAT_MS = 50;
export const VERSION = 1;

export const newLink = (now: number): Link => ({
  phase: { at: 'stopped' },
  attempt: 0,
  downSince: now,
  wasLive: false,
  hb: 10_000,
});

export function reduceLink(link: Link, event: LinkEvent, now: number, times: Times): LinkStep {
  const { phase } = link;
  const same: LinkStep = { link, effects: [] };
  switch (event.type) {
    case 'start':
      return phase.at === 'stopped' ? connect({ ...link, downSince: now }, now, times) : same;
    case 'stop':
      return {
        link: { ...link, phase: { at: 'stopped' }, downSince: link.downSince ?? now },
        effects: [...closing(phase, 1000), ...losing(phase)],
      };
    case 'retry':
      if (phase.at !== 'waiting' && phase.at !== 'refused') return same;
      return connect({ ...link, attempt: 0 }, now, times);
    case 'hello': {
      if (phase.at !== 'connecting') return same;
      if (event.v !== VERSION) return refuse(link, 'refused.version', now);
      return { link: { ...link, hb: Math.max(LEAST_HEARTBEAT_MS, event.hb) }, effects: [{ do: 'auth' }] };
    }
    case 'ready': {
      if (phase.at !== 'connecting') return same;
      const live: Phase = {
        at: 'live',
        since: now,
        hb: link.hb,
        heard: now,
        pingAt: now + link.hb,
        leaveAt: null,
      };
      return {
        link: { ...link, phase: live, downSince: null, wasLive: true },
        effects: [{ do: 'live' }, { do: 'ping' }],
      };
    }
    case 'heard':
      return phase.at === 'live' ? { link: { ...link, phase: { ...phase, heard: now } }, effects: [] } : same;
    case 'drain':
      if (phase.at !== 'live') return same;
      return { link: { ...link, phase: { ...phase, leaveAt: now + event.in + phase.hb } }, effects: [] };
    case 'rejected':
      return isUp(phase) ? refuse(link, event.reason, now) : same;
    case 'closed':
      return isUp(phase) ? down(link, event.code, event.jitter, now, times, []) : same;
    case 'gaveUp':
      if (!isUp(phase)) return same;
      // Whatever code we close with, our own giving up is always a reason to try again.
      return down(link, 1006, event.jitter, now, times, [{ do: 'close', code: event.code }]);
    case 'tick':
      return tick(link, now, times);
  }
}

function tick(link: Link, now: number, times: Times): LinkStep {
  const { phase } = link;
  if (phase.at === 'waiting' && now >= phase.until) return connect(link, now, times);
  if (phase.at !== 'live' || now < phase.pingAt) return { link, effects: [] };
  return { link: { ...link, phase: { ...phase, pingAt: now + phase.hb } }, effects: [{ do: 'ping' }] };
}

/** Why our side must give the connection up now, as a close code; null while all is well. */
export function overdue({ phase }: Link, now: number): number | null {
  if (phase.at === 'connecting') return now >= phase.deadline ? 4008 : null;
  if (phase.at !== 'live') return null;
  if (now >= phase.heard + HEARTBEATS * phase.hb) return 4002;
  return phase.leaveAt !== null && now >= phase.leaveAt ? 4000 : null;
}

/** When `tick` or `overdue` has something to say next, or the shown state changes; null = never by itself. */
export function wakeAt(link: Link, now: number, times: Times): number | null {
  const { phase } = link;
  const moments: number[] = [];
  if (phase.at === 'connecting') moments.push(phase.deadline);
  if (phase.at === 'waiting') moments.push(phase.until);
  if (phase.at === 'live') {
    moments.push(phase.pingAt, phase.heard + HEARTBEATS * phase.hb);
    if (phase.leaveAt !== null) moments.push(phase.leaveAt);
  }
  const offlineAt = (link.downSince ?? now) + times.offlineAfterMs;
  if ((phase.at === 'connecting' || phase.at === 'waiting') && offlineAt > now) moments.push(offlineAt);
  return moments.length === 0 ? null : Math.min(...moments);
}

export type Shown = 'connecting' | 'live' | 'reconnecting' | 'offline' | 'refused';

/** The link in the words of the page. */
export function shown({ phase, downSince, wasLive }: Link, now: number, times: Times): Shown {
  if (phase.at === 'live' || phase.at === 'refused') return phase.at;
  if (phase.at === 'stopped') return 'offline';
  if (downSince !== null && now >= downSince + times.offlineAfterMs) return 'offline';
  return wasLive ? 'reconnecting' : 'connecting';
}

const isUp = ({ at }: Phase): boolean => at === 'connecting' || at === 'live';
const losing = ({ at }: Phase): LinkEffect[] => (at === 'live' ? [{ do: 'lost' }] : []);
const closing = (phase: Phase, code: number): LinkEffect[] => (isUp(phase) ? [{ do: 'close', code }] : []);

function connect(link: Link, now: number, times: Times): LinkStep {
  return {
    link: { ...link, phase: { at: 'connecting', deadline: now + times.connectMs } },
    effects: [{ do: 'connect' }],
  };
}

function refuse(link: Link, reason: string, now: number): LinkStep {
  return {
    link: { ...link, phase: { at: 'refused', reason }, downSince: link.downSince ?? now },
    effects: [...closing(link.phase, 1000), ...losing(link.phase)],
  };
}

function down(
  link: Link,
  code: number,
  jitter: number,
  now: number,
  times: Times,
  first: LinkEffect[],
): LinkStep {
  const { phase } = link;
  const rule = onClose(code);
  const effects = [...first, ...losing(phase)];
  if (rule.wipe) effects.push({ do: 'wipe' });
  const downSince = link.downSince ?? now;
  if (!rule.retry)
    return {
      link: { ...link, phase: { at: 'refused', reason: `refused.${rule.name}` }, downSince },
      effects,
    };
  const good = phase.at === 'live' && now - phase.since >= times.steadyMs;
  const attempt = good ? 0 : link.attempt;
  const most = Math.min(times.backoffCapMs, times.backoffBaseMs * 2 ** Math.min(attempt, 30));
  const until = now + Math.ceil(most * jitter);
  return { link: { ...link, phase: { at: 'waiting', until }, attempt: attempt + 1, downSince }, effects };
}
