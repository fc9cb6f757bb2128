// Who is told what: once per offer and outage, the newest turn of a conversation, nothing while the person asked for
// quiet, and never the customer's words unless they asked for those.
import { describe, expect, it } from 'vitest';
import { decide, type Fact, NOTHING_TOLD, type Situation, type Told } from './policy.ts';

const calm: Situation = {
  settings: { doNotDisturb: false, notificationText: false, sound: true },
  focused: false,
};
const offer: Fact = { kind: 'offer.made', offer: 'o1', name: 'Ilse Verhoeven', text: 'refund' };
const turn = (id: string, opened = false): Fact => ({
  kind: 'turn',
  conversation: 'k1',
  turn: id,
  name: 'Ilse Verhoeven',
  text: 'are you there?',
  opened,
});

function tell(facts: readonly Fact[], situation: Situation = calm, told: Told = NOTHING_TOLD) {
  let memory = told;
  return facts.map((fact) => {
    const { told: next, ...rest } = decide(memory, fact, situation);
    memory = next;
    return rest;
  });
}

describe('notices', () => {
  it('tell an offer once, with sound and a call for attention, and take it back when it is over', () => {
    expect(
      tell([offer, offer, { kind: 'offer.over', offer: 'o1' }, { kind: 'offer.over', offer: 'o1' }]),
    ).toEqual([
      {
        show: {
          tag: 'offer:o1',
          saying: { about: 'offer', offer: 'o1', name: 'Ilse Verhoeven' },
          sound: true,
        },
        attention: true,
      },
      { attention: false },
      { clear: 'offer:o1', attention: false },
      { attention: false },
    ]);
  });

  it('replace each other within a conversation, and leave out what the person is looking at', () => {
    const shown = tell([turn('t1'), turn('t1'), turn('t2')]).map((one) => one.show?.tag);
    expect(shown).toEqual(['conversation:k1', undefined, 'conversation:k1']);
    const looking = { ...calm, focused: true };
    expect(tell([turn('t1', true), turn('t2', false)], looking).map((one) => one.show !== undefined)).toEqual(
      [false, true],
    );
    expect(tell([turn('t1'), { kind: 'read', conversation: 'k1' }]).at(-1)).toEqual({
      clear: 'conversation:k1',
      attention: false,
    });
  });

  it('say nothing of what the customer wrote unless the person wants it', () => {
    expect(JSON.stringify(tell([turn('t1'), offer]))).not.toMatch(/there|refund/);
    const open = { ...calm, settings: { ...calm.settings, notificationText: true } };
    expect(tell([turn('t1')], open)[0]?.show?.text).toBe('are you there?');
  });

  it('are silent on do not disturb, also afterwards', () => {
    const quiet = { ...calm, settings: { ...calm.settings, doNotDisturb: true } };
    expect(tell([offer, turn('t1'), { kind: 'link', up: false, owned: 1 }], quiet)).toEqual([
      { attention: false },
      { attention: false },
      { attention: false },
    ]);
    const { told } = decide(NOTHING_TOLD, offer, quiet);
    expect(tell([offer], calm, told)).toEqual([{ attention: false }]);
  });

  it('tell of an outage once, and only whoever has work', () => {
    const down: Fact = { kind: 'link', up: false, owned: 2 };
    expect(tell([{ ...down, owned: 0 }])[0]?.show).toBeUndefined();
    expect(
      tell([down, down, { kind: 'link', up: true, owned: 2 }]).map((one) => one.show?.tag ?? one.clear),
    ).toEqual(['link', undefined, 'link']);
  });
});
