// Owns who is told what and when, as a pure decision: one notice per offer, per conversation with a count, per mention,
// per outage, one for all targets that run out; what nobody saw is listed. Refuses: words and the system's notifications
// (notify.ts, the host), the clock, and where the list is kept (the store).
import type { NoticeKind, OpenTarget } from '#shared/contract/notices.ts';
import { isDoNotDisturb, type Settings } from '#shared/contract/settings.ts';
import type { MaskedKind } from '#shared/domain/personal/classes.ts';
import { maskWords } from '#shared/domain/personal/words.ts';
import type { Missed } from '#store/port.ts';
import type { Fact, Owed } from './facts.ts';

export interface Situation {
  readonly settings: Pick<Settings, 'notify' | 'noticeContent' | 'doNotDisturb' | 'quietHours'>;
  /** A window of the console has the person's attention. */
  readonly attending: boolean;
  /** This device's clock, ms, and its wall clock in minutes since midnight. */
  readonly now: number;
  readonly minute: number;
}

interface KnownOffer {
  readonly conversation: string;
  readonly name: string;
  readonly at: number;
  readonly over: boolean;
}

/** What was told already. */
export interface Told {
  readonly offers: ReadonlyMap<string, KnownOffer>;
  /** Of each conversation the place of the last turn heard of, and how many are on the notice. */
  readonly turns: ReadonlyMap<string, { readonly seq: number; readonly count: number }>;
  /** Mentions on a notice or read, with their conversation. */
  readonly mentions: ReadonlyMap<string, { readonly conversation: string; readonly shown: boolean }>;
  /** Replies owed: what of each target was told, by conversation. */
  readonly owed: ReadonlyMap<string, Owed & { readonly stage: 'warn' | 'breach' }>;
  readonly slaSoundAt: number;
  readonly down: boolean;
}

export type Saying =
  | { readonly about: 'offer' }
  | { readonly about: 'turn'; readonly count: number }
  | { readonly about: 'mention' }
  | { readonly about: 'sla'; readonly stage: 'warn' | 'breach'; readonly count: number }
  | { readonly about: 'link' };

export interface Show {
  readonly tag: string;
  readonly saying: Saying;
  /** Whom it is about, when the person wants names in notices. */
  readonly name?: string;
  /** The words themselves, when the person wants those; what identifies a person or pays is masked. */
  readonly text?: string;
  /** What is masked in them. */
  readonly masked?: readonly MaskedKind[];
  readonly sound: boolean;
  /** What a click opens; empty is the console itself. */
  readonly open: OpenTarget;
}

export interface Decision {
  readonly told: Told;
  readonly show?: Show;
  readonly clear?: readonly string[];
  /** Ask for attention: flash or bounce. */
  readonly attention: boolean;
  readonly missed?: readonly Missed[];
}

export const NOTHING_TOLD: Told = {
  offers: new Map(),
  turns: new Map(),
  mentions: new Map(),
  owed: new Map(),
  slaSoundAt: Number.NEGATIVE_INFINITY,
  down: false,
};

const offerTag = (offer: string): string => `offer:${offer}`;
const conversationTag = (conversation: string): string => `conversation:${conversation}`;
const mentionTag = (mention: string): string => `mention:${mention}`;
const SLA_TAG = 'sla';
const LINK_TAG = 'link';

/** Targets that run out in a row make a sound once in this time, ms. */
const SLA_SOUND_MS = 30_000;

/** From `from` up to `to`, over midnight where `to` is earlier; the same twice is the whole day. */
export function isWithin(
  minute: number,
  { from, to }: { readonly from: number; readonly to: number },
): boolean {
  if (from === to) return true;
  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}

export function isQuiet({
  settings: { doNotDisturb, quietHours },
  now,
  minute,
}: Pick<Situation, 'settings' | 'now' | 'minute'>): boolean {
  return isDoNotDisturb(doNotDisturb, now) || (quietHours.on && isWithin(minute, quietHours));
}

const withOne = <K, V>(map: ReadonlyMap<K, V>, key: K, value: V): ReadonlyMap<K, V> =>
  new Map(map).set(key, value);

/** Characters of the words that are read: more than a notice shows, however much of it is masked. */
const READ = 8_000;

function wordsOf(text: string): Pick<Show, 'text' | 'masked'> {
  const { text: shown, kinds } = maskWords(text.slice(0, READ), 'notice');
  return { text: shown, ...(kinds.length === 0 ? {} : { masked: kinds }) };
}

/** A notice as it looks and sounds by the settings, whether it is quiet or not. */
export function dress(
  kind: NoticeKind,
  settings: Pick<Settings, 'notify' | 'noticeContent'>,
  { name, text = '', ...show }: Omit<Show, 'sound'>,
): Show {
  return {
    ...show,
    sound: settings.notify[kind].sound,
    ...(name !== undefined && settings.noticeContent !== 'nothing' ? { name } : {}),
    ...(text !== '' && settings.noticeContent === 'words' ? wordsOf(text) : {}),
  };
}

/** Nothing while it is quiet, or when this kind is not to be shown. */
function notice(kind: NoticeKind, situation: Situation, show: Omit<Show, 'sound'>): { readonly show?: Show } {
  const { settings } = situation;
  return isQuiet(situation) || !settings.notify[kind].show ? {} : { show: dress(kind, settings, show) };
}

export function decide(told: Told, fact: Fact, situation: Situation): Decision {
  const { attending, now } = situation;
  const quiet = isQuiet(situation);
  const silent: Decision = { told, attention: false };
  const unseen = !attending || quiet;

  switch (fact.kind) {
    case 'offer.made': {
      const { offer, conversation, name, text } = fact;
      if (told.offers.has(offer)) return silent;
      const shown = notice('offer', situation, {
        tag: offerTag(offer),
        saying: { about: 'offer' },
        name,
        text,
        open: { offer, conversation },
      });
      const offers = withOne(told.offers, offer, { conversation, name, at: now, over: false });
      return { told: { ...told, offers }, ...shown, attention: shown.show !== undefined && !attending };
    }
    case 'offer.over': {
      const { offer, ranOut, to } = fact;
      const known = told.offers.get(offer);
      // Who took it may be heard of later than that it ran out.
      if (known === undefined || (known.over && to === undefined)) return silent;
      const { name, conversation, at } = known;
      const taken = to === undefined ? {} : { to };
      const open = { offer, conversation };
      return {
        told: { ...told, offers: withOne(told.offers, offer, { ...known, over: true }) },
        ...(known.over ? {} : { clear: [offerTag(offer)] }),
        attention: false,
        ...(ranOut
          ? { missed: [{ fact: `offer ${offer}`, kind: 'offer', at, name, count: 1, open, ...taken }] }
          : {}),
      };
    }
    case 'turns': {
      const { conversation, name, said, opened, late } = fact;
      const before = told.turns.get(conversation) ?? { seq: -1, count: 0 };
      const news = said.filter(({ seq }) => seq > before.seq);
      const last = news.at(-1);
      if (last === undefined) return silent;
      const seen = attending && opened;
      const count = seen ? 0 : before.count + news.length;
      const next = { ...told, turns: withOne(told.turns, conversation, { seq: last.seq, count }) };
      // What stood of it is read with the newest.
      if (seen)
        return {
          told: next,
          ...(before.count > 0 ? { clear: [conversationTag(conversation)] } : {}),
          attention: false,
        };
      const open = { conversation };
      return {
        told: next,
        ...notice('turn', situation, {
          tag: conversationTag(conversation),
          saying: { about: 'turn', count },
          name,
          text: last.text,
          open,
        }),
        attention: false,
        // The words stay out of the list: the right to read them may end before it is looked at.
        ...(unseen || late
          ? {
              missed: [
                { fact: `turn ${conversation}`, kind: 'turn', at: now, name, count: news.length, open },
              ],
            }
          : {}),
      };
    }
    case 'mention': {
      const { mention, conversation, from, text, opened } = fact;
      if (told.mentions.has(mention)) return silent;
      const seen = attending && opened;
      const shown = seen
        ? {}
        : notice('mention', situation, {
            ...{ tag: mentionTag(mention), saying: { about: 'mention' }, name: from, text },
            open: { conversation },
          });
      const mentions = withOne(told.mentions, mention, { conversation, shown: 'show' in shown });
      // The store lists it as it comes: it is a durable event of the feed.
      return { told: { ...told, mentions }, ...shown, attention: 'show' in shown && !attending };
    }
    case 'sla': {
      const { stage } = fact;
      const news = fact.owed.filter(({ conversation, due }) => {
        const before = told.owed.get(conversation);
        return before?.due !== due || (before.stage === 'warn' && stage === 'breach');
      });
      const [first] = news;
      if (first === undefined) return silent;
      const owed = new Map(told.owed);
      for (const one of news) owed.set(one.conversation, { ...one, stage });
      const mayRing = now - told.slaSoundAt >= SLA_SOUND_MS;
      const count = [...owed.values()].filter((one) => one.stage === stage).length;
      const shown = notice('sla', situation, {
        ...{ tag: SLA_TAG, saying: { about: 'sla', stage, count } },
        ...{ name: first.name, open: { conversation: first.conversation } },
      });
      const show =
        shown.show === undefined ? undefined : { ...shown.show, sound: shown.show.sound && mayRing };
      return {
        told: { ...told, owed, slaSoundAt: show?.sound === true ? now : told.slaSoundAt },
        ...(show === undefined ? {} : { show }),
        attention: show !== undefined && mayRing && !attending,
        ...(stage === 'breach'
          ? {
              missed: news.map(({ conversation, name, due }) => ({
                ...{ fact: `sla ${conversation} ${due}`, kind: 'sla', at: now, name, count: 1 },
                open: { conversation },
              })),
            }
          : {}),
      };
    }
    case 'sla.over': {
      if (!told.owed.has(fact.conversation)) return silent;
      const owed = new Map(told.owed);
      owed.delete(fact.conversation);
      return { told: { ...told, owed }, ...(owed.size === 0 ? { clear: [SLA_TAG] } : {}), attention: false };
    }
    case 'read': {
      const { conversation } = fact;
      const turns = told.turns.get(conversation);
      const clear: string[] = [];
      for (const [id, mention] of told.mentions)
        if (mention.conversation === conversation && mention.shown) clear.push(mentionTag(id));
      if (turns !== undefined && turns.count > 0) clear.push(conversationTag(conversation));
      if (clear.length === 0) return silent;
      const mentions = new Map(
        [...told.mentions].map(([id, one]) => [
          id,
          one.conversation === conversation ? { ...one, shown: false } : one,
        ]),
      );
      return {
        told: {
          ...told,
          mentions,
          turns: turns === undefined ? told.turns : withOne(told.turns, conversation, { ...turns, count: 0 }),
        },
        clear,
        attention: false,
      };
    }
    case 'link': {
      if (fact.up)
        return told.down ? { told: { ...told, down: false }, clear: [LINK_TAG], attention: false } : silent;
      if (told.down || fact.owned === 0) return silent;
      const shown = notice('link', situation, { tag: LINK_TAG, saying: { about: 'link' }, open: {} });
      return {
        told: { ...told, down: true },
        ...shown,
        attention: shown.show !== undefined && !attending,
        ...(unseen ? { missed: [{ fact: `link ${now}`, kind: 'link', at: now, count: 1, open: {} }] } : {}),
      };
    }
  }
}
