// Owns what the queue shows and in which order: three groups, due first, and the order that stays while somebody points
// at it. Pure. Refuses: how a row looks.
import type { ConversationView, MeView, OfferView } from '#shared/contract/views.ts';
import { replyDue } from '#shared/domain/handoff/reply-due.ts';
import type { QueueRow } from '#shared/schema/queue.ts';
import type { Tables } from './tables.ts';
import { createWaitingOrder, type Order } from './waiting.ts';

export type Row =
  | {
      readonly key: string;
      readonly group: 'offered';
      readonly conversation: string;
      readonly offer: OfferView;
    }
  | {
      readonly key: string;
      readonly group: 'yours';
      readonly conversation: string;
      readonly view: ConversationView;
    }
  | {
      readonly key: string;
      readonly group: 'waiting';
      readonly conversation: string;
      readonly waiting: QueueRow;
    };
export type GroupName = Row['group'];
export interface Groups {
  readonly offered: readonly Row[];
  readonly yours: readonly Row[];
  readonly waiting: readonly Row[];
}

export const GROUPS: readonly GroupName[] = ['offered', 'yours', 'waiting'];

export const isOpenOffer = ({ state }: OfferView): boolean => state === 'open' || state === 'answering';

/** After everything that has a time: what waits for the customer, then what is put aside. */
const UNTIMED = Number.MAX_SAFE_INTEGER - 1;
const HELD = Number.MAX_SAFE_INTEGER;

const byExpiry = (a: OfferView, b: OfferView): number => a.expiresAt - b.expiresAt || (a.id < b.id ? -1 : 1);

/** Makes the groups of each moment; rows that did not change stay the same objects. */
export function createGrouping(): (tables: Tables, me: MeView | undefined, order: Order) => Groups {
  const orderWaiting = createWaitingOrder();
  return (tables, me, order) => {
    const mine = new Set<string>();
    const handoffs: string[] = [];
    const offers = [...tables.offers.values()].filter(isOpenOffer).sort(byExpiry);
    const offered = offers.map((offer): Row => {
      mine.add(offer.conversation.id);
      handoffs.push(offer.handoff.id);
      return { key: `offer/${offer.id}`, group: 'offered', conversation: offer.conversation.id, offer };
    });
    const due: { readonly row: Row; readonly at: number }[] = [];
    for (const view of tables.conversations.values()) {
      if (view.right !== 'owner' && view.right !== 'consulted') continue;
      mine.add(view.id);
      handoffs.push(view.handoff.id);
      const row: Row = { key: `yours/${view.id}`, group: 'yours', conversation: view.id, view };
      due.push({ row, at: replyDue(view, me)?.at ?? (view.handoff.hold === undefined ? UNTIMED : HELD) });
    }
    due.sort((a, b) => a.at - b.at || (a.row.key < b.row.key ? -1 : 1));
    // What is offered to me or mine may still be in the queue's feed for a moment: it is not shown twice.
    const all = orderWaiting(tables.queue, order);
    const twice = handoffs.some((id) => tables.queue.has(id));
    const waiting = twice ? all.filter(({ conversation }) => !mine.has(conversation)) : all;
    return { offered, yours: due.map(({ row }) => row), waiting };
  };
}

export interface Shown {
  readonly groups: Groups;
  /** Rows that are shown although they are no longer there. */
  readonly gone: ReadonlySet<string>;
  /** Arrivals since the order was fixed. */
  readonly fresh: Readonly<Record<GroupName, number>>;
}

const places = new WeakMap<readonly Row[], ReadonlyMap<string, number>>();
/** Where each row of a held order stands; worked out once for it. */
function placesOf(rows: readonly Row[]): ReadonlyMap<string, number> {
  let known = places.get(rows);
  if (known === undefined) {
    known = new Map(rows.map(({ key }, place) => [key, place]));
    places.set(rows, known);
  }
  return known;
}

const NOTHING_GONE: ReadonlySet<string> = new Set();

/**
 * The rows as they are, or in the order of `fixed`: then rows that left keep their place, arrivals among the waiting stand
 * below the others, and arrivals in the groups above are counted but not shown, because they would push the rest down.
 */
export function show(now: Groups, fixed: Groups | null): Shown {
  if (fixed === null) return { groups: now, gone: NOTHING_GONE, fresh: { offered: 0, yours: 0, waiting: 0 } };
  const gone = new Set<string>();
  const kept = (group: GroupName): { rows: Row[]; fresh: Row[] } => {
    const place = placesOf(fixed[group]);
    const rows = [...fixed[group]];
    const fresh: Row[] = [];
    const found = new Uint8Array(rows.length);
    for (const row of now[group]) {
      const at = place.get(row.key);
      if (at === undefined) fresh.push(row);
      else {
        rows[at] = row;
        found[at] = 1;
      }
    }
    for (const [at, row] of rows.entries()) if (found[at] === 0) gone.add(row.key);
    return { rows, fresh };
  };
  const offered = kept('offered');
  const yours = kept('yours');
  const waiting = kept('waiting');
  return {
    groups: { offered: offered.rows, yours: yours.rows, waiting: [...waiting.rows, ...waiting.fresh] },
    gone,
    fresh: { offered: offered.fresh.length, yours: yours.fresh.length, waiting: waiting.fresh.length },
  };
}
