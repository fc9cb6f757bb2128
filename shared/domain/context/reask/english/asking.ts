// Owns how one asks in English, and what takes a question back.
import type { Cue } from '../../../trigger/pack.ts';
import { said, unlessNot } from '../../cue.ts';

export const ASKS: Readonly<Record<string, Cue>> = {
  'ask.give': unlessNot(
    '{can} you|u {kindly}* {give}',
    '{can} you|u {kindly}* help me|us with',
    '{can} you|u be ~3 as to {give}',
    'kind|able|possible ~2 to {give}',
    '{can} {i} {kindly}* have|get|ask|take|note|see',
    'mind {giving}',
    '^ {kindly}* {give}',
    'please|kindly {kindly}* {give}|start|begin',
    'if you {can}? {kindly}* {give}',
    '{give} me|us',
    'need|require|missing',
    'all i|we need',
    'like|love|want|good|helpful|great to have|get|see',
    'you|u {kindly}* have|know|got|remember|recall',
    'have you got',
    'is|was there',
    'got your|the|a|an|any',
    'let me|us have|see',
    'trouble|bother you|u for',
    'grateful|thankful|glad for',
    'how do|would|is|are ~2 spell|spelled|spelt',
    'reply|answer|respond|back with',
    'look ~1 up',
    'did they|we|he|she|someone|somebody|anyone|anybody give|send you',
    'did you get|receive|note a|an',
    'happen to have|know|remember',
  ),
  'ask.tell': unlessNot(
    '{can} you|u {kindly}* {tell}',
    '^ {kindly}* {tell}',
    'please|kindly {kindly}* {tell}',
    '{tell} me|us',
    'mind telling',
    'let me|us know',
    'like|love|want|need|good|helpful to know',
    'if you {can}? {tell}',
    '{can} {i} {kindly}* know',
  ),
  /** What somebody lacks they ask for. */
  'ask.lack': said("i|we ~1 don't|cannot|can't|couldn't ~1 have|see|find", 'without', 'no'),
  'ask.which': said("what|what's|which|whats"),
  /** Ends another question's reach: "tell me why you cancelled the booking". */
  'ask.not': said(
    'why|how|whether|where|that|about|if',
    'if|once|when|as|that you have|know|got',
    'how|what about',
    'what happens|happened',
    "you|customers|they|he|she {can}|do|does|don't|only? need|require|have|know",
    'did|does|do they|he|she|it|we|i have|know|get|need',
    'i|we have|know|got|see',
    "i've|we've|i'm|we're got|looking|seeing",
  ),
  /** Said of what stands before it. */
  'ask.back': unlessNot(
    '{can} you|u {kindly}* {give}|{tell} me|us? it|that|them|those',
    'would|will|could|might really? help',
    'would be ~1 useful|helpful|great|good|nice|perfect',
    'is|are still? needed|required|missing|necessary',
    '{give} me|us it|that',
  ),

  /** Another one than the one that is held. */
  other: said(
    'new|other|another|second|different|next|alternative|additional|extra|changed|spare|preferred|desired|third|replacement|instead|alternate|secondary|backup|updated',
  ),
  /** What somebody would like, not what is. */
  wish: said(
    'would|do|did|will you|u rather? like|prefer|want|wish|rather|fancy',
    'you like|prefer|want|wish|rather',
    'willing|instead',
    'shall|should {i}',
    'prefer|suit|suits',
  ),
  choice: said('should|will|shall|would|works|going|can|could'),
  check: said(
    'for|our|a|the|your security|verification|identification|authentication|safety|privacy|data',
    'security|identity check|checks|reasons|reason|purposes|question|questions',
    'to verify|identify|authenticate',
    'verify|confirm|prove|check|know ~3 you are|who you',
    "verify|confirm|prove|sure|check ~2 it's|its|is you|really",
    'verify|confirm|prove ~1 identity',
    'sure ~4 talk|speak|talking|speaking',
    'sure ~4 right|correct person|customer',
    'sure who',
    'right|correct person|customer',
    'know|sure|check ~2 really? you $',
    'protect ~2 account|data|privacy',
    'before ~2 discuss|talk|access|open ~2 account|details',
    'data protection',
    'identity|identification',
  ),
  later: said(
    'when|if|once|before you|u call|ring|phone|contact|write|come|arrive|visit|reply|get|speak|go',
    'ready|handy when|for',
    'next time',
    'have|keep ~3 ready',
    'on|in|at our|the|your website|site|app|page|portal|kiosk|form|field|terminal|machine',
  ),
  /** Ends what a question speaks of. */
  stop: said(
    "i'll|we'll",
    'i|we will|can|could|would',
    'so|because|then|before|once|if|and|but|or|while|since|until',
    'in case',
    'to send|check|look|find|see|help|make',
  ),
};
