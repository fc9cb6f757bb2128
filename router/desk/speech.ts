// Owns what a person writes: replies to the customer, notes between colleagues, half-written replies.
// Refuses: who may write (person-commands.ts).
import { moved } from '#shared/domain/handoff/states.ts';
import type { CommandData } from '#shared/protocol/commands.ts';
import type { Attachment, Mention, Note, Turn } from '#shared/schema/conversation.ts';
import type { Change } from './change.ts';
import { say } from './conversations.ts';
import { attachmentsOf, publish } from './files.ts';
import { mentionsKey } from './keys.ts';
import type { Reply } from './port.ts';
import { done, firstName, refused } from './replies.ts';
import { type Person, standing, type Work } from './state.ts';
import { ownerOf } from './stored.ts';

/** Mentions a person is told again when their feed begins anew, and characters of each. */
const MENTIONS = 50;
const MENTION_TEXT = 500;

export function sendTurn(
  change: Change,
  person: Person,
  device: string,
  work: Work,
  { id, text, attachments = [] }: CommandData<'turn.send'>,
): Reply {
  const { head } = work;
  const known = work.said.get(id);
  if (known !== undefined) {
    if (known.type === 'turn' && known.author.id === person.config.id && known.text === text)
      return done({ seq: known.seq, index: known.index });
    return refused('operation_mismatch', `turn.send: ${id} is already there with another text`);
  }
  if (head.closing !== null)
    return refused('wrong_state', 'turn.send: the customer side has closed the conversation');
  const files = attachmentsOf(work, attachments);
  if ('missing' in files) return refused('invalid', `attachments: ${files.missing} is not there whole`);
  const { seq, index } = speak(change, work, person, id, text, files);
  if (head.draft.trim() === text.trim()) setDraft(change, person, device, work, '');
  return done({ seq, index });
}

/** Says it to the customer, as the owner. */
export function speak(
  change: Change,
  work: Work,
  person: Person,
  id: string,
  text: string,
  files: readonly Attachment[] = [],
): Turn {
  const { head } = work;
  const { id: self, name } = person.config;
  const handoff = standing(work);
  const first = handoff.firstReplyAt === undefined ? { firstReplyAt: change.now } : {};
  head.handoff = {
    ...handoff,
    ...first,
    state: handoff.state === 'accepted' ? moved('accepted', 'active') : handoff.state,
  };
  const turn = say(
    change,
    work,
    { id: self, name },
    {
      ...{ id, role: 'HUMAN_AGENT', text, at: change.now, delivery: 'router' },
      ...(files.length === 0 ? {} : { attachments: [...files] }),
    },
  );
  publish(change, work, files);
  const attachments = files.map((file) => ({ ...file, url: `/v1/files/${file.id}` }));
  change.tellBot(work, 'human.turn', {
    ...{ id, index: turn.index, text, agent: { name: firstName(name) } },
    ...(files.length === 0 ? {} : { attachments }),
  });
  return turn;
}

export function addNote(
  change: Change,
  person: Person,
  work: Work,
  { id, text, mentions = [] }: CommandData<'note.add'>,
): Reply {
  const { id: self, name } = person.config;
  const known = work.said.get(id);
  if (known !== undefined) {
    if (known.type === 'note' && known.author.id === self && known.text === text)
      return done({ seq: known.seq });
    return refused('operation_mismatch', `note.add: ${id} is already there with another text`);
  }
  const named = [...new Set(mentions)];
  const stranger = named.find((one) => change.state.people.get(one)?.removed !== false);
  if (stranger !== undefined) return refused('invalid', `mentions: ${stranger} does not work here`);
  const note = change.add(work, {
    type: 'note',
    at: change.now,
    id,
    author: { id: self, name },
    text,
    ...(named.length === 0 ? {} : { mentions: named }),
  });
  if (note.type === 'note') for (const one of named) if (one !== self) mention(change, work, one, note);
  return done({ seq: note.seq });
}

/** Told to the person named, wherever they work; it gives no right to the conversation. */
function mention(change: Change, { head }: Work, person: string, { seq, at, author, text }: Note): void {
  const { id: conversation, customer } = head.conversation;
  const made: Mention = {
    id: `${conversation}.m${seq}`,
    at,
    from: author,
    conversation,
    customer: customer.name,
    text: text.slice(0, MENTION_TEXT),
  };
  const list = [...(change.state.mentions.get(person) ?? []), made].slice(-MENTIONS);
  change.state.mentions.set(person, list);
  change.put(mentionsKey(person), JSON.stringify(list));
  change.tell(person, 'mention.added', JSON.stringify({ mention: made }));
}

/** Only the owner's own feed hears of a draft. It has no fence: it is theirs as long as the work is. */
export function saveDraft(
  change: Change,
  person: Person,
  device: string,
  work: Work,
  { text }: CommandData<'draft.save'>,
): Reply {
  if (ownerOf(work.head) !== person.config.id)
    return refused('not_owner', 'draft.save: the conversation is not yours', work);
  setDraft(change, person, device, work, text);
  return done();
}

function setDraft(change: Change, person: Person, device: string, work: Work, text: string): void {
  const { head } = work;
  if (head.draft === text) return;
  head.draft = text;
  change.tell(
    person.config.id,
    'draft.changed',
    JSON.stringify({ conversation: head.conversation.id, text, device }),
  );
  change.touch(work);
}
