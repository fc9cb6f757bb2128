// Owns a guess at the language of a text from its smallest words and its script.
// Refuses: certainty. Without a clear sign it says English, whose phrases then simply find nothing.

const SMALL_WORDS: Readonly<Record<string, string>> = {
  en: 'the and is are was i you my to of for with have do what how can not this that it in on please we your me but an be would could from when',
  de: 'der die das und ist ich nicht sie wir mein meine wo wie was ein eine mit für fur auf habe haben bitte das dem den zu im kann leider danke noch schon sind wird',
  fr: 'le la les et est je vous nous mon ma mes pas pour avec dans une des du que qui sur au aux merci bonjour votre ne suis ai avez comment',
  es: 'el la los las y es yo usted no mi mis para con en una unos que de por del al gracias hola como donde quiero puede pero muy esta estoy tengo',
  pt: 'o os as e eu você voce não nao meu minha para com em uma que de por do da no na obrigado ola como onde quero pode mas muito estou tenho seu',
  it: 'il lo gli e io non mio mia per con in una che di da del della al grazie ciao come dove voglio può puo ma molto sono ho mi si questo',
  nl: 'de het een en is ik niet u je mijn voor met in op van dat die wat hoe waar kan maar heb heeft graag dank bedankt nog ook aan er zijn',
  pl: 'i nie jest to ja mam moje dla na w z że ze się sie jak gdzie co czy proszę prosze dziękuję ale już juz od do mi',
  sv: 'och är ar jag inte det en ett min mitt för for med på pa av hur var vad kan men har tack också till den som',
};

const LANGUAGES = Object.keys(SMALL_WORDS);
const BITS = new Map<string, number>();
LANGUAGES.forEach((language, bit) => {
  for (const word of (SMALL_WORDS[language] ?? '').split(' '))
    BITS.set(word, (BITS.get(word) ?? 0) | (1 << bit));
});

const SCRIPTS: readonly (readonly [from: number, to: number, language: string])[] = [
  [0x370, 0x3ff, 'el'],
  [0x400, 0x52f, 'ru'],
  [0x590, 0x5ff, 'he'],
  [0x600, 0x6ff, 'ar'],
  [0x900, 0x97f, 'hi'],
  [0xe00, 0xe7f, 'th'],
  [0x3040, 0x30ff, 'ja'],
  [0x4e00, 0x9fff, 'zh'],
  [0xac00, 0xd7af, 'ko'],
];
/** Words that are looked at: more do not change the guess. */
const LOOKED_AT = 60;

/** ISO 639-1 code. */
export function languageOf(words: readonly string[]): string {
  const counts = new Int32Array(LANGUAGES.length);
  const scripts = new Map<string, number>();
  let looked = 0;
  for (const word of words) {
    if (looked >= LOOKED_AT) break;
    looked += 1;
    const bits = BITS.get(word);
    if (bits !== undefined)
      for (let bit = 0; bit < counts.length; bit += 1)
        if ((bits >> bit) & 1) counts[bit] = (counts[bit] ?? 0) + 1;
    const code = word.charCodeAt(0);
    if (code < 0x370) continue;
    for (const [from, to, language] of SCRIPTS)
      if (code >= from && code <= to) scripts.set(language, (scripts.get(language) ?? 0) + 1);
  }
  for (const language of ['ja', 'ko', 'zh', 'ar', 'he', 'el', 'ru', 'hi', 'th'])
    if ((scripts.get(language) ?? 0) * 2 > looked || (language === 'ja' && (scripts.get('ja') ?? 0) > 1))
      return language;
  let best = 0;
  for (let bit = 1; bit < counts.length; bit += 1) if ((counts[bit] ?? 0) > (counts[best] ?? 0)) best = bit;
  const hits = counts[best] ?? 0;
  // One small word may be a name or shared: another language than English needs two and a lead.
  return hits >= 2 && hits >= (counts[0] ?? 0) + 2 ? (LANGUAGES[best] ?? 'en') : 'en';
}
