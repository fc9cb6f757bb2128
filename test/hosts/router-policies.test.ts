// A lead changes what a running router judges by, over a real socket, and the bot's next turn over HTTP is judged by it.
import { afterEach, describe, expect, it } from 'vitest';
import type { Policy } from '#shared/domain/trigger/policy.ts';
import type { LivePolicy } from '#shared/schema/live-policy.ts';
import { supportTrigger } from '../triggers/fixtures.ts';
import type { ConsoleClient } from './console-client.ts';
import { engines, type Office, openOffice } from './router-office.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const ROLES = { roles: { ben: ['agent', 'lead'] } } as const;
const support = supportTrigger.policyOf('ava');
const { revision: base } = support;
const deaf = (revision: number): Policy => ({
  ...support,
  revision,
  timing: { ...support.timing, signals: { ...support.timing.signals, humanRequest: 0 } },
});

async function bot(office: Office, path: string, body: object): Promise<{ handoff?: { state: string } }> {
  const response = await fetch(`${office.server.http}/v1/${path}`, {
    method: 'POST',
    headers: { authorization: 'Bearer key-of-ava', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as { handoff?: { state: string } };
}

let turns = 0;
/** A customer asks for a person in a conversation; the answer says whether one is asked. */
async function asks(office: Office, id: string): Promise<boolean> {
  turns += 1;
  const said = { id: `t${turns}`, role: 'END_USER', text: 'I want to talk to a human agent' };
  const answer = await bot(office, `conversations/${id}/turns`, said);
  return answer.handoff !== undefined;
}
const opened = (office: Office, id: string) =>
  bot(office, 'conversations', { id, customer: { id: 'c', verified: true, name: 'Ilse' } });

/** What a console is told of the policy once it is of that revision. */
async function told(client: ConsoleClient, revision: number): Promise<LivePolicy> {
  const { list, known } = await client.frame('policies', (frame) =>
    frame.list.some(({ policy }) => policy.revision === revision),
  );
  expect(known).toEqual(['support']);
  const [policy] = list;
  if (policy === undefined) throw new Error('nothing was told');
  return policy;
}

describe('policies of a running router', () => {
  it('a lead publishes, the next turn is judged by it; undone, the one before it judges again', async () => {
    const office = await openOffice(ROLES);
    ends.push(() => office.close());
    const ana = await office.arrive('ana');
    const ben = await office.signIn('ben');
    expect(await told(ben, base)).toMatchObject({
      policy: support,
      mayPublish: true,
      undoable: false,
      past: [],
    });
    await opened(office, 'k1');
    const published = await ben.do('policy.publish', { policy: deaf(base + 1), base, note: 'a try' });
    expect(published).toMatchObject({ ok: true, r: { revision: base + 1 } });
    expect(await told(ben, base + 1)).toMatchObject({
      policy: deaf(base + 1),
      by: { id: 'ben' },
      past: [
        {
          ...{ revision: base + 1, note: 'a try' },
          changes: [{ path: 'timing.signals.humanRequest', from: expect.any(Number), to: 0 }],
        },
      ],
    });
    expect(await asks(office, 'k1')).toBe(false);
    await ben.do('policy.undo', { policy: 'support', base: base + 1 });
    expect(await asks(office, 'k1')).toBe(true);
    const { ctx } = await ana.frame('offer');
    expect(ctx.handoff.judgement.grounds?.policy).toMatchObject({ id: 'support', revision: base + 2 });
    expect(ana.frames.some(({ op }) => op === 'policies')).toBe(false);
  });

  it('is refused to an agent, to whoever was too late, and a fault is named; said again it is the same one', async () => {
    const office = await openOffice(ROLES);
    ends.push(() => office.close());
    const ana = await office.signIn('ana');
    const ben = await office.signIn('ben');
    const publish = { policy: deaf(base + 1), base };
    expect(await ana.do('policy.publish', publish)).toMatchObject({ ok: false, err: { code: 'forbidden' } });
    expect(await ana.do('policy.undo', { policy: 'support', base })).toMatchObject({
      err: { code: 'forbidden' },
    });
    expect(
      await ben.do('policy.publish', { ...publish, policy: { ...deaf(base + 1), floor: 7 } }),
    ).toMatchObject({ err: { code: 'invalid', msg: expect.stringContaining('policy.floor: ') } });
    const first = await ben.do('policy.publish', publish, { n: 2 });
    // The answer was lost: the same number with the same content is not a second publication.
    expect(await ben.do('policy.publish', publish, { n: 2 })).toEqual(first);
    expect(first.ok).toBe(true);
    const again = await ben.do('policy.publish', publish, { n: 3 });
    expect(again).toMatchObject({ ok: false, err: { code: 'stale' } });
  });

  it('is there after a restart on a database, with its past and the contents to go back to', async () => {
    const { engine, remove } = engines.sqlite();
    ends.push(remove, () => engine.close());
    const office = await openOffice({ ...ROLES, engine });
    const ben = await office.signIn('ben');
    await opened(office, 'k1');
    await ben.do('policy.publish', { policy: deaf(base + 1), base, note: 'a try' });
    const before = await told(ben, base + 1);
    await office.stop();
    const next = await openOffice({ ...ROLES, engine });
    ends.push(() => next.stop());
    expect(next.logged.map(({ detail }) => detail)).toContainEqual({
      ...{ policy: 'support', live: base + 1, configured: base },
    });
    await next.arrive('ana');
    const again = await next.signIn('ben', { device: 'another' });
    expect(await told(again, base + 1)).toEqual(before);
    expect(await asks(next, 'k1')).toBe(false);
    expect(await again.do('policy.undo', { policy: 'support', base: base + 1 })).toMatchObject({ ok: true });
    expect(await asks(next, 'k1')).toBe(true);
    const { events } = await engine.read('a:router', 0, 10);
    expect(events.map(({ kind, data }) => [kind, JSON.parse(data)])).toMatchObject([
      ['policy.published', { policy: 'support', revision: base + 1, by: { id: 'ben' }, note: 'a try' }],
      ['policy.published', { policy: 'support', revision: base + 2, by: { id: 'ben' }, undoes: base + 1 }],
    ]);
  });
});
