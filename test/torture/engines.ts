// Owns the engines a world may run on: each world gets one of its own, made anew and taken away with it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryEngine } from '#router/engine/memory.ts';
import type { Engine } from '#router/engine/port.ts';
import { openSqliteEngine } from '#router/engine/sqlite.ts';

/** What is under the nodes of one world. */
export interface Storage {
  /** As a process that starts finds it. */
  open(): Engine;
  /** The power went: what was confirmed must be there. */
  powerLoss?(): Promise<void>;
  remove(): void;
}

export type MakeStorage = (now: () => number) => Storage;

/** Nodes share what is in memory, and it outlives them. */
export const inMemory: MakeStorage = (now) => {
  const engine = createMemoryEngine({ now });
  return { open: () => ({ ...engine, close: async () => undefined }), remove: () => undefined };
};

/** Every process opens the file for itself. */
export const onSqlite: MakeStorage = (now) => {
  const folder = mkdtempSync(join(tmpdir(), 'baton-torture-'));
  return {
    open: () => openSqliteEngine({ file: join(folder, 'router.db'), now }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};
