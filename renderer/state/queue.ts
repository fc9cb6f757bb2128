// Owns what the queue shows and in which order: three groups, due first, and the order that stays while somebody points
// at it. Pure. Refuses: how a row looks.
import type { ConversationView, MeView, OfferView } from '#shared/contract/views.ts';
import type { QueueRow } from '#shared/schema/queue.ts';
import type { Tables } from './tables.ts';

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
export type Order = 'due' | 'waited';
export interface Groups {
  readonly offered: readonly Row[];
  readonly yours: readonly Row[];
  readonly waiting: readonly Row[];
}

export const GROUPS: readonly GroupName[] = ['offered', 'yours', 'waiting'];

/** Time by which a reply is due: the queue's target after the customer's last word, or after taking it over. */
export interface Due {
  /** Router clock, ms. */
  readonly at: number;
  /** The whole target, ms. */
  readonly of: number;
}

/** Null when it is the customer's turn to speak, or the work is over. */
export function replyDue({ conversation, handoff }: ConversationView, me: MeView | undefined): Due | null {
  const queue = me?.queues.find(({ id }) => id === handoff.queue);
  const open = handoff.state === 'accepted' || handoff.state === 'active';
  const spoken = conversation.previewRole === 'END_USER' || handoff.firstReplyAt === undefined;
  if (queue === undefined || !open || !spoken) return null;
  const of = queue.slaSeconds * 1_000;
  return { at: Math.max(conversation.lastAt, handoff.acceptedAt ?? 0) + of, of };
}

export const isOpenOffer = ({ state }: OfferView): boolean => state === 'open' || state === 'answering';

/** Rows of one table, turned into queue rows once per change of that table. */
export function groupsOf(tables: Tables, me: MeView | undefined, order: Order): Groups {
  const mine = new Set<string>();
  const offered: Row[] = [];
  for (const offer of tables.offers.values()) {
    if (!isOpenOffer(offer)) continue;
    mine.add(offer.conversation.id);
    offered.push({ key: `offer/${offer.id}`, group: 'offered', conversation: offer.conversation.id, offer });
  }
  offered.sort((a, b) =>
    a.group === 'offered' && b.group === 'offered' ? a.offer.expiresAt - b.offer.expiresAt : 0,
  );

  const due: { readonly row: Row; readonly at: number }[] = [];
  for (const view of tables.conversations.values()) {
    if (view.right !== 'owner') continue;
    mine.add(view.id);
    const row: Row = { key: `yours/${view.id}`, group: 'yours', conversation: view.id, view };
    due.push({ row, at: replyDue(view, me)?.at ?? Number.MAX_SAFE_INTEGER });
  }
  due.sort((a, b) => a.at - b.at || (a.row.key < b.row.key ? -1 : 1));

  const rows: QueueRow[] = [];
  for (const row of tables.queue.values()) if (!mine.has(row.conversation)) rows.push(row);
  const by = order === 'due' ? (row: QueueRow) => row.dueAt : (row: QueueRow) => row.queuedAt;
  rows.sort((a, b) => by(a) - by(b) || (a.handoff < b.handoff ? -1 : 1));
  const waiting = rows.map(
    (row): Row => ({
      key: `waiting/${row.handoff}`,
      group: 'waiting',
      conversation: row.conversation,
      waiting: row,
    }),
  );
  return { offered, yours: due.map(({ row }) => row), waiting };
}

export interface Shown {
  readonly groups: Groups;
  /** Rows that are shown although they are no longer there. */
  readonly gone: ReadonlySet<string>;
  /** Arrivals since the order was fixed. */
  readonly fresh: Readonly<Record<GroupName, number>>;
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
    const present = new Map(now[group].map((row) => [row.key, row]));
    const rows = fixed[group].map((row) => {
      const live = present.get(row.key);
      if (live === undefined) gone.add(row.key);
      present.delete(row.key);
      return live ?? row;
    });
    return { rows, fresh: [...present.values()] };
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
