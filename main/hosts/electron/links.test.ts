// Owns: a link of the outside shows something of ours or is refused by name; nothing else can come of it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readLink } from './links.ts';

test.each([
  ['baton://open', {}],
  ['baton://open/', {}],
  ['baton://open/conversation/ilse', { conversation: 'ilse' }],
  ['baton://open/offer/of-1.2', { offer: 'of-1.2' }],
  ['baton://open/triggers', { place: 'triggers' }],
  ['BATON://open/conversation/ilse', { conversation: 'ilse' }],
])('%s shows', (link, target) => {
  expect(readLink(link)).toEqual({ target });
});

test.each([
  ['', 'link.badAddress'],
  ['ilse', 'link.badAddress'],
  ['https://open/conversation/ilse', 'link.badAddress'],
  ['baton://console/index.html', 'link.badAddress'],
  ['baton://open/settings', 'link.badAddress'],
  ['baton://open/triggers/support', 'link.badAddress'],
  ['baton://open/conversation/ilse?then=accept', 'link.badAddress'],
  ['baton://open/conversation/ilse#x', 'link.badAddress'],
  ['baton://user:word@open/conversation/ilse', 'link.badAddress'],
  ['baton://open/conversation/a/b', 'link.badAddress'],
  ['baton://open/conversation/..%2Fx', 'link.badId'],
  ['baton://open/conversation/%00', 'link.badId'],
  [`baton://open/conversation/${'a'.repeat(65)}`, 'link.badId'],
  [`baton://open/conversation/${'a'.repeat(1_000)}`, 'link.badAddress'],
  [undefined, 'link.badAddress'],
  [{ href: 'baton://open' }, 'link.badAddress'],
])('%s is refused', (link, refused) => {
  expect(readLink(link)).toEqual({ refused });
});

test('whatever comes, the answer names at most one id of the shape of ours', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.anything(),
        fc.string().map((end) => `baton://open/conversation/${end}`),
      ),
      (given) => {
        const read = readLink(given);
        if (!('target' in read)) return;
        const values = Object.values(read.target);
        expect(values.length).toBeLessThanOrEqual(1);
        for (const value of values) expect(value).toMatch(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/);
      },
    ),
  );
});
