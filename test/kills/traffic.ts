// Owns the script of one conversation: what its bot and its person do, each as they really would when the other end is
// suddenly gone. A bot repeats a call with the same ids until it is acknowledged; a person whose console went away looks
// at what is there when it is back, and does again what was not done.
import { setTimeout as pause } from 'node:timers/promises';
import { CallError } from '#shared/contract/errors.ts';
import type { Chance } from '../fuzz/random.ts';
import type { EdgeAnswer } from '../system/bot.ts';
import type { Account, Phase } from './account.ts';
import type { Site } from './site.ts';

/** A bot's pause before it repeats a call, ms. */
const AGAIN_MS = 40;

export interface Traffic {
  readonly site: Site;
  readonly chance: Chance;
  /** Told before each step. */
  readonly step: (phase: Phase, account: Account) => void;
  /** Told after each acknowledgement. */
  readonly acknowledged: (what: 'turn' | 'reply' | 'note' | 'handoff' | 'bot call repeated') => void;
}

export async function converse(traffic: Traffic, account: Account): Promise<void> {
  const { site, chance, step, acknowledged } = traffic;
  const { page, bot, hooks } = site;
  const { id } = account;
  let made = 0;
  const text = (what: string): string => {
    made += 1;
    return `${what} ${made} in ${id}`;
  };

  /** Until there is an answer that is not the router's absence. */
  async function insist(phase: Phase, ask: () => Promise<EdgeAnswer>): Promise<EdgeAnswer> {
    step(phase, account);
    for (;;) {
      // Every error of fetch is one of the connection: there is no answer.
      const answer = await ask().catch(() => null);
      if (answer !== null && answer.status !== 503) return answer;
      if (site.isEnded()) throw new Error(`${id}: the run ended in ${phase}`);
      acknowledged('bot call repeated');
      await pause(AGAIN_MS);
    }
  }

  async function ok(phase: Phase, ask: () => Promise<EdgeAnswer>): Promise<EdgeAnswer> {
    const answer = await insist(phase, ask);
    if (answer.status !== 200)
      throw new Error(`${id}: ${phase} answered ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer;
  }

  async function turn(phase: Phase, role: 'END_USER' | 'AUTOMATED_AGENT'): Promise<void> {
    const said = { id: `${id}-t${account.turns.length + 1}`, text: text('turn') };
    await ok(phase, () => bot.turn(id, said.id, role, said.text));
    account.turns.push(said);
    acknowledged('turn');
  }

  async function initiate(): Promise<string> {
    for (;;) {
      const { body } = await ok('initiate', () =>
        bot.initiate(id, { reason: 'asked', context: { intent: 'Seats', goal: `goal of ${id}` } }),
      );
      if (body.status !== 'failed') return String(body.handoff);
      // An honest answer while the console is away: the bot keeps the conversation, and asks again.
      if (body.reason !== 'nobody_staffed')
        throw new Error(`${id}: the handoff failed: ${JSON.stringify(body)}`);
      await pause(AGAIN_MS);
    }
  }

  const row = () => page.rows('conversations').get(id);
  /** The next change, or a moment: a row may also stay as it is because nothing was asked. */
  const change = () => Promise.race([page.changed(), pause(200)]);

  async function accept(handoff: string): Promise<void> {
    step('accept', account);
    const isOurs = () => row()?.right === 'owner' && row()?.handoff.id === handoff;
    while (!isOurs()) {
      const offer = [...page.rows('offers').values()].find(
        (each) => each.handoff.id === handoff && each.state === 'open',
      );
      // A console that came back is told of its offers a moment later: until then it knows none.
      if (offer !== undefined)
        await page.call('offer.accept', { offer: offer.id }).catch((error: unknown) => {
          if (!(error instanceof CallError && error.body.detail === 'offer_gone')) expected(error);
        });
      if (!isOurs()) await change();
    }
  }

  /** Says it until a call is acknowledged. What was cut off is not repeated in the same words, so that two show. */
  async function say(phase: 'reply' | 'note'): Promise<void> {
    for (;;) {
      const words = text(phase);
      if (phase === 'reply') {
        step('draft', account);
        await page.call('conversation.draft', { conversation: id, text: words }).catch(expected);
      }
      step(phase, account);
      const call = phase === 'reply' ? 'conversation.send' : 'conversation.note';
      try {
        const { operation } = await page.call(call, { conversation: id, text: words });
        (phase === 'reply' ? account.replies : account.notes).push({ id: operation, text: words });
        acknowledged(phase);
        return;
      } catch (error) {
        account.unanswered.add(words);
        expected(error);
        await change();
      }
    }
  }

  /** Asks for it, and again only when a console that came back knows nothing of it. Resolves when it is so. */
  async function bring(
    phase: Phase,
    kind: string,
    ask: () => Promise<unknown>,
    isSo: () => boolean,
  ): Promise<void> {
    step(phase, account);
    let answered = false;
    while (!isSo()) {
      const isWaiting = [...page.rows('outbox').values()].some(
        (each) => each.kind === kind && each.conversation === id,
      );
      if (!answered && !isWaiting) {
        const seen = page.snapshots();
        answered = await ask().then(
          () => true,
          (error: unknown) => {
            expected(error);
            return false;
          },
        );
        // The rows are of the console that went away: what became of it stands in the next one's.
        if (!answered) await page.until(() => page.snapshots() > seen);
      }
      if (!isSo()) await change();
    }
  }

  async function serve(handoff: string, toBot: boolean): Promise<void> {
    await accept(handoff);
    acknowledged('handoff');
    const refused = await insist('turn', () => bot.turn(id, `${handoff}-no`, 'AUTOMATED_AGENT', 'not now'));
    if (refused.status !== 409) throw new Error(`${id}: a bot turn in between answered ${refused.status}`);
    step('context', account);
    await page.open(id).catch(expected);
    await page.call('context.opened', { handoff }).catch(expected);
    for (let round = chance.whole(1, 2); round > 0; round -= 1) {
      await say('reply');
      if (chance.hit(0.7)) await turn('answer', 'END_USER');
      if (chance.hit(0.5)) await say('note');
    }
    const stateOf = () => (row()?.handoff.id === handoff ? row()?.handoff.state : undefined);
    const isOver = () => stateOf() === 'completed' || stateOf() === 'returned';
    if (chance.hit(0.6))
      await bring(
        'wrap',
        'handoff.wrap',
        () => page.call('handoff.wrap', { handoff }),
        () => stateOf() === 'wrapping' || isOver(),
      );
    const outcome = { disposition: 'solved', tags: [], summary: `summary of ${handoff}`, toBot };
    await bring(
      'complete',
      'handoff.complete',
      () => page.call('handoff.complete', { handoff, outcome }),
      isOver,
    );
    account.ended.push(toBot ? 'returned' : 'completed');
    await page.leave(id).catch(expected);
  }

  await ok('open', () => bot.open(id, `Customer of ${id}`));
  await turn('turn', 'END_USER');
  await turn('turn', 'AUTOMATED_AGENT');
  if (chance.hit(0.5)) {
    const first = await initiate();
    await serve(first, true);
    await hooks.event((event) => event.type === 'handoff.returned' && event.data.handoff.handoff === first);
    await turn('back to the bot', 'AUTOMATED_AGENT');
    await turn('turn', 'END_USER');
  }
  await serve(await initiate(), false);
  account.at = null;
}

/** What a person may be told while one of the two is away; anything else is a fault of the console. */
function expected(error: unknown): void {
  if (!(error instanceof CallError)) throw error;
  const { code, detail } = error.body;
  const isAway = code === 'offline' || (code === 'conflict' && detail === 'offer_gone');
  if (!isAway) throw error;
}
