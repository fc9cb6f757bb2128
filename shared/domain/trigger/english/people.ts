// Owns the English cues of asking for a person, and of refusing one.
import type { Cue } from '../pack.ts';

const asked = (...phrases: string[]): Cue => ({ phrases, negatable: true, in: 'customer' });

export const PEOPLE: Readonly<Record<string, Cue>> = {
  /** "Can I talk to a real person": the verb says that a person is meant. */
  'ask.talk': asked(
    '{talk} directly|in|person|personally? {to} {kind}* {human}|{person}',
    '{talk} {to} {kind}* representative|agent|operator|assistant|advisor',
    '{talk} {to} ~2 else',
    '{talk} {human} {please}?  $',
    'talk|speak|chat|speaking|chatting|talking {human}|{person}',
    '{human}|{person} {i} {can}? {talk}',
    '{human}|{person} else? ~1 {i} {can} {talk}|reach|call|contact',
    'anyone|someone|somebody|anybody else? {i} {can} {talk}|reach|call|contact',
    '{human}|{person} to {talk}',
    'human|agent|representative|operator|person to {talk}|answer|chat|help|assist',
    'discuss ~4 with {kind}* {human}|{person}',
    'deal|dealing {to} {kind}* real|actual|human|live {human}|{person}',
  ),
  'ask.desk': asked(
    '{talk} directly? {to} {kind}* customer|client|tech|technical|sales|support|help service|support|care|services|assistance|team|desk|department|dept',
    '{talk} directly? {to} {kind}* support|helpdesk|helpline|sales|reception|department|restaurant|pool|bar|spa|housekeeping|concierge|team',
    '{pass} {passed}* {to} {kind}* support|helpdesk|reception|service|department|restaurant|pool|spa|housekeeping|concierge|team|sales',
    'need customer support|service|care $',
    'want|need|like|let|can|could|prefer|rather|wish ~2 speak|talk|speaking|talking directly? to|with the|your|you !bot|machine|robot|computer|chatbot',
  ),
  'ask.connect': asked(
    '{pass} {passed}* {to} {kind}* {human}|{person}',
    '{pass} {passed}* {kind}* {human}',
    'transfer|connect|put|pass|patch|redirect|forward|switch me|us through|on|over|thru|back? to|with !me|it',
    'put|pass|patch me ~2 through|thru',
    'escalate {passed}* ~2 {to} {kind}* {human}|{person}',
    '{human}|{person} {can} ~1 take over',
    'take|taking over $',
    'hand {passed}* over|off {to} ~2 {human}|{person}',
    'way|like|want|need|please|can|could ~3 escalate this|it',
    'transfer|connect me {please}? $',
  ),
  'ask.want': asked(
    '{want} {me}? to? {kind}* human|agent|representative|rep|operator|supervisor|manager !id|name|fee|number|error|resources|portal|code|resource|mode|role|account|email|login|dashboard|discount|booking|s|on|approval',
    '{want} {me}? {kind}* real|actual|live|human {human}|{person}',
    '{want} {me} ~1 someone|somebody|anyone else? !to|at|who',
    'want|need|get|give|find {me}? someone|somebody else',
    'get|want|need someone|somebody else? ~1 on the line|phone|call',
    '{want} ~1 someone|somebody|human|person|agent|manager|supervisor to call|contact|phone',
    '{want} ~1 human|person|agent|manager|supervisor to help|assist',
    'get {me}? {kind}* {human}|{person} on the line|phone',
    'ask|asked|asking for {kind}* human|agent|representative|operator|supervisor|manager',
    'where|when is {kind}* human|operator|representative',
    'bring {kind}* human|agent|manager',
  ),
  'ask.contact': asked(
    '{contact} {to}? {kind}* human|agent|agents|operator|representative|someone|somebody|person|assistant|anyone|advisor|supervisor|manager !fee',
    'get|getting in touch|contact {to} {kind}* {human}|{person}',
    'get|getting ahold|hold of {kind}* {human}|{person}',
    'find|finding {kind}* operator|human|person|assistant !fee',
  ),
  'ask.deskContact': asked(
    'contact|contacting|reach|call|calling|reaching|phone {to}? {kind}* customer|client|tech|technical|support|help|care service|support|care|services|assistance|team|desk|center|centre',
    'get|getting in touch|contact {to} {kind}* customer|client|support|sales',
    'contact support|helpdesk|sales',
    'call me|us back? {please}? $',
    '{want} call|callback back? ~2 {person}|{human}',
    'call|phone number ~2 {human}|support|service',
  ),
  /** A person of flesh and blood, named as such. */
  'ask.real': asked(
    'real|actual|live|living|proper human|humans|person|people|agent|agents|representative|rep|operator|being|beings|assistant',
    'human agent|agents|representative|rep|operator|support|assistant|advisor|help|assistance|contact',
    'flesh and blood',
    'not a bot|robot|machine|computer',
    'instead|rather of|than a? bot|robot|machine|computer|chatbot',
  ),
  'ask.bare': asked(
    '^ {kind}* human|agent|representative|operator|person|rep|supervisor|manager|assistant {please}* $',
    'human|agent|representative|operator|person|rep|supervisor|manager please|pls|plz|now',
    '^ human|agent|representative|operator $',
    '^ {kind}* human|agent|operator|person {to}? chat|talk|speak|help $',
  ),
  /** A person asked for without naming one. */
  'ask.else': asked(
    'is there ~2 someone|anyone|somebody|anybody|supervisor|manager|human|person|agent ~3 talk|speak|help|assist|chat|available|there',
    'someone|anyone|somebody|anybody|human|person|agent available {please}?|to $',
    'is|any a? real|live|human|actual person|agent|human|one there|here|available',
    '{can} ~1 someone|somebody|human|agent|manager|supervisor ~1 help|assist|call|contact|look|take|handle',
    'someone|somebody|person who ~3 authority|help|assist|exception|understands',
    'want|stop|done|hate|tired|sick ~2 {talk} {to} ~2 bot|robot|machine|computer|bots|machines|chatbot',
    'with|{to} a machine|robot|bot|chatbot',
    'let me ~1 {talk} {to} ~1 him|her|them|someone|somebody|else',
    'escalate ~2 issue|case|this|matter|it|ticket|problem|request',
  ),
  /** "Yes, please transfer me": the answer to an offer; counts only after the bot made one. */
  'ask.accept': asked(
    '^ yes|yeah|yep|sure|ok|okay|please|absolutely|definitely please|transfer|connect|that|do|go|thanks|thank',
    '^ yes|yeah|yep|sure|ok|okay $',
    'would be|appreciate helpful|great|perfect|that|it|good',
    'please do|transfer|connect',
    'go ahead',
  ),
  /** Somebody else's agent or person: a travel agent, an estate agent, how many people. */
  'notAsk.topic': asked(
    'travel|estate|insurance|ticket|user|booking|cleaning|letting|free|sports|undercover|secret|local|nearest agent|agents',
    'find|locate|looking ~3 agent|agents ~2 near|in|area|nearby|local|closest',
    'become|becoming|became ~1 agent|representative|manager',
    'how many|much people|persons|agents',
    'my|our|his|her|their manager|boss|supervisor|assistant|agent|colleague|staff|representative',
    'agent|representative|manager|supervisor said|told|promised|was|were|hung|did|gave|who',
    'to|with a friend|family|doctor|wife|husband|mom|dad|boss|girl|guy|lawyer',
    'send|transfer|sent|transferred|pay|money ~3 to {kind}* someone|somebody|person|people|anyone|friend',
    'call|phone|text|message|dial my|mom|dad|someone|home|him|her',
    'what|when time|hours|is|are ~4 open|available|hours',
  ),
  /** Whether one must, whether one does, and whether the bot is a person: questions, not requests. */
  'notAsk.whether': asked(
    'do|must|should|will|does|if i|we|you|one need|have|had|must? to {talk}|contact|call|reach|visit',
    'are|r|am|is|if|be|were|was you|this|that|i|it ~2 bot|robot|machine|human|real|computer|person|live|agent|actual|talking|speaking|chatting|ai',
    'could|can|act|think|sound|be|like|than ~2 like|be a real|actual|human person|human|being',
    'you|u are|r|be ~2 real|human|person|robot|bot',
    'who|whos|what is|s your supervisor|manager|boss',
    'an|a|awful|terrible|good|nice|bad human being',
  ),
  'refuse.person': {
    phrases: [
      "don't|not|never|no really|actually|even|currently|right? now? need|want|wish|like|have ~2 {talk}|human|agent|person|representative|operator|transferred|transfer|handoff|anyone|someone",
      "don't|not transfer|connect|escalate|call",
      'no need ~3 human|agent|person|{talk}|call|transfer',
      'without|rather than {talk} {to} ~2 {human}|{person}',
      'do not need ~2 agent|human|person',
    ],
    negatable: false,
    in: 'customer',
  },
};
