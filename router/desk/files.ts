// Owns the files of a conversation: they come in parts before the reply they go with, and are whole or not there.
// Refuses: what a file may be (shared/domain/files) and handing it out (router/server/files.ts).
import { cleanName, kindOf, partsOf } from '#shared/domain/files/kinds.ts';
import type { FilePart } from '#shared/protocol/edge.ts';
import type { Attachment } from '#shared/schema/conversation.ts';
import { LIMITS } from '#shared/schema/primitives.ts';
import type { Change } from './change.ts';
import { fileKey, filePartKey } from './keys.ts';
import type { Reply } from './port.ts';
import { done, refused } from './replies.ts';
import type { Work } from './state.ts';
import type { StoredFile } from './stored.ts';

/** Files one conversation may have. */
const MOST = 100;

/** One part, in order. A part that is there already is done. */
export function putFile(change: Change, work: Work, given: FilePart): Reply {
  const { head } = work;
  const { file, name, type, size, part } = given;
  const files = head.files ?? {};
  const known = files[file];
  if (known === undefined && part !== 0) return refused('invalid', `file.put: ${file} begins with part 0`);
  if (
    known !== undefined &&
    (known.name !== cleanName(name, type) || known.type !== type || known.size !== size)
  )
    return refused('operation_mismatch', `file.put: ${file} is already there as another file`);
  const parts = partsOf(size);
  const got = known?.got ?? 0;
  if (part >= parts) return refused('invalid', `file.put: ${file} has ${parts} parts`);
  if (part < got) return done();
  if (part > got) return refused('invalid', `file.put: part ${got} of ${file} is expected, not ${part}`);
  const bytes = Buffer.from(given.data, 'base64');
  const wanted = part === parts - 1 ? size - part * LIMITS.filePart : LIMITS.filePart;
  if (bytes.length !== wanted)
    return refused('invalid', `file.put: part ${part} of ${file} has ${bytes.length} bytes, not ${wanted}`);
  if (part === 0 && kindOf(bytes, name) !== type)
    return refused('invalid', `file.put: ${file} is not of type ${type}, or may not be sent`);
  if (known === undefined && Object.keys(files).length >= MOST)
    return refused('invalid', `file.put: a conversation has at most ${MOST} files`);
  const number = known?.number ?? Object.keys(files).length + 1;
  const { id } = head.conversation;
  head.files = { ...files, [file]: { number, name: cleanName(name, type), type, size, got: part + 1 } };
  change.put(filePartKey(id, number, part), given.data);
  change.touch(work);
  return done();
}

/** The files of a turn as everybody will know them; or which of them is not there whole. */
export function attachmentsOf(
  work: Work,
  wanted: readonly string[],
): Attachment[] | { readonly missing: string } {
  const { conversation, files = {} } = work.head;
  const found: Attachment[] = [];
  for (const file of wanted) {
    const known = files[file];
    if (known === undefined || known.got < partsOf(known.size)) return { missing: file };
    const { number, name, type, size } = known;
    found.push({ id: `${conversation.id}.f${number}`, name, type, size });
  }
  return found;
}

/** From here on it may be read by whoever may read the turn, and by the bot. */
export function publish(change: Change, work: Work, attachments: readonly Attachment[]): void {
  const { bot } = work.head.conversation;
  for (const { id, name, type, size } of attachments)
    change.put(fileKey(id), JSON.stringify({ bot, name, type, size } satisfies StoredFile));
}
