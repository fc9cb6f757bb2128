// Owns what a test of the store needs around it: a folder of its own, and the sample data.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

export * from './store-samples-data.ts';

export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'baton-store-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}
