// Owns the files a person adds to a reply: what may be sent is decided here before anything is kept, and again by the
// router. And reading a file, from this device while it is here, else from the router in parts.

import type { Handlers } from '#shared/contract/calls.ts';
import { CallError } from '#shared/contract/errors.ts';
import { cleanName, endingOf, kindOf } from '#shared/domain/files/kinds.ts';
import { LIMITS } from '#shared/schema/primitives.ts';
import type { Core } from '../core.ts';
import { notFound } from '../refusals.ts';

const invalid = (detail: 'too_large' | 'too_many' | 'empty' | 'type' | 'contents'): CallError =>
  new CallError({ code: 'invalid_input', message: `error.file_${detail}`, detail });
export const attachmentHandlers = ({ store, ports, downloads, staged, seen, owned }: Core) =>
  ({
    async add({ conversation, name, data }) {
      owned(seen(conversation));
      const bytes = Buffer.from(data, 'base64');
      if (bytes.length === 0) throw invalid('empty');
      if (bytes.length > LIMITS.fileBytes) throw invalid('too_large');
      const mine = staged.get(conversation) ?? new Set<string>();
      if (mine.size >= LIMITS.attachments) throw invalid('too_many');
      const type = kindOf(bytes, name);
      if (type === null) throw invalid(endingOf(name) === undefined ? 'type' : 'contents');
      const attachment = { id: ports.ids.next(), name: cleanName(name, type), type, size: bytes.length };
      staged.set(conversation, mine.add(attachment.id));
      try {
        await store.addFile(conversation, attachment, bytes);
      } catch (error) {
        mine.delete(attachment.id);
        throw error;
      }
      return { attachment };
    },
    async remove({ conversation, id }) {
      if (staged.get(conversation)?.has(id) !== true) throw notFound();
      await store.dropFiles([id]);
      staged.get(conversation)?.delete(id);
      return {};
    },
    async read({ conversation, id }) {
      seen(conversation);
      const here = await store.file(id);
      if (here !== null) {
        if (here.conversation !== conversation) throw notFound();
        const parts: Uint8Array[] = [];
        for (
          let part = await store.filePart(id, 0);
          part !== null;
          part = await store.filePart(id, parts.length)
        )
          parts.push(part);
        return { name: here.name, type: here.type, data: Buffer.concat(parts).toString('base64') };
      }
      const { name, type, bytes } = await downloads.file(conversation, id);
      return { name, type, data: bytes.toString('base64') };
    },
  }) satisfies Handlers<'attachment'>;
