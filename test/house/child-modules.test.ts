// Owns that a worker or file named by its source is still found in the bundle, and that a wrong name stops the build.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { childModules } from '../../config/vite/child-modules.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-child-'));
  writeFileSync(join(folder, 'worker.ts'), '');
  writeFileSync(join(folder, 'words.json'), '{}');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function transform(code: string) {
  const emitted: unknown[] = [];
  const context = {
    emitFile: (file: unknown) => emitted.push(file),
    error: (message: string) => {
      throw new Error(message);
    },
  };
  const hook: unknown = childModules(folder).transform;
  if (typeof hook !== 'function') throw new Error('The plugin has no transform');
  const result: { code: string } | null = hook.call(context, code, join(folder, 'client.ts'));
  return { code: result?.code ?? code, emitted };
}

test('the worker becomes an entry with a plain name beside its parent', () => {
  expect(transform("new Worker(new URL('./worker.ts', import.meta.url));")).toEqual({
    code: "new Worker(new URL('./worker.js', import.meta.url));",
    emitted: [{ type: 'chunk', id: join(folder, 'worker.ts'), fileName: 'worker.js' }],
  });
});

test('a file that is read is copied beside the bundle', () => {
  expect(transform("readFileSync(new URL('./words.json', import.meta.url))")).toEqual({
    code: "readFileSync(new URL('./words.json', import.meta.url))",
    emitted: [{ type: 'asset', fileName: 'words.json', source: Buffer.from('{}') }],
  });
});

test('a target that is not there stops the build with its name', () => {
  expect(() => transform("new URL('./wrker.ts', import.meta.url)")).toThrow(
    './wrker.ts named in client.ts does not exist',
  );
});

test('other addresses stay as they are', () => {
  const code = "new URL('./icon.svg', import.meta.url); new URL('./worker.ts', base);";
  expect(transform(code)).toEqual({ code, emitted: [] });
});
