// Owns what is said live of a step once it is stored: the end of a right names its place in the person's feed, so that the
// word of it, overtaken by the feed, does not end a right that began anew.
import { personStream } from '#shared/protocol/streams.ts';
import type { Live, Step } from '../desk/port.ts';
import type { Committed } from '../engine/port.ts';

/** Of a duplicate nothing was appended; then nothing is named. */
export function placed({ live, append }: Step, { appended }: Committed): readonly Live[] {
  return live.map((one) => {
    if (one.kind !== 'forget') return one;
    const stream = personStream(one.person);
    const data = JSON.stringify(one.end);
    const place = append.findLastIndex(
      (event) => event.stream === stream && event.kind === 'access.ended' && event.data === data,
    );
    const where = appended[place];
    return where === undefined ? one : { ...one, at: [where.epoch, where.offset] };
  });
}
