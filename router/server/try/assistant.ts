// Owns who answers on /try: the scripted assistant, put over a visitor's session, where a bot of its own would hear the
// same by its events. Refuses what it says (script.ts).
import type { HandoffStatus, TurnAnswer } from '#shared/protocol/edge.ts';
import type { BatonConfig, BotConfig } from '#shared/schema/config.ts';
import type { Turn } from '#shared/schema/conversation.ts';
import type { Session } from '../chat/session.ts';
import { Problem } from '../edge/problem.ts';
import { answerTo, contextOf, greeting } from './script.ts';

const ASKING = 'I am asking a person now. They will see everything you wrote, so you need not repeat it.';

/** Why nobody comes, in the assistant's words; never a promise that is not kept. */
function sorry({ reason, opensAt }: HandoffStatus, config: BatonConfig, bot: BotConfig): string {
  if (reason === 'full')
    return 'I’m sorry: too many people are waiting already. Please ask again in a little while.';
  if (reason !== 'closed')
    return 'I’m sorry: nobody is there to take over at the moment. I stay with you; ask again whenever you like.';
  const timeZone = config.queues.find(({ id }) => id === bot.queue)?.hours?.timeZone ?? 'UTC';
  const format = {
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'short',
  } as const;
  const opens =
    opensAt === undefined
      ? ''
      : ` They are back on ${new Intl.DateTimeFormat('en-GB', format).format(opensAt)}.`;
  return `I’m sorry: my colleagues are not here at this hour.${opens} I stay with you until then.`;
}

/** The same session, with the assistant answering in it. */
export function withAssistant(session: Session, config: BatonConfig): Session {
  const { bot, conversation, ask } = session;
  const turnsNow = async () =>
    (await session.entriesFrom(0)).filter((entry): entry is Turn => entry.type === 'turn');

  /** The assistant speaks, unless a person took over in the meantime. Gives the handoff that stands then. */
  async function assist(id: string, text: string): Promise<HandoffStatus | undefined> {
    try {
      const body = { id, role: 'AUTOMATED_AGENT', text } as const;
      return (await ask<TurnAnswer>({ kind: 'turn', conversation, body })).handoff;
    } catch (error) {
      if (error instanceof Problem && error.code === 'handoff_active') return undefined;
      throw error;
    }
  }

  /** What the assistant says about a handoff. The handoff is part of the turn's id, so it is said once. */
  async function announce(status: HandoffStatus): Promise<void> {
    if (status.status === 'queued' || status.status === 'offered')
      await assist(`${status.handoff}.asking`, ASKING);
    if (status.status === 'failed') await assist(`${status.handoff}.sorry`, sorry(status, config, bot));
  }

  /** Asks, or while one waits adds what was said since to its context. */
  async function askForPerson(): Promise<void> {
    const body = { reason: 'Asked for a person on the page /try.', context: contextOf(await turnsNow()) };
    await announce(await ask<HandoffStatus>({ kind: 'initiate', conversation, body }));
  }

  return {
    ...session,
    askForPerson,
    async open(name) {
      await session.open(name);
      await assist('hello', greeting(config.organisation));
    },
    async speak(id, text) {
      const handoff = await session.speak(id, text);
      // What the assistant answers may itself ask for a person: it says that it cannot.
      const standing = handoff ?? (await assist(`${id}.answer`, answerTo(await turnsNow())));
      if (standing?.status === 'failed') await announce(standing);
      else if (standing !== undefined && standing.status !== 'accepted') await askForPerson();
      return standing;
    },
  };
}
