// Owns `baton bench`: runs the benches of test/bench and prints each figure as it is measured.
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { UsageError } from './usage.ts';

interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly control: number;
  readonly ratio: number;
}

const FOLDER = fileURLToPath(new URL('../../../test/bench', import.meta.url));

/** A bench is a module that exports `run`; the others in the folder are what benches are made of. */
async function load(name: string): Promise<(() => AsyncIterable<Figure>) | null> {
  const module = (await import(`${FOLDER}/${name}.ts`)) as { run?: () => AsyncIterable<Figure> };
  return typeof module.run === 'function' ? module.run : null;
}

export async function bench(args: readonly string[]): Promise<number> {
  if (args.length > 1) throw new UsageError('bench takes one name or none');
  const [wanted] = args;
  const names = existsSync(FOLDER)
    ? readdirSync(FOLDER)
        .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
        .map((file) => file.slice(0, -3))
    : [];
  if (wanted !== undefined && !names.includes(wanted)) throw new UsageError(`there is no bench "${wanted}"`);
  for (const name of wanted === undefined ? names : [wanted]) {
    const run = await load(name);
    if (run === null) {
      if (wanted !== undefined) throw new UsageError(`there is no bench "${wanted}"`);
      continue;
    }
    for await (const figure of run()) process.stdout.write(`${JSON.stringify(figure)}\n`);
  }
  return 0;
}
