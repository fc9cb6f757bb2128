// Owns reading a file of JSON lines one after another, however long it is.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { UsageError } from '../usage.ts';

/** Empty lines are left out, but counted. @throws UsageError naming file, line and reason. */
export async function* jsonLines(file: string): AsyncGenerator<{ given: unknown; number: number }> {
  let number = 0;
  for await (const text of createInterface({
    input: createReadStream(file, 'utf8'),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    number += 1;
    if (text.trim() === '') continue;
    try {
      yield { given: JSON.parse(number === 1 ? text.replace(/^\uFEFF/, '') : text), number };
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      throw new UsageError(`${file}, line ${number}: ${error.message}`);
    }
  }
}
