// Owns what has to be known over a restart: which messages were dealt with, how far the mailbox was read, whose thread a
// conversation is, what was sent, and who still waits for a queue to open. One file of lines, each on disk before anything goes on.
// Refuses: what to do with any of it (channel.ts).
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { z } from 'zod';
import type { Thread } from './mapping.ts';

const address = z.object({ name: z.string(), address: z.string() });
const thread = z.object({
  customer: address,
  to: address,
  subject: z.string(),
  references: z.array(z.string()),
});

const entry = z.discriminatedUnion('t', [
  /** Messages that came before are nobody's business here. */
  z.object({ t: z.literal('begun'), at: z.number() }),
  /** The mailbox has new numbers: up to this one it held messages already. */
  z.object({ t: z.literal('numbered'), at: z.number(), validity: z.string(), uid: z.int() }),
  /** `uid` of `validity` is dealt with, whatever became of it. */
  z.object({
    t: z.literal('read'),
    at: z.number(),
    validity: z.string(),
    uid: z.int(),
    id: z.string().optional(),
  }),
  z.object({ t: z.literal('thread'), at: z.number(), conversation: z.string(), message: z.string(), thread }),
  /** `false` where no person could be asked, and it is tried again. */
  z.object({ t: z.literal('asked'), at: z.number(), conversation: z.string(), asked: z.boolean() }),
  z.object({ t: z.literal('sent'), at: z.number(), event: z.string() }),
]);
type Entry = z.infer<typeof entry>;

/** Threads without a message for so long are forgotten, ms: half a year. */
const KEPT = 180 * 86_400_000;

function linesOf(file: string): Entry[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((line, n): Entry[] => {
    if (line === '') return [];
    const read = entry.safeParse(parsed(line));
    if (read.success) return [read.data];
    // A crash cut the last one short: it was not on disk, and what it tells of is done again.
    if (n === lines.length - 1) return [];
    throw new Error(`${file}, line ${n + 1}: this is no line of a mail journal`);
  });
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** How far the mailbox was read is never forgotten, however long ago that was. */
function keptOf(all: readonly Entry[], since: number): Entry[] {
  const furthest = new Map<string, Entry>();
  for (const each of all)
    if (each.t === 'read') {
      const before = furthest.get(each.validity);
      if (before?.t !== 'read' || before.uid < each.uid) furthest.set(each.validity, each);
    }
  return all.filter(
    (each) =>
      each.t === 'begun' ||
      each.t === 'numbered' ||
      each.at > since ||
      (each.t === 'read' && furthest.get(each.validity) === each),
  );
}

export type Journal = ReturnType<typeof openJournal>;

/** @throws Error that names file and line when it holds something else. */
export function openJournal(file: string, now: () => number) {
  const all = linesOf(file);
  const kept = keptOf(all, now() - KEPT);
  const begun = all.find((each) => each.t === 'begun')?.at ?? now();
  // Written anew at each start, without what is forgotten and the torn end, and added to from there.
  const handle = openSync(`${file}.new`, 'w', 0o600);
  const write = (entries: readonly Entry[]): void => {
    writeSync(handle, entries.map((each) => `${JSON.stringify(each)}\n`).join(''));
    fsyncSync(handle);
  };
  write(kept);
  renameSync(`${file}.new`, file);

  const ids = new Set<string>();
  const threads = new Map<string, Thread>();
  const conversations = new Map<string, string>();
  const waiting = new Set<string>();
  const sent = new Set<string>();
  const last = new Map<string, number>();
  const numbered = new Map<string, number>();

  function apply(each: Entry): void {
    switch (each.t) {
      case 'begun':
        return;
      case 'numbered':
        // The first numbers of all: what is there was there before this was.
        if (numbered.size === 0) last.set(each.validity, each.uid);
        numbered.set(each.validity, each.uid);
        return;
      case 'read':
        last.set(each.validity, Math.max(each.uid, last.get(each.validity) ?? 0));
        if (each.id !== undefined) ids.add(each.id);
        return;
      case 'thread':
        threads.set(each.conversation, each.thread);
        conversations.set(each.message, each.conversation);
        return;
      case 'asked':
        if (each.asked) waiting.delete(each.conversation);
        else waiting.add(each.conversation);
        return;
      case 'sent':
        sent.add(each.event);
    }
  }
  function add(...entries: readonly Entry[]): void {
    write(entries);
    entries.forEach(apply);
  }
  kept.forEach(apply);
  if (kept.length === 0) add({ t: 'begun', at: begun });

  return {
    begun,
    /** The highest UID that is dealt with, or 0. */
    last: (validity: string): number => last.get(validity) ?? 0,
    isNumbered: (validity: string): boolean => numbered.has(validity),
    /** Whether the message was there when the mailbox got these numbers. */
    isRenumbered: (validity: string, uid: number): boolean => uid <= (numbered.get(validity) ?? 0),
    numbered: (validity: string, uid: number): void => add({ t: 'numbered', at: now(), validity, uid }),
    knows: (id: string): boolean => ids.has(id),
    thread: (conversation: string): Thread | undefined => threads.get(conversation),
    /** Of the first of these messages that is known. */
    conversationOf: (messages: readonly string[]): string | undefined =>
      messages.map((id) => conversations.get(id)).find((each) => each !== undefined),
    waiting: (): readonly string[] => [...waiting],
    isSent: (event: string): boolean => sent.has(event),
    read: (validity: string, uid: number, id?: string): void =>
      add({ t: 'read', at: now(), validity, uid, ...(id === undefined ? {} : { id }) }),
    keep: (conversation: string, message: string, kept: Thread): void =>
      add({
        ...{ t: 'thread', at: now(), conversation, message },
        thread: { ...kept, references: [...kept.references] },
      }),
    asked: (conversation: string, asked: boolean): void => {
      if (waiting.has(conversation) === asked) add({ t: 'asked', at: now(), conversation, asked });
    },
    sent: (event: string): void => add({ t: 'sent', at: now(), event }),
    close: (): void => closeSync(handle),
  };
}
