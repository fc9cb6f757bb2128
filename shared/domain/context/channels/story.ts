// Owns the one form in which a conversation is read, whatever channel it came by, and who of it is whom. Pure. Refuses: any
// channel's own form (chat.ts, mail.ts, transcript.ts).
import type { Channel, Role } from '#shared/schema/conversation.ts';
import { LIMITS } from '#shared/schema/primitives.ts';

export interface StoryTurn {
  readonly role: Role;
  /** As the channel names who speaks. */
  readonly name?: string;
  readonly text: string;
  /** Ms since 1970. */
  readonly at?: number;
}

/** In its order. */
export interface Story {
  readonly channel: Channel;
  readonly turns: readonly StoryTurn[];
}

/** What is wrong, with the line where there is one. */
export interface Fault {
  readonly fault: string;
}

/** Names, or e-mail addresses, of those who are not known by a common word. */
export type Speakers = Readonly<Record<Role, readonly string[]>>;

const COMMON: Readonly<Record<Role, readonly string[]>> = {
  END_USER: ['customer', 'caller', 'client', 'user', 'visitor', 'guest', 'end user', 'end_user'],
  AUTOMATED_AGENT: [
    'bot',
    'assistant',
    'virtual assistant',
    'virtual agent',
    'voicebot',
    'ivr',
    'ai',
    'automated_agent',
  ],
  HUMAN_AGENT: ['agent', 'human agent', 'advisor', 'adviser', 'representative', 'operator', 'human_agent'],
};
const ROLES = ['END_USER', 'AUTOMATED_AGENT', 'HUMAN_AGENT'] as const;

/** Undefined: nobody said who that is. Names that were given go before common words. */
export function roleOf(name: string, given: Speakers): Role | undefined {
  const wanted = name.trim().toLowerCase();
  for (const names of [given, COMMON])
    for (const role of ROLES) if (names[role].some((each) => each.toLowerCase() === wanted)) return role;
  return undefined;
}

export const unknownSpeaker = (name: string): string =>
  `nobody says who "${name}" is: name the customer, the bot or the agent`;

/** Empty turns left out; the limits of the edge hold. */
export function storyOf(channel: Channel, turns: readonly StoryTurn[]): Story | Fault {
  const said = turns.filter(({ text }) => text.trim() !== '');
  if (said.length === 0) return { fault: 'nothing is said in it' };
  if (said.length > LIMITS.transcript)
    return { fault: `it has ${said.length} turns, at most ${LIMITS.transcript} are read` };
  const long = said.findIndex(({ text }) => text.length > LIMITS.turnText);
  if (long >= 0) return { fault: `turn ${long + 1} is longer than ${LIMITS.turnText} characters` };
  if (!said.some(({ role }) => role === 'END_USER')) return { fault: 'no customer speaks in it' };
  return { channel, turns: said };
}
