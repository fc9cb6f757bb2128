// Owns a console's store at work in a process of its own, for the test that kills it: goes on from the cursor it finds,
// a few events and one operation at a time, and says on stdout what was acknowledged. Ends when it is killed.
import { openStore } from '#store/client.ts';
import { added, event, FEED, grant, granted, NOW, optionsFor, said } from './store-samples-data.ts';

const [folder = '', most = '20'] = process.argv.slice(2);
const { store, opened } = await openStore(optionsFor(folder));
await store.contact(NOW);
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
say({ opened });

let offset = (await store.cursors())[FEED]?.[1] ?? 0;
let operations = (await store.operations()).length;

/** Offset 0 grants, every other one says one thing; every 7th takes another conversation away again. */
const eventAt = (at: number) =>
  at === 0
    ? granted(grant('a', []))
    : at % 7 === 6
      ? granted(grant('b', [said(0, `gone ${at}`), said(1, 'and gone')]))
      : at % 7 === 0
        ? event('access.ended', { conversation: 'b', why: 'timeout' })
        : added('a', said(at, `word number ${at}`));

async function feed(): Promise<void> {
  for (;;) {
    const length = 1 + (offset % Number(most));
    const batch = Array.from({ length }, (_, n) => eventAt(offset + n));
    await store.apply(FEED, 1, offset, batch);
    offset += length;
    say({ offset });
  }
}

async function type(): Promise<void> {
  for (;;) {
    const id = `op-${operations}`;
    await store.enqueue({
      id,
      kind: 'turn.send',
      base: 1,
      conversation: 'a',
      customer: null,
      data: JSON.stringify({ text: id }),
      at: NOW,
    });
    const n = await store.number(id);
    operations += 1;
    say({ id, n });
  }
}

await Promise.all([feed(), type()]);
