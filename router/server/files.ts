// Owns handing out files that went with replies: to people who may see the turn, and to the bot it was said through.
// Refuses: taking them in (router/desk/files.ts).
import { partsOf } from '#shared/domain/files/kinds.ts';
import type { Attachment } from '#shared/schema/conversation.ts';
import { fileKey, fileOf, filePartKey, keptKey } from '../desk/keys.ts';
import { filesIn, grantFromStored, liveRight, readClosed, type StoredFile } from '../desk/stored.ts';
import type { Engine } from '../engine/port.ts';
import type { Clerk } from './clerk.port.ts';

interface FilePart {
  readonly name: string;
  readonly type: string;
  readonly parts: number;
  /** Base64. */
  readonly data: string;
}

type Reading = Pick<Engine, 'get' | 'scan' | 'now'>;

async function partOf(
  engine: Reading,
  { id, name, type, size }: Attachment,
  index: number,
): Promise<FilePart | null> {
  const place = fileOf(id);
  const stored = place && (await engine.get(filePartKey(place.conversation, place.number, index)));
  return stored ? { name, type, parts: partsOf(size), data: stored.value } : null;
}

/** The whole file, for the bot through which it was said; null for any other. */
export async function fileForBot(
  engine: Reading,
  bot: string,
  id: string,
): Promise<{ readonly name: string; readonly type: string; readonly bytes: Buffer<ArrayBuffer> } | null> {
  const stored = await engine.get(fileKey(id));
  if (stored === null) return null;
  const { bot: owner, name, type, size } = JSON.parse(stored.value) as StoredFile;
  if (owner !== bot) return null;
  const parts: Buffer[] = [];
  for (let index = 0; index < partsOf(size); index++) {
    const one = await partOf(engine, { id, name, type, size }, index);
    if (one === null) return null;
    parts.push(Buffer.from(one.data, 'base64'));
  }
  return { name, type, bytes: Buffer.concat(parts) };
}

export function createFiles(engine: Reading, clerk: Pick<Clerk, 'view'>) {
  /** The files of the turns a person may see now. */
  async function visible(person: string, conversation: string): Promise<readonly Attachment[]> {
    const { value } = await clerk.view([], (desk) => desk.attachments(person, conversation));
    if (value !== null) return value;
    const kept = await engine.get(keptKey(person, conversation));
    if (kept === null || (JSON.parse(kept.value) as { until: number }).until <= engine.now()) return [];
    const closed = await readClosed(engine, conversation);
    if (closed === null || liveRight(closed.head, person) !== null) return [];
    return filesIn(grantFromStored(closed.head, closed.entries, person));
  }

  return {
    /** Null when this person may not see it, or there is none. @throws UnavailableError */
    async part(person: string, conversation: string, file: string, index: number): Promise<FilePart | null> {
      const found = (await visible(person, conversation)).find(({ id }) => id === file);
      return found === undefined ? null : partOf(engine, found, index);
    },
  };
}

export type Files = ReturnType<typeof createFiles>;
