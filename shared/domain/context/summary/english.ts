// Owns the English words by which a sentence about a conversation is compared with what was said in it. Data alone. Refuses: what
// follows from them (supported.ts).

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Who a clause is about. The bot is not "the agent": that may be a person. */
export const CUSTOMER = set('customer caller client they');
export const BOT = set('bot chatbot assistant');

/** Before whoever a clause is about. */
export const BEFORE_SUBJECT = set('the a an then also later finally and but so while that');
/** Between them and what they do. */
export const BEFORE_VERB = set('also now then still already just later only');

/** How a summary speaks of speaking: nothing that could be false of its own. */
export const ABOUT = set(
  'customer caller client bot chatbot assistant themselves itself say says said saying tell tells told ask asks asked asking want wants wanted need needs needed like likes liked would state states stated mention mentions mentioned report reports reported explain explains explained reply replied according whether both instead someone something',
);
/** Of a wish what is done in it is no claim. */
export const WISHES = set(
  'want wants wanted need needs needed like ask asks asked hope hopes hoped prefer prefers wish wishes request requests requested whether',
);

/** What can be true of customers on the bot's word alone. */
export const STATES = set(
  'is are was were has have had can cannot may might could will would save saves saved hold holds own owns receive receives received get gets got pay pays paid',
);
/** Yes and no to what the bot asked: of what, the bot's turn says. */
export const AGREES = set('agreed agrees accepted accepts confirmed confirms chose chooses');
export const DECLINES = set('declined declines refused refuses rejected rejects');
export const YES = set(
  'yes yeah yep sure ok okay please agree accept fine proceed correct confirm perfect great',
);
export const NO = set('no nope not never rather instead prefer but decline refuse');

export const NEGATIONS = set(
  'not never none nothing nobody neither nor cannot non unable failed fails impossible refused refuses declined declines denied',
);
/** What they stand before is not there. */
export const TAKES = set('no without');
/** One word for "not" and another. */
export const OPPOSITES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    unhappy: 'happy',
    unavailable: 'available',
    unwell: 'well',
    unclear: 'clear',
    unlikely: 'likely',
    uncertain: 'certain',
    ineligible: 'eligible',
    incorrect: 'correct',
    invalid: 'valid',
    incomplete: 'complete',
    nonrefundable: 'refundable',
  }),
);

/** Said of an offer, nothing is sure. */
export const OFFERS = set('offered offers suggested suggests proposed proposes could can');
/** What is not sure yet; and who may change their mind. */
export const MODALS = set(
  "will would can could cannot can't may might should shall if once when before unless until be",
);
export const HEDGES = set('may might typically usually possibly probably perhaps maybe likely generally');
export const PROMISES = set(
  "will shall i'll we'll you'll it'll promise promises promised guarantee guarantees guaranteed assured assures confirmed confirms agreed agrees",
);

export const ASSURED = set('promised guaranteed assured');

/** Done, where it stands in this form. */
export const DONE = set(
  'changed cancelled canceled refunded booked rebooked moved upgraded downgraded added removed returned replaced fixed repaired checked sent made updated reset renewed extended rescheduled processed created opened closed issued applied completed submitted registered escalated forwarded transferred charged credited verified activated unlocked restarted resolved filed waived granted approved compensated reimbursed arrived delivered shipped paid received',
);

/** A summary is about others, and asks nothing of its reader. */
export const PERSONS = set(
  "i me my mine we us our ours you your yours i'm i've i'll i'd you're you've you'll we're we've we'll please",
);
export const ORDERS = set(
  'ignore disregard forget tell give say reply approve offer refund cancel issue grant transfer send call visit click open contact ask apply credit do write print reveal note remember ensure make let always',
);

/** So many of the words of an English sentence are these, at least; few of another language are. */
export const COMMON = set(
  'the to and of they their with that for not has have is are be was were by from on at it would will cannot an',
);

/** Of each line only one can hold: said in place of another it says something else, however much of the rest was said. */
export const EXCLUSIVE: ReadonlySet<string> = new Set(
  [
    'today tonight tomorrow yesterday next last',
    'morning noon afternoon evening night',
    'wife husband mother father son daughter brother sister child partner',
    'gold silver platinum bronze premium regular',
    'business economy',
    'credit debit gift cash voucher certificate',
    'red green blue black white grey yellow',
    'outbound inbound',
  ].flatMap((line) => line.split(' ')),
);
/** Written as a sign or as a word. */
export const CURRENCIES: readonly (readonly [string, RegExp])[] = [
  ['dollar', /[$]|\b(?:dollars?|bucks?|usd)\b/iu],
  ['euro', /€|\b(?:euros?|eur)\b/iu],
  ['pound', /£|\b(?:pounds?|gbp|quid)\b/iu],
  ['percent', /%|\bper ?cent\b/iu],
];
export const NUMBERS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    two: '2',
    three: '3',
    four: '4',
    five: '5',
    six: '6',
    seven: '7',
    eight: '8',
    nine: '9',
    ten: '10',
    eleven: '11',
    twelve: '12',
    twenty: '20',
    thirty: '30',
    fifty: '50',
  }),
);

/** Words that say the same of what is asked for. */
export const ALIKE: readonly string[] = [
  'change modify move switch adjust reschedule alter',
  'flight trip',
  'price cost fare amount',
  'stop layover',
  'id number',
  'purchase buy bought',
  'booking reservation',
  'insurance cover coverage',
  'supervisor manager',
  'human person',
  'receive get obtain',
  'damaged broken',
  'speak talk',
];
