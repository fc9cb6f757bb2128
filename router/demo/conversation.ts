// Owns one played conversation: the recorded words at human pace, the handoff, the answers to a person, the end.
import { BatonError, type Client, type HandoffStatus } from '#sdk/index.ts';
import type { Mailbox } from './mailbox.ts';
import type { Chance } from './random.ts';
import { contextUpTo, type Recording } from './recordings.ts';

export type Phase = 'bot' | 'waiting' | 'human';

interface Play {
  readonly id: string;
  readonly recording: Recording;
  readonly closing: string;
  readonly client: Client;
  readonly mailbox: Mailbox;
  readonly chance: Chance;
  /** Waits `ms` of demo time. */
  readonly pause: (ms: number) => Promise<void>;
  /** A signal that ends after `ms` of demo time, or with the demo. */
  readonly within: (ms: number) => AbortSignal;
  readonly enter: (phase: Phase) => void;
}

const READING = 1_500;
const MOST_TYPING = 14_000;
const typing = (text: string, msPerCharacter: number) =>
  Math.min(READING + text.length * msPerCharacter, MOST_TYPING);
const MINUTE = 60_000;

/** Over for this conversation, whatever comes. */
const ENDED: ReadonlySet<HandoffStatus['status']> = new Set(['completed', 'returned', 'failed', 'canceled']);

const SORRY: Readonly<Record<string, string>> = {
  closed:
    'I am sorry: nobody is here at this hour. I have noted everything, please come back when we are open.',
  nobody_staffed:
    'I am sorry: no colleague is available at the moment. I do not want to keep you waiting for nothing.',
  full: 'I am sorry: too many people are waiting already. Please try again in a little while.',
};

export function createConversation(play: Play) {
  const { id, recording, closing, client, mailbox, chance, pause, within, enter } = play;
  const chat = client.conversation(id);

  async function say(role: 'END_USER' | 'AUTOMATED_AGENT', turn: string, text: string) {
    return chat.turn({ id: turn, role, text });
  }

  async function close(reason: string): Promise<void> {
    await chat.close(reason).catch((error: unknown) => {
      if (!(error instanceof BatonError)) throw error;
    });
  }

  /** Plays the words; the status of a handoff that began on the way, if one did. */
  async function speak(skipTo: number): Promise<{ handoff: HandoffStatus | undefined; played: number }> {
    for (const [index, { role, text }] of recording.turns.entries()) {
      if (index >= skipTo) {
        if (role === 'END_USER' && chance.next() < 0.5) await chat.report('customer.typing');
        await pause(typing(text, role === 'END_USER' ? 45 : 8));
      }
      const { handoff } = await say(role, `t${index + 1}`, text);
      const played = index + 1;
      if (handoff !== undefined) return { handoff, played };
    }
    return { handoff: undefined, played: recording.turns.length };
  }

  /** What the bot knows goes along, also where a trigger was first: that one says itself why. */
  async function askForPerson(played: number, stands: boolean): Promise<HandoffStatus> {
    const { asks, queue, skills, customer } = recording;
    const why =
      asks === 'bot' ? 'The bot has no way to do what is asked.' : 'The customer asked for a person.';
    return chat.transfer({
      ...(stands ? {} : { reason: why }),
      queue,
      skills,
      ...(customer.language === undefined ? {} : { language: customer.language }),
      context: contextUpTo(recording, played),
    });
  }

  async function sayNobodyComes(reason: string | undefined): Promise<void> {
    await pause(READING);
    await say(
      'AUTOMATED_AGENT',
      'sorry',
      SORRY[reason ?? ''] ?? 'I am sorry: I could not reach a colleague.',
    );
    await pause(6_000);
    await say('END_USER', 'later', 'All right, I will try again later.');
    await close('no person available');
  }

  async function leave(reason: string): Promise<void> {
    await chat.report('customer.left');
    await pause(20_000);
    await close(reason);
  }

  async function reply(to: { index: number; text: string }, answered: number): Promise<void> {
    const text =
      recording.replies[answered] ??
      chance.pick(['Okay, thanks.', 'I see, thank you.', 'Good, thanks a lot.']);
    await pause(READING + Math.min(to.text.length * 25, 6_000));
    await chat.report('customer.typing');
    await pause(typing(text, 45));
    await say('END_USER', `re-${to.index}`, text);
  }

  /** From the moment a person was asked for until it is over. `answered`: replies given before. */
  async function attend(standing: HandoffStatus['status'], answered: number): Promise<void> {
    let replies = answered;
    let accepted = standing === 'accepted';
    // Some hang up without a word when their matter is settled, some in the middle.
    const leavesAfter =
      chance.next() < 0.25
        ? Math.max(1, Math.floor(chance.between(1, recording.replies.length + 1)))
        : Number.POSITIVE_INFINITY;
    const patience = chance.between(4, 9) * MINUTE;
    enter(accepted ? 'human' : 'waiting');
    for (;;) {
      const event = await mailbox.take(within(accepted ? 12 * MINUTE : patience));
      if (event === undefined) return leave(accepted ? 'customer fell silent' : 'customer gave up waiting');
      if (event.type === 'human.turn') {
        await reply(event.data, replies);
        replies += 1;
        if (replies >= leavesAfter) await chat.report('customer.left');
      }
      if (event.type === 'handoff.returned') return goOnWithBot();
      if (event.type !== 'handoff.status') continue;
      const { status, reason } = event.data;
      if (status === 'accepted') {
        accepted = true;
        enter('human');
      }
      if (status === 'failed') return sayNobodyComes(reason);
      if (status === 'returned') return goOnWithBot();
      if (ENDED.has(status)) return close('done');
    }
  }

  async function goOnWithBot(): Promise<void> {
    enter('bot');
    await pause(READING);
    await say('AUTOMATED_AGENT', 'back', closing);
    await pause(8_000);
    await say(
      'END_USER',
      'bye',
      chance.pick(['No, that is all. Thank you!', 'All good now, thanks.', 'Nothing else, bye!']),
    );
    await close('done');
  }

  async function fromTheStart(skipTo: number): Promise<void> {
    const { customer, account } = recording;
    enter('bot');
    await client.open({ id, channel: 'chat', customer, account });
    const { handoff, played } = await speak(skipTo);
    if (handoff === undefined && (recording.asks === 'never' || recording.asks === 'trigger')) {
      await pause(5_000);
      return close('done');
    }
    const begun = handoff !== undefined && ['accepted', 'failed'].includes(handoff.status);
    const status = begun ? handoff : await askForPerson(played, handoff !== undefined);
    if (status.status === 'failed') return sayNobodyComes(status.reason);
    await pause(READING);
    if (status.status !== 'accepted')
      await say(
        'AUTOMATED_AGENT',
        'asking',
        'I am asking a person now. They will see everything you wrote, so you need not repeat it.',
      );
    return attend(status.status, 0);
  }

  /** A refusal ends this conversation only: somebody closed it, or a person took it between two of our words. */
  const toItsEnd = (work: Promise<void>) =>
    work.catch((error: unknown) => {
      if (error instanceof BatonError && error.code === 'handoff_active') return attend('accepted', 0);
      if (error instanceof BatonError) return close('done');
      throw error;
    });

  return {
    /** Turns before `skipTo` are said without pauses. */
    play: (skipTo: number) => toItsEnd(fromTheStart(skipTo)),
    /** Takes up a conversation that an earlier run of the demo left with a person or in the queue. */
    resume: (
      standing: HandoffStatus['status'],
      unanswered: { index: number; text: string } | undefined,
      answered: number,
    ) =>
      toItsEnd(
        (async () => {
          enter('human');
          if (unanswered !== undefined) await reply(unanswered, answered);
          await attend(standing, answered + (unanswered === undefined ? 0 : 1));
        })(),
      ),
  };
}
