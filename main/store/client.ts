// Owns the console's end of the store: starts the worker thread and offers its calls. A worker that is gone rejects
// every call with the reason (calls.ts). Refuses: SQL and files, which only the worker touches.
import { Worker } from 'node:worker_threads';
import { callsTo } from './calls.ts';
import type { Opened, OpenOptions, Store } from './port.ts';
import type { Method, WorkerData } from './wire.ts';

/**
 * Opens (or makes) the two files of one person.
 * @throws StoreRefusedError when the files cannot be used and must not be touched.
 */
export async function openStore(options: OpenOptions): Promise<{ store: Store; opened: Opened }> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: options satisfies WorkerData,
  });
  const { opened, call, isGone, ended } = callsTo(worker);
  const found = (await opened) as Opened;

  const method =
    <M extends Method>(name: M) =>
    (...args: Parameters<Store[M]>) =>
      call(name, args) as ReturnType<Store[M]>;

  const store: Store = {
    cursors: method('cursors'),
    apply: method('apply'),
    reset: method('reset'),
    forget: method('forget'),
    keepStreams: method('keepStreams'),
    contact: method('contact'),
    lastContact: method('lastContact'),
    rows: method('rows'),
    profile: method('profile'),
    saveProfile: method('saveProfile'),
    keepPolicies: method('keepPolicies'),
    conversation: method('conversation'),
    entries: method('entries'),
    markRead: method('markRead'),
    search: method('search'),
    history: method('history'),
    miss: method('miss'),
    seeMissed: method('seeMissed'),
    recordedMark: method('recordedMark'),
    keepRecorded: method('keepRecorded'),
    dropRecorded: method('dropRecorded'),
    setRecordedMark: method('setRecordedMark'),
    keepRecordedQueues: method('keepRecordedQueues'),
    recorded: method('recorded'),
    recordedCase: method('recordedCase'),
    recordedHandoffs: method('recordedHandoffs'),
    keepSignals: method('keepSignals'),
    stageFile: method('stageFile'),
    finishFile: method('finishFile'),
    abandonFile: method('abandonFile'),
    forgetFiles: method('forgetFiles'),
    wipe: method('wipe'),
    enqueue: method('enqueue'),
    amend: method('amend'),
    number: method('number'),
    settle: method('settle'),
    discard: method('discard'),
    operations: method('operations'),
    nextNumber: method('nextNumber'),
    settledNumber: method('settledNumber'),
    renewDevice: method('renewDevice'),
    addFile: method('addFile'),
    file: method('file'),
    filePart: method('filePart'),
    dropFiles: method('dropFiles'),
    saveDraft: method('saveDraft'),
    dropDraft: method('dropDraft'),
    draft: method('draft'),
    drafts: method('drafts'),
    check: method('check'),
    async close() {
      if (isGone()) return;
      await method('close')();
      await ended;
    },
  };
  return { store, opened: found };
}
