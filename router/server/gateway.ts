// Owns the consoles' way in: which sockets are let through, which connections each person has, and what all of them are
// shown the moment it is durable.
// Refuses: browsers. A page's origin is not a console's; the console core connects, the page talks to the core.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { isLeading } from '#shared/domain/roles.ts';
import { CLOSE } from '#shared/protocol/close.ts';
import { SUBPROTOCOL } from '#shared/protocol/frames.ts';
import { queueStream } from '#shared/protocol/streams.ts';
import type { PersonConfig } from '#shared/schema/config.ts';
import { LIMITS } from '#shared/schema/primitives.ts';
import type { Live } from '../desk/port.ts';
import { every } from './clock.ts';
import { createColleagues } from './colleagues.ts';
import { type Auth, Connection, type ConsoleSocket, type Home, type Identity } from './connection.ts';
import { createFeeds } from './feed.ts';
import { createFiles } from './files.ts';
import type { GatewayOptions, GatewayParts } from './parts.ts';
import { createRecords } from './records.ts';
import { offerFrame } from './welcome.ts';
import { encode } from './wire.ts';

const CONSOLE_PATH = '/console';

export function createGateway(options: GatewayOptions) {
  const { clerk, engine, config, log, metrics, timing, limits, clock } = options;
  const feeds = createFeeds(engine, (error) => log.error({ err: error }, 'a feed could not be read'));
  const colleagues = createColleagues(config, clerk, engine);
  const files = createFiles(engine, clerk);
  const parts: GatewayParts = {
    ...options,
    feeds,
    colleagues,
    files,
    records: createRecords(engine, clock, log, config),
  };
  const all = new Set<Connection>();
  const byPerson = new Map<string, Set<Connection>>();
  const tokens = config.people.flatMap((person) =>
    person.tokenHashes.map((hash) => ({ person, hash: Buffer.from(hash, 'hex') })),
  );
  let draining = false;

  const home: Home = {
    async identify({ token, device }: Auth): Promise<PersonConfig | 'unknown' | 'removed'> {
      const given = createHash('sha256').update(token).digest();
      let found: PersonConfig | undefined;
      // No early end: how long it takes says nothing about which token was near.
      for (const { person, hash } of tokens) if (timingSafeEqual(given, hash)) found = person;
      if (found !== undefined) return found;
      const known = await clerk.device(device);
      return known !== null && !config.people.some(({ id }) => id === known.person) ? 'removed' : 'unknown';
    },
    arrived(connection, { person, device }: Identity) {
      const here = byPerson.get(person.id) ?? new Set();
      byPerson.set(person.id, here);
      for (const other of here) if (other.identity?.device === device) other.close('replaced');
      here.add(connection);
      if (here.size === 1) clerk.link(person.id, true);
    },
    left(connection) {
      all.delete(connection);
      metrics.connected(all.size);
      const person = connection.identity?.person.id;
      const here = person === undefined ? undefined : byPerson.get(person);
      if (person === undefined || here === undefined || !here.delete(connection) || here.size > 0) return;
      byPerson.delete(person);
      // A node that goes away itself says nothing of its people: they come back to the next one.
      if (!draining) clerk.link(person, false);
    },
  };

  function frameOf(live: Exclude<Live, { kind: 'wanted' | 'unsummarised' }>): Buffer {
    switch (live.kind) {
      case 'offer':
        return encode(offerFrame(live.offer, live.context, engine.now()));
      case 'revoke':
        return encode({
          op: 'revoke',
          oid: live.offer,
          why: live.why,
          ...(live.to === undefined ? {} : { to: live.to }),
        });
      case 'forget':
        return encode({
          op: 'forget',
          conversation: live.end.conversation,
          ...(live.at === undefined ? {} : { at: live.at }),
        });
      case 'displays':
        return encode({ op: 'eph', k: 'displays', d: live.displays });
      case 'policies':
        return encode({ op: 'policies', known: live.known, list: live.list });
      case 'typing':
        return encode({ op: 'eph', k: 'typing', d: { conversation: live.conversation, on: true } });
    }
  }

  const forgetLive = clerk.onLive((effects) => {
    for (const live of effects) {
      if (live.kind === 'wanted' || live.kind === 'unsummarised') continue;
      const here = byPerson.get(live.person);
      if (here === undefined) continue;
      const frame = frameOf(live);
      for (const connection of here) {
        if (!connection.ready) continue;
        if (live.kind === 'typing') connection.drop(frame);
        else connection.write(frame);
      }
    }
  });

  /** What was sent last of each queue, by kind: its counts, who is with its bots, and how long its line takes. */
  const lastTold = new Map<
    string,
    { readonly text: string; readonly frame: Buffer; readonly told: WeakSet<Connection> }
  >();

  const isLead = ({ identity }: Connection): boolean => isLeading(identity?.person.roles ?? []);

  /** `text` is what has to differ for it to be told again; `to`: whom of those who follow the queue. */
  function tellQueue(
    k: 'counts' | 'watched' | 'waits' | 'taken',
    queue: string,
    d: object,
    text: string,
    to: (connection: Connection) => boolean = () => true,
  ): void {
    const key = `${k}/${queue}`;
    let last = lastTold.get(key);
    if (last?.text !== text) last = { text, frame: encode({ op: 'eph', k, d }), told: new WeakSet() };
    lastTold.set(key, last);
    for (const connection of all) {
      if (!connection.ready || !connection.follows(queueStream(queue)) || last.told.has(connection)) continue;
      if (!to(connection)) continue;
      last.told.add(connection);
      connection.drop(last.frame);
    }
  }

  function tellQueues(): void {
    for (const { id } of config.queues) {
      const counts = clerk.counts(id);
      if (counts !== null) tellQueue('counts', id, counts, JSON.stringify({ ...counts, at: 0 }));
      const watched = clerk.watched(id);
      if (watched !== null) tellQueue('watched', id, watched, JSON.stringify(watched));
      const taken = clerk.taken(id);
      if (taken !== null) tellQueue('taken', id, taken, JSON.stringify(taken), isLead);
      const waits = clerk.waits(id);
      if (waits !== null) tellQueue('waits', id, waits, JSON.stringify(waits));
    }
  }

  function tellColleagues(): void {
    for (const [queue, frames] of colleagues.changes())
      for (const connection of all)
        if (connection.ready && connection.follows(queueStream(queue)))
          for (const frame of frames) connection.drop(frame);
  }

  const stopCounting = every(clock, timing.countsMs, () => {
    tellQueues();
    tellColleagues();
  });
  let beatAt = clock.now();
  const stopBeating = every(clock, timing.heartbeatMs / 4, () => {
    const now = clock.now();
    // While this process stood still nobody could be heard: that time is no console's silence.
    const away = Math.max(0, now - beatAt - timing.heartbeatMs / 2);
    beatAt = now;
    for (const connection of all) connection.beat(now, away);
  });

  const server = new WebSocketServer({
    noServer: true,
    // Above the limit of the protocol, so that a frame over it is answered with its own close code.
    maxPayload: 2 * LIMITS.frameBytes,
    handleProtocols: (offered) => (offered.has(SUBPROTOCOL) ? SUBPROTOCOL : false),
  });

  /** The status line of a refused upgrade; null when it may go on. */
  function refusal({ url, headers: { origin } }: IncomingMessage): string | null {
    if (url?.split('?')[0] !== CONSOLE_PATH) return '404 Not Found';
    if (origin !== undefined && !options.allowOrigins.includes(origin)) return '403 Forbidden';
    const unknown = [...all].filter(({ identity }) => identity === null);
    return draining || unknown.length >= limits.unknown ? '503 Service Unavailable' : null;
  }

  function take(socket: ConsoleSocket): void {
    all.add(new Connection(socket, home, parts));
    metrics.connected(all.size);
  }

  return {
    /** A console is connected over this socket. */
    take,
    /** Takes an upgrade request, or refuses it with its reason. */
    upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
      socket.on('error', () => socket.destroy());
      const status = refusal(request);
      if (status !== null) {
        socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
        return;
      }
      server.handleUpgrade(request, socket, head, (accepted) => {
        // ws lets a client in that names no subprotocol at all.
        if (accepted.protocol !== SUBPROTOCOL)
          accepted.close(CLOSE.protocol.code, `subprotocol ${SUBPROTOCOL} only`);
        else take(accepted);
      });
    },
    /** Says goodbye, lets what is under way finish for at most `ms`, and closes every console. */
    async drain(ms: number): Promise<void> {
      draining = true;
      stopCounting();
      stopBeating();
      for (const connection of all) if (connection.ready) connection.send({ op: 'drain', in: ms });
      const pause = () => new Promise<void>((resolve) => void clock.after(5, resolve));
      const until = clock.now() + ms;
      const busy = () => [...all].some(({ underWay }) => underWay > 0);
      while (busy() && clock.now() < until) await pause();
      for (const connection of all) connection.close('drain');
      const cut = clock.now() + timing.closeMs;
      while (all.size > 0 && clock.now() < cut) await pause();
      forgetLive();
      feeds.stop();
      colleagues.stop();
      server.close();
    },
  };
}
