// Owns what the queue shows and in which order: groups, due first. Pure. Refuses: the order that stays while somebody
// points at it (held.ts), and how a row looks.
import type { ConversationView, MeView, OfferView } from '#shared/contract/views.ts';
import { replyDue } from '#shared/domain/handoff/reply-due.ts';
import type { WatchedText } from '#shared/schema/config.ts';
import type { QueueRow, TakenRow, WatchedRow } from '#shared/schema/queue.ts';
import { changed, rowIn } from './shards.ts';
import type { Tables } from './tables.ts';
import { createWaitingOrder, type Order, type Waiting, type WaitingTable } from './waiting.ts';

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
    }
  | {
      readonly key: string;
      readonly group: 'watched';
      readonly conversation: string;
      readonly watched: WatchedRow;
      /** Where it fires. */
      readonly threshold: number;
      /** Who may read its words. */
      readonly text: WatchedText;
    }
  | {
      readonly key: string;
      readonly group: 'taken';
      readonly conversation: string;
      readonly taken: TakenRow;
    };
export type Watched = Extract<Row, { group: 'watched' }>;
export type GroupName = Row['group'];
/** The rows of each group. */
type Shown = Readonly<Record<GroupName, readonly Row[]>>;
export interface Groups {
  readonly offered: readonly Row[];
  readonly yours: readonly Row[];
  readonly waiting: readonly Waiting[];
  /** The nearest to a handoff first. */
  readonly watched: readonly Row[];
  /** What colleagues have, by colleague; for leads. */
  readonly taken: readonly Row[];
  /** The rows of `waiting`, and the order they are in. */
  readonly table: WaitingTable;
  readonly order: Order;
}

export const GROUPS: readonly GroupName[] = ['offered', 'yours', 'waiting', 'watched', 'taken'];

/** The groups that are shown: nobody has to be told that nobody is with a bot, or a colleague. */
export const groupsIn = (groups: Shown): readonly GroupName[] =>
  GROUPS.filter((name) => (name !== 'watched' && name !== 'taken') || groups[name].length > 0);

export const isOpenOffer = ({ state }: OfferView): boolean => state === 'open' || state === 'answering';

/** After everything that has a time: what waits for the customer, then what is put aside. */
const UNTIMED = Number.MAX_SAFE_INTEGER - 1;
const HELD = Number.MAX_SAFE_INTEGER;

const byExpiry = (a: OfferView, b: OfferView): number => a.expiresAt - b.expiresAt || (a.id < b.id ? -1 : 1);

/** What is offered to me or mine may stand in the list of its queue for a moment: it is not shown twice. */
function watchedIn({ watched, conversations, offers }: Tables): Watched[] {
  const open = new Set([...offers.values()].map(({ conversation }) => conversation.id));
  const rows: Watched[] = [];
  for (const { threshold, text, rows: list } of watched.values())
    for (const row of list) {
      const { conversation } = row;
      const mine = conversations.get(conversation)?.right;
      if (open.has(conversation) || mine === 'owner' || mine === 'consulted') continue;
      rows.push({
        ...{ key: `watched/${conversation}`, group: 'watched', conversation },
        ...{ watched: row, threshold, text },
      });
    }
  return rows.sort((a, b) => b.watched.score - a.watched.score || (a.key < b.key ? -1 : 1));
}

/** What is mine stands among mine. */
function takenIn({ taken }: Tables, me: MeView | undefined): Row[] {
  const rows = [...taken.values()].flatMap((list) => list.rows).filter(({ owner }) => owner !== me?.id);
  return rows.map((row) => ({
    ...{ key: `taken/${row.handoff}`, group: 'taken', conversation: row.conversation, taken: row },
  }));
}

/** Makes the groups of each moment; rows that did not change stay the same objects. */
export function createGrouping(): (tables: Tables, me: MeView | undefined, order: Order) => Groups {
  const orderWaiting = createWaitingOrder();
  return (tables, me, order) => {
    const handoffs: string[] = [];
    const offers = [...tables.offers.values()].filter(isOpenOffer).sort(byExpiry);
    const offered = offers.map((offer): Row => {
      handoffs.push(offer.handoff.id);
      return { key: `offer/${offer.id}`, group: 'offered', conversation: offer.conversation.id, offer };
    });
    const due: { readonly row: Row; readonly at: number }[] = [];
    for (const view of tables.conversations.values()) {
      if (view.right !== 'owner' && view.right !== 'consulted') continue;
      handoffs.push(view.handoff.id);
      const row: Row = { key: `yours/${view.id}`, group: 'yours', conversation: view.id, view };
      due.push({ row, at: replyDue(view, me)?.at ?? (view.handoff.hold === undefined ? UNTIMED : HELD) });
    }
    due.sort((a, b) => a.at - b.at || (a.row.key < b.row.key ? -1 : 1));
    // What is offered to me or mine may still be in the queue's feed for a moment: it is not shown twice.
    const twice = handoffs.filter((id) => rowIn(tables.queue, id) !== undefined);
    const table =
      twice.length === 0
        ? tables.queue
        : changed(
            tables.queue,
            twice.map((id) => [id, null]),
          );
    return {
      offered,
      yours: due.map(({ row }) => row),
      waiting: orderWaiting(table, order),
      watched: watchedIn(tables),
      taken: takenIn(tables, me),
      table,
      order,
    };
  };
}
