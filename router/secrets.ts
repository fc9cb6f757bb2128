// Owns where secrets are: in the environment (`env:NAME`) or in a file of their own (`file:PATH`, as container platforms mount
// them). They are read at each use, so that they can be rotated. Refuses: keeping or telling them.
import { readFileSync } from 'node:fs';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What it names is not there, or is no secret. */
export class SecretError extends Error {
  override readonly name = 'SecretError';
}

const SHORTEST = 16;

function found(name: string, environment: Environment): { readonly what: string; readonly value: string } {
  const place = name.slice(name.indexOf(':') + 1);
  if (name.startsWith('env:')) {
    const what = `the environment variable ${place}`;
    const value = environment[place];
    if (value === undefined) throw new SecretError(`${what} is not set`);
    return { what, value };
  }
  try {
    return { what: place, value: readFileSync(place, 'utf8').trim() };
  } catch (error) {
    throw new SecretError(`${place} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

/** What is named by neither way is the secret itself. `shortest`: characters, less is a mistake. @throws SecretError */
export function readSecret(name: string, environment: Environment, shortest = SHORTEST): string {
  if (!/^(env|file):/.test(name)) return name;
  const { what, value } = found(name, environment);
  if (value.length < shortest) throw new SecretError(`${what} is shorter than ${shortest} characters`);
  if (/[^\x20-\x7e]/.test(value)) throw new SecretError(`${what} holds characters that no header can`);
  return value;
}
