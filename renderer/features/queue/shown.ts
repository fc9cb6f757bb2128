// Owns the rows as they are shown: in their order, or in the order that is held while somebody points at them.
import { useEffect, useMemo, useRef, useState } from 'react';
import { createHolding, type Shown } from '../../state/held.ts';
import { meOf, tablesOf, usePage } from '../../state/page.ts';
import { createGrouping, type Groups } from '../../state/queue.ts';
import type { Order } from '../../state/waiting.ts';

const SETTLE_MS = 250;

/** The rows as shown, and whether their order is fixed. Own acts (`thaw`) sort anew even under the pointer. */
export function useShown(order: Order, held: boolean): Shown {
  const tables = usePage(tablesOf);
  const me = usePage(meOf);
  const thaw = usePage((state) => state.thaw);
  const { offers, conversations, queue } = tables;
  const [groupsOf] = useState(createGrouping);
  const [show] = useState(createHolding);
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the tables only these three count here.
  const groups = useMemo(
    () => groupsOf(tables, me, order),
    [offers, conversations, queue, me?.queues, order],
  );
  const [fixed, setFixed] = useState<Groups | null>(null);
  const latest = useRef(groups);
  latest.current = groups;
  const thawed = useRef(thaw);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another `order` fixes it anew.
  useEffect(() => {
    if (!held) {
      setFixed(null);
      return undefined;
    }
    setFixed(latest.current);
    if (thawed.current === thaw) return undefined;
    thawed.current = thaw;
    // What an own act changes arrives a moment after its answer; it may still move things.
    const timer = setTimeout(() => setFixed(latest.current), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [held, thaw, order]);
  return useMemo(() => show(groups, fixed), [show, groups, fixed]);
}
