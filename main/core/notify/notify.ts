// Owns saying what the policy decided: words, the notifier, the badge. Refuses: deciding (policy.ts) and the OS (host).
import type { Settings } from '#shared/contract/settings.ts';
import type { Words } from '#shared/i18n/words.ts';
import type { Ports } from '../ports.ts';
import { type Decision, decide, type Fact, NOTHING_TOLD } from './policy.ts';

const LONGEST_TEXT = 200;

export function createNotify(
  ports: Pick<Ports, 'notifier' | 'attention' | 'badge' | 'windows'>,
  settings: () => Settings,
  t: Words,
) {
  let told = NOTHING_TOLD;
  let badge = 0;

  function show({ tag, saying, text, sound }: NonNullable<Decision['show']>): void {
    const body = text?.slice(0, LONGEST_TEXT);
    switch (saying.about) {
      case 'offer':
        return ports.notifier.show({
          tag,
          title: t('notice.offer', { name: saying.name }),
          body: body ?? t('notice.offerWhat'),
          sound,
          open: { offer: saying.offer },
        });
      case 'turn':
        return ports.notifier.show({
          tag,
          title: t('notice.turn', { name: saying.name }),
          body: body ?? t('notice.turnWhat'),
          sound,
          open: { conversation: saying.conversation },
        });
      case 'link':
        return ports.notifier.show({
          tag,
          title: t('notice.offline'),
          body: t('notice.offlineWhat'),
          sound,
          open: {},
        });
    }
  }

  return {
    fact(fact: Fact): void {
      const decision = decide(told, fact, { settings: settings(), focused: ports.windows.focused() });
      told = decision.told;
      if (decision.show !== undefined) show(decision.show);
      if (decision.clear !== undefined) ports.notifier.clear(decision.clear);
      if (decision.attention) ports.attention.request();
    },
    /** Things that want the person now. */
    badge(count: number): void {
      if (count === badge) return;
      badge = count;
      ports.badge.set(count);
    },
  };
}
