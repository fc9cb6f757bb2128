// Guards of desk, router and console are broken one at a time; torture has to find at least nine in ten. Which were found
// and how is printed.
import { expect, test } from 'vitest';
import { MUTANTS, runMutants } from '../torture/mutants.ts';

test('nine of ten broken guards are found', async () => {
  const verdicts = await runMutants(MUTANTS, 40_000, ({ mutant, found }) =>
    console.info(`${found ?? 'MISSED'} <= ${mutant.file}: ${mutant.guard.trim()}`),
  );
  const missed = verdicts.flatMap(({ mutant, found }) => (found === null ? [mutant] : []));
  console.info(`${verdicts.length - missed.length} of ${verdicts.length} mutants found`);
  expect(missed.length, JSON.stringify(missed, null, 2)).toBeLessThanOrEqual(verdicts.length / 10);
});
