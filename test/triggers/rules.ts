// Owns paraphrases of what PRODUCT says of triggers, rule by rule: what must fire beside what must not, so that a rule is
// shown to hold for more words than those it was found on. Written by the hand that tuned the rules: they show no accuracy.
import type { Line } from './vectors.ts';

export interface Case extends Line {
  /** Turn, counted from 1, at which it fires first; null is never. */
  readonly fires: number | null;
}

type Turn = Line['turns'][number];

/** Customer and bot in turns; `confidence` is the bot's of each of its turns. */
const talk = (texts: readonly string[], confidence?: number): Turn[] =>
  texts.map((text, at) =>
    at % 2 === 0
      ? { role: 'customer', text }
      : { role: 'bot', text, ...(confidence === undefined ? {} : { confidence }) },
  );

const about = (
  rule: string,
  policy: string,
  account: Line['account'],
  cases: readonly (readonly [fires: number | null, texts: readonly string[], confidence?: number])[],
): Case[] =>
  cases.map(([fires, texts, confidence], at) => ({
    conversationId: `${rule}-${at + 1}`,
    policy,
    account,
    fires,
    turns: talk(texts, confidence),
  }));

const PROSPECT = { tier: 'enterprise', value: 90_000, openDeals: 1 } as const;
const HELLO = 'Glad to hear that. What would you like to know?';

/** What an enterprise prospect looks at, what it asks that shows it buys, and what anybody could ask. */
const LOOKING: readonly (readonly [looks: string, buys: string, asks: string])[] = [
  ['Hi, we are evaluating your analytics product.', 'How much would 200 users be?', 'Does it run on Linux?'],
  [
    "I'm having a look at your enterprise plan.",
    "What's the price per seat?",
    'Can I change the colours of a chart?',
  ],
  [
    'We are considering your platform for our company.',
    'Can you send us a quote?',
    'Can the logo be changed?',
  ],
  [
    'Just browsing your product pages at the moment.',
    'How soon could we get started with 80 seats?',
    'Which languages is it in?',
  ],
  [
    'We have you on our shortlist for our 40 employees.',
    'What would it cost for all of us, and how long does onboarding take?',
    'Can several people work on one report?',
  ],
  [
    'I am checking out the premium tier.',
    'What discount do you give on annual contracts?',
    'Does it work in Safari?',
  ],
];

export const LOOKING_IS_WEAK: readonly Case[] = [
  ...about(
    'looks-then-buys',
    'sales',
    PROSPECT,
    LOOKING.map(([looks, buys]) => [3, [looks, HELLO, buys]]),
  ),
  ...about(
    'looks-only',
    'sales',
    PROSPECT,
    LOOKING.map(([looks, , asks]) => [null, [looks, HELLO, asks]]),
  ),
  ...about('looks-and-comes-back', 'sales', { tier: 'free', value: 0, activity: { sessions: 24 } }, [
    [1, ['Just looking at the moment.']],
    [1, ['only browsing for now']],
    [1, ["I'm just checking out what you have."]],
    [1, ['We are still comparing a few options.']],
    [1, ['I am just exploring the product.']],
    [null, ['Where is your office?']],
    [null, ['How do I change my e-mail address?']],
    [null, ['The chart does not load.']],
    [null, ['Is there a page about your team?']],
    [null, ['good morning']],
  ]),
  ...about('looks-once', 'sales', { tier: 'free', value: 0, activity: { sessions: 1 } }, [
    [null, ['Just looking at the moment.']],
    [null, ['only browsing for now']],
    [null, ["I'm just checking out what you have."]],
    [null, ['We are still comparing a few options.']],
    [null, ['I am just exploring the product.']],
  ]),
];

/** An offer of a rival is a strong factor, that there are rivals a weak one, a product that ours is joined to none. */
export const RIVALS: Readonly<Record<'offer' | 'compared' | 'joined', readonly string[]>> = {
  offer: [
    'Intercom quoted us half of that.',
    'A competitor offers the same for 20 euros.',
    'Freshdesk is cheaper than you are.',
    'We got a better price from Genesys.',
    'Another vendor gave us a lower quote.',
    'Zendesk offered us the same for less.',
  ],
  compared: [
    "so we've been comparing you with two other vendors",
    'How do you differ from Zendesk?',
    'We are also talking to Intercom and Freshdesk.',
    'What do you do better than your competitors?',
    'I saw that Kayako has one of those too.',
  ],
  joined: [
    'The Salesforce integration duplicates contacts.',
    'How do I connect HubSpot to my inbox?',
    'Our Genesys connector stopped syncing this morning.',
    'I sign in with my Microsoft account.',
    'Have a nice day!',
    'I paid with Google Pay.',
    'Does the Zendesk app show our tickets?',
    'We import contacts from Salesforce every night.',
  ],
};

/** A feeling told of the past beside the same one felt now. */
export const FELT: readonly (readonly [then: string, now: string])[] = [
  [
    'The integration with our CRM did not work and I was quite frustrated.',
    'The integration with our CRM does not work and I am quite frustrated.',
  ],
  ['I was annoyed yesterday when the import failed.', 'I am annoyed, the import failed.'],
  ['We were rather disappointed by the last release.', 'We are rather disappointed by the last release.'],
  ['At first I was upset about the bill.', 'I am upset about the bill.'],
  ['My colleague was irritated by the new menu.', 'I am irritated by the new menu.'],
  ['We were upset at first, the delivery came late.', 'We are upset, the delivery comes late again.'],
];

const LOST = [
  "I'm sorry, I didn't understand that.",
  'Sorry, I did not catch that. Could you rephrase?',
  "I'm not sure I understand.",
] as const;

/** What a customer asks, says again in other words, and once more. */
const ASKED: readonly (readonly [first: string, again: string, more: string])[] = [
  [
    'How do I change my delivery address?',
    'Change my delivery address, please.',
    'my delivery address, how do I change it',
  ],
  [
    'I want to see my October invoice.',
    'Show me the October invoice.',
    'The invoice of October, I want to see it.',
  ],
  [
    'Can I take my bike on the 9:40 train?',
    'Bike on the 9:40 train?',
    'I would like to take a bike on the 9:40 train.',
  ],
  ['Please move my booking to room 12.', 'Move the booking to room 12.', 'my booking, move it to room 12'],
  [
    'When does the pool open on Sundays?',
    'Opening hours of the pool on Sundays?',
    'the pool, when does it open on Sundays',
  ],
  [
    'Add my son to my travel ticket.',
    'I want to add my son to the ticket.',
    'My son, add him to the travel ticket.',
  ],
];

export const STUCK: readonly Case[] = [
  ...about(
    'lost-three-times',
    'support',
    { tier: 'standard' },
    ASKED.map(([first, again, more]) => [6, [first, LOST[0], again, LOST[1], more, LOST[2]]]),
  ),
  ...about(
    'lost-once',
    'support',
    { tier: 'standard' },
    ASKED.map(([first, again], at) => [
      null,
      [
        first,
        LOST[at % 3] ?? LOST[0],
        again,
        'Done: it is as you wished, and you have an e-mail about it.',
        'Great, thank you!',
      ],
    ]),
  ),
  ...about(
    'lost-once-then-on',
    'support',
    { tier: 'premium', value: 6_000 },
    ASKED.map(([first, again], at) => [
      null,
      [first, LOST[at % 3] ?? LOST[0], again, 'You can do that in your account, under Settings.', 'I see.'],
    ]),
  ),
  // One exact repeat, and the customer says that it was no help.
  ...about('repeats-and-told', 'support', { tier: 'premium', value: 6_000 }, [
    [
      5,
      [
        'The report is empty for March.',
        'Please sign out and sign in again.',
        'I did sign out, and the report is still empty.',
        'Please sign out and sign in again.',
        'No, I already did that. The report is still empty.',
      ],
    ],
    [
      5,
      [
        'My invoice shows the old address.',
        'You can change your address under Profile.',
        'It is right under Profile, but the invoice shows the old one.',
        'You can change your address under Profile.',
        'I told you that it is right there. The invoice is wrong.',
      ],
    ],
    [
      5,
      [
        'The scanner no longer finds the printer.',
        'Please restart the scanner.',
        'I restarted the scanner twice, it does not find the printer.',
        'Please restart the scanner.',
        "That's what I did, I already said so. It does not find it.",
      ],
    ],
    [
      5,
      [
        'My code is not accepted.',
        'Please ask for a new code.',
        'The new code is not accepted either.',
        'Please ask for a new code.',
        'You are repeating yourself. I asked for a new code already.',
      ],
    ],
    [
      5,
      [
        'The map loads only half.',
        'Please use the newest version of the app.',
        'I have the newest version and the map still loads only half.',
        'Please use the newest version of the app.',
        'No, I said that I have the newest version already.',
      ],
    ],
  ]),
  // The same beginning, and the bot finds another way.
  ...about('varies', 'support', { tier: 'premium', value: 6_000 }, [
    [
      null,
      [
        'The report is empty for March.',
        'Please sign out and sign in again.',
        'I did sign out, and now it shows half of it.',
        'The rest appears within an hour.',
        'Ah, there it is.',
      ],
    ],
    [
      null,
      [
        'My invoice shows the old address.',
        'You can change your address under Profile.',
        'It is right under Profile.',
        'Then the next invoice will have it. I have sent you a corrected copy.',
        'Got it, that looks right.',
      ],
    ],
    [
      null,
      [
        'The scanner no longer finds the printer.',
        'Please restart the scanner.',
        'It finds it now but prints on one side.',
        'Both sides is a box in the print window.',
        'I see it now.',
      ],
    ],
    [
      null,
      [
        'My code is not accepted.',
        'Please ask for a new code.',
        'Where do I ask for a new one?',
        'There is a link below the field.',
        'Found it.',
      ],
    ],
    [
      null,
      [
        'The map loads only half.',
        'Please use the newest version of the app.',
        'Which one is the newest?',
        'Version 5.2, of last week.',
        'OK, I will update it tonight.',
      ],
    ],
  ]),
  // Hard questions of an account that matters, and a bot that is not sure of itself.
  ...about(
    'unsure-twice',
    'support',
    { tier: 'premium', value: 20_000 },
    HARD().map(([first, , again]) => [
      4,
      [first, 'I think you are asking about prices.', again, 'Here is our price list.'],
      0.2,
    ]),
  ),
  ...about(
    'sure',
    'support',
    { tier: 'premium', value: 20_000 },
    HARD().map(([first, answer]) => [null, [first, answer, 'OK, that is what I needed.'], 0.95]),
  ),
  // Read by structure alone.
  ...about('stuck-in-other-words', 'support', { tier: 'standard' }, [
    ...(
      [
        [
          'Où est ma commande 8841 ?',
          'Ma commande 8841, où est-elle ?',
          'Où est ma commande 8841 ???',
          'Je ne comprends pas votre demande.',
        ],
        [
          '¿Dónde está mi paquete 7713?',
          'Mi paquete 7713, ¿dónde está?',
          '¿¿Dónde está mi paquete 7713??',
          'No he entendido su pregunta.',
        ],
        [
          'Wann kommt mein Paket 3301 an?',
          'Mein Paket 3301, wann kommt es an?',
          'Wann kommt mein Paket 3301?!',
          'Entschuldigung, das verstehe ich nicht.',
        ],
        [
          "Dov'è il mio ordine 4410?",
          "Il mio ordine 4410, dov'è?",
          "Dov'è il mio ordine 4410???",
          'Mi dispiace, non ho capito.',
        ],
        [
          'Waar is mijn bestelling 6127 gebleven?',
          'Mijn bestelling 6127, waar is die gebleven?',
          'Waar is mijn bestelling 6127??',
          'Dat heb ik helaas niet begrepen.',
        ],
      ] as const
    ).map(([first, again, more, lost]) => [6, [first, lost, again, lost, more, lost]] as const),
    [null, ['Où est ma commande 8841 ?', 'Elle arrive demain.', 'Merci !']],
    [null, ['¿Dónde está mi paquete 7713?', 'Llega mañana a las diez.', '¡Gracias!']],
    [null, ['Wann kommt mein Paket 3301 an?', 'Am Freitag.', 'Am Freitag, gut.']],
    [null, ["Dov'è il mio ordine 4410?", 'Non ho capito.', 'Ordine 4410.', 'Arriva domani.', 'Grazie']],
    [null, ['Waar is mijn bestelling 6127 gebleven?', 'Die komt morgen.', 'En waar komt die aan?']],
  ]),
];

function HARD(): readonly (readonly [first: string, answer: string, again: string])[] {
  return [
    [
      'Can our SAML provisioning map nested groups to roles of sub-accounts, and is the mapping in the audit log?',
      'Yes, groups map to roles, and every change is logged.',
      'No, about nested groups in SAML provisioning and the audit log.',
    ],
    [
      'Does the webhook retry policy keep the signature of the first attempt when keys are rotated?',
      'Yes, each attempt keeps its own signature.',
      'I mean the signature of webhook retries when keys are rotated.',
    ],
    [
      'Is the encryption of backups in the EU region done with our own keys, and what of the retention of old backups?',
      'Yes, with your keys; old backups go after 35 days.',
      'My question is about the encryption keys of backups and their retention.',
    ],
    [
      'How do we migrate custom fields of archived tickets through the API without losing their audit trail?',
      'The import endpoint takes them with their history.',
      'No, the migration of custom fields of archived tickets through the API.',
    ],
    [
      'Which endpoint returns the data residency of a tenant, and does it cover exports to our data warehouse?',
      'GET /tenant says it, also for exports.',
      'That is not it: which endpoint returns the data residency of a tenant?',
    ],
  ];
}

/** One factor is not enough, whatever its account; with a deadline it is. */
export const HARD_ALONE: readonly Case[] = [
  ...about('several-questions-calm', 'support', { tier: 'premium', value: 25_000 }, [
    [
      null,
      [
        'Two things: 1) the API answers with error 500 for some requests, 2) the HubSpot sync drops contacts. How can we fix both?',
      ],
    ],
    [
      null,
      [
        'Our SSO login fails for new users and the SCIM provisioning skips groups. What should we check first, and where are the logs?',
      ],
    ],
    [
      null,
      ['The webhook signatures do not validate and the Zendesk connector is slow. How do we configure them?'],
    ],
    [null, ['How do we migrate our database to the EU region, and does the export include audit logs?']],
    [
      null,
      [
        'Hello, three points: the Salesforce mapping of custom fields fails, the API token is refused, and the schema is not documented. Can you help?',
      ],
    ],
  ]),
  ...about('routine-by-a-date', 'support', { tier: 'enterprise', value: 120_000 }, [
    [null, ['Could you send me the October invoice by Friday?']],
    [null, ['Where do I change the billing address? I need it before Monday.']],
    [null, ['Which users were added this week?']],
    [null, ['We would like to have the new logo in by tomorrow, where do we put it?']],
    [null, ['Please tell me how to print the list before the meeting today.']],
  ]),
  ...about('several-questions-pressed', 'support', { tier: 'premium', value: 25_000 }, [
    [
      1,
      [
        'Two things: 1) the API answers with error 500 for some requests, 2) the HubSpot sync drops contacts. How can we fix both? It is urgent, we go live tomorrow.',
      ],
    ],
    [
      1,
      [
        'Our SSO login fails for new users and the SCIM provisioning skips groups. What should we check first, and where are the logs? We need this by tonight.',
      ],
    ],
    [
      1,
      [
        'The webhook signatures do not validate and the Zendesk connector is slow. How do we configure them before our launch on Friday?',
      ],
    ],
    [
      1,
      [
        'How do we migrate our database to the EU region, and does the export include audit logs? The audit is tomorrow, we need an answer immediately.',
      ],
    ],
    [
      1,
      [
        'Hello, three points: the Salesforce mapping of custom fields fails, the API token is refused, and the schema is not documented. Can you help asap? Our deadline is tonight.',
      ],
    ],
  ]),
];

/** Annoyance said once is a weak factor; fury is enough by itself, and so is annoyance that grows. */
export const ANGER: readonly Case[] = [
  ...about('annoyed', 'support', { tier: 'standard', value: 2_000 }, [
    [null, ['It is annoying that I have to log in each time.', 'You can stay signed in.', 'ok']],
    [
      null,
      ['This is really annoying, the list jumps when I scroll.', 'Which browser do you use?', 'Firefox.'],
    ],
    [null, ["I'm a little frustrated with the search."]],
    [null, ['That is disappointing. When will it be back in stock?', 'Next week.', 'Fine.']],
    [null, ["Hm, that's a pity, I hoped to get it this week."]],
    [null, ["The new menu is confusing and I don't like it much."]],
    [null, ['My parcel is late and that is quite annoying.', 'It arrives today.', 'OK, thank you.']],
  ]),
  ...about('furious', 'support', { tier: 'standard', value: 2_000 }, [
    [1, ['This is outrageous, I am furious about how you treat your customers!']],
    [1, ['YOU ARE USELESS!!! NOTHING WORKS!!!']],
    [1, ["What a pathetic joke of a company, I'm sick and tired of your lies."]],
    [1, ["I am absolutely fed up, this is the worst service I've ever had!"]],
    [1, ['Are you kidding me? This stupid app has lost my data again, you idiots!']],
    [1, ["It's a disgrace. I hate dealing with you people, worst bank ever."]],
  ]),
  ...about('grows', 'support', { tier: 'standard', value: 2_000 }, [
    [
      3,
      [
        'My parcel is late, that is annoying.',
        'It is on its way.',
        "ARE YOU SERIOUS? Three weeks and that's your answer? Ridiculous!",
      ],
    ],
    [
      3,
      [
        'The app logs me out again and again.',
        'Please sign in again.',
        'I am so fed up with this useless app, it is a joke!',
      ],
    ],
    [
      3,
      [
        'I still have no refund.',
        'Refunds take some days.',
        'It has been five weeks!!! This is completely unacceptable, I am furious.',
      ],
    ],
    [
      3,
      [
        'The heating is broken again.',
        'A technician comes in March.',
        'In March?! Are you kidding? That is a disgrace, I am really angry now.',
      ],
    ],
    [
      3,
      [
        'Your map sent me to the wrong place.',
        'Sorry to hear that.',
        'I wasted two hours because of your stupid map, absolutely terrible.',
      ],
    ],
  ]),
];
