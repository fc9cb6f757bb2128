// Owns the English cues in a bot's own turns: apology, refusal, misunderstanding, empty phrases, handing over.
import type { Cue } from '../pack.ts';

const bot = (...phrases: string[]): Cue => ({ phrases, negatable: false, in: 'bot' });
const takenBack = (...phrases: string[]): Cue => ({ phrases, negatable: true, in: 'bot' });

export const BOT: Readonly<Record<string, Cue>> = {
  'bot.sorry': bot(
    'sorry|apologize|apologise|apologies|apology|unfortunately|regret|afraid|regrettably|oops|pardon',
  ),
  'bot.cannot': bot(
    "can't|cannot|couldn't|unable|cant|couldn|won't ~2 !wait|thank|stress|imagine",
    'can|could|am|are|will|would not|t ~1 able|be|find|help|do|answer|process|access|assist|complete|locate|change|provide|offer|understand|cancel|make|proceed|modify',
    'beyond|outside ~2 my|our|what|possibilities|scope',
    "don't|do|don|not not|t? have ~2 access|ability|permission|authority|information|answer|that|any|record|possibilities",
    'not possible|allowed|permitted|available|eligible|supported|authorized|able',
    'no|none|nothing ~2 matching|match|matches|available|results|found|options|restaurants|hotels|trains|flights|record|such|listings|i',
    "there|sorry|i are|is|have|found no|none|nothing|not|any|isnt|aren't|isn't ~3",
    "policy|rules does|do|doesn't|don't not? allow|permit|cover",
  ),
  'bot.lost': bot(
    "don't|didn't|do|did|not|can't|cannot|couldn't|don|didn|never not|t? ~1 understand|understood|get|catch|follow|know|sure|quite|recognize|recognise|hear|parse",
    'not ~1 sure|certain|understand|clear|follow|familiar',
    'rephrase|reword|repeat|clarify|restate|elaborate',
    'say ~2 again|differently|another',
    'try ~2 again|rephrasing|different|another',
    'what do|did you mean|saying',
    "didn't|did not? get|catch that|it|this",
    'could|can|please ~2 specific|more|clearer|detail|simpler',
    'come again',
    'no|not an? idea|clue',
  ),
  'bot.empty': bot(
    '^ ok|okay|yes|no|yeah|sure|right|interesting|cool|nice|thanks|thank|really|well|hmm|huh|what|hello|hi|good|great|oh|alright|indeed|exactly ~2 $',
    "let|lets|let's ~1 s? talk|discuss|change|chat ~2 about|something|else|subject|topic",
    'what|how do|about|would|are you think|like|feel|mean|prefer|yourself|doing',
    'tell me ~2 about|more|something|yourself',
    'thats|that|it|s what she|he said',
    'i|you know|agree|see|think|guess|suppose|understand|hope|like|love',
    'any thoughts|questions|ideas',
    'up to you',
    'why ~1 do|did|not|are|is|would you?',
    'haha|lol|hehe|xd|¯',
  ),
  'bot.handover': takenBack(
    'transfer|transferring|transferred|connect|connecting|connected|hand|handing|handed|forward|forwarding|escalate|escalating|escalated|pass|passing|passed|put|putting|direct|redirecting you|your|this|the|it ~5 to|with|through ~5 agent|agents|human|person|representative|specialist|supervisor|manager|colleague|team|operator|advisor|department|support|expert|someone|staff',
    'transferring|connecting|escalating you|this|now|to',
    'agent|human|colleague|representative|specialist|supervisor|advisor will ~3 contact|call|help|assist|take|join|be|reach|follow|get',
    'please|one hold|moment while|i|we|and transfer|connect|get|find|put|will',
  ),
  /** It does so now, whatever it offered before. */
  'bot.handing': takenBack(
    "i'll|will|am|i'm|are|now|let|while|being|been ~3 transfer|transferring|transferred|connect|connecting|connected|forward|forwarding|escalate|escalating|escalated ~1 you|your|this|the|to|it",
    'transferring|connecting|escalating you|this|now|to|your',
    'hold|wait|moment ~3 transfer|connect|forward|escalate',
  ),
  /** "Would you like to talk to an agent?": an offer, not yet a handover. */
  'bot.offer': bot(
    'would|do|should|shall|may|if|can|could|want|like ~6 {talk}|transferred|connected|transfer|connect|escalate|get|contact|reach|call ~6 agent|human|person|representative|specialist|supervisor|manager|colleague|team|operator|advisor|support|someone',
  ),
  'bot.done': bot(
    'has|have|been|is|was|successfully|now been? successfully|confirmed|booked|cancelled|canceled|updated|changed|processed|completed|sent|refunded|added|reset|created|scheduled',
    "i|we have|ve|will|'ve ~1 booked|cancelled|canceled|updated|changed|processed|sent|refunded|added|reset|created|scheduled|found",
    'here|this are|is your|the|some|a',
    'anything else|further',
    'is there anything',
    'welcome|glad|happy|pleasure|enjoy',
    'booking|reference|confirmation successful|number|code|is|was|completed',
  ),
  'bot.question': bot('what|which|when|where|how|who|could|can|would|do|may|please ~9 $'),
  'bot.ask': bot(
    'please|could|can|may ~2 provide|tell|share|confirm|give|enter|specify|supply|say|type',
    'i|we|ll|will need your|the|to|some',
    'would|do you like|want|prefer',
    'what|which|when|where|how many|time|day|date|kind|type|is|area|price|would|are|do|city|name',
  ),
};
