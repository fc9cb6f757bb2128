// Owns how airline.json is made: the words come from tau-bench, everything around them is written here by hand.
// Run: node resources/demo/convert.mjs path/to/tau_airline.jsonl (the same input gives the same file).
import { readFileSync, writeFileSync } from 'node:fs';

const input = process.argv[2];
if (!input) {
  process.stderr.write('Usage: node resources/demo/convert.mjs path/to/tau_airline.jsonl\n');
  process.exit(2);
}

// `turns`: how many recorded turns are played. `asks`: how it reaches a person: `customer` asked, `bot` gave up,
// `trigger` before anybody asks, `never`.
// `replies`: what the customer answers to the person, in order; the last one closes.
const cases = [
  {
    source: 'tau-air-37-3', turns: 5, asks: 'customer', skills: { refunds: 3 },
    customer: { id: 'mei_brown_7075', verified: true, name: 'Mei Brown', organisation: 'Northpass Logistics', language: 'en' },
    account: { tier: 'enterprise', plan: 'Gold', value: 48200, currency: 'USD', renewal: '2027-02-28', since: '2019-05-12', openDeals: 1, owner: 'Helen Ortega' },
    context: {
      intent: 'Compensation for a delay',
      goal: 'More than the standard $50 certificate, best to her original payment method.',
      situation: 'Gold member. HAT045 from PHX to SEA is delayed and she will miss an important meeting. The bot offered the fixed amount twice.',
      highlights: [{ text: 'Will miss an important meeting because of the delay', turn: 1 }, { text: 'Says $50 is not enough and asks to escalate', turn: 5 }],
      facts: [{ label: 'Flight', value: 'HAT045, PHX to SEA', turn: 1 }, { label: 'Status', value: 'Gold', turn: 1 }, { label: 'Offered', value: '$50 certificate per passenger', turn: 2 }],
      tried: [{ text: 'Offered a $50 certificate', worked: false, turn: 2 }, { text: 'Said that a refund to the payment method is not possible', worked: false, turn: 4 }],
      open: ['Reservation ID', 'What would make up for the missed meeting?'],
      greeting: 'Hello Ms Brown, I have read everything about HAT045 and your meeting, so you need not repeat it. Let me see what I can do beyond the certificate.',
    },
    replies: ['Thank you for getting back to me. The meeting was with our largest client, so this really matters.', 'Could you at least put that in writing, so I can forward it to my office?', 'That works. Thank you, I appreciate the effort.'],
  },
  {
    source: 'tau-air-48-1', turns: 5, asks: 'customer', skills: { changes: 3 },
    customer: { id: 'lucas_brown_4047', verified: true, name: 'Lucas Brown', language: 'en' },
    account: { tier: 'premium', plan: 'Silver', value: 6400, currency: 'USD', since: '2021-03-02' },
    context: {
      intent: 'Change of date, bereavement',
      goal: 'Move the dates of EUJUY6.',
      situation: 'His wife died yesterday. The fare is basic economy, which the bot may not change.',
      highlights: [{ text: 'His wife passed away yesterday', turn: 5 }],
      facts: [{ label: 'Reservation', value: 'EUJUY6', turn: 3 }, { label: 'Fare', value: 'Basic economy', turn: 4 }, { label: 'User ID', value: 'lucas_brown_4047', turn: 3 }],
      tried: [{ text: 'Looked the reservation up; the fare cannot be modified', worked: false, turn: 4 }],
      open: ['New dates', 'May an exception for bereavement be made?'],
      greeting: 'Mr Brown, I am very sorry for your loss. I have your reservation EUJUY6 here and I will take care of the dates.',
    },
    replies: ['Thank you. Two days later would help, if that is possible at all.', 'Yes, both directions please.', 'Thank you for your kindness.'],
  },
  {
    source: 'tau-air-18-3', turns: 13, asks: 'customer', skills: { refunds: 2 },
    customer: { id: 'amelia_rossi_1297', verified: true, name: 'Amelia Rossi', language: 'en' },
    account: { tier: 'standard', value: 310, currency: 'USD', since: '2024-01-19' },
    context: {
      intent: 'Refund of a basic economy fare',
      goal: 'Any part of the price back, as money or voucher.',
      situation: 'Change of plans. Asked for a voucher, then half, then a tenth, then a supervisor. The rules allow nothing.',
      highlights: [{ text: 'Calls herself a loyal customer', turn: 9 }, { text: 'Asks for a supervisor', turn: 13 }],
      facts: [{ label: 'Reservation', value: 'SI5UKW', turn: 1 }, { label: 'Fare', value: 'Basic economy, no insurance', turn: 5 }, { label: 'Booked', value: 'More than 24 hours ago', turn: 5 }],
      tried: [{ text: 'Voucher or gift card', worked: false, turn: 8 }, { text: 'Partial refund', worked: false, turn: 10 }],
      open: ['Is there anything to offer, or an honest no?'],
      greeting: 'Hello Amelia, I have read the whole conversation about SI5UKW, including your request for a part of the price.',
    },
    replies: ['Finally a person. So is there anything you can do?', 'I see. And if I moved to a later date instead?', 'Fine. At least that is a clear answer, thanks.'],
  },
  {
    source: 'tau-air-38-0', turns: 9, asks: 'customer', skills: { refunds: 2 },
    customer: { id: 'c-lindqvist', verified: false, name: 'Noah Lindqvist', organisation: 'Lindqvist & Daughters', language: 'en' },
    account: { tier: 'premium', plan: 'Silver', value: 9100, currency: 'USD', since: '2020-11-30', owner: 'Helen Ortega' },
    context: {
      intent: 'Refund of travel insurance',
      goal: 'A full refund of the insurance, not a certificate.',
      situation: 'Unhappy with the service; keeps the flight. The insurance is not refundable by the rules.',
      highlights: [{ text: 'Really unhappy with the service', turn: 3 }, { text: 'Declines the $30 certificate and asks to escalate', turn: 9 }],
      facts: [{ label: 'Reservation', value: 'H8Q05L', turn: 7 }, { label: 'Offered', value: '$30 certificate', turn: 8 }],
      tried: [{ text: 'Explained that insurance is not refundable', worked: false, turn: 2 }, { text: 'Offered $30 as goodwill', worked: false, turn: 8 }],
      open: ['What went wrong with the service?'],
      greeting: 'Hello Mr Lindqvist, I see H8Q05L and the certificate you declined. May I ask what went wrong, so that I can judge it properly?',
    },
    replies: ['I was left on hold twice last week and then told the wrong thing about the insurance.', 'A refund would be the fair thing, I think.', 'Good. Thanks for listening.'],
  },
  {
    source: 'tau-air-40-0', turns: 8, asks: 'customer', skills: { refunds: 3 },
    customer: { id: 'sophia_silva_7557', verified: true, name: 'Sophia Silva', organisation: 'Silva Instruments', language: 'en' },
    account: { tier: 'enterprise', plan: 'Gold', value: 71500, currency: 'USD', renewal: '2026-12-31', since: '2017-08-21', openDeals: 2, owner: 'Tom Achterberg' },
    context: {
      intent: 'Compensation for a cancelled flight',
      goal: 'More than $100 for a cancellation that cost her a meeting.',
      situation: 'Gold member, corporate renewal at the end of the year. Wants someone with the authority to decide.',
      highlights: [{ text: 'Always had great experiences until now', turn: 1 }, { text: 'Finds $100 low', turn: 6 }, { text: 'Asks for someone with authority', turn: 8 }],
      facts: [{ label: 'Reservation', value: 'WUNA5K', turn: 5 }, { label: 'Trip', value: 'ORD to PHL, 10 and 11 May', turn: 5 }, { label: 'Offered', value: '$100', turn: 5 }],
      tried: [{ text: 'Found the reservation by user ID', worked: true, turn: 5 }, { text: 'Offered $100', worked: false, turn: 7 }],
      open: ['What did the missed meeting cost?'],
      greeting: 'Hello Ms Silva, I have WUNA5K and the cancelled flight of 10 May in front of me. I can decide on this, so let us find something fair.',
    },
    replies: ['Thank you. I would consider something like $300 fair, or the equivalent in miles.', 'Miles are fine too. How quickly would they be there?', 'Perfect, thank you very much.'],
  },
  {
    source: 'tau-air-28-1', turns: 8, asks: 'customer', skills: { changes: 2 },
    customer: { id: 'amelia_davis_8890', verified: true, name: 'Amelia Davis', language: 'en' },
    account: { tier: 'premium', plan: 'Gold', value: 15800, currency: 'USD', since: '2018-02-14' },
    context: {
      intent: 'Cancel what the bot could not',
      goal: 'Cancel the two remaining reservations even without a refund.',
      situation: 'Five of seven reservations are cancelled. The other two are basic economy without insurance. Writes some French.',
      highlights: [{ text: 'Wants to free the seats for others', turn: 3 }, { text: 'Accepts that there is no refund', turn: 6 }],
      facts: [{ label: 'Cancelled', value: '8C8K4E, LU15PA, MSJ4OA, I6M8JQ, 4XGCCM', turn: 5 }, { label: 'Left', value: 'UDMOP1, XAZ3C0', turn: 5 }],
      tried: [{ text: 'Cancelled five reservations with refund', worked: true, turn: 5 }, { text: 'Cancel UDMOP1 and XAZ3C0', worked: false, turn: 7 }],
      open: ['Cancel without refund: confirm in writing'],
      greeting: 'Bonjour Ms Davis, five are done. I can release UDMOP1 and XAZ3C0 without a refund; shall I?',
    },
    replies: ['Oui, please do, without a refund is fine.', 'Will I get a confirmation by e-mail?', 'Merci beaucoup, au revoir!'],
  },
  {
    source: 'tau-air-30-0', turns: 8, asks: 'bot', skills: { changes: 2 },
    customer: { id: 'sophia_martin_4574', verified: true, name: 'Sophia Martin', organisation: 'Martin Studio', language: 'en' },
    account: { tier: 'premium', plan: 'Silver', value: 12250, currency: 'USD', since: '2022-06-08' },
    context: {
      intent: 'Double booking',
      goal: 'Cancel FDZ0T5 and keep the flight from Los Angeles.',
      situation: 'Seven reservations, two on 17 May. The one to go does not meet the conditions for cancelling.',
      highlights: [{ text: 'Thinks it was a mix-up', turn: 1 }],
      facts: [{ label: 'To cancel', value: 'FDZ0T5, JFK to PHL, 17 May', turn: 6 }, { label: 'To keep', value: 'SE9KEL, LAX to BOS, 17 May', turn: 5 }, { label: 'Reason', value: 'Change of plans', turn: 7 }],
      tried: [{ text: 'Found both reservations of 17 May', worked: true, turn: 4 }, { text: 'Cancel FDZ0T5', worked: false, turn: 8 }],
      open: ['May a double booking be cancelled as an exception?'],
      greeting: 'Hello Ms Martin, I see both bookings of 17 May. You keep SE9KEL from Los Angeles; let me look at what is possible for FDZ0T5.',
    },
    replies: ['Yes, exactly, Los Angeles stays.', 'A voucher would be all right for me.', 'Great, that is sorted then. Thank you!'],
  },
  {
    source: 'tau-air-19-2', turns: 7, asks: 'customer', skills: { changes: 3 },
    customer: { id: 'raj_brown_5782', verified: true, name: 'Raj Brown', organisation: 'Halden Medical', language: 'en' },
    account: { tier: 'enterprise', plan: 'Business account', value: 33900, currency: 'USD', renewal: '2027-01-15', since: '2016-10-03', owner: 'Tom Achterberg' },
    context: {
      intent: 'Wrong itinerary',
      goal: 'Know why his direct DTW to LGA flights now go through PHX, and have it put right.',
      situation: 'He booked DTW to LGA and back; the reservation shows stops in PHX both ways.',
      highlights: [{ text: 'Says his flights do not go through PHX', turn: 5 }],
      facts: [{ label: 'Reservation', value: 'VA5SGQ', turn: 3 }, { label: 'Outbound', value: 'HAT035 and HAT066 on 17 May', turn: 4 }, { label: 'Return', value: 'HAT002 on 19 May, HAT106 on 20 May', turn: 4 }, { label: 'Insurance', value: 'Yes', turn: 4 }],
      tried: [{ text: 'Read the reservation back', worked: false, turn: 4 }],
      open: ['Was the itinerary changed after booking, and by whom?'],
      greeting: 'Hello Mr Brown, I have VA5SGQ open and see the stops in Phoenix. I will find out when that changed.',
    },
    replies: ['Thanks. I have a morning meeting in New York, so the stop does not work for me.', 'The direct one at seven would be ideal.', 'Yes please, book it. Thank you.'],
  },
  {
    source: 'tau-air-21-2', turns: 9, asks: 'customer', skills: { changes: 2 },
    customer: { id: 'daiki_lee_6144', verified: true, name: 'Daiki Lee', language: 'en' },
    account: { tier: 'standard', value: 890, currency: 'USD', since: '2023-09-27' },
    context: {
      intent: 'Nonstop instead of a connection',
      goal: 'A nonstop flight from JFK, willing to pay a fee.',
      situation: 'Calls it urgent. Basic economy may not be modified.',
      highlights: [{ text: 'A bit urgent; really willing to pay a fee', turn: 7 }],
      facts: [{ label: 'Reservation', value: 'DF89BM', turn: 5 }, { label: 'Outbound', value: 'HAT079 and HAT020, 17 May', turn: 6 }, { label: 'Return', value: 'HAT263, 24 May', turn: 6 }],
      tried: [{ text: 'Found the reservation by user ID', worked: true, turn: 4 }, { text: 'Change the flight', worked: false, turn: 8 }],
      open: ['Why is it urgent?', 'What fee would be acceptable?'],
      greeting: 'Hello Mr Lee, I have DF89BM here. You want a nonstop from JFK and would pay for it: let me check seats.',
    },
    replies: ['Right. My father is in hospital in Detroit, that is the urgency.', 'Up to two hundred dollars would be all right.', 'Thank you so much.'],
  },
  {
    source: 'tau-air-1-2', turns: 16, asks: 'bot', skills: {},
    customer: { id: 'c-herrera', verified: false, name: 'Tomas Herrera', language: 'en' },
    account: { tier: 'free', since: '2024-04-30' },
    context: {
      intent: 'Cancel with insurance, reservation unknown',
      goal: 'Cancel or move the return flight to Newark without the reservation ID.',
      situation: 'Feels ill. Asked six times in different ways; every answer asks for the reservation ID he does not have.',
      highlights: [{ text: 'Not feeling well', turn: 13 }, { text: 'Has no reservation ID', turn: 3 }],
      facts: [{ label: 'Route', value: 'Texas to Newark (EWR), airport unknown', turn: 7 }, { label: 'Insurance', value: 'Says yes', turn: 13 }],
      tried: [{ text: 'Change without the reservation ID', worked: false, turn: 6 }, { text: 'Search later flights without the airport', worked: false, turn: 12 }, { text: 'Cancel by insurance', worked: false, turn: 16 }],
      open: ['Who is it? Find the booking by name or e-mail', 'Date of the return flight'],
      greeting: 'Hello Mr Herrera, you need not look for the reservation ID. Your full name and the e-mail you booked with are enough for me.',
    },
    replies: ['Oh good. It is Tomas Herrera, and I booked with my work e-mail.', 'It leaves Houston on Thursday at three, I found that now.', 'Yes, cancel it please. Thanks, I will lie down now.'],
  },
  {
    source: 'tau-air-41-3', turns: 11, asks: 'customer', skills: { refunds: 2 },
    customer: { id: 'anya_garcia_5901', verified: true, name: 'Anya Garcia', organisation: 'Garcia Ceramics', language: 'en' },
    account: { tier: 'standard', value: 1240, currency: 'USD', since: '2022-12-05' },
    context: {
      intent: 'Disputed booking time',
      goal: 'Full refund within 24 hours of booking.',
      situation: 'She says she booked ten hours ago; the record says 2 May. The bot checked twice and found the same.',
      highlights: [{ text: 'Certain that she booked ten hours ago', turn: 9 }],
      facts: [{ label: 'Reservation', value: '3RK2T9', turn: 3 }, { label: 'Created, by the record', value: '2 May', turn: 5 }, { label: 'Created, by the customer', value: '10 hours ago', turn: 6 }],
      tried: [{ text: 'Checked the time of booking twice', worked: false, turn: 8 }],
      open: ['Is there a second booking, or a confirmation e-mail with the time?'],
      greeting: 'Hello Ms Garcia, two dates stand against each other here. Could you tell me the time on your confirmation e-mail for 3RK2T9?',
    },
    replies: ['The e-mail says 6:12 this morning.', 'I can forward it to you if that helps.', 'Thank you, I will wait for the refund then.'],
  },
  {
    source: 'tau-air-36-0', turns: 15, asks: 'bot', skills: {},
    customer: { id: 'c-park', verified: true, name: 'Ethan Park', language: 'en' },
    account: { tier: 'premium', plan: 'Family plan', value: 5200, currency: 'USD', since: '2020-07-17' },
    context: {
      intent: 'Missing travel insurance',
      goal: 'Insurance on PEP4E0, which he believes he bought.',
      situation: 'The rest of the family is insured. He does not want to be passed on again; he wants it solved or flagged.',
      highlights: [{ text: 'Sure that he added it', turn: 4 }, { text: 'Does not want to be transferred', turn: 6 }, { text: 'Asks to escalate or flag it', turn: 14 }],
      facts: [{ label: 'Reservation', value: 'PEP4E0', turn: 1 }, { label: 'Insurance', value: 'Not on record', turn: 3 }],
      tried: [{ text: 'Checked the reservation', worked: true, turn: 3 }, { text: 'Add insurance afterwards', worked: false, turn: 9 }],
      open: ['Was it in the basket when the family booked?'],
      greeting: 'Hello Mr Park, nobody will pass you on again: I look at the bookings of your whole family now and tell you what I see.',
    },
    replies: ['Good. We booked all four together, that is why I am sure.', 'Please do. How long will that take?', 'All right. Thanks for taking it seriously.'],
  },
  {
    source: 'tau-air-49-1', turns: 8, asks: 'customer', skills: { refunds: 2 },
    customer: { id: 'emma_kim_9957', verified: true, name: 'Emma Kim', organisation: 'Bluefern Travel', language: 'en' },
    account: { tier: 'premium', plan: 'Agency', value: 18700, currency: 'USD', since: '2019-01-11', openDeals: 1, owner: 'Helen Ortega' },
    context: {
      intent: 'Cancellation after wrong advice',
      goal: 'Cancel MDCLVA although the rules do not allow it.',
      situation: 'Says she was told that she needed no insurance. Booked through an agency that sends many customers.',
      highlights: [{ text: 'Was told she did not need insurance', turn: 6 }],
      facts: [{ label: 'Reservation', value: 'MDCLVA', turn: 3 }, { label: 'Booked', value: '7 May', turn: 5 }, { label: 'Fare', value: 'Basic economy, no insurance', turn: 5 }],
      tried: [{ text: 'Checked the conditions', worked: false, turn: 5 }, { text: 'Explained the rule again', worked: false, turn: 7 }],
      open: ['Who told her so, and when?'],
      greeting: 'Hello Ms Kim, I have MDCLVA here and what you were told about insurance. Who was it that told you, do you remember?',
    },
    replies: ['It was on the phone, about three weeks ago. I wrote the name down somewhere.', 'Found it, it was a Mr Daniels.', 'Thank you, that is more than I expected.'],
  },
  {
    source: 'tau-air-16-0', turns: 12, asks: 'trigger', skills: {},
    customer: { id: 'c-okafor', verified: false, name: 'Chidi Okafor', language: 'en' },
    account: { tier: 'free' },
    context: {
      intent: 'Delay and compensation',
      goal: 'Why HAT039 is delayed, and what he gets for it.',
      situation: 'Upset about the delay. The bot has no flight status and sent him to the website.',
      highlights: [{ text: 'Really upset about the delay', turn: 1 }, { text: 'Hopes for compensation', turn: 3 }],
      facts: [{ label: 'Flight', value: 'HAT039, ATL to SEA', turn: 1 }],
      tried: [{ text: 'Asked for the status; the bot cannot see it', worked: false, turn: 2 }],
      open: ['Reservation ID', 'Silver or Gold, insured?'],
      greeting: 'Hello Mr Okafor, I see HAT039 and your question about compensation. I look up the delay now.',
    },
    replies: ['Thank you. I only want to know what is going on.', 'A voucher would be fine, if that is possible.', 'Great, thank you.'],
  },
  {
    source: 'tau-air-34-3', turns: 13, asks: 'never', skills: {},
    customer: { id: 'daiki_muller_1116', verified: true, name: 'Daiki Muller', language: 'en' },
    account: { tier: 'standard', value: 1120, currency: 'USD', since: '2023-03-15' }, context: {}, replies: [],
  },
  {
    source: 'tau-air-31-2', turns: 10, asks: 'never', skills: {},
    customer: { id: 'mohamed_hernandez_5188', verified: true, name: 'Mohamed Hernandez', language: 'en' },
    account: { tier: 'standard', value: 460, currency: 'USD' }, context: {}, replies: [],
  },
  {
    source: 'tau-air-2-2', turns: 10, asks: 'never', skills: {},
    customer: { id: 'omar_davis_3817', verified: true, name: 'Omar Davis', organisation: 'Davis Consulting', language: 'en' },
    account: { tier: 'premium', plan: 'Gold', value: 31800, currency: 'USD', renewal: '2027-03-31', since: '2018-09-02' },
    context: {}, replies: [],
  },
  {
    source: 'tau-air-26-2', turns: 12, asks: 'never', skills: {},
    customer: { id: 'aarav_ahmed_6699', verified: true, name: 'Aarav Ahmed', language: 'en' },
    account: { tier: 'standard', value: 2150, currency: 'USD', since: '2021-11-20' }, context: {}, replies: [],
  },
  {
    source: 'tau-air-47-1', turns: 8, asks: 'trigger', skills: {},
    customer: { id: 'raj_sanchez_7340', verified: true, name: 'Raj Sanchez', language: 'en' },
    account: { tier: 'free', since: '2024-02-11' },
    context: {
      intent: 'Cancellation without the reservation ID',
      goal: 'Cancel a reservation as he was promised on the phone.',
      situation: 'A colleague told him that his user ID is enough; the bot needs the reservation ID.',
      highlights: [{ text: 'Was told to cancel through this service', turn: 3 }],
      facts: [{ label: 'User ID', value: 'raj_sanchez_7340', turn: 3 }],
      tried: [{ text: 'Asked for the reservation ID twice', worked: false, turn: 6 }],
      open: ['Which reservation?', 'Who approved it, and when?'],
      greeting: 'Hello Mr Sanchez, I can look your reservations up by your user ID, so you need not search for the number.',
    },
    replies: ['That is what they said on the phone. Please cancel the one to New York.', 'Yes, that one.', 'Perfect, thanks.'],
  },
];

const recorded = new Map(
  readFileSync(input, 'utf8').trim().split('\n').map((line) => JSON.parse(line)).map((entry) => [entry.conversationId, entry]),
);
const roles = { customer: 'END_USER', bot: 'AUTOMATED_AGENT' };

const conversations = cases.map(({ turns, ...around }) => {
  const entry = recorded.get(around.source);
  if (!entry || entry.turns.length < turns) throw new Error(`${input}: ${around.source} has fewer than ${turns} turns`);
  const lines = [...(around.context.highlights ?? []), ...(around.context.facts ?? []), ...(around.context.tried ?? [])];
  for (const line of lines) if (!(line.turn <= turns)) throw new Error(`${around.source}: turn ${line.turn} is not played`);
  const queue = around.account.tier === 'enterprise' ? 'corporate' : 'care';
  return { ...around, queue, turns: entry.turns.slice(0, turns).map(({ role, text }) => ({ role: roles[role], text: text.trim() })) };
});

const output = {
  about:
    'Recorded conversations of tau-bench (airline): a GPT-4o bot with a simulated customer, cut at the hard moment. Customers, organisations, accounts, context packages and the replies to a person are invented.',
  attribution: 'tau-bench, https://github.com/sierra-research/tau-bench, Copyright (c) 2024 Sierra',
  licence: 'MIT',
  closing: 'Welcome back. I have what you settled with my colleague. Is there anything else I can do for you?',
  conversations,
};
writeFileSync(new URL('./airline.json', import.meta.url), `${JSON.stringify(output, null, 1)}\n`);
