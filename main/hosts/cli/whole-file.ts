// Owns writing a file of JSON lines whole or not at all: it stands beside its place until the last line is there.
import { once } from 'node:events';
import { createWriteStream, renameSync, rmSync } from 'node:fs';
import { finished } from 'node:stream/promises';
import { UsageError } from './usage.ts';

/**
 * `fill` is given what writes one line; where it throws, nothing is left behind.
 * @throws UsageError where the file cannot be written
 */
export async function writeWhole(
  file: string,
  fill: (write: (line: unknown) => Promise<void>) => Promise<void>,
): Promise<void> {
  const part = `${file}.part`;
  const out = createWriteStream(part, { mode: 0o600 });
  const failed = new Promise<never>((_, reject) => {
    out.once('error', (error) => reject(new UsageError(`${file}: ${error.message}`)));
  });
  failed.catch(() => undefined);
  try {
    await fill(async (line) => {
      if (!out.write(`${JSON.stringify(line)}\n`)) await Promise.race([once(out, 'drain'), failed]);
    });
    out.end();
    await Promise.race([finished(out), failed]);
    renameSync(part, file);
  } catch (error) {
    out.destroy();
    rmSync(part, { force: true });
    throw error;
  }
}
