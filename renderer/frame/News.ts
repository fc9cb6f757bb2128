// Owns noticing what is worth saying aloud: a new offer, new words elsewhere, the link. Told once each.
import { useEffect, useRef } from 'react';
import { linkOf, tablesOf, useActions, usePage } from '../state/page.ts';
import { isOpenOffer } from '../state/queue.ts';
import { duration, eventOf } from '../ui/time.ts';
import { t } from '../ui/words.ts';

/** Draws nothing: what it listens to changes with each word, and the window around it need not. */
export function News(): null {
  const { announce } = useActions();
  const offers = usePage((state) => tablesOf(state).offers);
  const conversations = usePage((state) => tablesOf(state).conversations);
  const selected = usePage((state) => state.selected);
  const link = usePage(linkOf);
  const told = useRef(new Set<string>());
  const unread = useRef(new Map<string, number>());
  const lastLink = useRef<string | null>(null);

  useEffect(() => {
    for (const offer of offers.values()) {
      if (!isOpenOffer(offer) || told.current.has(offer.id)) continue;
      told.current.add(offer.id);
      const { conversation, handoff, expiresAt } = offer;
      const { goal, intent, drawn } = handoff.context;
      const need = goal ?? intent ?? drawn?.intent?.text ?? t('offer.noNeed');
      announce(
        t('offer.new', { name: conversation.customer.name, need, time: duration(expiresAt - Date.now()) }),
        'assertive',
      );
    }
  }, [offers, announce]);

  useEffect(() => {
    const before = unread.current;
    const now = new Map<string, number>();
    for (const { id, right, unread: count, conversation } of conversations.values()) {
      if (right !== 'owner') continue;
      now.set(id, count);
      if (id !== selected && count > (before.get(id) ?? 0))
        announce(`${conversation.customer.name}: ${t('queue.unread', { count })}`, 'polite');
    }
    unread.current = now;
  }, [conversations, selected, announce]);

  useEffect(() => {
    if (link === undefined || link.state === lastLink.current) return;
    const first = lastLink.current === null;
    lastLink.current = link.state;
    if (first || link.state === 'connecting') return;
    const words = t(`link.${link.state}`);
    announce(
      link.state === 'offline' ? t('banner.offline', { time: eventOf(link.since, Date.now()) }) : words,
      'polite',
    );
  }, [link, announce]);
  return null;
}
