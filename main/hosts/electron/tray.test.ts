// Owns: the tray says how the person is, sets it, and is drawn anew only when that changed.
import { EventEmitter } from 'node:events';
import type { MenuItemConstructorOptions, NativeImage, Tray } from 'electron';
import { expect, test } from 'vitest';
import type { Followed } from './follow.ts';
import { openTray } from './tray.ts';

const known = (status: string, aux?: string): Followed =>
  ({
    me: { presence: { status, ...(aux === undefined ? {} : { aux }) }, auxCodes: ['lunch'] },
    link: { state: 'live' },
  }) as unknown as Followed;

function stage(make?: () => Tray) {
  const menus: MenuItemConstructorOptions[][] = [];
  const [said, images]: [unknown[], string[]] = [[], []];
  const face = Object.assign(new EventEmitter(), { setImage: () => undefined, setToolTip: () => undefined });
  const tray = openTray({
    make: make ?? (() => face as unknown as Tray),
    image(status) {
      images.push(status);
      return {} as NativeImage;
    },
    buildMenu: (template) => template,
    setMenu: (_tray, menu) => void menus.push(menu),
    t: ((key: string, { aux = '' } = {}) => `${key}${aux}`) as never,
    show: () => void said.push('shown'),
    setPresence: (presence) => void said.push(presence),
    ...{ saveDiagnostics: () => undefined, quit: () => undefined },
  });
  const click = (label: string): void =>
    menus
      .at(-1)
      ?.find((item) => item.label === label)
      ?.click?.({} as never, undefined, {} as never);
  return { tray, menus, said, images, face, click };
}

test('a system without a tray has none', () => {
  const { tray } = stage(() => {
    throw new Error('no tray');
  });
  expect(tray).toBeNull();
});

test('presence is marked and set with its reason; a click shows the console', () => {
  const { tray, menus, said, face, click } = stage();
  tray?.update(known('away', 'lunch'));
  const marked = menus.at(-1)?.filter(({ checked }) => checked === true);
  expect(marked?.map(({ label }) => label)).toEqual(['presence.auxlunch']);
  click('presence.available');
  click('presence.auxlunch');
  face.emit('click');
  expect(said).toEqual([{ status: 'available' }, { status: 'away', aux: 'lunch' }, 'shown']);
});

test('nothing that matters changed, nothing is drawn; without a link presence cannot be chosen', () => {
  const { tray, menus, images } = stage();
  const before = menus.length;
  tray?.update(known('available'));
  tray?.update(known('available'));
  expect([menus.length - before, images.at(-1)]).toEqual([1, 'available']);
  tray?.update({ me: known('available').me, link: { state: 'offline' } } as unknown as Followed);
  const radios = menus.at(-1)?.filter(({ type }) => type === 'radio');
  expect(radios?.length).toBeGreaterThan(0);
  expect(radios?.every(({ enabled }) => enabled === false)).toBe(true);
  expect(images.at(-1)).toBe('away');
});
