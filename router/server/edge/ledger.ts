// Owns the delivery log of one bot: a record per event, which events are settled, and how much history is kept.
// Refuses to send anything (webhook.ts).
import { type DeliveryRecord, deliveryRecord } from '#shared/protocol/edge.ts';
import type { Put } from '../../engine/port.ts';
import type { Shelf } from './shelf.ts';

const PAGE = 500;

/** Settled records kept below the oldest open one. */
const HISTORY = 500;

export async function openLedger(shelf: Shelf, bot: string) {
  const prefix = `edge/delivery/${bot}/`;
  const lowKey = `edge/webhook/${bot}`;
  const keyOf = (offset: number) => `${prefix}${String(offset).padStart(16, '0')}`;

  /** Every event below is settled. */
  let low = Number((await shelf.get(lowKey))?.value ?? 0);
  const records = new Map<number, DeliveryRecord>();
  let after: string | null = null;
  for (;;) {
    const page = await shelf.scan(prefix, after, PAGE);
    for (const { value } of page) {
      const record = deliveryRecord.parse(JSON.parse(value));
      records.set(record.offset, record);
    }
    after = page.at(-1)?.key ?? null;
    if (after === null || page.length < PAGE) break;
  }
  let oldest = Math.min(low, ...records.keys());

  /** The puts that go with a change of `low`: the cursor and the history that ends. */
  function advance(): Put[] {
    const before = low;
    for (
      let record = records.get(low);
      record !== undefined && record.state !== 'pending';
      record = records.get(low)
    )
      low += 1;
    if (low === before) return [];
    const puts: Put[] = [{ key: lowKey, value: String(low) }];
    for (; oldest < low - HISTORY; oldest += 1) {
      if (records.get(oldest)?.state === 'pending') break;
      if (records.delete(oldest)) puts.push({ key: keyOf(oldest), value: null });
    }
    return puts;
  }

  return {
    get low() {
      return low;
    },
    get: (offset: number) => records.get(offset),
    pending: () =>
      [...records.values()].filter(({ state }) => state === 'pending').sort((a, b) => a.offset - b.offset),
    newestFirst: () => [...records.values()].sort((a, b) => b.offset - a.offset),
    /** Where reading begins when what was not settled is no longer stored. */
    async skipTo(floor: number) {
      if (floor <= low) return;
      low = floor;
      await shelf.commit({ puts: [{ key: lowKey, value: String(low) }] });
    },
    async write(record: DeliveryRecord) {
      records.set(record.offset, record);
      await shelf.commit({
        puts: [{ key: keyOf(record.offset), value: JSON.stringify(record) }, ...advance()],
      });
    },
  };
}

export type Ledger = Awaited<ReturnType<typeof openLedger>>;
