// Owns where a command finds the key of a bot: in a file, or in BATON_KEY. It is never an option's value.
import { readFileSync } from 'node:fs';
import { UsageError } from './usage.ts';

/** @throws UsageError that names the command. */
export function keyOf(file: string | undefined, command: string): string {
  if (file === undefined) {
    const key = process.env.BATON_KEY;
    if (!key) throw new UsageError(`${command} needs --key-file FILE, or the bot key in BATON_KEY`);
    return key;
  }
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new UsageError(`--key-file ${file} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}
