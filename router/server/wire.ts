// Owns frames as text: a frame is encoded once, whoever and how many it goes to. Stored event data is JSON already and
// is spliced in as it stands.
import type { FrameOf, ServerFrame } from '#shared/protocol/frames.ts';
import { LIMITS } from '#shared/schema/primitives.ts';
import type { StoredEvent } from '../engine/port.ts';

/** Bytes of one batch; a single event may be larger. */
const BATCH_BYTES = 262_144;

export interface Batch {
  readonly frame: Buffer;
  /** Offset after its last event. */
  readonly end: number;
}

export const encode = (frame: ServerFrame): Buffer => Buffer.from(JSON.stringify(frame));

/** Opening of `ev` and `evs`; what differs per event follows. */
const opening = (op: 'ev' | 'evs', stream: string, epoch: number) =>
  `{"op":"${op}","s":"${stream}","e":${epoch},`;
const body = ({ at, kind, data }: StoredEvent) => `"t":${at},"k":${JSON.stringify(kind)},"d":${data}}`;

/** The longest run of `events` that fits `most` bytes, at least one. `events` is not empty. */
export function encodeBatch(
  stream: string,
  epoch: number,
  events: readonly StoredEvent[],
  most = BATCH_BYTES,
): Batch {
  const parts: string[] = [];
  let room = Math.min(most, BATCH_BYTES);
  for (const event of events) {
    const part = body(event);
    // Close enough to decide on: text beyond ASCII may take three bytes for one.
    room -= part.length + 2;
    if (parts.length > 0 && (room < 0 || parts.length === LIMITS.batch)) break;
    parts.push(part);
  }
  const [first] = events;
  const from = first?.offset ?? 0;
  const text =
    parts.length === 1
      ? `${opening('ev', stream, epoch)}"o":${from},${parts[0]}`
      : `${opening('evs', stream, epoch)}"o0":${from},"list":[{${parts.join(',{')}]}`;
  return { frame: Buffer.from(text), end: from + parts.length };
}

/** One part of a reset. */
export const encodeReset = (frame: Omit<FrameOf<'reset'>, 'op'>): Buffer => encode({ op: 'reset', ...frame });
