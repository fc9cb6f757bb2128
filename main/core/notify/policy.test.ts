// Who is told what: each fact once, everything with something to open, nothing while it is quiet but in the list, and no
// notice that cannot be taken back. Never the customer's words unless the person asked for those.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settings as settingsSchema } from '#shared/contract/settings.ts';
import type { Fact } from './facts.ts';
import { type Decision, decide, isWithin, NOTHING_TOLD, type Situation, type Told } from './policy.ts';

const settings = settingsSchema.parse({});
const calm: Situation = { settings, attending: false, now: 1_000_000, minute: 600 };
const quiet: Situation = { ...calm, settings: { ...settings, doNotDisturb: true } };
const here: Situation = { ...calm, attending: true };

const offer: Fact = {
  ...{ kind: 'offer.made', offer: 'o1', conversation: 'k1', name: 'Ilse Verhoeven', text: 'refund' },
};
const turns = (conversation: string, seqs: readonly number[], opened = false): Fact => ({
  ...{ kind: 'turns', conversation, name: 'Ilse Verhoeven', opened, late: false },
  said: seqs.map((seq) => ({ seq, text: 'are you there?' })),
});
const mention: Fact = {
  ...{ kind: 'mention', mention: 'm1', conversation: 'k1', from: 'Jakub Marek', text: 'row 14 is free' },
  opened: false,
};
const sla = (stage: 'warn' | 'breach', ...conversations: string[]): Fact => ({
  kind: 'sla',
  stage,
  owed: conversations.map((conversation) => ({ conversation, name: 'Ilse Verhoeven', due: 5 })),
});
const down: Fact = { kind: 'link', up: false, owned: 2 };

function tell(facts: readonly Fact[], situation: Situation = calm, told: Told = NOTHING_TOLD) {
  let memory = told;
  return facts.map((fact): Omit<Decision, 'told'> => {
    const { told: next, ...rest } = decide(memory, fact, situation);
    memory = next;
    return rest;
  });
}
const NOTHING = { attention: false };

describe('notices', () => {
  it('tell an offer once, with sound and a call for attention, and take it back when it is over', () => {
    expect(tell([offer, offer, { kind: 'offer.over', offer: 'o1', ranOut: false }, offer])).toEqual([
      {
        show: {
          tag: 'offer:o1',
          saying: { about: 'offer' },
          name: 'Ilse Verhoeven',
          sound: true,
          open: { offer: 'o1', conversation: 'k1' },
        },
        attention: true,
      },
      NOTHING,
      { clear: ['offer:o1'], attention: false },
      NOTHING,
    ]);
  });

  it('list an offer that ran out, and who took it when that is heard later', () => {
    const over: Fact = { kind: 'offer.over', offer: 'o1', ranOut: true };
    const row = {
      ...{ fact: 'offer o1', kind: 'offer', at: 1_000_000, name: 'Ilse Verhoeven', count: 1 },
      open: { offer: 'o1', conversation: 'k1' },
    };
    expect(tell([offer, over, over, { ...over, to: 'Leo Brandt' }]).map((one) => one.missed)).toEqual([
      undefined,
      [row],
      undefined,
      [{ ...row, to: 'Leo Brandt' }],
    ]);
  });

  it('count within a conversation, leave out what the person is looking at, and go when it is read', () => {
    const read: Fact = { kind: 'read', conversation: 'k1' };
    const told = tell([
      turns('k1', [1]),
      turns('k1', [1, 2, 3]),
      turns('k2', [7]),
      read,
      turns('k1', [4]),
      read,
    ]);
    expect(told.map(({ show, clear }) => show?.saying ?? clear)).toEqual([
      { about: 'turn', count: 1 },
      { about: 'turn', count: 3 },
      { about: 'turn', count: 1 },
      ['conversation:k1'],
      { about: 'turn', count: 1 },
      ['conversation:k1'],
    ]);
    expect(tell([turns('k1', [1], true), turns('k1', [1])], here)).toEqual([NOTHING, NOTHING]);
  });

  it('join targets that run out: one notice, one sound, a breach over a warning, gone when all is answered', () => {
    const facts: Fact[] = [
      sla('warn', 'k1', 'k2'),
      sla('warn', 'k1'),
      sla('warn', 'k3'),
      sla('breach', 'k1'),
      ...(['k1', 'k2', 'k3', 'k3'] as const).map(
        (conversation): Fact => ({ kind: 'sla.over', conversation }),
      ),
    ];
    const told = tell(facts);
    expect(told.map(({ show, clear }) => (show ? [show.tag, show.saying, show.sound] : clear))).toEqual([
      ['sla', { about: 'sla', stage: 'warn', count: 2 }, true],
      undefined,
      ['sla', { about: 'sla', stage: 'warn', count: 3 }, false],
      ['sla', { about: 'sla', stage: 'breach', count: 1 }, false],
      undefined,
      undefined,
      ['sla'],
      undefined,
    ]);
    expect(told[3]?.missed).toMatchObject([{ kind: 'sla', fact: 'sla k1 5', open: { conversation: 'k1' } }]);
  });

  it('say as much as the person wants: nothing of who, who, or the words too', () => {
    const all = [offer, turns('k1', [1]), mention, sla('warn', 'k1')];
    const said = (noticeContent: 'nothing' | 'name' | 'words') =>
      JSON.stringify(
        tell(all, { ...calm, settings: { ...settings, noticeContent } }).map(({ show }) => show),
      );
    expect(said('nothing')).not.toMatch(/Ilse|Jakub|there|refund|row 14/);
    expect(said('name')).toMatch(/Ilse.*Jakub/);
    expect(said('name')).not.toMatch(/there|refund|row 14/);
    expect(said('words')).toMatch(/refund.*there.*row 14/);
  });

  it('show words without what identifies a person or pays, and say what that was', () => {
    const settingsOf = { ...settings, noticeContent: 'words' as const };
    const text = 'row 14 is free; pay with 4111 1111 1111 1111 or write to jane.roe@example.org';
    const [told] = tell([{ ...mention, text }], { ...calm, settings: settingsOf });
    expect(told?.show).toMatchObject({
      name: 'Jakub Marek',
      text: 'row 14 is free; pay with ••••1111 or write to j•••@example.org',
      masked: ['card', 'email'],
    });
  });

  it('of one kind can be without sound, or not shown at all', () => {
    const own = {
      ...settings.notify,
      offer: { show: true, sound: false },
      turn: { show: false, sound: true },
    };
    const told = tell([offer, turns('k1', [1])], { ...calm, settings: { ...settings, notify: own } });
    expect(told.map(({ show }) => show?.sound)).toEqual([false, undefined]);
  });

  it('are silent while it is quiet, also afterwards, and what nobody saw is listed', () => {
    const told = tell([offer, turns('k1', [1, 2]), mention, sla('breach', 'k1'), down], quiet);
    expect(told.every(({ show, attention }) => show === undefined && !attention)).toBe(true);
    // A mention lists itself where it is stored; an offer when it has run out.
    expect(told.flatMap(({ missed = [] }) => missed.map(({ kind, count }) => [kind, count]))).toEqual([
      ['turn', 2],
      ['sla', 1],
      ['link', 1],
    ]);
    const { told: after } = decide(NOTHING_TOLD, offer, quiet);
    expect(tell([offer], calm, after)).toEqual([NOTHING]);
  });

  it('are quiet until the time that was chosen, and at the hours of every day', () => {
    const shows = (change: Partial<Situation['settings']>, minute = 600): boolean =>
      tell([offer], { ...calm, minute, settings: { ...settings, ...change } })[0]?.show !== undefined;
    expect([shows({ doNotDisturb: 1_000_001 }), shows({ doNotDisturb: 1_000_000 })]).toEqual([false, true]);
    const night = { quietHours: { on: true, from: 1_080, to: 480 } };
    expect([1_079, 1_080, 1_439, 0, 479, 480].map((minute) => shows(night, minute))).toEqual([
      ...[true, false, false, false, false, true],
    ]);
    expect(shows({ quietHours: { ...night.quietHours, on: false } }, 0)).toBe(true);
  });

  it('tell of an outage once, and only whoever has work', () => {
    expect(tell([{ ...down, owned: 0 }])[0]?.show).toBeUndefined();
    const told = tell([down, down, { kind: 'link', up: true, owned: 2 }]);
    expect(told.map((one) => one.show?.tag ?? one.clear)).toEqual(['link', undefined, ['link']]);
  });
});

const some = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const conversation = some('k1', 'k2', 'k3');
const anyFact: fc.Arbitrary<Fact> = fc.oneof(
  fc.record({
    ...{ kind: fc.constant('offer.made' as const), offer: some('o1', 'o2', 'o3'), conversation },
    ...{ name: some('Ilse', 'Tomás'), text: some('', 'words') },
  }),
  fc.record({
    kind: fc.constant('offer.over' as const),
    offer: some('o1', 'o2', 'o3'),
    ranOut: fc.boolean(),
  }),
  fc.record({
    ...{ kind: fc.constant('turns' as const), conversation, name: some('Ilse', 'Tomás') },
    ...{ opened: fc.boolean(), late: fc.boolean() },
    said: fc
      .uniqueArray(fc.nat(20), { minLength: 1, maxLength: 4 })
      .map((seqs) => seqs.sort((a, b) => a - b).map((seq) => ({ seq, text: `words ${seq}` }))),
  }),
  fc.record({
    ...{ kind: fc.constant('mention' as const), mention: some('m1', 'm2'), conversation },
    ...{ from: fc.constant('Jakub'), text: fc.constant('words'), opened: fc.boolean() },
  }),
  fc.record({
    ...{ kind: fc.constant('sla' as const), stage: some('warn' as const, 'breach' as const) },
    owed: fc.uniqueArray(fc.record({ conversation, name: fc.constant('Ilse'), due: some(10, 20) }), {
      minLength: 1,
      maxLength: 3,
      selector: (one) => one.conversation,
    }),
  }),
  fc.record({ kind: fc.constant('sla.over' as const), conversation }),
  fc.record({ kind: fc.constant('read' as const), conversation }),
  fc.record({ kind: fc.constant('link' as const), up: fc.boolean(), owned: fc.nat(2) }),
);
const anySituation: fc.Arbitrary<Situation> = fc.record({
  attending: fc.boolean(),
  now: fc.nat(100_000),
  minute: fc.nat(1_439),
  settings: fc.record({
    doNotDisturb: fc.oneof(fc.boolean(), fc.nat(100_000)),
    noticeContent: some('nothing' as const, 'name' as const, 'words' as const),
    quietHours: fc.record({ on: fc.boolean(), from: fc.nat(1_439), to: fc.nat(1_439) }),
    notify: fc.record({
      offer: fc.record({ show: fc.boolean(), sound: fc.boolean() }),
      turn: fc.record({ show: fc.boolean(), sound: fc.boolean() }),
      mention: fc.record({ show: fc.boolean(), sound: fc.boolean() }),
      sla: fc.record({ show: fc.boolean(), sound: fc.boolean() }),
      link: fc.record({ show: fc.boolean(), sound: fc.boolean() }),
    }),
  }),
});
const history = fc.array(fc.tuple(anyFact, anySituation), { maxLength: 40 });

/** What of a fact is new, each thing by its name; a target that changed begins anew, as does an outage. */
function names(fact: Fact): string[] {
  switch (fact.kind) {
    case 'offer.made':
      return [`offer ${fact.offer}`];
    case 'turns':
      return fact.said.map(({ seq }) => `turn ${fact.conversation} ${seq}`);
    case 'mention':
      return [`mention ${fact.mention}`];
    default:
      return [];
  }
}

describe('of any course of events', () => {
  it('nothing is told twice, and everything told opens something', () => {
    fc.assert(
      fc.property(history, (facts) => {
        let told = NOTHING_TOLD;
        const heard = new Set<string>();
        for (const [fact, situation] of facts) {
          const { told: next, show } = decide(told, fact, situation);
          told = next;
          const own = names(fact);
          if (show !== undefined && own.length > 0) expect(own.some((name) => !heard.has(name))).toBe(true);
          for (const name of own) heard.add(name);
          if (show === undefined) continue;
          expect(situation.settings.doNotDisturb).not.toBe(true);
          const { conversation: to } = show.open;
          if (fact.kind !== 'link') expect(to).toMatch(/^k/);
          if (fact.kind === 'sla') expect(fact.owed.map((one) => one.conversation)).toContain(to);
        }
      }),
    );
  });

  it('a target is told at each stage once, until it is answered or moves', () => {
    fc.assert(
      fc.property(fc.array(anyFact, { maxLength: 40 }), (facts) => {
        let told = NOTHING_TOLD;
        const stages = new Map<string, string>();
        for (const fact of facts) {
          const { told: next, show } = decide(told, fact, calm);
          told = next;
          if (fact.kind === 'sla.over') stages.delete(fact.conversation);
          if (fact.kind !== 'sla') continue;
          const news = fact.owed.filter(({ conversation: id, due }) => {
            const before = stages.get(id);
            return before !== `${due} breach` && before !== `${due} ${fact.stage}`;
          });
          expect(show !== undefined).toBe(news.length > 0);
          for (const { conversation: id, due } of news) stages.set(id, `${due} ${fact.stage}`);
        }
      }),
    );
  });

  it('quiet shows nothing, asks for no attention, and lists what comes to nothing', () => {
    fc.assert(
      fc.property(history, anyFact, (before, fact) => {
        let told = NOTHING_TOLD;
        for (const [each, situation] of before) ({ told } = decide(told, each, situation));
        const loud = decide(told, fact, { ...calm, attending: false });
        const silenced = decide(told, fact, { ...quiet, attending: false });
        expect([silenced.show, silenced.attention]).toEqual([undefined, false]);
        expect(silenced.missed).toEqual(loud.missed);
        if (loud.show !== undefined && (fact.kind === 'turns' || fact.kind === 'link'))
          expect(silenced.missed).toHaveLength(1);
        // What is silent is remembered as if it had been told.
        expect(decide(silenced.told, fact, calm).show).toBeUndefined();
      }),
    );
  });

  it('a turn that is seen takes back the notice of those before it', () => {
    const turns = (seq: number, opened: boolean): Fact => ({
      ...{ kind: 'turns', conversation: 'k1', name: 'Ilse', late: false, opened },
      said: [{ seq, text: 'words' }],
    });
    const first = decide(NOTHING_TOLD, turns(0, false), { ...calm, attending: false });
    const second = decide(first.told, turns(1, true), { ...calm, attending: true });
    expect([first.show?.tag, second.clear]).toEqual(['conversation:k1', ['conversation:k1']]);
  });

  it('whatever stands can be taken back', () => {
    fc.assert(
      fc.property(history, (facts) => {
        let told = NOTHING_TOLD;
        const standing = new Set<string>();
        const take = (fact: Fact, situation: Situation): void => {
          const { told: next, show, clear = [] } = decide(told, fact, situation);
          told = next;
          if (show !== undefined) standing.add(show.tag);
          for (const tag of clear) standing.delete(tag);
        };
        for (const [fact, situation] of facts) take(fact, situation);
        for (const offer of ['o1', 'o2', 'o3']) take({ kind: 'offer.over', offer, ranOut: false }, calm);
        for (const id of ['k1', 'k2', 'k3']) {
          take({ kind: 'read', conversation: id }, calm);
          take({ kind: 'sla.over', conversation: id }, calm);
        }
        take({ kind: 'link', up: true, owned: 0 }, calm);
        expect([...standing]).toEqual([]);
      }),
    );
  });

  it('hours over midnight are the other hours the other way round', () => {
    fc.assert(
      fc.property(fc.nat(1_439), fc.nat(1_439), fc.nat(1_439), (minute, from, to) => {
        const other = from === to || !isWithin(minute, { from: to, to: from });
        expect(isWithin(minute, { from, to })).toBe(other);
      }),
    );
  });
});
