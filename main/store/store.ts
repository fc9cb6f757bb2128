// Owns both files of one person on the thread that may touch them: which is opened, refused, set aside or begun anew.
// Refuses: threads and messages (worker.ts).
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Cache, cacheOf } from './cache.ts';
import { cache1 } from './migrations/cache-1.ts';
import { cache2 } from './migrations/cache-2.ts';
import { outbox1 } from './migrations/outbox-1.ts';
import { outbox2 } from './migrations/outbox-2.ts';
import {
  deleteFile,
  type File,
  FileProblem,
  isDamage,
  isKeyOf,
  openFile,
  quickCheckOf,
  setAside,
} from './open.ts';
import { GapError, type Opened, type OpenOptions, type Store, StoreRefusedError } from './port.ts';
import { draftsOf } from './queries/drafts.ts';
import { filesOf } from './queries/files.ts';
import { metaOf } from './queries/meta.ts';
import { outboxOf } from './queries/outbox.ts';
import type { Sync } from './wire.ts';

const CACHE = { synchronous: 'NORMAL', pagesKib: 131_072, migrations: [cache1, cache2] } as const;
const OUTBOX = { synchronous: 'FULL', pagesKib: 2_048, migrations: [outbox1, outbox2] } as const;

const PERSON = 'person';
const DEVICE = 'device';

interface Found {
  readonly file: File;
  readonly fresh: boolean;
  readonly aside: string | undefined;
}

/** @throws StoreRefusedError; anything else says that the disk or another process is in the way. */
export function openFiles(options: OpenOptions): { store: Sync<Store>; opened: Opened } {
  const { folder, key, person, leaseMs } = options;
  if (!/^[0-9a-f]{64}$/i.test(key)) throw new StoreRefusedError('the key of the store is 64 hex digits');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const cachePath = join(folder, 'cache.db');
  const outboxPath = join(folder, 'outbox.db');

  const clock = { at: options.now, set: Date.now() };
  const now = (): number => clock.at + Math.max(0, Date.now() - clock.set);

  const outboxFound = openOutbox(outboxPath, cachePath, key, options.now);
  const outboxFile = outboxFound.file;
  let cacheFound: Found;
  try {
    claim(outboxFile, person, outboxPath);
    cacheFound = openCache(cachePath, key, options.now);
  } catch (error) {
    outboxFile.close();
    throw error;
  }
  let cacheFile = cacheFound.file;
  try {
    claim(cacheFile, person, cachePath);
  } catch (error) {
    cacheFile.close();
    outboxFile.close();
    throw error;
  }

  const meta = metaOf(outboxFile);
  const device = meta.get(DEVICE) ?? randomUUID();
  meta.set(DEVICE, device);
  const drafts = draftsOf(outboxFile);
  const files = filesOf(outboxFile);
  files.sweep();
  const outbox = outboxOf(outboxFile, meta, drafts, files);
  let cache = cacheOf({ file: cacheFile, person, leaseMs, now });

  /** An empty copy in place of the present one, which is already out of the way. */
  function begin(): void {
    cacheFile = openFile({ ...CACHE, path: cachePath, key }).file;
    claim(cacheFile, person, cachePath);
    cache = cacheOf({ file: cacheFile, person, leaseMs, now });
  }

  /** Damage that shows only now: the copy begins anew, and the next events say what is missing. */
  function copy<T>(ask: (cache: Cache) => T): T {
    try {
      return ask(cache);
    } catch (error) {
      if (!isDamage(error)) throw error;
      cacheFile.close();
      const aside = setAside(cachePath, now());
      begin();
      throw new GapError(
        `cache.db was damaged (${String(error)}); it is now ${aside} and the copy begins anew`,
      );
    }
  }

  const store: Sync<Store> = {
    cursors: () => copy((cache) => cache.cursors()),
    apply: (stream, epoch, offset, events) => copy((cache) => cache.apply(stream, epoch, offset, events)),
    reset: (stream, epoch, offset, snapshot) => copy((cache) => cache.reset(stream, epoch, offset, snapshot)),
    forget: (conversation) => copy((cache) => cache.forget(conversation)),
    keepStreams: (streams) => copy((cache) => cache.keepStreams(streams)),
    contact(at) {
      clock.at = at;
      clock.set = Date.now();
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
    wipe() {
      cacheFile.close();
      deleteFile(cachePath);
      begin();
    },
    enqueue: (operation) => outbox.enqueue(operation),
    amend: (id, data) => outbox.amend(id, data),
    number: (id) => outbox.number(id),
    settle: (n, refusal) => outbox.settle(n, refusal),
    discard: (id) => outbox.discard(id),
    operations: () => outbox.operations(),
    nextNumber: () => outbox.nextNumber(),
    settledNumber: () => outbox.settledNumber(),
    renewDevice() {
      const renewed = randomUUID();
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
    check: () => [
      checked('cache.db', cachePath, cacheFile, () => cache.checkWords()),
      checked('outbox.db', outboxPath, outboxFile),
    ],
    close() {
      cacheFile.close();
      outboxFile.close();
    },
  };
  return {
    store,
    opened: {
      cache: state(cacheFound),
      aside: cacheFound.aside,
      outbox: state(outboxFound),
      outboxAside: outboxFound.aside,
      device,
    },
  };
}

const state = ({ fresh, aside }: Found): Opened['cache'] =>
  aside !== undefined ? 'rebuilt' : fresh ? 'new' : 'kept';

/** What the person typed may be in it: it is set aside only when it is certainly not the key that is wrong. */
function openOutbox(path: string, cachePath: string, key: string, now: number): Found {
  try {
    return { ...openFile({ ...OUTBOX, path, key }), aside: undefined };
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    if (error.kind === 'future') throw new StoreRefusedError(error.message);
    if (error.kind === 'unreadable' && !isKeyOf(cachePath, key)) {
      throw new StoreRefusedError(`${path} does not open with this person's key; it was left as it is`);
    }
    const aside = setAside(path, now);
    return { ...openFile({ ...OUTBOX, path, key }), aside };
  }
}

/** The router can give it all again, so whatever is wrong with it, it is set aside. */
function openCache(path: string, key: string, now: number): Found {
  try {
    return { ...openFile({ ...CACHE, path, key }), aside: undefined };
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    const aside = setAside(path, now);
    return { ...openFile({ ...CACHE, path, key }), aside };
  }
}

/** @throws StoreRefusedError when the file is another person's. */
function claim(file: File, person: string, path: string): void {
  const meta = metaOf(file);
  const owner = meta.get(PERSON);
  if (owner === null) meta.set(PERSON, person);
  else if (owner !== person) throw new StoreRefusedError(`${path} belongs to ${owner}, not to ${person}`);
}

function checked(
  name: string,
  path: string,
  file: File,
  also?: () => void,
): { name: string; ok: boolean; detail: string } {
  try {
    also?.();
    const found = quickCheckOf(file);
    const version = Number(file.pragma('user_version', { simple: true }));
    const size = existsSync(path) ? statSync(path).size : 0;
    return { name, ok: found === 'ok', detail: `${found}, version ${version}, ${size} bytes` };
  } catch (error) {
    return { name, ok: false, detail: String(error) };
  }
}
