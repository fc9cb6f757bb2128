// Whatever the page sends, it gets one answer of the contract, and nothing of the inside leaks.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerEnvelope } from '#shared/contract/envelope.ts';
import { CallError } from '#shared/contract/errors.ts';
import { type AllHandlers, createDispatch } from './dispatch.ts';

function dispatcher(handlers: Partial<AllHandlers>, ready: Promise<unknown> = Promise.resolve()) {
  const logged: unknown[] = [];
  const note = (...entry: unknown[]) => void logged.push(entry);
  const dispatch = createDispatch({
    handlers: () => ready.then(() => handlers as AllHandlers),
    ids: { next: () => 'correlation-1', random: () => 0 },
    log: { info: note, warn: note, error: note },
  });
  return { dispatch: (message: unknown) => dispatch(message, 'page'), logged };
}
const call = (name: string, body: unknown = {}) => ({ v: 1, id: 7, kind: 'call', name, body });

describe('a call', () => {
  it('gets the answer of its handler, with defaults filled in', async () => {
    const asked: unknown[] = [];
    const { dispatch } = dispatcher({
      'history.list': (input) => {
        asked.push(input);
        return { rows: [] };
      },
    });
    expect(await dispatch(call('history.list'))).toEqual({
      ...{ v: 1, id: 7, kind: 'ok', name: 'history.list', body: { rows: [] } },
    });
    expect(asked).toEqual([{ limit: 50 }]);
  });

  it('is refused by name, envelope or field, and says which', async () => {
    const { dispatch } = dispatcher({});
    expect(await dispatch(call('store.wipe'))).toMatchObject({
      kind: 'err',
      body: { code: 'not_found', message: 'error.unknown_call', detail: 'store.wipe' },
    });
    expect(await dispatch(call('constructor'))).toMatchObject({ body: { code: 'not_found' } });
    expect(await dispatch(call('conversation.send', { conversation: '../x', text: 'hi' }))).toMatchObject({
      body: { code: 'invalid_input', detail: expect.stringMatching(/^conversation: an id is/) },
    });
    expect(await dispatch({ ...call('app.hello'), v: 2 })).toMatchObject({
      id: 7,
      body: { code: 'invalid_input', message: 'error.envelope', detail: expect.stringMatching(/^v:/) },
    });
    expect(await dispatch(null)).toMatchObject({ id: 0, kind: 'err' });
  });

  it('keeps a stack for the log, under the id it gives to the page', async () => {
    const { dispatch, logged } = dispatcher({
      'app.hello': () => {
        throw new Error('SQLITE_FULL at /home/ana/cache.db');
      },
    });
    const answer = await dispatch(call('app.hello'));
    expect(answer).toMatchObject({
      body: { code: 'internal', message: 'error.internal', detail: 'correlation-1' },
    });
    expect(JSON.stringify(answer)).not.toContain('SQLITE');
    expect(JSON.stringify(logged)).toContain('SQLITE_FULL');
    expect(JSON.stringify(logged)).toContain('correlation-1');
  });

  it('waits until the core is ready, and ends with the reason when it cannot be', async () => {
    const start = Promise.withResolvers<void>();
    const { dispatch } = dispatcher({ 'settings.get': () => ({}) as never }, start.promise);
    const early = dispatch(call('settings.get'));
    start.resolve();
    expect(await early).toMatchObject({ kind: 'ok' });

    const failed = Promise.reject(new CallError({ code: 'internal', message: 'error.store_key' }));
    failed.catch(() => undefined);
    const broken = dispatcher({}, failed);
    for (const _ of [1, 2])
      expect(await broken.dispatch(call('settings.get'))).toMatchObject({
        body: { code: 'internal', message: 'error.store_key' },
      });
  });

  it('of any shape at all is answered in the contract’s shape', async () => {
    const { dispatch } = dispatcher({});
    const messages = fc.oneof(
      fc.anything(),
      fc.record(
        {
          v: fc.constantFrom<unknown>(1, 2, '1'),
          id: fc.oneof(fc.integer(), fc.anything()),
          kind: fc.constantFrom('call', 'ok', 'event'),
          name: fc.oneof(fc.string(), fc.constantFrom('app.hello', 'conversation.send', '__proto__')),
          body: fc.anything(),
        },
        { requiredKeys: [] },
      ),
    );
    await fc.assert(
      fc.asyncProperty(messages, async (message) => {
        const answer = await dispatch(message);
        expect(answerEnvelope.safeParse(answer).success).toBe(true);
      }),
    );
  });
});
