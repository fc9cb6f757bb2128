// Owns what a name from outside becomes before it stands beside others: one line that turns nothing around it.

/** Without U+202A to U+202E and U+2066 to U+2069; spaces, tabs and line ends between words are one space. */
export const oneLine = (text: string): string =>
  text
    .replace(/[\u202a-\u202e\u2066-\u2069]/gu, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();

/** Of letters, digits, signs: whether anything of it is seen. */
export const isSeen = (text: string): boolean => /[^\p{Cc}\p{Cf}\p{Z}]/u.test(text);
