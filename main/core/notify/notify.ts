// Owns saying what the policy decided: words, the notifier, the badge, the list. Refuses: deciding (policy.ts) and the OS (host).
import type { NoticeKind } from '#shared/contract/notices.ts';
import type { Settings } from '#shared/contract/settings.ts';
import type { Words } from '#shared/i18n/words.ts';
import type { Missed } from '#store/port.ts';
import type { Ports } from '../ports.ts';
import type { Fact } from './facts.ts';
import { decide, dress, NOTHING_TOLD, type Saying, type Show } from './policy.ts';

const LONGEST_TEXT = 200;
const SAMPLE_TAG = 'sample';
const MINUTE_MS = 60_000;

export interface NotifyOptions {
  readonly ports: Pick<Ports, 'notifier' | 'attention' | 'badge' | 'clock'>;
  readonly settings: () => Settings;
  /** A window of the console has the person's attention. */
  readonly attending: () => boolean;
  readonly t: Words;
  readonly miss: (missed: readonly Missed[]) => void;
}

export function createNotify({ ports, settings, attending, t, miss }: NotifyOptions) {
  const { notifier, attention, clock } = ports;
  let told = NOTHING_TOLD;
  let badge = 0;

  function titleOf(saying: Saying, name: string | undefined): string {
    switch (saying.about) {
      case 'offer':
        return name === undefined ? t('notice.offerHidden') : t('notice.offer', { name });
      case 'turn': {
        const { count } = saying;
        if (name === undefined)
          return count === 1 ? t('notice.turnHidden') : t('notice.turnsHidden', { count });
        return count === 1 ? t('notice.turn', { name }) : t('notice.turns', { name, count });
      }
      case 'mention':
        return name === undefined ? t('notice.mentionHidden') : t('notice.mention', { name });
      case 'sla': {
        const { stage, count } = saying;
        if (count > 1) return t(`notice.sla.${stage}Many`, { count });
        return name === undefined ? t(`notice.sla.${stage}Hidden`) : t(`notice.sla.${stage}`, { name });
      }
      case 'link':
        return t('notice.offline');
    }
  }

  const bodyOf = (saying: Saying): string => {
    switch (saying.about) {
      case 'offer':
        return t('notice.offerWhat');
      case 'turn':
        return t('notice.turnWhat');
      case 'mention':
        return t('notice.mentionWhat');
      case 'sla':
        return t(`notice.sla.${saying.stage}What`);
      case 'link':
        return t('notice.offlineWhat');
    }
  };

  /** On one line, and what is masked in it on a second. */
  function wordsOf(text: string, masked: Show['masked'] = []): string {
    const words = text.replaceAll(/\s+/gu, ' ').slice(0, LONGEST_TEXT);
    if (masked.length === 0) return words;
    return `${words}\n${t('notice.masked', { kinds: masked.map((kind) => t(`masked.${kind}`)).join(', ') })}`;
  }

  function show({ tag, saying, name, text, masked, sound, open }: Show): void {
    notifier.show({
      tag,
      kind: saying.about,
      title: titleOf(saying, name),
      body: text === undefined ? bodyOf(saying) : wordsOf(text, masked),
      sound,
      open,
      attended: attending(),
    });
  }

  return {
    fact(fact: Fact): void {
      const now = clock.now();
      // The wall clock where the person sits, with its summer time.
      const minute = new Date(now).getHours() * 60 + new Date(now).getMinutes();
      const decision = decide(told, fact, { settings: settings(), attending: attending(), now, minute });
      told = decision.told;
      if (decision.show !== undefined) show(decision.show);
      for (const tag of decision.clear ?? []) notifier.clear(tag);
      if (decision.attention) attention.request();
      if (decision.missed !== undefined) miss(decision.missed);
    },
    /** A sample of this kind, also while it is quiet; it goes by itself. */
    sample(kind: NoticeKind): void {
      const sayings: Readonly<Record<NoticeKind, Saying>> = {
        offer: { about: 'offer' },
        turn: { about: 'turn', count: 1 },
        mention: { about: 'mention' },
        sla: { about: 'sla', stage: 'warn', count: 1 },
        link: { about: 'link' },
      };
      const saying = sayings[kind];
      const name = t('notice.sampleName');
      const text = kind === 'link' ? '' : t('notice.sampleText');
      show(dress(kind, settings(), { tag: SAMPLE_TAG, saying, name, text, open: {} }));
      clock.after(MINUTE_MS, () => notifier.clear(SAMPLE_TAG));
    },
    /** Things that want the person now. */
    badge(count: number): void {
      if (count === badge) return;
      badge = count;
      ports.badge.set(count);
    },
  };
}

export type Notify = ReturnType<typeof createNotify>;
