// Owns both files of one person on the thread that may touch them: which is opened, refused, set aside or begun anew.
// Refuses: threads and messages (worker.ts).
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { MIGRATIONS } from './migrations/all.ts';
import { deleteFile, type File, FileProblem, isKeyOf, openFile, quickCheckOf, setAside } from './open.ts';
import { type Opened, type OpenOptions, type Store, StoreRefusedError } from './port.ts';
import { metaOf } from './queries/meta.ts';
import { type Place, storeOf } from './store-of.ts';
import type { Sync } from './wire.ts';

const CACHE = { synchronous: 'NORMAL', pagesKib: 131_072, migrations: MIGRATIONS.cache } as const;
const OUTBOX = { synchronous: 'FULL', pagesKib: 2_048, migrations: MIGRATIONS.outbox } as const;

const PERSON = 'person';

interface Found {
  readonly file: File;
  readonly fresh: boolean;
  readonly aside: string | undefined;
}

/** @throws StoreRefusedError; anything else says that the disk or another process is in the way. */
export function openFiles(options: OpenOptions): { store: Sync<Store>; opened: Opened } {
  const { folder, key, person, leaseMs } = options;
  if (!/^[0-9a-f]{64}$/i.test(key))
    throw new StoreRefusedError('key', 'the key of the store is 64 hex digits');
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
  try {
    claim(cacheFound.file, person, cachePath);
  } catch (error) {
    cacheFound.file.close();
    outboxFile.close();
    throw error;
  }

  const place: Place = {
    begin() {
      const { file } = openFile({ ...CACHE, path: cachePath, key });
      claim(file, person, cachePath);
      return file;
    },
    setAside: () => setAside(cachePath, now()),
    remove: () => deleteFile(cachePath),
    check: (cacheFile, checkWords) => [
      checked('cache.db', cachePath, cacheFile, checkWords),
      checked('outbox.db', outboxPath, outboxFile),
    ],
  };
  const { store, device } = storeOf({
    ...{ outboxFile, cacheFile: cacheFound.file, place, person, leaseMs, now },
    beside: options.beside === true,
    contacted(at) {
      clock.at = at;
      clock.set = Date.now();
    },
    newDevice: randomUUID,
  });
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
    if (error.kind === 'future') throw new StoreRefusedError('newer', error.message);
    if (error.kind === 'unreadable' && !isKeyOf(cachePath, key)) {
      const what = `${path} does not open with this person's key; it was left as it is`;
      throw new StoreRefusedError('key', what);
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
  else if (owner !== person)
    throw new StoreRefusedError('person', `${path} belongs to ${owner}, not to ${person}`);
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
