// Owns what a command of a person may be answered, judged by what was stored before and after it: none is carried out that
// should not be, none is refused that had to be carried out, and one that is refused leaves nothing behind.
// Refuses the desk's own rules: this is their second writing, in the words of the protocol.
import type { Head } from '#router/desk/stored.ts';
import type { CommandKind } from '#shared/protocol/commands.ts';
import type { BatonConfig } from '#shared/schema/config.ts';
import type { Handoff } from '#shared/schema/handoff.ts';
import type { Done } from './history.ts';
import { ownerIn } from './history.ts';

export interface Asked {
  readonly person: string;
  readonly k: CommandKind;
  readonly base: number | undefined;
  // What the command says, as it was sent.
  readonly d: Readonly<Record<string, unknown>>;
}

interface Answer {
  readonly ok: boolean;
  readonly refusal?: { readonly code: string };
}

/** By the owner, against the newest fence. */
const OWNERS: ReadonlySet<string> = new Set([
  ...['turn.send', 'file.put', 'handoff.wrap', 'handoff.complete', 'handoff.return', 'handoff.hold'],
  ...['handoff.resume', 'handoff.transfer', 'consult.start', 'conversation.end'],
]);

/** Whatever its owner asks is done, when it is asked rightly. */
const CERTAIN: ReadonlySet<string> = new Set(['handoff.wrap', 'handoff.return', 'draft.save']);

export const conversationOf = ({ d }: Pick<Asked, 'd'>): string | null => {
  if (typeof d.conversation === 'string') return d.conversation;
  if (typeof d.handoff === 'string') return d.handoff.split('.').slice(0, -1).join('.');
  if (typeof d.offer === 'string') return d.offer.split('.').slice(0, -2).join('.');
  return null;
};

export class Judge {
  readonly #config: BatonConfig;
  readonly #fault: (message: string) => void;
  readonly #asked = new Map<string, Asked>();
  /** Conversations as they were before the command that is judged. */
  readonly #find: (conversation: string) => Head | undefined;
  /** How often each kind was carried out and refused, and why. */
  readonly answers = new Map<string, number>();

  constructor(config: BatonConfig, find: (id: string) => Head | undefined, fault: (message: string) => void) {
    this.#config = config;
    this.#find = find;
    this.#fault = fault;
  }

  ask(device: string, n: number, asked: Asked): void {
    this.#asked.set(`${device}/${n}`, asked);
  }

  /** Of the commit that stored the answer of `device/n`. */
  take(key: string, answer: Answer, done: Done): void {
    const asked = this.#asked.get(key);
    if (asked === undefined) return this.#fault(`${key} was carried out and never asked`);
    const { k, person, base, d } = asked;
    const said = `${k} ${answer.ok ? 'ok' : answer.refusal?.code}`;
    this.answers.set(said, (this.answers.get(said) ?? 0) + 1);
    const id = conversationOf(asked);
    const before = id === null ? undefined : done.before.has(id) ? done.before.get(id) : this.#find(id);
    const wrong = (why: string) =>
      this.#fault(`${key} ${k} of ${person} against ${base}: ${why} (${JSON.stringify(d)})`);
    if (!answer.ok) {
      const left = (done.batch.puts ?? []).find(({ key }) => !/^(device\/|desk\/sequence$)/.test(key));
      if (left !== undefined || (done.batch.append ?? []).length > 0)
        wrong(`refused with ${answer.refusal?.code}, and yet ${left?.key ?? 'something'} was stored`);
      if (this.#isDue(asked, before, done.at)) wrong(`refused with ${answer.refusal?.code}`);
      return;
    }
    const reason = this.#notAllowed(asked, before);
    if (reason !== null) return wrong(`carried out, although ${reason}`);
    const missing = this.#missing(
      asked,
      id === null ? undefined : (done.after.get(id) ?? before),
      before,
      done,
    );
    if (missing !== null) wrong(`carried out, and yet ${missing}`);
  }

  /** It was asked rightly, so nothing but doing it is right. */
  #isDue({ k, person, base, d }: Asked, before: Head | undefined, at: number): boolean {
    const handoff = before?.handoff;
    if (before === undefined || handoff == null) return false;
    if (k === 'offer.accept' || k === 'offer.decline') {
      const { offer } = before;
      return (
        offer?.id === d.offer && offer?.person === person && offer.fence === base && at < offer.expiresAt
      );
    }
    if (ownerIn(before) !== person) return false;
    if (k === 'draft.save') return true;
    if (base !== handoff.fence || (d.handoff !== undefined && d.handoff !== handoff.id)) return false;
    if (k === 'turn.send') return before.closing === null && d.attachments === undefined;
    if (k === 'handoff.resume') return handoff.hold !== undefined;
    if (k === 'handoff.complete') return (d.outcome as { disposition: string }).disposition === 'solved';
    return CERTAIN.has(k);
  }

  /** Why it may not be carried out. */
  #notAllowed({ k, person, base, d }: Asked, before: Head | undefined): string | null {
    const handoff = before?.handoff ?? null;
    const owner = ownerIn(before);
    if (k === 'offer.accept' || k === 'offer.decline') {
      const offer = before?.offer;
      // Their other console was quicker.
      if (
        k === 'offer.accept' &&
        owner === person &&
        d.offer === `${handoff?.id}.${(handoff?.fence ?? 0) - 1}`
      )
        return null;
      if (offer?.id !== d.offer) return 'that offer does not stand';
      if (offer?.person !== person) return 'it is offered to somebody else';
      return offer.fence === base ? null : 'its fence is another';
    }
    if (k === 'draft.save') return owner === person ? null : `${owner} has it`;
    if (k === 'customer.unblock')
      return this.#config.people.find(({ id }) => id === person)?.roles.includes('agent')
        ? 'no lead asked'
        : null;
    if (k === 'handoff.assign') return this.#notGiven(person, d, handoff);
    if (k === 'consult.end')
      return owner === person || handoff?.consult?.person === person ? null : 'neither has it nor is asked';
    if (k === 'note.add') {
      if (owner !== person && (owner === undefined || handoff?.consult?.person !== person))
        return `${owner} has it`;
      return base === handoff?.fence ? null : `the fence is ${handoff?.fence}`;
    }
    if (k === 'context.opened')
      return owner === person || before?.offer?.person === person ? null : 'neither has it nor is offered it';
    if (k === 'handoff.label')
      return owner === person || before?.kept[person] !== undefined ? null : 'neither has nor keeps it';
    if (!OWNERS.has(k)) return null;
    if (owner !== person) return `${owner} has it`;
    if (d.handoff !== undefined && d.handoff !== handoff?.id) return `${handoff?.id} is the handoff`;
    if (base !== handoff?.fence) return `the fence is ${handoff?.fence}`;
    if (k === 'turn.send' && before?.closing !== null) return 'the customer side has closed it';
    if (k === 'conversation.end' && d.message !== undefined && before?.closing !== null)
      return 'the customer side has closed it';
    if (k === 'consult.start') {
      const { consult } = handoff ?? {};
      if (handoff?.state === 'wrapping') return 'it is being wrapped up';
      if (d.person === person) return 'it is theirs';
      if (consult !== undefined && consult.person !== d.person) return `${consult.person} is asked already`;
    }
    if (k === 'handoff.transfer') {
      const to = d.to as { readonly kind: string; readonly person?: string };
      if (before?.closing !== null || !before?.conversation.customerPresent) return 'the customer is gone';
      if (to.person === person) return 'it is theirs';
    }
    if (k === 'handoff.hold' && handoff?.state === 'wrapping') return 'it is being wrapped up';
    if (k === 'handoff.complete' && (d.outcome as { disposition: string }).disposition !== 'solved')
      return 'the disposition is none of the queue';
    return null;
  }

  /** Why a person may not give this handoff to whom they say. */
  #notGiven(person: string, d: Asked['d'], handoff: Handoff | null): string | null {
    if (handoff === null || handoff.id !== d.handoff) return `${handoff?.id} is the handoff`;
    const { people, queues } = this.#config;
    const giver = people.find(({ id }) => id === person);
    if (giver?.queues.includes(handoff.queue) !== true) return `it is of ${handoff.queue}`;
    const waits = handoff.state === 'queued' || handoff.state === 'offered';
    if (giver.roles.includes('lead')) return waits || handoff.owner !== d.person ? null : 'they have it';
    if (!waits) return `it is ${handoff.state}`;
    const chooses = queues.find(({ id }) => id === handoff.queue)?.choose === true;
    return chooses && d.person === person ? null : 'no lead asked';
  }

  /** What is not there although it was carried out. */
  #missing(
    { k, person, d }: Asked,
    after: Head | undefined,
    before: Head | undefined,
    done: Done,
  ): string | null {
    const handoff = after?.handoff;
    const last = before?.handoff;
    const is = (fine: boolean, otherwise: string) => (fine ? null : otherwise);
    switch (k) {
      case 'offer.accept':
        if (ownerIn(before) === person) return null;
        if ((handoff?.acceptedAt ?? 0) >= (before?.offer?.expiresAt ?? 0)) return 'the offer had run out';
        return is(ownerIn(after) === person && handoff?.fence === (last?.fence ?? 0) + 1, 'it is not theirs');
      case 'offer.decline':
        if ((after?.pauses[person] ?? 0) <= done.at - 29_000) return 'they are asked again at once';
        return is(
          after?.offer?.id !== d.offer && handoff?.passedBy.includes(person) === true,
          'it is still offered',
        );
      case 'turn.send':
      case 'note.add': {
        const said = done.entries.find(({ entry }) => entry.type !== 'mark' && entry.id === d.id);
        return is(
          said === undefined || said.entry.type === 'mark' || said.entry.author.id === person,
          'others said it',
        );
      }
      case 'handoff.wrap':
        return is(handoff?.state === 'wrapping', `it is ${handoff?.state}`);
      case 'handoff.complete': {
        const end = (d.outcome as { toBot: boolean }).toBot ? 'returned' : 'completed';
        return is(handoff?.state === end, `it is ${handoff?.state}`);
      }
      case 'handoff.return':
        return is(handoff?.state === 'returned', `it is ${handoff?.state}`);
      case 'conversation.end':
        return is(
          handoff?.state === 'completed' && after?.conversation.state === 'closed',
          `it is ${handoff?.state}`,
        );
      case 'handoff.transfer':
        return is(
          ownerIn(after) === undefined &&
            (handoff?.fence ?? 0) > (last?.fence ?? 0) &&
            handoff?.transfer?.by === person,
          'it was not passed on',
        );
      case 'handoff.assign':
        return is(after?.offer?.person === d.person, `${d.person} is not offered it`);
      case 'handoff.hold':
        if ((handoff?.hold?.until ?? Number.POSITIVE_INFINITY) <= (handoff?.hold?.since ?? 0))
          return 'it is held until a time that is over';
        return is(handoff?.hold !== undefined, 'it is not held');
      case 'handoff.resume':
        return is(handoff?.hold === undefined && last?.hold !== undefined, 'it was not held, or still is');
      case 'draft.save':
        return is(after?.draft === d.text, 'the draft is another');
      default:
        return null;
    }
  }
}
