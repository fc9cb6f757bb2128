// Owns the English phrases by which a sentence matters to whoever takes over: `said` of customers, `did` of bots. Data alone, in
// the form of ../../trigger/pack.ts. Refuses: what is made of them (highlights.ts, course.ts).
import type { Cue, Pack } from '../../trigger/pack.ts';
import { said, unlessNot } from '../cue.ts';

const CLASSES: Readonly<Record<string, string>> = {
  i: 'i we',
  be: 'am is are was were be been being',
  can: 'can could would will may',
  now: 'now just already also still really actually currently',
  deed: 'change cancel refund book rebook move upgrade downgrade add remove return replace fix repair check help explain send get give find make transfer update reset renew extend reschedule track stop open close pay claim order know tell look resolve',
  done: 'changed cancelled canceled refunded booked rebooked moved upgraded downgraded added removed returned replaced fixed repaired checked sent found made updated reset renewed extended rescheduled processed created opened closed issued applied confirmed completed submitted registered escalated forwarded transferred charged credited verified located activated unlocked restarted resolved looked filed noted',
  feel: 'frustrated frustrating annoyed annoying angry upset disappointed disappointing unhappy furious ridiculous unacceptable terrible horrible awful useless unbelievable outrageous fed tired sick worried stressed stressful confused confusing disgusting joke waste pathetic appalling shocked',
  wrong:
    'broken wrong damaged missing lost late delayed cancelled canceled overcharged incorrect error errors faulty stuck down defective failed crashes crashed crash blocked locked refused rejected declined disconnected stolen unwell sick',
  leave: 'cancel leave leaving switch switching quit close terminate unsubscribe',
  person: 'person human agent supervisor manager someone somebody representative colleague',
};

const CUES: Readonly<Record<string, Cue>> = {
  'said.want': said(
    '{i} {now}* want|need|wish|hope|prefer|require',
    '{i} would {now}* like|love|prefer',
    "i'd|we'd {now}* like|love|prefer|rather|need",
    '{i} {be} {now}* hoping|looking|trying|wondering|calling|writing|interested|thinking|planning',
    "i'm|we're {now}* hoping|looking|trying|wondering|calling|writing|interested|thinking|planning",
    '{can} you|u|i|we please? {now}* {deed}',
    'is it|there ~2 possible|way|option|chance',
    'how do|can|could|would|should {i}',
    'please {deed}',
    'help me|us|with',
    "let's {deed}",
  ),
  'said.problem': said(
    '{be}|got|get|getting|arrived|came {now}* {wrong}',
    "it's|that's|i'm|they're|we're {now}* {wrong}",
    "not|never|doesn't|didn't|won't|isn't|wasn't|hasn't|haven't|don't ~1 working|work|arrived|arrive|received|receive|come|came|load|loading|delivered|refunded|start|connect|match|help|happen|open|show",
    'charged ~3 twice|double|again|wrong',
    'problem|problems|issue|issues|trouble|mistake|error ~1 with',
    'went wrong',
    '{i} have|had|having|got ~2 problem|problems|issue|issues|trouble',
    "can't|cannot|couldn't|unable to? log|access|use|open|find|reach|get|see|pay|connect|make|fly|travel|go|afford|come",
    'still waiting|nothing|no|not',
    'lost|broke|damaged|missed|misplaced|stolen',
  ),
  'said.feeling': said(
    '{feel}',
    'third|second|fourth|fifth|umpteenth time',
    'so|too|very many times',
    'again and again',
    'over and over',
    'twice already',
    'already told|said|explained|tried|asked|gave|did|provided',
    'told|asked|explained|said ~4 already|twice|before|times',
    "you're|you not|don't|doesn't listening|listen|help|helping|understand",
    'waste of',
    'how|what ~1 hard|joke',
    'not|never happy|satisfied|pleased|acceptable|again|good enough',
    "doesn't|don't make sense",
  ),
  'said.leaving': unlessNot(
    '{i} ~2 {leave} my|the|our account|contract|subscription|plan|membership|service',
    'competitor|lawyer|lawsuit|attorney|sue|ombudsman|complaint|chargeback|legal|refund|compensation|compensate',
    'never ~2 again',
    'another|other provider|company|airline|bank',
    'bad review|reviews',
  ),
  'said.person': said(
    'speak|talk|connect|transfer|chat ~3 {person}',
    'real|actual|live {person}',
    'your|a|the supervisor|manager',
  ),
  'said.time': said(
    'today|tonight|tomorrow|urgent|urgently|asap|immediately|deadline',
    'as soon as',
    'by|before|until|on monday|tuesday|wednesday|thursday|friday|saturday|sunday|noon|tonight|tomorrow|end',
    'in|within # hours|hour|minutes|days',
    'right away|now',
  ),
  'said.reason': said('because|since', 'due to', 'reason is|was', 'as {i} {be}|have', 'so that'),
  /** Nothing but manners: no line of its own. */
  'said.manners': said(
    '^ ok|okay|yes|no|sure|great|perfect|thanks|thank|hi|hello|hey|alright|certainly|absolutely|understood|goodbye|bye|good|fine',
    'thank you|thanks',
    'have a ~1 day|one|evening|weekend',
    'go ahead|proceed',
    'take care',
  ),
  /** It takes back that what was done helped. */
  'said.failed': said(
    '^ no|nope|still|but|not',
    "that|it|this ~1 didn't|doesn't|isn't|wasn't|not ~1 work|help|right|correct|what|working",
    'still ~2 not|nothing|no|wrong|same',
    'same problem|issue|error|thing|result|message',
    'wrong|incorrect',
  ),

  'did.done': unlessNot(
    '{i} have {now}* ~1 {done}',
    "i've|we've {now}* ~1 {done}",
    'has|have been ~1 {done}',
    'is|are now {done}',
    '{i} {now}* {done}',
    'was|were successfully {done}',
  ),
  'did.unable': said(
    "{i} {now}* can't|cannot|couldn't|don't",
    '{i} {be} not able|allowed|permitted|authorized',
    "i'm|we're not able|allowed|permitted",
    "i'm|{be} unable",
    'unable|impossible to',
    'not possible|allowed|available|eligible|permitted|refundable|found',
    "can't|cannot|couldn't be",
    "doesn't|don't allow|permit|exist|have|know|support|understand",
    'unfortunately',
    'no longer',
    'could not',
    'there {be} no',
    'against ~1 policy|policies|rules',
  ),
  'did.promise': unlessNot(
    '{i} will {now}* ~1 {deed}',
    "i'll|we'll {now}* ~1 {deed}",
    'will be ~2 {done}',
    'will be ~1 back|in touch',
    'you will|should|can ~1 receive|get|hear|see|expect',
    "you'll ~1 receive|get|hear|see",
    'will receive|contact|call|email|reach|arrive|follow',
    'within # to|or? #? business|working? days|hours|minutes|weeks',
  ),
  /** A promise only once the customer has said yes, or no more than what comes next. */
  'did.later': said(
    'if|once|when|before|after|would|need|please|confirm|provide|happy|glad',
    'let me know',
    'now proceed|search|look|check',
    "i'll need|just|now|be",
    'will|would need',
  ),
  /** Said at the end of anything. */
  'did.polite': said(
    'anything|something else',
    'further|more|other|additional|any assistance|help|questions|concerns',
    'feel free',
    'hold on',
    'one moment',
  ),
  'did.asks': said(
    'please {now}* provide|confirm|share|tell|let|specify|choose|select|check|give|send',
    'let me know',
  ),
};

export const SAYING: Pack = {
  language: 'en',
  classes: CLASSES,
  cues: CUES,
  negators: "don't not never without won't needn't no nor neither cannot can't",
  stopWords:
    'a an the and or but if then than so to of in on at for from by with about as is are was were be been am do does did have has had i me my we us our you your he she it its they them their this that these those there here can could will would shall should may might must not no yes ok okay please thanks thank just also too very really what which who when where why how',
  spellings: {
    u: 'you',
    cant: "can't",
    dont: "don't",
    didnt: "didn't",
    doesnt: "doesn't",
    plz: 'please',
    pls: 'please',
  },
  notSlips: 'charger changes changes order orders find fine fined sent send seat seats night light',
};
