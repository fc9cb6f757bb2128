// Owns the sizes every engine refuses to exceed, so that a batch one engine takes is taken by all.
import { type Batch, TooLargeError } from './port.ts';

/** UTF-8 bytes of a key or a stream's name. */
const NAME_BYTES = 512;
/** UTF-8 bytes of a value, a result or an event's data. */
const VALUE_BYTES = 1_048_576;

const encoder = new TextEncoder();

function check(text: string, most: number, what: () => string): void {
  // A UTF-16 unit takes one to three bytes, so most texts need no encoding to be judged.
  if (text.length * 3 <= most) return;
  const size = text.length > most ? text.length : encoder.encode(text).length;
  if (size > most) throw new TooLargeError(`${what()} has more than ${most} bytes`);
}

/** @throws TooLargeError naming the key or stream that is over its limit. */
export function checkSizes(batch: Batch): void {
  for (const { key, value } of batch.puts ?? []) {
    check(key, NAME_BYTES, () => `key ${key.slice(0, 40)}…`);
    if (value !== null) check(value, VALUE_BYTES, () => `the value of ${key}`);
  }
  for (const { stream, kind, data } of batch.append ?? []) {
    check(stream, NAME_BYTES, () => `stream ${stream.slice(0, 40)}…`);
    check(kind, NAME_BYTES, () => `kind ${kind.slice(0, 40)}…`);
    check(data, VALUE_BYTES, () => `an event ${kind} of ${stream}`);
  }
  if (batch.dedupe !== undefined) {
    check(batch.dedupe.key, NAME_BYTES, () => `dedupe key ${batch.dedupe?.key.slice(0, 40)}…`);
    check(batch.dedupe.result, VALUE_BYTES, () => `the result of ${batch.dedupe?.key}`);
  }
}
