// Owns whether own work may be with somebody else by now: without a link for so long that it was offered to others.
import { useIsPast } from './clock.ts';
import { isLive, meOf, usePage } from './page.ts';

export function useIsGivenOn(): boolean {
  const live = usePage(isLive);
  const until = usePage((state) => meOf(state)?.presence.graceUntil);
  const isOver = useIsPast(until ?? Number.POSITIVE_INFINITY);
  return !live && isOver;
}
