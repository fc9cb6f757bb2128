// What the desk makes of the trigger: where a handoff begins, what it says of itself, and that a desk built anew goes on.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { watchedList } from '#shared/schema/queue.ts';
import { office, World } from '../../test/property/desk-world.ts';

const ANGRY = 'My parcel is late again, this is annoying.';
const ASKS = 'I want to talk to a human agent';

const config = office({
  people: [
    { id: 'ana', name: 'Ana Reis', queues: ['main'], capacity: 2 },
    { id: 'lea', name: 'Lea', roles: ['lead'], queues: ['main'] },
  ],
});

/** Without anybody at work the bot keeps what it has, whatever fires. */
function started(staffed = true): World {
  const world = new World(config);
  if (staffed) world.signIn('ana');
  world.open('c1', {}, 'chat');
  return world;
}
const customer = (world: World, text: string) => world.says('c1', 'END_USER', text);
const bot = (world: World, text: string) => world.says('c1', 'AUTOMATED_AGENT', text);
const handoffs = (world: World) => world.head('c1')?.handoffs;

describe('a handoff by the trigger', () => {
  test('says what decided, of which parts, under which policy, and quotes the words', () => {
    const world = started();
    bot(world, 'Hello, how can I help?');
    customer(world, `Where is my parcel? ${ASKS}`);
    const judgement = world.head('c1')?.handoff?.judgement;
    expect(judgement).toMatchObject({
      fired: true,
      trigger: 'explicit_request',
      threshold: 500_000,
      grounds: {
        policy: { id: 'support', name: 'Customer support' },
        by: 'timing',
        parts: [{ category: 'timing' }],
        limit: 500_000,
      },
    });
    expect(judgement?.grounds?.contributions[0]).toMatchObject({ source: 'humanRequest', turn: 2 });
    expect(judgement?.moods?.map(({ turn }) => turn)).toEqual([2]);
    const quoted = judgement?.evidence.find(({ signal }) => signal === 'humanRequest');
    expect(quoted).toMatchObject({ turn: 2, category: 'timing' });
    expect(`Where is my parcel? ${ASKS}`.slice(quoted?.start, quoted?.end)).toBe(quoted?.quote);
    expect(world.feed.find(({ kind }) => kind === 'handoff.scored')?.data.data).toMatchObject({
      fired: true,
      by: 'timing',
      policy: { id: 'support' },
    });
  });

  test('adds up over turns where no single one is enough', () => {
    const world = started();
    customer(world, ANGRY);
    expect(handoffs(world)).toBe(0);
    customer(world, 'Nobody answers. I am so angry, this is unacceptable!');
    const { grounds } = world.head('c1')?.handoff?.judgement ?? {};
    expect(grounds?.by).toBe('emotion');
    expect(new Set(grounds?.contributions.map(({ turn }) => turn))).toEqual(new Set([1, 2]));
  });

  test('the bot that asks by itself takes along what the policy made of it', () => {
    const world = started();
    customer(world, ANGRY);
    world.initiate('c1', {
      transcript: [{ id: 'late', role: 'END_USER', text: 'I will cancel my account!' }],
    });
    const judgement = world.head('c1')?.handoff?.judgement;
    expect(judgement).toMatchObject({ trigger: 'bot_asked', score: 1_000_000 });
    expect(new Set(judgement?.evidence.map(({ turn }) => turn))).toEqual(new Set([1, 2]));
  });
});

describe('it begins where the trigger begins to fire, and not again', () => {
  test('called off, it is not tried again while the trigger goes on firing', () => {
    const world = started();
    customer(world, ANGRY);
    customer(world, 'I am furious, this is unacceptable!');
    expect(handoffs(world)).toBe(1);
    world.bot({ kind: 'cancel', conversation: 'c1', reason: 'solved after all' });
    customer(world, 'I am furious, this is unacceptable, I hate this!');
    expect(world.head('c1')).toMatchObject({ handoffs: 1, judgement: { fired: true } });
  });

  test('it is tried again once the trigger let go in between', () => {
    const world = started();
    customer(world, ANGRY);
    customer(world, 'I am furious, this is unacceptable!');
    world.bot({ kind: 'cancel', conversation: 'c1', reason: 'solved after all' });
    for (const text of ['ok', 'and my other parcel', 'the blue one', 'yes', 'number 12'])
      customer(world, text);
    expect(world.head('c1')?.judgement?.fired).toBe(false);
    customer(world, ANGRY);
    customer(world, 'I am furious, this is unacceptable!');
    expect(handoffs(world)).toBe(2);
  });

  test('back from a person nothing fires by what was settled, and a new request does', () => {
    const world = started();
    customer(world, ANGRY);
    customer(world, 'I am furious, this is unacceptable!');
    world.accept('c1');
    customer(world, 'You are the worst company, I am furious!');
    world.as('ana', 'handoff.return', { handoff: 'c1.1' });
    bot(world, 'Welcome back. Anything else?');
    customer(world, 'No, thank you');
    customer(world, 'What is the weather there?');
    expect(world.head('c1')).toMatchObject({ handoffs: 1, judgement: { fired: false } });
    customer(world, ASKS);
    expect(handoffs(world)).toBe(2);
    const evidence = world.head('c1')?.handoff?.judgement.evidence;
    expect(new Set(evidence?.map(({ turn }) => turn))).toEqual(new Set([7]));
  });

  test('a refusal holds it back, also over the bot’s next turns', () => {
    const world = started();
    customer(world, ANGRY);
    customer(world, 'I am furious, this is unacceptable. But I do not want a human!');
    bot(world, "I'm sorry, I can't do that");
    expect(handoffs(world)).toBe(0);
  });

  test('nobody is handed over who has left; back again, they are', () => {
    const world = started();
    customer(world, ANGRY);
    world.event('c1', 'customer.left');
    for (let times = 0; times < 5; times += 1) bot(world, "I'm sorry, I can't do that, I don't understand");
    expect(handoffs(world)).toBe(0);
    customer(world, 'I am furious, this is unacceptable!');
    expect(handoffs(world)).toBe(1);
  });
});

describe('who is with a bot', () => {
  const watched = (world: World) => world.desk.watched('main')?.rows ?? [];

  test('is watched by the people of its queue, the nearest to a handoff first, and never in words', () => {
    const world = started();
    world.open('c2', { name: 'Ben Ok', organisation: 'Northline' });
    expect(watched(world)).toEqual([]);
    customer(world, 'Where is my parcel?');
    world.says('c2', 'END_USER', ANGRY);
    world.says('c2', 'END_USER', 'ok');
    const rows = watched(world);
    expect(rows.map(({ conversation, turns }) => [conversation, turns])).toEqual([
      ['c2', 2],
      ['c1', 1],
    ]);
    expect(rows[0]).toMatchObject({ name: 'Ben Ok', organisation: 'Northline', botName: 'Bot' });
    expect(rows[0]?.score).toBeLessThan(rows[0]?.before ?? 0);
    expect(watchedList.parse(world.desk.watched('main'))).toEqual(world.desk.watched('main'));
    expect(JSON.stringify(rows)).not.toContain('annoying');
    expect(world.desk.watched('nowhere')).toBeNull();
  });

  test('no longer, once they wait for a person, have one, left or are gone; again, when the bot has them back', () => {
    const world = started();
    customer(world, 'Where is my parcel?');
    world.event('c1', 'customer.left');
    expect(watched(world)).toEqual([]);
    customer(world, ASKS);
    expect(watched(world)).toEqual([]);
    world.accept('c1');
    world.as('ana', 'handoff.return', { handoff: 'c1.1' });
    expect(watched(world)).toEqual([]);
    customer(world, 'And my other parcel?');
    expect(watched(world)).toHaveLength(1);
    world.bot({ kind: 'close', conversation: 'c1', reason: 'done' });
    expect(watched(world)).toEqual([]);
  });
});

const words = fc.constantFrom(
  'hello',
  ANGRY,
  ASKS,
  'no human please',
  'I am so angry, this is unacceptable!',
  'I will cancel my account and go to your competitor',
  'Thanks, that is solved',
  'ok',
  'We need this by Friday, it is urgent',
);
const happening = fc.oneof(
  { weight: 6, arbitrary: fc.record({ what: fc.constant('customer' as const), text: words }) },
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constant('bot' as const),
      text: fc.constantFrom(
        "I'm sorry, I can't do that",
        'I did not understand. Could you rephrase?',
        'I will transfer you to a human agent',
        'Your order is on its way.',
      ),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      what: fc.constantFrom('accept', 'return', 'cancel', 'left', 'nobody', 'ask'),
      text: words,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ what: fc.constantFrom('publish', 'publish', 'undo'), text: words }),
  },
);
type Happening = typeof happening extends fc.Arbitrary<infer H> ? H : never;

/** Stricter or more lenient, with a longer memory or a shorter one. */
function changePolicy(world: World, what: 'publish' | 'undo', text: string): void {
  const { policy } = world.desk.policies('lea')[0] ?? {};
  if (policy === undefined) throw new Error('nothing judges');
  const base = policy.revision;
  const [threshold, decay] = text.length % 2 === 0 ? [0.3, 0.95] : [0.9, 0.3];
  if (what === 'undo') world.as('lea', 'policy.undo', { policy: policy.id, base });
  else
    world.as('lea', 'policy.publish', {
      policy: { ...policy, decay, revision: base + 1, emotion: { ...policy.emotion, threshold } },
      base,
    });
}

function happen(world: World, { what, text }: Happening): void {
  const state = world.state('c1');
  if (what === 'customer') customer(world, text);
  else if (what === 'bot') bot(world, text);
  else if (what === 'accept' && state === 'offered') world.accept('c1');
  else if (what === 'return' && state === 'accepted')
    world.as('ana', 'handoff.return', { handoff: world.head('c1')?.handoff?.id ?? '' });
  else if (what === 'cancel') world.bot({ kind: 'cancel', conversation: 'c1', reason: 'x' });
  else if (what === 'left') world.event('c1', 'customer.left');
  else if (what === 'ask')
    world.initiate('c1', { transcript: [{ id: `x${world.now}`, role: 'END_USER', text }] });
  else if (what === 'publish' || what === 'undo') changePolicy(world, what, text);
  else if (what === 'nobody') world.as('ana', 'presence.set', { status: 'away' });
  world.now += 1;
}

test('a desk that is built anew between any two steps decides as one that never stopped', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(happening, { maxLength: 24 }),
      fc.array(fc.nat(23), { maxLength: 4 }),
      fc.boolean(),
      async (day, restarts, staffed) => {
        const [steady, restarted] = [started(staffed), started(staffed)];
        for (const [at, each] of day.entries()) {
          // Always between a change of the policy and the next turn: what was heard under the old one must not count.
          const changed = day[at - 1]?.what === 'publish' || day[at - 1]?.what === 'undo';
          if (changed || restarts.includes(at)) restarted.desk = await restarted.reload();
          happen(steady, each);
          happen(restarted, each);
        }
        expect(restarted.head('c1')).toEqual(steady.head('c1'));
        expect(restarted.feed.map(({ data }) => data)).toEqual(steady.feed.map(({ data }) => data));
      },
    ),
    { numRuns: 60 },
  );
});

test('a handoff by the trigger only begins while it fires, and its words stand in their turns', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 30 }), (day) => {
      const world = started();
      let before = 0;
      for (const each of day) {
        happen(world, each);
        const head = world.head('c1');
        if (head?.handoff == null || head.handoffs === before) continue;
        before = head.handoffs;
        const { judgement } = head.handoff;
        if (each.what !== 'ask') expect(judgement.fired).toBe(true);
        expect(['publish', 'undo']).not.toContain(each.what);
        for (const { turn, start, end, quote } of judgement.evidence) {
          const said = [...world.store.entries()]
            .filter(([key]) => key.startsWith('entry/c1/'))
            .map(([, value]) => JSON.parse(value) as { index?: number; text?: string })
            .find(({ index }) => index === turn);
          expect(said?.text?.slice(start, end).slice(0, 200)).toBe(quote);
        }
      }
    }),
    { numRuns: 60 },
  );
});

describe('the person’s word about the trigger', () => {
  const outcome = { disposition: 'solved', tags: [], summary: '', toBot: false };

  test('stands with its category in the handoff and among what happened; the last word counts', () => {
    const world = started();
    customer(world, ASKS);
    world.accept('c1');
    const judged = { label: 'too_late' as const, category: 'emotion' as const };
    expect(world.as('ana', 'handoff.complete', { handoff: 'c1.1', outcome, ...judged })).toMatchObject({
      ok: true,
    });
    expect(world.head('c1')?.handoff).toMatchObject({ label: 'too_late', labelCategory: 'emotion' });
    world.as('ana', 'handoff.label', { handoff: 'c1.1', label: 'not_needed' });
    const { handoff } = world.consoles.get('ana')?.get('c1') ?? {};
    expect([handoff?.label, handoff?.labelCategory]).toEqual(['not_needed', undefined]);
    const marks = world.consoles
      .get('ana')
      ?.get('c1')
      ?.entries.filter(({ type }) => type === 'mark');
    expect(marks?.slice(-3)).toMatchObject([
      { kind: 'handoff.labeled', reason: 'too_late', category: 'emotion' },
      { kind: 'conversation.closed' },
      { kind: 'handoff.labeled', reason: 'not_needed' },
    ]);
  });
});
