// A settings file that somebody or something broke: it is set aside, said, and the console starts.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { settings } from '#shared/contract/settings.ts';
import { settingsFile } from './settings-file.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-settings-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ['{"theme":"dark"', 1],
  ['\u0000\u0000', 1],
  ['', 1],
  ['null', 0],
  ['5', 0],
  ['[]', 0],
])('a file of %j is no settings, and the next ones are kept', async (content, aside) => {
  const file = join(folder, 'settings.json');
  writeFileSync(file, content);
  const warned: string[] = [];
  const nothing = (): void => undefined;
  const port = settingsFile(folder, { info: nothing, error: nothing, warn: (line) => warned.push(line) });
  expect(Object.keys((await port.read()) ?? {})).toEqual([]);
  expect(warned).toHaveLength(aside);
  // What a person may still want of it is beside it.
  if (aside > 0) expect(readFileSync(`${file}.aside`, 'utf8')).toBe(content);
  const next = settings.parse({ theme: 'light' });
  await port.write(next);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(next);
});
