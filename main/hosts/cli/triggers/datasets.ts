// Owns reading the labelled conversations that weights are learned and measured on (--data or BATON_DATA).
// Refuses: keeping any of it; nothing of the texts is copied into the product.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { HeardTurn, Role } from '#shared/domain/trigger/signals.ts';
import { UsageError } from '../usage.ts';

export interface Example {
  /** The file. */
  readonly file: string;
  /** The part of the file that is left out together: a domain, a bot. */
  readonly source: string;
  /** Drawn and folded together: a conversation, or one text. */
  readonly group: string;
  readonly intent: string;
  /** Turns before, and the one that is labelled last. */
  readonly turns: readonly HeardTurn[];
  readonly labels: Readonly<Record<string, 0 | 1>>;
}

export const FILES = [
  'nlupp',
  'hint3',
  'bitext',
  'dstc11',
  'multidogo',
  'clinc150',
  'banking77',
  'goemotions',
  'dbdc3',
  'tau_airline',
  'facility',
] as const;

/** `human: 0` that a person reads as a request for one: taken as not labelled, never learned as a refusal. */
export const UNLABELLED_HUMAN: readonly string[] = [
  'i need to speak to customer service regarding my flight',
  'i need to talk to someone about a fraudulent activity on my card',
];

const ROLES: Readonly<Record<string, Role>> = {
  customer: 'END_USER',
  bot: 'AUTOMATED_AGENT',
  agent: 'HUMAN_AGENT',
};

interface Line {
  readonly text?: string;
  readonly source: string;
  readonly intent?: string;
  readonly conversationId?: string;
  readonly labels?: Readonly<Record<string, number | null>>;
  readonly turns?: readonly { role: string; text: string; labels?: Readonly<Record<string, unknown>> }[];
}

export function folderOf(given: string | undefined): string {
  const folder = resolve(given ?? process.env.BATON_DATA ?? '../shared/data', 'triggers');
  if (!existsSync(folder))
    throw new UsageError(`${folder} is not there: name the data with --data or BATON_DATA`);
  return folder;
}

export const hashOf = (folder: string, file: string): string =>
  createHash('sha256')
    .update(readFileSync(join(folder, `${file}.jsonl`)))
    .digest('hex');

const known = (labels: Readonly<Record<string, unknown>> | undefined): Record<string, 0 | 1> =>
  Object.fromEntries(
    Object.entries(labels ?? {}).filter(([, value]) => value === 0 || value === 1),
  ) as Record<string, 0 | 1>;

export function readExamples(folder: string, files: readonly string[] = FILES): Example[] {
  return files.flatMap((file) =>
    readFileSync(join(folder, `${file}.jsonl`), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .flatMap((text, index) => examplesOf(file, JSON.parse(text) as Line, index)),
  );
}

function examplesOf(file: string, line: Line, index: number): Example[] {
  const { source, intent = '' } = line;
  if (line.text !== undefined) {
    const labels = known(line.labels);
    if (UNLABELLED_HUMAN.includes(line.text)) delete labels.human;
    const group = `${file}/${line.text.toLowerCase()}`;
    return [{ file, source, group, intent, turns: [{ role: 'END_USER', text: line.text }], labels }];
  }
  const turns = (line.turns ?? []).map(({ role, text }) => ({ role: ROLES[role] ?? 'END_USER', text }));
  return (line.turns ?? []).flatMap(({ labels }, at) => {
    const given = known(labels);
    if (Object.keys(given).length === 0) return [];
    return [
      {
        file,
        source,
        group: `${file}/${line.conversationId ?? index}`,
        intent,
        turns: turns.slice(0, at + 1),
        labels: given,
      },
    ];
  });
}
