import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { automaticOf, ownWordsOf } from './mail.ts';

describe('who wrote it', () => {
  test.each([
    ['a person', {}, undefined],
    ['a person who says so', { 'auto-submitted': 'no' }, undefined],
    ['a person over a list', { 'list-id': '<care.meridian.example>', precedence: 'list' }, undefined],
    ['a machine that answers', { 'auto-submitted': 'auto-replied; owner-email="a@b.example"' }, 'auto'],
    ['a machine with a comment', { 'auto-submitted': 'Auto-Generated (cron)' }, 'auto'],
    ['an old machine', { precedence: 'auto_reply' }, 'auto'],
    ['nobody to answer', { 'return-path': '<>' }, 'auto'],
    [
      'a receipt',
      { 'content-type': 'multipart/report; report-type=disposition-notification; boundary=x' },
      'auto',
    ],
    [
      'a mail server',
      { 'return-path': '<>', 'content-type': 'multipart/report; boundary=x; report-type="delivery-status"' },
      'bounce',
    ],
  ])('%s', (_, headers, expected) => {
    expect(automaticOf(new Map(Object.entries(headers)), 'ilse@example.org')).toBe(expected);
  });

  test('a mail server is known by its name too', () => {
    expect(automaticOf(new Map(), 'MAILER-DAEMON@mx.example')).toBe('bounce');
    expect(automaticOf(new Map(), 'postmaster.jones@mx.example')).toBeUndefined();
  });
});

describe('what is the writer’s own', () => {
  test.each([
    ['a reply above', 'Yes.\r\n\r\nOn Mon, 23 Nov 2026, Ava wrote:\r\n> Shall I?', 'Yes.'],
    [
      'a reply head in two lines',
      'Yes.\n\nOn Mon, 23 Nov 2026, Ava of Meridian\n<a@b.example> wrote:\n> Shall I?',
      'Yes.',
    ],
    ['answers between quotes', '> Which seat?\n12A\n> Which meal?\nVegan', '12A\nVegan'],
    [
      'a sentence that begins like a reply head',
      'On Monday I flew.\nIt was late.',
      'On Monday I flew.\nIt was late.',
    ],
    ['a signature', 'Please call me.\n\nKind regards,\nIlse\n+32 9 555 01 44', 'Please call me.'],
    ['nothing of its own', '> Shall I?', '> Shall I?'],
    [
      'lines broken by their width, and a list',
      'I wrote to you three times about the seats and nobody of you has\nanswered so far.\nMy wishes:\n- 12A\n- 12B',
      'I wrote to you three times about the seats and nobody of you has answered so far.\nMy wishes:\n- 12A\n- 12B',
    ],
  ])('%s', (_, text, own) => {
    expect(ownWordsOf(text)).toBe(own);
  });

  test('whatever is written, nothing is added but spaces where lines were broken', () => {
    const letters = (text: string): string => text.replaceAll(/\s/gu, '');
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 90 })), (lines) => {
        const text = lines.join('\n');
        const own = ownWordsOf(text);
        // In its order, each piece stands in the whole.
        let from = 0;
        for (const letter of letters(own)) {
          from = letters(text).indexOf(letter, from) + 1;
          expect(from).toBeGreaterThan(0);
        }
      }),
    );
  });
});
