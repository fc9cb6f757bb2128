// Owns the console while it runs: what each frame of the router, each change of the store and each change of the link
// sets in motion. Refuses: how any of it is done.
import { basename } from 'node:path';
import { CallError } from '#shared/contract/errors.ts';
import { isLeading } from '#shared/domain/roles.ts';
import type { FrameOf } from '#shared/protocol/frames.ts';
import type { LivePolicy } from '#shared/schema/live-policy.ts';
import type { Change, Profile, Store } from '#store/port.ts';
import type { Core } from './core.ts';
import { framesTo } from './frames.ts';
import { openLease } from './lease.ts';
import type { Dial } from './link/dial.ts';
import { createLink } from './link/link.ts';
import { createNews } from './notify/news.ts';
import { createNotify } from './notify/notify.ts';
import { watchOwed } from './notify/owed.ts';
import type { Ports } from './ports.ts';
import { createPreview } from './preview/preview.ts';
import type { StartReader } from './preview/reader.ts';
import { createRecord } from './preview/record.ts';
import { createRights } from './rights.ts';
import { openPreferences } from './settings.ts';
import type { State } from './state.ts';
import { createDownloads } from './sync/downloads.ts';
import { createDrafts } from './sync/drafts.ts';
import { createFeeds } from './sync/feeds.ts';
import { createGone } from './sync/gone.ts';
import { createInsist } from './sync/insist.ts';
import { createMatches } from './sync/matches.ts';
import { createOffers } from './sync/offers.ts';
import { createOutbox } from './sync/outbox.ts';
import { createPeople } from './sync/people.ts';
import { createRecorded } from './sync/recorded.ts';
import { createWall } from './sync/wall.ts';
import type { Times } from './times.ts';
import { createView, filesWith, isReply } from './view.ts';
import { createWhatIf } from './whatif/what-if.ts';
import { createWords } from './words.ts';

export interface SessionOptions {
  readonly ports: Ports;
  readonly times: Times;
  readonly state: State;
  readonly store: Store;
  readonly device: string;
  /** Where a damaged outbox is kept; nothing when it was whole. */
  readonly lostOutbox: string | undefined;
  readonly dial: Dial;
  readonly startReader: StartReader;
}

export interface Session {
  readonly core: Core;
  connect(): void;
  close(): Promise<void>;
}

/** Those they are in, and those they only lead. */
const queuesOf = ({ queues, others = [] }: Profile) => [...queues, ...others];

export async function openSession(options: SessionOptions): Promise<Session> {
  const { ports, times, state, store, dial, startReader } = options;
  const { clock, ids, log } = ports;
  const { person } = ports.router;
  const failed = (what: string) => (error: unknown) => log.error(what, { reason: String(error) });

  const preferences = await openPreferences(ports.settings, log);
  const { insist, stop: stopInsisting } = createInsist(clock, log, times);
  const people = createPeople(state);
  const wall = createWall({ state, send: (frame) => link.send(frame) });
  const words = createWords();
  await words.setLanguage(preferences.get().language);
  const view = createView({ state, clock, person, typingMs: times.typingMs });
  const notify = createNotify({
    ...{ ports, t: words.t, settings: preferences.get, attending: () => news.attending() },
    miss: (missed) =>
      insist('missed', 'what was missed could not be listed', async () => apply(await store.miss(missed))),
  });
  const news = createNews({
    ...{ store, view, insist, since: () => readyAt, tell: notify.fact },
    applied: (change) => apply(change),
  });
  const owed = watchOwed({
    clock,
    offset: () => link.offset(),
    rows: () => state.rows('conversations').values(),
    targets: view.profile,
    tell: notify.fact,
    settleMs: times.repeatOfferMs,
  });
  const { accepted, seen, seenHandoff, fenceOf, owned } = createRights(view);
  let device = options.device;
  /** The last number that was answered, as of the present connection. */
  let settled = 0;
  let demo = false;
  let streams: readonly string[] = [];
  let heardAt: number | null = null;
  /** Router clock. */
  let readyAt = 0;

  const outbox = createOutbox({
    ...{ store, state, clock, ids, log, times },
    send: (frame) => link.send(frame),
    added: view.queueReply,
    settled(operation, refusal) {
      if (refusal !== null) view.arrived(operation.id);
      else drafts.settled(operation);
    },
    counted: () => showLink(),
  });
  const drafts = createDrafts({ store, outbox, view, insist, clock, log, times });
  const downloads = createDownloads(
    () => link.isLive(),
    (frame) => link.send(frame),
  );
  const matches = createMatches(
    () => link.isLive(),
    (frame) => link.send(frame),
  );
  const recorded = createRecorded(
    () => link.isLive(),
    (frame) => link.send(frame),
  );
  const offers = createOffers({
    ...{ state, outbox, clock, times, accepted },
    isLive: () => link.isLive(),
    changed: () => count(),
    over(offer, ranOut, to) {
      notify.fact({ kind: 'offer.over', offer, ranOut, ...(to === undefined ? {} : { to }) });
    },
  });
  const nameOfQueue = (queue: string) => queuesOf(view.profile()).find(({ id }) => id === queue)?.name;
  const gone = createGone({ state, offset: () => link.offset(), nameOfQueue });
  const feeds = createFeeds({
    ...{ store, clock, log, times },
    send: (frame) => link.send(frame),
    applied(change, events) {
      apply(change);
      gone.take(events);
      news.take(events);
    },
    forgotten(conversation, change) {
      view.unhide(conversation);
      apply(change);
    },
  });
  const preview = createPreview({
    ...{ store, state, clock, ids, log, times, startReader },
    isAllowed: () => isLeading(view.profile().roles) && !view.isLocked(),
    nameOfQueue,
  });
  const whatIf = createWhatIf({
    ...{ store, state },
    queues: () => queuesOf(view.profile()).map(({ id }) => id),
  });
  const record = createRecord({
    ...{ store, recorded, clock, log, times },
    queues: () => (isLeading(view.profile().roles) ? queuesOf(view.profile()).map(({ id }) => id) : []),
    isLive: () => link.isLive(),
    changed: preview.changed,
  });
  const lease = await openLease({
    ...{ store, clock, log },
    leaseMs: times.leaseMs,
    againMs: times.againMs,
    async changed(locked) {
      view.lock(locked);
      if (locked) whatIf.stop();
      if (!locked) view.load(await store.rows());
      await preview.renew();
      showLink();
    },
  });
  const take = framesTo({
    ...{ person, feeds, outbox, offers, drafts, view, notify, downloads, matches, recorded, people, wall },
    ...{ keepPolicies, count },
  });
  const link = createLink({
    ...{ dial, clock, ids, log, times, url: ports.router.url, token: ports.router.token },
    async credentials() {
      const asked = [store.cursors(), store.nextNumber(), store.settledNumber()] as const;
      const [cursors, next, answered] = await Promise.all(asked);
      settled = answered;
      return { device, next, cursors };
    },
    onReady: ready,
    onFrame: take,
    onContact() {
      heardAt = clock.now();
      lease.contact();
    },
    onLost() {
      owed.lost();
      feeds.lost();
      outbox.lost();
      downloads.lost();
      matches.lost();
      recorded.lost();
      view.watchNobody();
    },
    onWipe: wipe,
    onShown() {
      showLink();
      const { state: at } = link.status();
      if (at === 'live' || at === 'offline' || at === 'refused')
        notify.fact({ kind: 'link', up: at === 'live', owned: view.owned().length });
    },
  });

  function showLink(): void {
    const { state: at, since, nextTryAt, reason, offset } = link.status();
    const freshAt = heardAt ?? lease.freshAt();
    view.loseLink(at === 'live' ? null : { at: freshAt === undefined ? undefined : freshAt + offset });
    state.put('link', 'link', {
      state: at,
      since,
      ...(freshAt === undefined ? {} : { freshAt, locksAt: freshAt + times.leaseMs }),
      ...(nextTryAt === undefined ? {} : { nextTryAt }),
      ...(reason === undefined ? {} : { reason }),
      clockOffset: offset,
      outbox: outbox.waiting(),
      demo,
      locked: lease.isLocked(),
      ...(options.lostOutbox === undefined ? {} : { lostOutbox: basename(options.lostOutbox) }),
    });
  }

  function count(): void {
    let unread = 0;
    for (const row of state.rows('conversations').values())
      if (row.right === 'owner' && row.unread > 0) unread += 1;
    for (const { kind, seen } of state.rows('missed').values()) if (kind === 'mention' && !seen) unread += 1;
    notify.badge(offers.open() + unread);
    owed.look();
  }

  function apply(change: Change): void {
    for (const { c, id } of change.removals) if (c === 'conversations') drafts.ended(id);
    view.apply(change);
    count();
  }

  function ready(frame: FrameOf<'ready'>): void {
    const { agent, queues, others, auxCodes, organisation, replies = [] } = frame;
    demo = frame.demo;
    readyAt = clock.now() + link.offset();
    const { id: self, name, roles } = agent;
    const profile = {
      ...{ id: self, name, roles, queues, auxCodes, replies },
      ...(organisation === undefined ? {} : { organisation }),
      ...(others === undefined ? {} : { others }),
    };
    view.setProfile(profile);
    streams = frame.streams;
    // What is newest by then: the link may come anew before the disk is well.
    insist('profile', 'the profile could not be kept', () => store.saveProfile(view.profile()));
    insist('streams', 'old streams could not be dropped', async () =>
      apply(await store.keepStreams(streams)),
    );
    preview.renew().catch(failed('the preview could not begin'));
    record.ready();
    const followed = new Set(frame.queues.map(({ id }) => id));
    people.follow([...followed]);
    // Whoever does not lead any more is told of none.
    if (!isLeading(profile.roles)) keepPolicies([], []);
    for (const c of ['counts', 'watched', 'taken', 'waits'] as const)
      for (const id of [...state.rows(c).keys()]) if (!followed.has(id)) state.remove(c, id);
    owed.live();
    offers.ready();
    if (frame.n_seen < settled) return renew(frame.n_seen);
    outbox.ready();
    wall.ready();
    showLink();
  }

  function keepPolicies(known: readonly string[], list: readonly LivePolicy[]): void {
    insist('policies', 'policies could not be kept', async () =>
      apply(await store.keepPolicies(known, list)),
    );
  }

  /** The router knows less of this device than it has answered: its database is an older one. Numbers begin anew. */
  function renew(seen: number): void {
    log.warn('the router does not know our numbers any more; this is a new device from here on', {
      seen,
      settled,
    });
    const before = device;
    insist('device', 'a new device could not be made', async () => {
      if (device !== before) return;
      device = await store.renewDevice();
      outbox.renumber();
      link.wake();
    });
  }

  /** The person was removed: the copy goes, what they typed stays until they have decided about it. */
  function wipe(): void {
    view.lock(true);
    whatIf.stop();
    preview.renew().catch(failed('the preview could not end'));
    insist('wipe', 'the copy could not be wiped', async () => {
      await store.wipe();
      view.lock(false);
    });
  }

  const core: Core = {
    staged: new Map(),
    ...{
      ports,
      store,
      state,
      view,
      outbox,
      drafts,
      downloads,
      matches,
      recorded,
      preview,
      whatIf,
      offers,
      link,
      preferences,
      words,
      wall,
    },
    leaseMs: times.leaseMs,
    apply,
    ...{ seen, seenHandoff, fenceOf, owned },
    news,
    sample: notify.sample,
    locked: () =>
      lease.isLocked() ? new CallError({ code: 'unauthorized', message: 'error.locked' }) : null,
  };

  const profile = await store.profile();
  // One that an older console kept may lack what is new.
  view.setProfile({ ...view.profile(), ...profile });
  view.lock(lease.isLocked());
  view.load(await store.rows());
  // A reply that waits since before names its files, as it did.
  const waiting = (await store.operations()).filter(isReply).flatMap(filesWith);
  view.know((await Promise.all(waiting.map(store.file))).filter((file) => file !== null));
  await outbox.load();
  await drafts.load();
  await preview.renew();
  showLink();
  count();

  return {
    core,
    connect: link.start,
    async close() {
      outbox.hurryAll();
      await outbox.sent(times.closeMs);
      link.stop();
      feeds.stop();
      lease.stop();
      offers.stop();
      owed.stop();
      outbox.stop();
      await record.stop();
      whatIf.stop();
      await preview.stop();
      await drafts.stop();
      await stopInsisting();
      await store.close();
    },
  };
}
