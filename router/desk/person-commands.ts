// Owns what a person may ask of the desk, and when it is refused: not theirs, too old, too late.
// A person who never had to do with a conversation is told that there is none.
import { isOwned } from '#shared/domain/handoff/states.ts';
import type { Command, CommandData } from '#shared/protocol/commands.ts';
import { assign } from './assigning.ts';
import { endOutright, unblock } from './blocks.ts';
import type { Change } from './change.ts';
import { startConsult, stopConsult } from './consults.ts';
import { addDisplay, revokeDisplay } from './displays.ts';
import { putFile } from './files.ts';
import { accept, end, label, wrap } from './handoffs.ts';
import { hold, resume } from './holds.ts';
import { parentOf } from './keys.ts';
import { declineOffer } from './offers.ts';
import { setPresence } from './people.ts';
import { publishPolicy, undoPolicy } from './policies.ts';
import type { Reply } from './port.ts';
import { done, refused } from './replies.ts';
import { addNote, saveDraft, sendTurn } from './speech.ts';
import { keptId, type Person, standing, type Work } from './state.ts';
import { consultedOf, liveRight, ownerOf } from './stored.ts';
import { transfer } from './transfers.ts';

export interface Asked {
  readonly person: Person;
  readonly device: string;
  readonly base: number | undefined;
  readonly command: Command;
}

/** The conversation a command is about, or null. */
export function conversationOf({ k, d }: Command): string | null {
  if (k === 'presence.set' || k === 'customer.unblock' || k === 'display.add' || k === 'display.revoke')
    return null;
  if (k === 'policy.publish' || k === 'policy.undo') return null;
  if (k === 'offer.accept' || k === 'offer.decline') return parentOf(parentOf(d.offer) ?? '');
  return 'handoff' in d ? parentOf(d.handoff) : d.conversation;
}

export function handlePerson(change: Change, asked: Asked, find: (id: string) => Work | null): Reply {
  const { person, command } = asked;
  if (command.k === 'presence.set') return setPresence(change, person, command.d);
  if (command.k === 'display.add') return addDisplay(change, person, command.d);
  if (command.k === 'display.revoke') return revokeDisplay(change, person, command.d);
  if (command.k === 'policy.publish') return publishPolicy(change, person, command.d);
  if (command.k === 'policy.undo') return undoPolicy(change, person, command.d);
  if (command.k === 'customer.unblock') return unblock(change, person, command.d);
  const conversation = conversationOf(command);
  const work = conversation === null ? null : find(conversation);
  if (command.k === 'handoff.assign') return assign(change, work, person, command.d);
  if (work === null || !work.head.known.includes(person.config.id)) {
    return refused('not_found', `${command.k}: there is nothing of that id for you`);
  }
  switch (command.k) {
    case 'offer.accept':
    case 'offer.decline':
      return answerOffer(change, asked, work, command);
    case 'turn.send':
      return owning(asked, work, null) ?? sendTurn(change, person, asked.device, work, command.d);
    case 'file.put':
      return owning(asked, work, null) ?? putFile(change, work, command.d);
    case 'note.add':
      return mayNote(asked, work) ?? addNote(change, person, work, command.d);
    case 'draft.save':
      return saveDraft(change, person, asked.device, work, command.d);
    case 'context.opened':
      return openContext(change, person, work, command.d);
    case 'context.hinted':
      return owning(asked, work, command.d.handoff) ?? countHint(change, work, command.d);
    case 'handoff.wrap':
      return owning(asked, work, command.d.handoff) ?? beginWrap(change, work);
    case 'handoff.complete':
      return owning(asked, work, command.d.handoff) ?? complete(change, work, command.d);
    case 'handoff.return':
      return owning(asked, work, command.d.handoff) ?? giveBack(change, work, command.d);
    case 'handoff.label':
      return giveLabel(change, person, work, command.d);
    case 'handoff.hold':
      return owning(asked, work, command.d.handoff) ?? hold(change, work, command.d);
    case 'handoff.resume':
      return owning(asked, work, command.d.handoff) ?? resume(change, work, person);
    case 'handoff.transfer':
      return owning(asked, work, command.d.handoff) ?? transfer(change, work, person, command.d);
    case 'consult.start':
      return owning(asked, work, command.d.handoff) ?? startConsult(change, work, command.d);
    case 'consult.end':
      return stopConsult(change, work, person, command.d);
    case 'conversation.end':
      return owning(asked, work, command.d.handoff) ?? endOutright(change, work, person, command.d);
  }
}

/** Why a command of the owner is refused, or null when the person owns the handoff and saw its newest fence. */
function owning({ person, base, command }: Asked, work: Work, handoff: string | null): Reply | null {
  const { head } = work;
  const owner = ownerOf(head);
  if (owner !== person.config.id) {
    // A repeat of what was done already would be answered by the clerk; here it is over or somebody else's.
    if (owner === null && head.handoff?.owner === person.config.id)
      return refused('wrong_state', `${command.k}: the handoff is over`);
    return refused('not_owner', `${command.k}: the conversation is not yours`, work);
  }
  if (handoff !== null && head.handoff?.id !== handoff)
    return refused('wrong_state', `${command.k}: that handoff is over`);
  return fenced(base, head.handoff?.fence ?? 0, command.k);
}

/** A note may also come from whom the owner consults. */
function mayNote(asked: Asked, work: Work): Reply | null {
  if (consultedOf(work.head) !== asked.person.config.id) return owning(asked, work, null);
  return fenced(asked.base, work.head.handoff?.fence ?? 0, asked.command.k);
}

function fenced(base: number | undefined, fence: number, kind: string): Reply | null {
  if (base === undefined) return refused('invalid', `base: ${kind} needs the fence it was made against`);
  return base === fence ? null : refused('stale_fence', `${kind}: made against ${base}, now ${fence}`);
}

type Answer = Extract<Command, { k: 'offer.accept' | 'offer.decline' }>;

function answerOffer(change: Change, { person, base }: Asked, work: Work, command: Answer): Reply {
  const { head } = work;
  const { offer, handoff } = head;
  if (command.k === 'offer.accept' && handoff !== null && ownerOf(head) === person.config.id) {
    // Their other console was quicker: they have what they asked for.
    if (command.d.offer === `${handoff.id}.${handoff.fence - 1}`)
      return done({ handoff: handoff.id, fence: handoff.fence });
  }
  if (
    offer === null ||
    offer.id !== command.d.offer ||
    offer.person !== person.config.id ||
    change.now >= offer.expiresAt
  ) {
    return refused('offer_gone', `${command.k}: the offer is over`, work);
  }
  const stale = fenced(base, offer.fence, command.k);
  if (stale !== null) return stale;
  if (command.k === 'offer.decline') {
    declineOffer(change, work, person, command.d.reason);
    return done();
  }
  if (person.load > person.config.capacity)
    return refused('over_capacity', 'offer.accept: you have no room for it');
  accept(change, work, person);
  const { id, fence } = standing(work);
  return done({ handoff: id, fence });
}

/** The receipt: the first time counts, and it cannot lie before the offer or in the future. */
function openContext(
  change: Change,
  person: Person,
  work: Work,
  { handoff: id, at }: CommandData<'context.opened'>,
): Reply {
  const { head } = work;
  const handoff = head.handoff;
  const right = liveRight(head, person.config.id);
  if (handoff === null || handoff.id !== id || right === null || right === 'consulted') {
    return refused('not_owner', 'context.opened: the handoff is not yours', work);
  }
  if (handoff.contextOpenedAt !== undefined) return done();
  const earliest = head.offer?.madeAt ?? handoff.queuedAt ?? handoff.initiatedAt;
  head.handoff = { ...handoff, contextOpenedAt: Math.min(change.now, Math.max(earliest, at)) };
  change.touch(work);
  return done();
}

function countHint(change: Change, work: Work, { what }: CommandData<'context.hinted'>): Reply {
  const handoff = standing(work);
  const hints = { shown: 0, inserted: 0, ignored: 0, ...handoff.hints };
  work.head.handoff = { ...handoff, hints: { ...hints, [what]: hints[what] + 1 } };
  change.touch(work);
  return done();
}

function giveBack(change: Change, work: Work, { reason }: CommandData<'handoff.return'>): Reply {
  end(change, work, { state: 'returned', reason });
  return done();
}

function beginWrap(change: Change, work: Work): Reply {
  if (standing(work).state === 'wrapping') return done();
  wrap(change, work);
  return done();
}

function complete(
  change: Change,
  work: Work,
  { outcome, label: given, category }: CommandData<'handoff.complete'>,
): Reply {
  const { queue } = standing(work);
  const known = change.state.queues.get(queue)?.config.dispositions;
  if (known !== undefined && !known.some(({ id }) => id === outcome.disposition)) {
    return refused(
      'invalid',
      `outcome.disposition: ${outcome.disposition} is not one of ${known.map(({ id }) => id).join(', ')}`,
    );
  }
  end(change, work, {
    state: outcome.toBot ? 'returned' : 'completed',
    outcome,
    judged: given === undefined ? undefined : { label: given, category },
  });
  return done();
}

/** By whoever has it, or had it and still keeps it. */
function giveLabel(
  change: Change,
  person: Person,
  work: Work,
  { handoff, ...given }: CommandData<'handoff.label'>,
): Reply {
  const { id } = person.config;
  const { head } = work;
  const current = head.handoff;
  const owns = current?.id === handoff && isOwned(current.state) && current.owner === id;
  const keeps =
    head.kept[id]?.handoff.id === handoff && change.state.kept.has(keptId(id, head.conversation.id));
  if (!owns && !keeps)
    return refused('not_owner', 'handoff.label: you neither have nor keep the handoff', work);
  label(change, work, person, handoff, given);
  return done();
}
