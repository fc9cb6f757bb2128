// Owns what a bot may ask of the desk, and when it is refused.
import { isEnded, isOwned, isWaiting } from '#shared/domain/handoff/states.ts';
import type { EdgeTurn, FilePart, HandoffStatus, InitiateHandoff } from '#shared/protocol/edge.ts';
import type { Handoff, Judgement } from '#shared/schema/handoff.ts';
import { enrich, initiate } from './admission.ts';
import type { Change } from './change.ts';
import {
  closeFromBot,
  customerBack,
  customerLeft,
  customerTypes,
  hear,
  hearOut,
  judge,
  openConversation,
} from './conversations.ts';
import { attachmentsOf, putFile } from './files.ts';
import { cancel } from './handoffs.ts';
import type { BotAnswer, BotRequest, Reply } from './port.ts';
import { conversationAnswer, done, edgeError, firstName, statusOf } from './replies.ts';
import type { Work } from './state.ts';

/** Handoff, offer and event ids are made of the conversation's and must stay within 64 characters. */
const CONVERSATION_ID = 40;
/** Characters of JSON a context package may take: a grant that holds it must fit a frame. */
const CONTEXT = 200_000;
/** A handoff the bot asked for is as sure as can be, whatever the policy makes of it. */
const ASKED: Pick<Judgement, 'fired' | 'trigger' | 'score' | 'threshold'> = {
  fired: true,
  trigger: 'bot_asked',
  score: 1_000_000,
  threshold: 500_000,
};

const answered = (answer: BotAnswer): Reply => done(answer);

/** `find` gives a conversation wherever it is: open, just closed, or handed along by the clerk. */
export function handleBot(
  change: Change,
  bot: string,
  request: BotRequest,
  find: (id: string) => Work | null,
): Reply {
  if (request.kind === 'open') return open(change, bot, request, find(request.id));
  const work = find(request.conversation);
  if (work === null || work.head.conversation.bot !== bot) {
    return edgeError('not_found', `there is no conversation ${request.conversation} of this bot`);
  }
  const { conversation } = work.head;
  if (conversation.state === 'closed' || work.head.closing !== null) {
    if (request.kind === 'close') return answered({ ok: true });
    const why = conversation.closeReason ?? work.head.closing ?? 'closed';
    return edgeError('conversation_closed', `the conversation ${conversation.id} is closed: ${why}`);
  }
  if (request.kind === 'turn') return turn(change, work, request.body, request.visitor === true);
  if (request.kind === 'file') return take(change, work, request.body);
  if (request.kind === 'initiate') return ask(change, work, request.body);
  if (request.kind === 'cancel') return callOff(change, work, request.reason);
  if (request.kind === 'close') closeFromBot(change, work, request.reason);
  else if (request.body.type === 'customer.typing') customerTypes(change, work);
  else if (request.body.type === 'customer.left') customerLeft(change, work);
  else if (request.body.type === 'customer.back') customerBack(change, work);
  return answered({ ok: true });
}

function open(
  change: Change,
  bot: string,
  { id, body, visitor = false }: Extract<BotRequest, { kind: 'open' }>,
  known: Work | null,
): Reply {
  if (known !== null) {
    if (known.head.conversation.bot === bot) return answered(conversationAnswer(known.head));
    return edgeError('invalid_input', 'this conversation id is taken', 'id');
  }
  if (id.length > CONVERSATION_ID) {
    return edgeError('invalid_input', `a conversation id has at most ${CONVERSATION_ID} characters`, 'id');
  }
  const config = change.state.bots.get(bot);
  if (config === undefined) return edgeError('unauthorized', `there is no bot ${bot}`);
  const work = openConversation(change, config, id, body);
  if (visitor) {
    work.head.hosted = true;
    const { name, verified } = body.customer;
    change.tellBot(work, 'conversation.opened', { customer: { id: body.customer.id, verified, name } });
  }
  return answered(conversationAnswer(work.head));
}

/** Somebody has it, or passed it on and the next person is awaited: the customer is not given back in between. */
const isWithPeople = (handoff: Handoff | null): boolean =>
  handoff !== null &&
  (isOwned(handoff.state) || (handoff.transfer !== undefined && isWaiting(handoff.state)));

const holderOf = (handoff: Handoff | null): string =>
  handoff?.ownerName === undefined ? 'a person' : firstName(handoff.ownerName);

const standingStatus = ({ head }: Work): { handoff?: HandoffStatus } =>
  head.handoff === null || isEnded(head.handoff.state) ? {} : { handoff: statusOf(head.handoff) };

function turn(change: Change, work: Work, body: EdgeTurn, visitor: boolean): Reply {
  if (body.role === 'END_USER' && work.head.hosted === true && !visitor)
    return edgeError(
      'invalid_input',
      'the customer of this conversation is in the chat of the router',
      'role',
    );
  const known = work.said.get(body.id);
  if (known !== undefined) {
    if (known.type === 'turn' && known.role === body.role && known.text === body.text) {
      return answered({ turn: { id: known.id, index: known.index }, ...standingStatus(work) });
    }
    return edgeError(
      'idempotency_mismatch',
      `the turn ${body.id} is already there with another role or text`,
      'id',
    );
  }
  const { handoff } = work.head;
  if (body.role === 'AUTOMATED_AGENT' && isWithPeople(handoff))
    return edgeError('handoff_active', `${holderOf(handoff)} has the conversation; the bot is silent`);
  const files = attachmentsOf(work, body.attachments ?? []);
  if ('missing' in files)
    return edgeError('invalid_input', `the file ${files.missing} is not there whole`, 'attachments');
  const before = handoff?.id;
  const heard = hear(change, work, body, files);
  judge(change, work, heard);
  const now = work.head.handoff;
  // A handoff that this turn made fail is told too: the bot must not wait for it.
  const status = now !== null && now.id !== before ? { handoff: statusOf(now) } : standingStatus(work);
  // After the judgement, so that a bot that goes by its events knows before it answers.
  if (visitor)
    change.tellBot(work, 'customer.turn', {
      ...{ id: heard.id, index: heard.index, text: heard.text },
      ...status,
    });
  return answered({ turn: { id: heard.id, index: heard.index }, ...status });
}

/** A part of a file, as a person's console gives them. */
function take(change: Change, work: Work, part: FilePart): Reply {
  const reply = putFile(change, work, part);
  if (reply.ok) return answered({ ok: true });
  if (!('refusal' in reply)) return reply;
  const { code, msg } = reply.refusal;
  return edgeError(code === 'operation_mismatch' ? 'idempotency_mismatch' : 'invalid_input', msg);
}

/** `handoff.initiate`. While one stands it is answered, with what is new added to it. */
function ask(change: Change, work: Work, body: InitiateHandoff): Reply {
  if (body.context !== undefined && JSON.stringify(body.context).length > CONTEXT) {
    return edgeError('too_large', `the context takes more than ${CONTEXT} characters`, 'context');
  }
  const { handoff } = work.head;
  const owned = isWithPeople(handoff);
  for (const said of body.transcript ?? []) {
    if (work.said.has(said.id) || (owned && said.role === 'AUTOMATED_AGENT')) continue;
    // What a visitor says is heard from themselves.
    if (!(work.head.hosted === true && said.role === 'END_USER')) hear(change, work, said);
  }
  if (handoff !== null && !isEnded(handoff.state)) {
    enrich(change, work, body);
    return answered(statusOf(work.head.handoff ?? handoff));
  }
  const { judgement } = hearOut(change, work);
  return answered(initiate(change, work, { ...judgement, ...ASKED }, body));
}

function callOff(change: Change, work: Work, reason: string): Reply {
  const { handoff } = work.head;
  if (handoff === null) return edgeError('not_found', 'there is no handoff to cancel');
  if (isWithPeople(handoff))
    return edgeError('handoff_active', `${holderOf(handoff)} has the conversation already`);
  if (!isEnded(handoff.state)) cancel(change, work, reason);
  return answered(statusOf(work.head.handoff ?? handoff));
}
