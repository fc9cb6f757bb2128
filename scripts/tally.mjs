// Owns the arithmetic of a test run: reads the reports of vitest and Playwright, adds up, names what was skipped and why.
// Refuses to run anything.
import { existsSync, readFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { root } from './setup.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number, skippedNames: string[] }} Count */
/** @typedef {{ fullName: string, status: string }} VitestCase */
/** @typedef {{ name: string, status: string, assertionResults: VitestCase[] }} VitestFile */
/** @typedef {{ title: string, specs?: { title: string, tests: { status: string }[] }[], suites?: Suite[] }} Suite */

/** @returns {Count} */
export const nothing = () => ({ passed: 0, failed: 0, skipped: 0, skippedNames: [] });

/** @param {string} file */
const read = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined);

/** "unit", or the folder below test/. @param {string} file */
function suiteOf(file) {
  const [top, suite] = relative(root, file).split(sep);
  return top === 'test' && suite ? suite : 'unit';
}

/** Counts per suite. @param {string} report @returns {Map<string, Count>} */
export function readVitest(report) {
  /** @type {Map<string, Count>} */
  const counts = new Map();
  for (const file of /** @type {VitestFile[]} */ (read(report)?.testResults ?? [])) {
    const suite = suiteOf(file.name);
    const count = counts.get(suite) ?? nothing();
    counts.set(suite, count);
    for (const { fullName, status } of file.assertionResults) {
      if (status === 'passed') count.passed += 1;
      else if (status === 'failed') count.failed += 1;
      else {
        count.skipped += 1;
        count.skippedNames.push(`${relative(root, file.name)}: ${fullName}`);
      }
    }
    // A file that could not be loaded has no cases, and a hook can fail with none of them.
    if (file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'))
      count.failed += 1;
  }
  return counts;
}

/** @param {string} report @returns {Count | undefined} */
export function readPlaywright(report) {
  const result = read(report);
  if (!result) return undefined;
  const count = nothing();
  count.failed = result.errors?.length ?? 0;
  const visit = (/** @type {Suite} */ suite) => {
    for (const spec of suite.specs ?? []) {
      for (const { status } of spec.tests) {
        if (status === 'expected') count.passed += 1;
        else if (status === 'skipped') {
          count.skipped += 1;
          count.skippedNames.push(`${suite.title}: ${spec.title}`);
        } else count.failed += 1;
      }
    }
    suite.suites?.forEach(visit);
  };
  result.suites?.forEach(visit);
  return count;
}

/** The lines that close a run; the last one stands alone. @param {Map<string, Count>} counts @param {string[]} notRun */
export function summary(counts, notRun) {
  const total = nothing();
  const lines = ['', 'Suites:'];
  for (const [name, count] of counts) {
    total.passed += count.passed;
    total.failed += count.failed;
    total.skipped += count.skipped;
    lines.push(`  ${name}: ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
    lines.push(...count.skippedNames.map((skipped) => `    skipped ${skipped}`));
  }
  lines.push(...notRun.map((line) => `  not run, ${line}`), '');
  lines.push(`tests: ${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  return { lines, failed: total.failed };
}
