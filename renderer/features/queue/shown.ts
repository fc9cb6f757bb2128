// Owns the rows as they are shown: in their order, or in the order that is held while somebody points at them.
import { useEffect, useMemo, useRef, useState } from 'react';
import { createHolding, type Shown } from '../../state/held.ts';
import { meOf, tablesOf, usePage } from '../../state/page.ts';
import { createGrouping, type Groups } from '../../state/queue.ts';
import type { Order } from '../../state/waiting.ts';

const SETTLE_MS = 250;

/**
 * The rows as shown, and whether their order is fixed. Own acts (`thaw`) may still sort anew under the pointer, for as long
 * as what they change takes to arrive; never between pressing and letting go, or the click would go to nobody.
 */
export function useShown(order: Order, held: boolean, isPressed: () => boolean): Shown {
  const tables = usePage(tablesOf);
  const me = usePage(meOf);
  const thaw = usePage((state) => state.thaw);
  const { offers, conversations, queue, watched, taken } = tables;
  const [groupsOf] = useState(createGrouping);
  const [show] = useState(createHolding);
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the tables only these five count here.
  const groups = useMemo(
    () => groupsOf(tables, me, order),
    [offers, conversations, queue, watched, taken, me?.id, me?.queues, order],
  );
  const [fixed, setFixed] = useState<Groups | null>(null);
  const latest = useRef(groups);
  latest.current = groups;
  const act = useRef({ thaw, settlesAt: 0 });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another `order` fixes it anew.
  useEffect(() => {
    if (act.current.thaw !== thaw) act.current = { thaw, settlesAt: performance.now() + SETTLE_MS };
    if (!held) {
      setFixed(null);
      return undefined;
    }
    setFixed(latest.current);
    const left = act.current.settlesAt - performance.now();
    if (left <= 0) return undefined;
    let timer = setTimeout(function settle() {
      if (isPressed()) timer = setTimeout(settle, SETTLE_MS);
      else setFixed(latest.current);
    }, left);
    return () => clearTimeout(timer);
  }, [held, thaw, order]);
  return useMemo(() => show(groups, fixed), [show, groups, fixed]);
}
