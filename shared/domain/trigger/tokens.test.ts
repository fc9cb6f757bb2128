import { describe, expect, test } from 'vitest';
import { tokenise } from './tokens.ts';

const words = (text: string) => tokenise(text).words;

describe('words', () => {
  test('are folded to what a person reads', () => {
    expect(words('I’d like a HUMAN, plеase — naïve ｔｅｓｔ')).toEqual([
      "i'd",
      'like',
      'a',
      'human',
      'please',
      'naive',
      'test',
    ]);
    expect(words("ＷＥ'ＶＥ we\u2019\u200bve")).toEqual(["we've", "we've"]);
    expect(words('ta\u200blk to a hu\u00adman')).toEqual(['talk', 'to', 'a', 'human']);
    expect(words('sooooo annoying')).toEqual(['soo', 'annoying']);
    expect(words('great 😡👍🏽 :-(')).toEqual(['great', '😡', '👍', '🙁']);
    expect(words('f***ing')).toEqual(['f***ing']);
  });

  test('in capitals are counted so, in whatever width, and what no reader sees is not counted', () => {
    const counted = ({ capitals, length }: ReturnType<typeof tokenise>) => [capitals, length];
    expect(counted(tokenise('NOW please'))).toEqual([1, 10]);
    expect(counted(tokenise('N\u200bO\u00adW please\u200b\u200b'))).toEqual([1, 10]);
    expect(counted(tokenise('ＮＯＷ please'))).toEqual([1, 10]);
  });

  test('keep their place in the text', () => {
    const text = 'Hi… “hu\u200bman”!';
    const { starts, ends } = tokenise(text);
    expect(starts.map((start, at) => text.slice(start, ends[at]))).toEqual(['Hi', 'hu\u200bman']);
  });

  test('know the pause before them', () => {
    expect(tokenise('no, I want 3.5 of it. Now').pauses).toEqual([2, 1, 0, 0, 0, 0, 0, 2]);
  });
});

describe('a mail', () => {
  test('is read without what it quotes and without its signature', () => {
    const mail =
      'It works now.\n\nBest regards,\nJane Doe\nAgent\n\nOn Mon, 23 Nov 2026, Support wrote:\n> I want a human\n';
    expect(words(mail)).toEqual(['it', 'works', 'now', 'best', 'regards'].slice(0, 3));
    expect(words('> old\nnew\n> older')).toEqual(['new']);
    expect(words('Thanks\nbut it fails\nagain')).toContain('fails');
  });

  test('counts the items of a list', () => {
    expect(tokenise('Two things:\n- one\n- two').items).toBe(2);
    expect(tokenise('1) one 2) two').items).toBe(2);
  });
});
