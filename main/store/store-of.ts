// Owns the calls of the store over its two open files: the outbox as it is, and a copy that is begun anew where it turns
// out to be damaged or is wiped.
// Refuses: where the files are and how they are opened (store.ts).
import { type Cache, cacheOf } from './cache.ts';
import { type File, isDamage } from './open.ts';
import { GapError, type Store } from './port.ts';
import { draftsOf } from './queries/drafts.ts';
import { filesOf } from './queries/files.ts';
import { metaOf } from './queries/meta.ts';
import { outboxOf } from './queries/outbox.ts';
import type { Sync } from './wire.ts';

const DEVICE = 'device';

/** Where the copy lies. */
export interface Place {
  /** An empty copy where none is. */
  begin(): File;
  /** Of a copy that is closed; answers where it is now. */
  setAside(): string;
  /** Of a copy that is closed. */
  remove(): void;
  check(cacheFile: File, checkWords: () => void): ReturnType<Sync<Store>['check']>;
}

export interface StoreOptions {
  readonly outboxFile: File;
  readonly cacheFile: File;
  readonly place: Place;
  readonly person: string;
  readonly leaseMs: number;
  /** Another process may be at work on it: nothing is left over. */
  readonly beside?: boolean;
  /** The store's clock, ms. */
  readonly now: () => number;
  /** From here on the clock says `at`. */
  readonly contacted: (at: number) => void;
  readonly newDevice: () => string;
}

export function storeOf(options: StoreOptions): { store: Sync<Store>; device: string } {
  const { outboxFile, place, person, leaseMs, now, contacted, newDevice, beside } = options;
  let { cacheFile } = options;
  const meta = metaOf(outboxFile);
  const device = meta.get(DEVICE) ?? newDevice();
  meta.set(DEVICE, device);
  const drafts = draftsOf(outboxFile);
  const files = filesOf(outboxFile);
  const outbox = outboxOf(outboxFile, meta, drafts, files);
  let cache = cacheOf({ file: cacheFile, person, leaseMs, now });
  if (beside !== true) {
    files.sweep();
    cache.abandonFiles();
  }

  /** How the copy goes out of the way, until an empty one is in its place: the disk may refuse either. */
  let clearing: (() => void) | null = null;

  function beginAnew(clear: () => void): void {
    clearing = clear;
    cacheFile.close();
    clear();
    cacheFile = place.begin();
    cache = cacheOf({ file: cacheFile, person, leaseMs, now });
    clearing = null;
  }

  /** Damage that shows only now: the copy begins anew, and the next events say what is missing. */
  function copy<T>(ask: (cache: Cache) => T): T {
    if (clearing !== null) beginAnew(clearing);
    try {
      return ask(cache);
    } catch (error) {
      if (!isDamage(error)) throw error;
      let aside = '';
      beginAnew(() => {
        aside = place.setAside();
      });
      throw new GapError(
        `cache.db was damaged (${String(error)}); it is now ${aside} and the copy begins anew`,
      );
    }
  }

  const store: Sync<Store> = {
    cursors: () => copy((cache) => cache.cursors()),
    apply: (stream, epoch, offset, events) => copy((cache) => cache.apply(stream, epoch, offset, events)),
    reset: (stream, epoch, offset, snapshot) => copy((cache) => cache.reset(stream, epoch, offset, snapshot)),
    forget: (conversation, at) => copy((cache) => cache.forget(conversation, at)),
    keepStreams: (streams) => copy((cache) => cache.keepStreams(streams)),
    contact(at) {
      contacted(at);
      copy((cache) => cache.contact(at));
    },
    lastContact: () => copy((cache) => cache.lastContact()),
    rows: () => copy((cache) => cache.rows()),
    profile: () => copy((cache) => cache.profile()),
    saveProfile: (profile) => copy((cache) => cache.saveProfile(profile)),
    keepPolicies: (known, list) => copy((cache) => cache.keepPolicies(known, list)),
    conversation: (id) => copy((cache) => cache.conversation(id)),
    entries: (conversation) => copy((cache) => cache.entries(conversation)),
    markRead: (conversation) => copy((cache) => cache.markRead(conversation)),
    search: (text, before, limit) => copy((cache) => cache.search(text, before, limit)),
    history: (before, limit) => copy((cache) => cache.history(before, limit)),
    miss: (missed) => copy((cache) => cache.miss(missed)),
    seeMissed: (ids) => copy((cache) => cache.seeMissed(ids)),
    recordedMark: (queue) => copy((cache) => cache.recordedMark(queue)),
    keepRecorded: (queue, lines) => copy((cache) => cache.keepRecorded(queue, lines)),
    dropRecorded: (queue, floor) => copy((cache) => cache.dropRecorded(queue, floor)),
    setRecordedMark: (queue, mark) => copy((cache) => cache.setRecordedMark(queue, mark)),
    keepRecordedQueues: (queues) => copy((cache) => cache.keepRecordedQueues(queues)),
    recorded: (after, scorer) => copy((cache) => cache.recorded(after, scorer)),
    recordedHandoffs: () => copy((cache) => cache.recordedHandoffs()),
    recordedCase: (key) => copy((cache) => cache.recordedCase(key)),
    keepSignals: (scorer, list) => copy((cache) => cache.keepSignals(scorer, list)),
    stageFile: (batch, lines) => copy((cache) => cache.stageFile(batch, lines)),
    finishFile: (batch, name, count) => copy((cache) => cache.finishFile(batch, name, count)),
    abandonFile: (batch) => copy((cache) => cache.abandonFile(batch)),
    forgetFiles: () => copy((cache) => cache.forgetFiles()),
    wipe() {
      beginAnew(place.remove);
    },
    enqueue: (operation) => outbox.enqueue(operation),
    amend: (id, data) => outbox.amend(id, data),
    number: (id) => outbox.number(id),
    settle: (n, refusal) => outbox.settle(n, refusal),
    discard: (id, back) => outbox.discard(id, back),
    operations: () => outbox.operations(),
    nextNumber: () => outbox.nextNumber(),
    settledNumber: () => outbox.settledNumber(),
    renewDevice() {
      const renewed = newDevice();
      outboxFile
        .transaction(() => {
          meta.set(DEVICE, renewed);
          outbox.renumber();
        })
        .immediate();
      return renewed;
    },
    addFile: (conversation, attachment, bytes) => files.save(conversation, attachment, bytes),
    file: (id) => files.get(id),
    filePart: (id, part) => files.part(id, part),
    dropFiles: (ids) => files.drop(ids),
    saveDraft: (conversation, text, at) => drafts.save(conversation, text, at),
    dropDraft: (conversation) => drafts.drop(conversation),
    draft: (conversation) => drafts.get(conversation) ?? copy((cache) => cache.draft(conversation)),
    drafts: () => drafts.all(),
    check: () => place.check(cacheFile, () => cache.checkWords()),
    close() {
      cacheFile.close();
      outboxFile.close();
    },
  };
  return { store, device };
}
