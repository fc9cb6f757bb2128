// Owns what a file may be that a person sends: judged by its first bytes, never by its name alone. And its name, made safe.
// Refuses: everything that is not in the list. Signatures: PNG, JPEG, GIF, WebP (RIFF), PDF and ZIP specifications.
import { LIMITS } from '../../schema/primitives.ts';

const OFFICE = 'application/vnd.openxmlformats-officedocument';

/** Types that may be sent, each with its endings; the first is given to a name that has none of them. */
const ENDINGS: Readonly<Record<string, readonly string[]>> = {
  'image/png': ['.png'],
  'image/jpeg': ['.jpg', '.jpeg'],
  'image/gif': ['.gif'],
  'image/webp': ['.webp'],
  'application/pdf': ['.pdf'],
  [`${OFFICE}.wordprocessingml.document`]: ['.docx'],
  [`${OFFICE}.spreadsheetml.sheet`]: ['.xlsx'],
  'application/zip': ['.zip'],
  'text/csv': ['.csv'],
  'text/plain': ['.txt', '.log', '.md'],
};

const begins = (bytes: Uint8Array, signature: readonly (number | null)[], at = 0): boolean =>
  signature.every((byte, place) => byte === null || bytes[at + place] === byte);

const ascii = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));

function holds(bytes: Uint8Array, text: string): boolean {
  const wanted = ascii(text);
  for (let at = bytes.indexOf(wanted[0] ?? 0); at >= 0; at = bytes.indexOf(wanted[0] ?? 0, at + 1))
    if (begins(bytes, wanted, at)) return true;
  return false;
}

/** How many bytes a character of UTF-8 has that begins with `first`; 0 when none does (RFC 3629). */
const lengthOf = (first: number): number =>
  first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;

/** UTF-8 without control characters; a character that is cut at the end is none of its faults. */
function isText(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at] ?? 0;
    if (first < 0x20 && first !== 0x09 && first !== 0x0a && first !== 0x0d) return false;
    const length = lengthOf(first);
    if (length === 0) return false;
    for (let place = 1; place < length && at + place < bytes.length; place++)
      if (((bytes[at + place] ?? 0) & 0xc0) !== 0x80) return false;
    at += length;
  }
  return true;
}

const endsWith = (name: string, endings: readonly string[]): boolean =>
  endings.some((ending) => name.toLowerCase().endsWith(ending));

/** The type of a file by its first `LIMITS.filePart` bytes, or null when it may not be sent. */
export function kindOf(file: Uint8Array, name: string): string | null {
  const bytes = file.subarray(0, LIMITS.filePart);
  if (bytes.length === 0) return null;
  if (begins(bytes, [0x89, ...ascii('PNG'), 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png';
  if (begins(bytes, [0xff, 0xd8, 0xff])) return 'image/jpeg';
  if (begins(bytes, ascii('GIF87a')) || begins(bytes, ascii('GIF89a'))) return 'image/gif';
  if (begins(bytes, [...ascii('RIFF'), null, null, null, null, ...ascii('WEBP')])) return 'image/webp';
  if (begins(bytes, ascii('%PDF-'))) return 'application/pdf';
  if (begins(bytes, [...ascii('PK'), 0x03, 0x04])) {
    if (endsWith(name, ['.docx']) && holds(bytes, 'word/')) return `${OFFICE}.wordprocessingml.document`;
    if (endsWith(name, ['.xlsx']) && holds(bytes, 'xl/')) return `${OFFICE}.spreadsheetml.sheet`;
    return 'application/zip';
  }
  if (!isText(bytes)) return null;
  return endsWith(name, ['.csv']) ? 'text/csv' : 'text/plain';
}

/** The ending of a name that says it is a file of the list: when `kindOf` finds none, its contents are something else. */
export const endingOf = (name: string): string | undefined =>
  Object.values(ENDINGS)
    .flat()
    .find((ending) => endsWith(name, [ending]));

/** Longest name, without its ending. */
const LONGEST = 90;

/**
 * A name that is safe to show and to save: no folders, no control or direction characters, no leading dots, and an ending
 * that says what the file is.
 */
export function cleanName(name: string, type: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>:"|?*]/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  const endings = ENDINGS[type] ?? [''];
  const ending = endings.find((each) => plain.toLowerCase().endsWith(each)) ?? '';
  const stem = [...plain.slice(0, plain.length - ending.length)].slice(0, LONGEST).join('').trim();
  return `${stem === '' ? 'file' : stem}${ending === '' ? (endings[0] ?? '') : plain.slice(-ending.length).toLowerCase()}`;
}

/** Parts of at most `LIMITS.filePart` bytes that a file travels in. */
export function partsOf(size: number): number {
  return (size - (size % LIMITS.filePart)) / LIMITS.filePart + (size % LIMITS.filePart === 0 ? 0 : 1);
}
