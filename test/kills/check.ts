// Owns holding what the traffic was promised against what is there: the router's transcripts, read by a console that
// knows nothing, this console's cache, and what reached the bot.
import { isDeepStrictEqual } from 'node:util';
import { personSnapshot } from '#shared/protocol/feed.ts';
import type { Entry } from '#shared/schema/conversation.ts';
import { ConsoleClient } from '../hosts/console-client.ts';
import type { Account, Said } from './account.ts';
import { PERSON, type Site } from './site.ts';

/** Transcripts by conversation, as the router gives them to a new console of the same person. */
async function routerTranscripts(site: Site): Promise<Map<string, readonly Entry[]>> {
  const stream = `p:${PERSON}`;
  const client = await ConsoleClient.open({ url: site.router().ws, token: site.office.token(PERSON) });
  await client.frame('reset', (frame) => frame.s === stream && frame.more !== true);
  const parts = (client.snapshots.get(stream) ?? []).map((part) => personSnapshot.parse(part));
  await client.close();
  return new Map(
    parts.flatMap(({ grants }) => grants.map((grant) => [grant.conversation.id, grant.entries])),
  );
}

const brief = (list: readonly Said[]): string => list.map(({ text }) => text).join(' | ');

/** Acknowledged ones, each once and in order; between them only such as were cut off, each at most once. */
function compare(
  what: string,
  there: readonly Said[],
  promised: readonly Said[],
  cutOff: Set<string>,
): string[] {
  const faults: string[] = [];
  const texts = there.map(({ text }) => text);
  const twice = texts.filter((text, place) => texts.indexOf(text) !== place);
  if (twice.length > 0) faults.push(`${what}: there twice: ${twice.join(' | ')}`);
  const lost = promised.filter(({ id, text }) => !there.some((each) => each.id === id && each.text === text));
  if (lost.length > 0) faults.push(`${what}: acknowledged and lost: ${brief(lost)}`);
  const strange = there.filter(
    ({ text }) => !promised.some((each) => each.text === text) && !cutOff.has(text),
  );
  if (strange.length > 0) faults.push(`${what}: nobody said: ${brief(strange)}`);
  const order = there.filter(({ text }) => promised.some((each) => each.text === text)).map(({ id }) => id);
  if (
    faults.length === 0 &&
    !isDeepStrictEqual(
      order,
      promised.map(({ id }) => id),
    )
  )
    faults.push(`${what}: in another order than acknowledged: ${brief(there)}`);
  return faults;
}

const said = (entry: Exclude<Entry, { type: 'mark' }>): Said => ({ id: entry.id, text: entry.text });

function checkTranscript(account: Account, entries: readonly Entry[]): string[] {
  const turns = entries.filter((entry) => entry.type === 'turn');
  const notes = entries.filter((entry) => entry.type === 'note');
  const marks = entries.filter((entry) => entry.type === 'mark').map(({ kind }) => kind);
  const count = (kind: string): number => marks.filter((each) => each === kind).length;
  const human = turns.filter(({ role }) => role === 'HUMAN_AGENT');
  const faults = [
    ...compare(
      'turns',
      turns.filter(({ role }) => role !== 'HUMAN_AGENT').map(said),
      account.turns,
      new Set(),
    ),
    ...compare('replies', human.map(said), account.replies, account.unanswered),
    ...compare('notes', notes.map(said), account.notes, account.unanswered),
  ];
  if (entries.some(({ seq }, place) => seq !== place))
    faults.push(`seq has gaps: ${entries.map(({ seq }) => seq).join(' ')}`);
  if (turns.some(({ index }, place) => index !== place + 1))
    faults.push(`turns are numbered ${turns.map(({ index }) => index).join(' ')}`);
  for (const kind of ['completed', 'returned'] as const) {
    const asked = account.ended.filter((each) => each === kind).length;
    if (count(`handoff.${kind}`) !== asked)
      faults.push(`${count(`handoff.${kind}`)} times ${kind}, asked ${asked} times`);
  }
  if (count('handoff.accepted') - count('handoff.requeued') !== account.ended.length)
    faults.push(`${count('handoff.accepted')} times accepted for ${account.ended.length} handoffs`);
  const waiting = human.filter(({ delivery }) => delivery !== 'accepted');
  if (waiting.length > 0) faults.push(`not said to be delivered: ${brief(waiting.map(said))}`);
  return faults;
}

/** @returns one line for each thing that is not as promised. */
export async function check(site: Site, accounts: readonly Account[]): Promise<string[]> {
  const { page, hooks, bot } = site;
  const faults: string[] = [];
  const cached = new Map<string, readonly Entry[]>();
  for (const { id } of accounts) {
    const answer = await page.call('conversation.open', { conversation: id }).catch(String);
    if (typeof answer === 'string') faults.push(`${id}: the console does not have it: ${answer}`);
    else cached.set(id, answer.entries);
    await page.call('conversation.leave', { conversation: id });
  }
  const outbox = [...page.rows('outbox').values()];
  for (const { kind, state, text, refusal } of outbox)
    faults.push(`outbox: ${kind} ${state} ${refusal ?? ''} ${text ?? ''}`);
  const pending = (await bot.send('GET', '/v1/deliveries?state=pending')).body.deliveries;
  if (!isDeepStrictEqual(pending, [])) faults.push(`webhook: still pending: ${JSON.stringify(pending)}`);
  if (hooks.forged() > 0) faults.push(`webhook: ${hooks.forged()} with a wrong signature`);
  const { waiting } = (await bot.send('GET', '/v1/availability')).body;
  if (waiting !== 0) faults.push(`${String(waiting)} handoffs still wait`);

  await site.stopConsole();
  const transcripts = await routerTranscripts(site);
  const delivered = Map.groupBy(hooks.events, ({ conversation }) => conversation);
  for (const account of accounts) {
    const { id } = account;
    const entries = transcripts.get(id) ?? [];
    for (const fault of checkTranscript(account, entries)) faults.push(`${id}: ${fault}`);
    const events = (delivered.get(id) ?? []).filter((event) => event.type === 'human.turn');
    const human = entries.filter((entry) => entry.type === 'turn' && entry.role === 'HUMAN_AGENT');
    if (
      !isDeepStrictEqual(
        events.map(({ data }) => data.id),
        human.map((entry) => 'id' in entry && entry.id),
      )
    )
      faults.push(`${id}: the bot got ${brief(events.map(({ data }) => data))}`);
    if (cached.has(id) && !isDeepStrictEqual(cached.get(id), entries))
      faults.push(
        `${id}: the console has other entries than the router:\n` +
          `  ${JSON.stringify(cached.get(id))}\n  ${JSON.stringify(entries)}`,
      );
  }
  const offsets = hooks.events.map(({ offset }) => offset).sort((a, b) => a - b);
  if (offsets.some((offset, place) => offset !== place + (offsets[0] ?? 0)))
    faults.push('webhook: events are missing between those that came');
  return faults;
}
