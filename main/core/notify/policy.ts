// Owns who is told what and when, as a pure decision: one notice per offer, one per conversation, one per outage.
// Refuses: words and the system's notifications (notify.ts, the host).
import type { Settings } from '#shared/contract/settings.ts';

export type Fact =
  | { readonly kind: 'offer.made'; readonly offer: string; readonly name: string; readonly text: string }
  | { readonly kind: 'offer.over'; readonly offer: string }
  | {
      readonly kind: 'turn';
      readonly conversation: string;
      readonly turn: string;
      readonly name: string;
      readonly text: string;
      /** The page shows this conversation. */
      readonly opened: boolean;
    }
  | { readonly kind: 'read'; readonly conversation: string }
  /** `owned`: conversations that depend on this person. */
  | { readonly kind: 'link'; readonly up: boolean; readonly owned: number };

export interface Situation {
  readonly settings: Pick<Settings, 'doNotDisturb' | 'notificationText' | 'sound'>;
  /** A window of the console has the person's attention. */
  readonly focused: boolean;
}

/** What was told already. */
export interface Told {
  readonly offers: ReadonlySet<string>;
  /** Last turn told of each conversation. */
  readonly turns: ReadonlyMap<string, string>;
  readonly down: boolean;
}

export type Saying =
  | { readonly about: 'offer'; readonly offer: string; readonly name: string }
  | { readonly about: 'turn'; readonly conversation: string; readonly name: string }
  | { readonly about: 'link' };

export interface Decision {
  readonly told: Told;
  readonly show?: {
    readonly tag: string;
    readonly saying: Saying;
    /** The customer's words, when the person wants them in notices. */
    readonly text?: string;
    readonly sound: boolean;
  };
  readonly clear?: string;
  /** Ask for attention: flash or bounce. */
  readonly attention: boolean;
}

export const NOTHING_TOLD: Told = { offers: new Set(), turns: new Map(), down: false };

export const offerTag = (offer: string): string => `offer:${offer}`;
const conversationTag = (conversation: string): string => `conversation:${conversation}`;
const LINK_TAG = 'link';

export function decide(told: Told, fact: Fact, { settings, focused }: Situation): Decision {
  const quiet = settings.doNotDisturb;
  const silent: Decision = { told, attention: false };
  switch (fact.kind) {
    case 'offer.made': {
      if (told.offers.has(fact.offer)) return silent;
      const next = { ...told, offers: new Set(told.offers).add(fact.offer) };
      if (quiet) return { told: next, attention: false };
      return {
        told: next,
        show: {
          tag: offerTag(fact.offer),
          saying: { about: 'offer', offer: fact.offer, name: fact.name },
          ...(settings.notificationText && fact.text !== '' ? { text: fact.text } : {}),
          sound: settings.sound,
        },
        attention: !focused,
      };
    }
    case 'offer.over': {
      if (!told.offers.has(fact.offer)) return silent;
      const offers = new Set(told.offers);
      offers.delete(fact.offer);
      return { told: { ...told, offers }, clear: offerTag(fact.offer), attention: false };
    }
    case 'turn': {
      if (told.turns.get(fact.conversation) === fact.turn) return silent;
      const next = { ...told, turns: new Map(told.turns).set(fact.conversation, fact.turn) };
      if (quiet || (focused && fact.opened)) return { told: next, attention: false };
      return {
        told: next,
        show: {
          tag: conversationTag(fact.conversation),
          saying: { about: 'turn', conversation: fact.conversation, name: fact.name },
          ...(settings.notificationText ? { text: fact.text } : {}),
          sound: false,
        },
        attention: false,
      };
    }
    case 'read': {
      if (!told.turns.has(fact.conversation)) return silent;
      const turns = new Map(told.turns);
      turns.delete(fact.conversation);
      return { told: { ...told, turns }, clear: conversationTag(fact.conversation), attention: false };
    }
    case 'link': {
      if (fact.up)
        return told.down ? { told: { ...told, down: false }, clear: LINK_TAG, attention: false } : silent;
      if (told.down || fact.owned === 0) return silent;
      const next = { ...told, down: true };
      if (quiet) return { told: next, attention: false };
      return {
        told: next,
        show: { tag: LINK_TAG, saying: { about: 'link' }, sound: false },
        attention: !focused,
      };
    }
  }
}
