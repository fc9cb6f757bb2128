// What is personal in words does not stand on a surface that masks it; everything else does, and masking twice is masking once.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MaskedKind, Surface } from './classes.ts';
import { maskWords, namesToMask } from './words.ts';

test.each<[string, string, readonly MaskedKind[]]>([
  ['My card is 4111 1111 1111 1111.', 'My card is ••••1111.', ['card']],
  ['Pay to DE89 3704 0044 0532 0130 00, please', 'Pay to DE••••3000, please', ['iban']],
  ['Mail jane.roe@example.org or jo@ex.co', 'Mail j•••@example.org or ••@ex.co', ['email']],
  ['write to jane dot roe at example dot com', 'write to j•••', ['email']],
  ['Call +49 170 1234567 today', 'Call •••67 today', ['phone']],
  ['my number is oh two oh seven nine four six oh nine five eight', 'my number is •••', ['phone']],
  ['Order W2378156. Booking ZFA04Y', 'Order •••56. Booking •••4Y', ['order', 'booking']],
  ['case 00912345 of user mia_li_3668', 'case •••45 of user •••68', ['ticket', 'account']],
  ['I was born on 12 May 1980 and fly on 20 May', 'I was born on ••• and fly on 20 May', ['birth']],
  ['$50 for AeroPress Go on flight LH 454', '$50 for AeroPress Go on flight LH 454', []],
  ['•4111 1111 1111 1111', '•••••1111', ['card']],
])('on a notice "%s" is "%s"', (words, text, kinds) => {
  expect(maskWords(words, 'notice')).toEqual({ text, kinds });
});

test('a name stays on a notice and goes from a file; in a log nothing but the kind is left', () => {
  const words = 'My name is Mia Li, mia@example.org';
  expect(maskWords(words, 'notice').text).toBe('My name is Mia Li, •••@example.org');
  expect(maskWords(words, 'file').text).toBe('My name is M•••, •••@example.org');
  expect(maskWords(words, 'log').text).toBe('My name is [name], [email]');
});

test('known names go whole and in parts, in any case of letters, but not as words', () => {
  const names = namesToMask(['Ilse Verhoeven', 'Grace van Dyck', 'Li']);
  const masked = (words: string) => maskWords(words, 'file', names).text;
  expect(masked('dear ms VERHOEVEN, ilse verhoeven here')).toBe('dear ms V•••, i••• here');
  expect(masked('the grace period; Grace; LI and Li; listen')).toBe(
    'the grace period; G•••; LI and L•; listen',
  );
  expect(masked('Verhoevenstraat')).toBe('Verhoevenstraat');
  expect(namesToMask(['(a+)+$ [x'])).toHaveLength(1);
});

const pieces = [
  ...['4111 1111 1111 1111', '5500-0000-0000-0004', 'DE89370400440532013000', 'jane.roe@example.org'],
  ...[
    '+49 170 1234567',
    '(212) 555-0142',
    'ZFA04Y',
    'W2378156',
    'mia_li_3668',
    'INC0012345',
    'Mia Li',
    '12 May 1980',
  ],
  ...[
    'my order number is ',
    'booking ',
    'born on ',
    'call me at ',
    'account: ',
    'Dr. ',
    ' and ',
    ', ',
    ' ',
    '\n',
    '-',
  ],
  ...[
    '•',
    '••••',
    '•••42',
    '…',
    '@',
    '$50',
    '\u200d',
    '\ud800',
    '\udc00',
    '😀',
    'é',
    '\u0000',
    '٤١١١',
    '4',
    'A',
  ],
];
const anything = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...pieces) },
      fc.string({ unit: 'binary', maxLength: 6 }),
    ),
    {
      maxLength: 24,
    },
  )
  .map((parts) => parts.join(''));
const surfaces = fc.constantFrom<Surface>('notice', 'file', 'log');
const names = namesToMask(['Jane Roe', 'Will', 'Ann-Marie O’Neil']);

test('whatever the words, masking throws nothing, adds nothing beyond what it names, and twice is once', () => {
  fc.assert(
    fc.property(anything, surfaces, (words, surface) => {
      const once = maskWords(words, surface, names);
      expect(maskWords(once.text, surface, names)).toEqual({ text: once.text, kinds: [] });
      if (surface !== 'log') expect(once.text.length).toBeLessThanOrEqual(words.length);
      if (once.kinds.length === 0) expect(once.text).toBe(words);
    }),
    { numRuns: 1_000 },
  );
});

const personal = fc.constantFrom(
  ...([
    '4111111111111111',
    '4111 1111 1111 1111',
    'jane.roe@example.org',
    'DE89 3704 0044 0532 0130 00',
  ] as const),
  ...(['+49 170 1234567', '(212) 555-0142'] as const),
);
const harmless = fc.constantFrom(
  'Well, ',
  'I paid $50. ',
  'tomorrow ',
  'why? ',
  'it is urgent! ',
  'Please look: ',
);

test('it goes wherever it stands, also far behind where entities are looked for and across the seams', () => {
  fc.assert(
    fc.property(fc.array(harmless, { maxLength: 4 }), personal, fc.nat(40_000), (before, secret, far) => {
      const filler = 'so it is said. '.repeat(far / 15);
      const { text, kinds } = maskWords(`${filler}${before.join('')}(${secret}) and so on`, 'file');
      expect(kinds).toHaveLength(1);
      expect(text).not.toContain(secret);
      expect(text.startsWith(filler)).toBe(true);
      expect(text.endsWith(') and so on')).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test.each(['1 ', '$1,', 'Mia Li, ', '4111 ', '+1 ', 'a@', 'my order number is 12345 and ', 'one ', '•4'])(
  'as many "%s" as a turn can hold are read through',
  (unit) => {
    const hostile = unit.repeat(100_000 / unit.length);
    expect(maskWords(hostile, 'file', names).text.length).toBeLessThanOrEqual(hostile.length);
  },
);
