import { describe, expect, test } from 'vitest';
import { LIMITS } from '#shared/schema/primitives.ts';
import { office, World } from '../../test/property/desk-world.ts';

const PNG = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  Buffer.alloc(LIMITS.filePart + 10, 7),
]);
const owned = () => {
  const world = new World(office());
  world.signIn('ana');
  world.open('c1');
  world.initiate('c1');
  world.accept('c1');
  return world;
};
const put = (world: World, part: number, changes: object = {}) =>
  world.as('ana', 'file.put', {
    ...{
      conversation: 'c1',
      file: 'local-1',
      name: '../photo.png',
      type: 'image/png',
      size: PNG.length,
      part,
    },
    data: PNG.subarray(part * LIMITS.filePart, (part + 1) * LIMITS.filePart).toString('base64'),
    ...changes,
  });
const send = (world: World, attachments: string[]) =>
  world.as('ana', 'turn.send', { conversation: 'c1', id: 'r1', text: 'Here it is', attachments });

describe('files', () => {
  test('come in parts, in order, and go with the reply to the bot and to whoever may see the turn', () => {
    const world = owned();
    expect(put(world, 1)).toMatchObject({ refusal: { code: 'invalid' } });
    expect(put(world, 0)).toMatchObject({ ok: true });
    expect(put(world, 0)).toMatchObject({ ok: true });
    expect(send(world, ['local-1'])).toMatchObject({
      refusal: { code: 'invalid', msg: 'attachments: local-1 is not there whole' },
    });
    expect(put(world, 1)).toMatchObject({ ok: true });
    expect(send(world, ['local-1'])).toMatchObject({ ok: true });
    const attachment = { id: 'c1.f1', name: 'photo.png', type: 'image/png', size: PNG.length };
    expect(world.feed.find(({ kind }) => kind === 'human.turn')?.data.data).toMatchObject({
      attachments: [{ ...attachment, url: '/v1/files/c1.f1' }],
    });
    expect(world.consoles.get('ana')?.get('c1')?.entries.at(-1)).toMatchObject({ attachments: [attachment] });
    expect(world.desk.attachments('ana', 'c1')).toEqual([attachment]);
    expect(world.desk.attachments('ben', 'c1')).toEqual([]);
    expect(JSON.parse(world.store.get('file/c1.f1') ?? '')).toMatchObject({ bot: 'bot' });
    expect(world.store.get('filepart/c1/1/0001')).toBe(PNG.subarray(LIMITS.filePart).toString('base64'));
  });

  test.each([
    ['another type than its bytes say', { type: 'application/pdf' }],
    [
      'something that may not be sent',
      { type: 'application/x-msdownload', data: Buffer.from('MZ\0').toString('base64') },
    ],
    ['a part that is too short', { data: 'AAAA' }],
    ['a part beyond its end', { part: 9 }],
  ])('refuses %s, and nothing of it is kept', (_what, changes) => {
    const world = owned();
    const before = world.store.size;
    expect(put(world, 0, changes)).toMatchObject({ refusal: { code: 'invalid' } });
    expect(world.store.size).toBe(before);
  });

  test('come with a turn of the customer too, through the bot, and are judged by their bytes as well', () => {
    const world = owned();
    const body = (part: number, changes: object = {}) => ({
      ...{ file: 'mail-1', name: 'photo.png', type: 'image/png', size: PNG.length, part },
      data: PNG.subarray(part * LIMITS.filePart, (part + 1) * LIMITS.filePart).toString('base64'),
      ...changes,
    });
    const take = (part: number, changes: object = {}) =>
      world.bot({ kind: 'file', conversation: 'c1', body: body(part, changes) });
    const words = { id: 't9', role: 'END_USER', text: 'My seats' } as const;
    const says = () =>
      world.bot({ kind: 'turn', conversation: 'c1', body: { ...words, attachments: ['mail-1'] } });
    expect(take(0, { type: 'application/pdf' })).toMatchObject({ edge: { code: 'invalid_input' } });
    expect(take(0)).toMatchObject({ ok: true });
    expect(take(1, { name: 'other.png' })).toMatchObject({ edge: { code: 'idempotency_mismatch' } });
    expect(says()).toMatchObject({
      edge: { message: 'the file mail-1 is not there whole', path: 'attachments' },
    });
    expect(take(1)).toMatchObject({ ok: true });
    expect(says()).toMatchObject({ ok: true });
    expect(says()).toMatchObject({ ok: true });
    const attachment = { id: 'c1.f1', name: 'photo.png', type: 'image/png', size: PNG.length };
    expect(world.consoles.get('ana')?.get('c1')?.entries.at(-1)).toMatchObject({
      ...{ role: 'END_USER', text: 'My seats', attachments: [attachment] },
    });
    expect(world.desk.attachments('ana', 'c1')).toEqual([attachment]);
    expect(world.desk.attachments('ben', 'c1')).toEqual([]);
  });

  test('one id is one file, and only the owner gives any', () => {
    const world = owned();
    put(world, 0);
    expect(put(world, 1, { name: 'other.png' })).toMatchObject({ refusal: { code: 'operation_mismatch' } });
    const data = {
      conversation: 'c1',
      file: 'x',
      name: 'a',
      type: 'text/plain',
      size: 1,
      part: 0,
      data: 'YQ==',
    };
    expect(world.as('ben', 'file.put', data)).toMatchObject({ refusal: { code: 'not_found' } });
  });
});
