// Owns the run of all mutants: guards of desk, router and console are broken one at a time, and torture has to find nine in
// ten of them. Which were found and how goes to stdout, a line each; exit 1 where fewer were.
import { MUTANTS, runMutants } from './mutants.ts';

const EVENTS = 40_000;

const verdicts = await runMutants(MUTANTS, EVENTS, ({ mutant, found }) =>
  console.info(`${found ?? 'MISSED'} <= ${mutant.file}: ${mutant.guard.trim()}`),
);
const found = verdicts.filter((verdict) => verdict.found !== null).length;
console.info(`${found} of ${verdicts.length} mutants found`);
process.exitCode = found * 10 >= verdicts.length * 9 ? 0 : 1;
