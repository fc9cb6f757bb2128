// Owns taking a file apart into JSON objects: one a line, however long the file, or one JSON document, an array or one object,
// which is read whole. A part that is no JSON is a fault with its place; the rest goes on.
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { UsageError } from '../usage.ts';

export type Item = { readonly place: string } & ({ readonly given: unknown } | { readonly fault: string });

/** Bytes of the largest document that is read whole; lines have no such bound. */
const LARGEST_DOCUMENT = 268_435_456;

const parsed = (text: string): { given: unknown } | { fault: string } => {
  try {
    return { given: JSON.parse(text) };
  } catch (error) {
    return { fault: (error as Error).message };
  }
};

function* ofDocument(file: string, size: number): Generator<Item> {
  if (size > LARGEST_DOCUMENT)
    throw new UsageError(
      `${file}: a document of ${size} bytes is too large to read whole; write one object a line`,
    );
  const read = parsed(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  if ('fault' in read) yield { place: 'as one document', fault: read.fault };
  else if (Array.isArray(read.given))
    for (const [at, given] of read.given.entries()) yield { place: `item ${at + 1}`, given };
  else yield { place: 'the document', given: read.given };
}

/** An array, or an object laid out over lines. */
const isDocument = (first: string): boolean => first.startsWith('[') || first === '{';

export async function* items(file: string): AsyncGenerator<Item> {
  const lines = createInterface({
    input: createReadStream(file, 'utf8'),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  let number = 0;
  let begun = false;
  for await (const line of lines) {
    number += 1;
    const text = (number === 1 ? line.replace(/^\uFEFF/, '') : line).trim();
    if (text === '') continue;
    if (!begun && isDocument(text)) {
      lines.close();
      const { size } = statSync(file);
      yield* ofDocument(file, size);
      return;
    }
    begun = true;
    yield { place: `line ${number}`, ...parsed(text) };
  }
}
