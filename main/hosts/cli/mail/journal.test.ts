import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openJournal } from './journal.ts';

const DAY = 86_400_000;
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-mail-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ilse = { name: 'Ilse', address: 'ilse@example.org' };
const thread = { customer: ilse, to: ilse, subject: 'Seats', references: ['<1@example.org>'] };

test('what was written down is known after a start, without a torn end; another line is refused by its number', () => {
  const file = join(folder, 'mail.jsonl');
  const first = openJournal(file, () => DAY);
  first.numbered('7', 40);
  first.keep('em-1', '<1@example.org>', thread);
  first.asked('em-1', false);
  first.sent('em-1.e2');
  first.read('7', 41, '<1@example.org>');
  first.close();
  appendFileSync(file, '{"t":"read","at":86400000,"valid');

  const second = openJournal(file, () => 2 * DAY);
  expect([second.begun, second.last('7'), second.last('8')]).toEqual([DAY, 41, 0]);
  expect([second.knows('<1@example.org>'), second.knows('<2@example.org>')]).toEqual([true, false]);
  expect(second.thread('em-1')).toEqual(thread);
  expect(second.conversationOf(['<0@example.org>', '<1@example.org>'])).toBe('em-1');
  expect(second.waiting()).toEqual(['em-1']);
  expect([second.isSent('em-1.e2'), second.isSent('em-1.e3')]).toEqual([true, false]);
  second.asked('em-1', true);
  expect(second.waiting()).toEqual([]);
  second.close();

  appendFileSync(file, 'words\n{"t":"begun","at":1}\n');
  expect(() => openJournal(file, () => DAY)).toThrow(
    /mail\.jsonl, line 8: this is no line of a mail journal/,
  );
});

test('after half a year threads are forgotten, and how far the mailbox was read is not', () => {
  const file = join(folder, 'mail.jsonl');
  const first = openJournal(file, () => DAY);
  first.numbered('7', 40);
  first.keep('em-1', '<1@example.org>', thread);
  first.read('7', 41, '<1@example.org>');
  first.read('7', 42, '<2@example.org>');
  first.close();
  const later = openJournal(file, () => 300 * DAY);
  expect([later.thread('em-1'), later.last('7'), later.knows('<1@example.org>')]).toEqual([
    undefined,
    42,
    false,
  ]);
  expect([later.isRenumbered('7', 40), later.isRenumbered('7', 41), later.begun]).toEqual([true, false, DAY]);
  later.close();
});
