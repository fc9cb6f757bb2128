// Owns: the decisions behind Electron's security checklist that need no window to be tried, and that the written table
// covers all twenty points and names files that are there.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WebContents } from 'electron';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isOwnPage } from '../../main/hosts/electron/security/13-navigation.ts';
import { askedWindow } from '../../main/hosts/electron/security/14-windows.ts';
import { judgeLink } from '../../main/hosts/electron/security/15-external.ts';
import { isOwnSender } from '../../main/hosts/electron/security/17-sender.ts';

const root = join(import.meta.dirname, '..', '..');
const ORIGIN = 'baton://console';

describe('13: the page stays where it is', () => {
  test.each(['baton://console/', 'baton://console/index.html?window=wall'])('%s is ours', (url) => {
    expect(isOwnPage(url, ORIGIN)).toBe(true);
  });
  test.each([
    'baton://console.evil.example/',
    'baton://evil@console:1/',
    'baton://other/',
    'https://console/',
    'file:///console/index.html',
    'javascript:alert(1)',
    'data:text/html,x',
    'about:blank',
    'not an address',
  ])('%s is not', (url) => {
    expect(isOwnPage(url, ORIGIN)).toBe(false);
  });
});

describe('14: two kinds of window', () => {
  test('a conversation and the wall', () => {
    expect(askedWindow('baton://console/index.html?window=conversation&id=ilse', ORIGIN)).toEqual({
      kind: 'conversation',
      id: 'ilse',
    });
    expect(askedWindow('baton://console/?window=wall', ORIGIN)).toEqual({ kind: 'wall' });
  });
  test('whatever else the address says, it is no window', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        expect(askedWindow(url, ORIGIN)).toBeNull();
      }),
    );
    const more = ['', '&id=', '&id=..', '&id=a&id=b', '&id=a&x=1', '#x'];
    for (const end of more)
      expect(askedWindow(`baton://console/?window=conversation${end}`, ORIGIN)).toBeNull();
  });
});

describe('15: what leaves for the browser', () => {
  test.each([
    ['https://trusted.example/page', 'open'],
    ['https://trusted.example:8443/page', 'ask'],
    ['https://trusted.example.evil.example/', 'ask'],
    ['https://trusted.example@evil.example/', 'refuse'],
    ['http://trusted.example/', 'refuse'],
    ['file:///etc/passwd', 'refuse'],
    ['smb://server/share', 'refuse'],
    ['ms-msdt:/id', 'refuse'],
    ['javascript:alert(1)', 'refuse'],
    [`https://trusted.example/${'a'.repeat(2_000)}`, 'refuse'],
    ['', 'refuse'],
  ])('%s: %s', (url, verdict) => {
    expect(judgeLink(url, ['trusted.example'])).toBe(verdict);
  });
});

describe('17: who is listened to', () => {
  const own = { url: 'baton://console/index.html' };
  const contents = { mainFrame: own } as unknown as WebContents;
  const known = new Set([contents]);
  type Event = Parameters<typeof isOwnSender>[0];
  const from = (sender: WebContents, senderFrame: object | null) =>
    isOwnSender({ sender, senderFrame } as Event, known, ORIGIN);

  test('the main frame of a window of ours, on our page', () => {
    expect(from(contents, own)).toBe(true);
  });
  test('no other frame, window or page', () => {
    expect(from(contents, null)).toBe(false);
    expect(from(contents, { ...own })).toBe(false);
    expect(from({ mainFrame: own } as unknown as WebContents, own)).toBe(false);
    const gone = { url: 'https://example.com/' };
    const away = { mainFrame: gone } as unknown as WebContents;
    expect(
      isOwnSender({ sender: away, senderFrame: gone } as unknown as Event, new Set([away]), ORIGIN),
    ).toBe(false);
  });
});

test('the written table has all twenty points, each with its place and its check, and names files that exist', () => {
  const text = readFileSync(join(root, 'docs/security.md'), 'utf8');
  const rows = text.split('\n').filter((line) => /^\| \d+ \|/.test(line));
  expect(rows.map((row) => Number(/^\| (\d+)/.exec(row)?.[1]))).toEqual(
    Array.from({ length: 20 }, (_, index) => index + 1),
  );
  for (const row of rows) {
    const [, , , place = '', check = ''] = row.split('|').map((cell) => cell.trim());
    expect(place).not.toBe('');
    expect(check).toMatch(/type|config|double|unit|needs runtime/);
  }
  for (const [, file = ''] of text.matchAll(/`([a-z][\w./-]*\/[\w.*-]+)`/g))
    expect(globSync(file, { cwd: root }).length > 0 || existsSync(join(root, file)), file).toBe(true);
});
