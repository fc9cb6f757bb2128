// Owns the contact centre that comes with a start of one's own: its configuration file, and the fresh secrets whose
// hashes stand in it. Made once in the data folder; afterwards the files belong to the user.
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const TEMPLATE = new URL('../../../resources/config/demo.config.json', import.meta.url);

const secretsSchema = z.object({
  /** Sign-in token of each person. */
  tokens: z.record(z.string(), z.string().min(16)),
  /** Key of the demo player's bot. */
  demoKey: z.string().min(16),
});

export interface Office {
  readonly configFile: string;
  readonly person: string;
  readonly token: string;
  readonly demoKey: string;
}

/** The office's files cannot be used; the message names the file and what to do. */
export class OfficeError extends Error {
  override readonly name = 'OfficeError';
}

const secret = (): string => randomBytes(32).toString('base64url');
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Whole or not at all: a start that is killed here leaves no half-written file. */
function write(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** As much of the configuration as hashes are written into; the router checks the whole. */
interface Template {
  readonly people: { readonly id: string; tokenHashes?: string[] }[];
  readonly bots: { readonly id: string; keyHashes?: string[] }[];
}

function make(configFile: string, secretsFile: string): void {
  const config = JSON.parse(readFileSync(TEMPLATE, 'utf8')) as Template;
  const demoKey = secret();
  const tokens: Record<string, string> = {};
  for (const person of config.people) {
    const token = secret();
    tokens[person.id] = token;
    person.tokenHashes = [hash(token)];
  }
  for (const bot of config.bots) if (bot.id === 'demo') bot.keyHashes = [hash(demoKey)];
  write(secretsFile, JSON.stringify({ tokens, demoKey }, null, 2));
  write(configFile, JSON.stringify(config, null, 2));
}

/**
 * Makes or reads the office of a data folder. Without `person`, the first one of the configuration signs in.
 * @throws OfficeError
 */
export function openOffice(folder: string, person: string | undefined): Office {
  mkdirSync(folder, { recursive: true });
  const configFile = join(folder, 'baton.config.json');
  const secretsFile = join(folder, 'secrets.json');
  if (!existsSync(configFile)) make(configFile, secretsFile);
  let secrets: z.infer<typeof secretsSchema>;
  try {
    secrets = secretsSchema.parse(JSON.parse(readFileSync(secretsFile, 'utf8')));
  } catch {
    throw new OfficeError(
      `${secretsFile} cannot be read: put it back, or move ${configFile} away to begin anew`,
    );
  }
  const chosen = person ?? Object.keys(secrets.tokens)[0] ?? '';
  const token = secrets.tokens[chosen];
  if (token === undefined) {
    throw new OfficeError(
      `--person ${chosen}: ${secretsFile} knows ${Object.keys(secrets.tokens).join(', ')}`,
    );
  }
  return { configFile, person: chosen, token, demoKey: secrets.demoKey };
}
