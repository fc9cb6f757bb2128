// Owns what was said in a transcript of a call: WebVTT, SRT, or text with a speaker before each line. Pure. A file that is not of
// its form is refused with the line; words are never given to a speaker nobody named. Source: W3C WebVTT; SRT as SubRip writes it.
import type { Channel } from '#shared/schema/conversation.ts';
import {
  type Fault,
  roleOf,
  type Speakers,
  type Story,
  type StoryTurn,
  storyOf,
  unknownSpeaker,
} from './story.ts';

export type TranscriptForm = 'vtt' | 'srt' | 'text';

/** Words of one speaker, or of whoever spoke before where `name` is undefined. */
interface Piece {
  /** Of the file, from 1. */
  readonly line: number;
  readonly name: string | undefined;
  readonly text: string;
  /** A sentence may go on from the piece before. */
  readonly goesOn: boolean;
}

const isFault = (value: object): value is Fault => 'fault' in value;
const at = (line: number, why: string): Fault => ({ fault: `line ${line}: ${why}` });

/** "Ilse Verhoeven:", "Agent 2:": up to four words, each with a capital letter or a digit in front. */
const LABEL = /^((?:[\p{Lu}\d][^\s:]*)(?: [\p{Lu}\d][^\s:]*){0,3}):(?:\s+|$)/u;
/** "[00:01:02]", "(1:02)" or "00:01:02.5" before a label. */
const CLOCK =
  /^(?:\[(?:\d+:)?\d+:\d\d(?:[.,]\d+)?\]|\((?:\d+:)?\d+:\d\d(?:[.,]\d+)?\)|(?:\d+:)?\d+:\d\d(?:[.,]\d+)?)\s+/;

function labelled(text: string): { readonly name?: string; readonly text: string } {
  const [whole = '', name] = LABEL.exec(text) ?? [];
  return name === undefined ? { text } : { name, text: text.slice(whole.length) };
}

function linesOf(text: string): string[] {
  return text.replace(/^\uFEFF/u, '').split(/\r\n|\r|\n/u);
}

/** Lines that begin with white space go on; every other begins with who speaks. */
function piecesOfText(lines: readonly string[]): Piece[] {
  return lines.flatMap((whole, index): Piece[] => {
    const line = index + 1;
    if (whole.trim() === '') return [];
    if (/^\s/u.test(whole)) return [{ line, name: undefined, text: whole.trim(), goesOn: true }];
    const { name, text } = labelled(whole.replace(CLOCK, ''));
    return [{ line, name, text: text.trim(), goesOn: name === undefined }];
  });
}

const CHARACTERS: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  nbsp: ' ',
  lrm: '',
  rlm: '',
};
/** Tags of form and time left out, the named characters of WebVTT read. */
const plain = (text: string): string =>
  text
    .replace(/<[^>]*>|\{\\[^}]*\}/gu, '')
    .replace(/&(amp|lt|gt|nbsp|lrm|rlm);/gu, (_, name: string) => CHARACTERS[name] ?? '')
    .trim();

const VOICE = /<v(?:\.[^\s>]*)?[ \t]+([^>]+)>/u;

/** One line of a cue: `<v Ilse>` begins hers, `</v>` ends it. */
function voices(text: string, line: number): Piece[] {
  const [before = '', ...rest] = text.split(VOICE);
  const pieces: Piece[] = [{ line, name: undefined, text: plain(before), goesOn: true }];
  for (let n = 0; n < rest.length; n += 2)
    pieces.push({ line, name: plain(rest[n] ?? ''), text: plain(rest[n + 1] ?? ''), goesOn: true });
  return pieces.filter(({ text: words }) => words !== '');
}

/** Milliseconds; the hour may be left out. */
function timeOf(text: string, mark: '.' | ','): number | undefined {
  const [, hours = '0', minutes = '', seconds = '', ms = ''] =
    (mark === '.'
      ? /^(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})$/.exec(text)
      : /^(?:(\d{1,}):)?([0-5]\d):([0-5]\d)[,.](\d{1,3})$/.exec(text)) ?? [];
  if (minutes === '') return undefined;
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000 + Number(ms.padEnd(3, '0'));
}

/** A block of lines between empty ones: `first` is its first line, from 1. */
interface Block {
  readonly first: number;
  readonly lines: readonly string[];
}

function blocksOf(lines: readonly string[], from: number): Block[] {
  const blocks: { first: number; lines: string[] }[] = [];
  let open: { first: number; lines: string[] } | null = null;
  for (const [index, line] of lines.entries()) {
    if (index < from || line.trim() === '') open = null;
    else if (open !== null) open.lines.push(line);
    else {
      open = { first: index + 1, lines: [line] };
      blocks.push(open);
    }
  }
  return blocks;
}

/** Comments, styles and regions of WebVTT. */
const ASIDE = /^(?:NOTE|STYLE|REGION)(?:\s|$)/u;

function piecesOfCues(blocks: readonly Block[], mark: '.' | ',', hasVoices: boolean): Piece[] | Fault {
  const pieces: Piece[] = [];
  let last = 0;
  for (const { first, lines } of blocks) {
    if (mark === '.' && ASIDE.test(lines[0] ?? '')) continue;
    const place = lines.findIndex((line) => line.includes('-->'));
    if (place < 0 || place > 1) return at(first, 'a cue begins with its times, "00:01.000 --> 00:04.000"');
    const [from = '', to = ''] = (lines[place] ?? '').split('-->').map((part) => part.trim().split(/\s/u)[0]);
    const begin = timeOf(from, mark);
    const end = timeOf(to, mark);
    const line = first + place;
    if (begin === undefined) return at(line, `"${from}" is no time of a cue`);
    if (end === undefined) return at(line, `"${to}" is no time of a cue`);
    if (end < begin) return at(line, 'the cue ends before it begins');
    if (begin < last) return at(line, 'the cue begins before the one above it');
    last = begin;
    for (const [n, words] of lines.slice(place + 1).entries()) {
      const own = line + 1 + n;
      if (hasVoices) pieces.push(...voices(words, own));
      else {
        const { name, text } = labelled(plain(words));
        pieces.push({ line: own, name, text, goesOn: true });
      }
    }
  }
  return pieces;
}

function piecesOf(text: string, form: TranscriptForm): Piece[] | Fault {
  const lines = linesOf(text);
  if (form === 'text') return piecesOfText(lines);
  const hasVoices = VOICE.test(text);
  if (form === 'srt') return piecesOfCues(blocksOf(lines, 0), ',', hasVoices);
  if (!/^WEBVTT(?:[ \t]|$)/u.test(lines[0] ?? '')) return at(1, 'WebVTT begins with "WEBVTT"');
  // What stands right under the first line belongs to the head.
  const head = lines.findIndex((line) => line.trim() === '');
  return piecesOfCues(head < 0 ? [] : blocksOf(lines, head), '.', hasVoices);
}

/** Pieces of one speaker in a row are one turn. */
export function readTranscript(
  text: string,
  form: TranscriptForm,
  speakers: Speakers,
  channel: Channel = 'voice',
): Story | Fault {
  const pieces = piecesOf(text, form);
  if (isFault(pieces)) return pieces;
  const turns: StoryTurn[] = [];
  for (const { line, name, text: words, goesOn } of pieces) {
    const last = turns.at(-1);
    if (name === undefined || name === last?.name) {
      if (last === undefined) return at(line, 'nobody is said to speak here');
      turns[turns.length - 1] = { ...last, text: `${last.text}${goesOn ? ' ' : '\n'}${words}`.trim() };
      continue;
    }
    const role = roleOf(name, speakers);
    if (role === undefined) return at(line, unknownSpeaker(name));
    turns.push({ role, name, text: words });
  }
  return storyOf(channel, turns);
}
