// Owns `npm test`: set up, check, build, run every suite, and close with one line that counts them all.
// A failed check counts as one failure; a suite that cannot run counts as skipped and is named with its reason.
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { browserForTests } from './browser.mjs';
import { present } from './electron.mjs';
import { ownProcesses } from './processes.mjs';
import { root, say, setUp, Trouble } from './setup.mjs';
import { nothing, readPlaywright, readVitest, summary } from './tally.mjs';

/** Each is a program of node_modules and its arguments; green or one failure. @type {Record<string, [string, ...string[]]>} */
const checks = {
  typecheck: ['typescript/bin/tsc', '-b'],
  lint: ['@biomejs/biome/bin/biome', 'check'],
  unused: ['knip/bin/knip.js'],
  build: ['vite/bin/vite.js', 'build', '--app'],
};

/** @param {string} folder @param {RegExp} pattern @returns {string[]} */
function filesIn(folder, pattern) {
  const path = join(root, folder);
  if (!existsSync(path) || !statSync(path).isDirectory()) return [];
  return readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) => pattern.test(name));
}

/** A suite is a folder of test/ that holds a test. */
const suites = readdirSync(join(root, 'test')).filter(
  (name) => !['e2e', 'desktop', 'long'].includes(name) && filesIn(`test/${name}`, /\.test\.ts$/).length > 0,
);
/** Suites of Playwright: folders of specs, which need a browser and the build. */
const browserSuites = ['e2e', 'desktop'];
const everything = [...Object.keys(checks), 'unit', ...suites, ...browserSuites];

const help = `Usage: npm test -- [options]

  --only A,B          run these only: ${everything.join(', ')}, long
  --long              run the long suite (npm run test:long)
  --install-browser   as root on Debian, install Chromium when there is none
  --help              show this`;

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        only: { type: 'string' },
        long: { type: 'boolean' },
        'install-browser': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    const only = values.only?.split(',') ?? (values.long ? ['long'] : everything);
    const unknown = only.find((name) => ![...everything, 'long'].includes(name));
    if (unknown !== undefined) throw new Error(`Unknown suite '${unknown}'`);
    return { ...values, only: new Set(only) };
  } catch (error) {
    say(`${/** @type {Error} */ (error).message.split(/\. |\n/)[0]} (npm test -- --help shows the options)`);
    return process.exit(2);
  }
}

const options = readOptions();
if (options.help) {
  process.stdout.write(`${help}\n`);
  process.exit(0);
}

const processes = ownProcesses();
const reports = join(root, 'test-results');
/** @type {Map<string, import('./tally.mjs').Count>} */
const counts = new Map();
/** @type {string[]} */
const notRun = [];

/** @param {string} name @param {Partial<import('./tally.mjs').Count>} more */
function add(name, more) {
  const count = counts.get(name) ?? nothing();
  counts.set(name, count);
  count.passed += more.passed ?? 0;
  count.failed += more.failed ?? 0;
  count.skipped += more.skipped ?? 0;
  count.skippedNames.push(...(more.skippedNames ?? []));
}

/** @param {string} node @param {[string, ...string[]]} program @param {NodeJS.ProcessEnv} [env] @returns {Promise<number>} */
function run(node, [program, ...args], env = {}) {
  return new Promise((done) => {
    const child = processes.start(node, [join(root, 'node_modules', program), ...args], {
      cwd: root,
      env: { ...process.env, ...(process.stdout.isTTY ? {} : { FORCE_COLOR: '0', NO_COLOR: '1' }), ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.on('error', () => done(1));
    child.on('exit', (code) => done(code ?? 1));
  });
}

/** @param {string} node @param {string} project @param {string[]} names @param {string[]} filters */
async function runVitest(node, project, names, filters) {
  const report = join(reports, `${project}.json`);
  const code = await run(
    node,
    [
      'vitest/vitest.mjs',
      'run',
      ...['--project', project, '--passWithNoTests', '--reporter=default', '--reporter=json'],
      ...[`--outputFile.json=${report}`, ...filters],
    ],
    { BATON_LONG: project === 'long' ? '1' : '0' },
  );
  const found = readVitest(report);
  for (const [name, count] of found) add(name, count);
  for (const name of names.filter((name) => !found.has(name))) notRun.push(`${name}: it has no test yet`);
  const counted = [...found.values()].some((count) => count.failed > 0);
  if (code !== 0 && !counted) add(`${project} (the run itself: see above)`, { failed: 1 });
}

/** @param {string} node @param {string} suite */
async function runBrowserTests(node, suite) {
  const specs = filesIn(`test/${suite}`, /\.spec\.ts$/);
  if (specs.length === 0) return void notRun.push(`${suite}: it has no test yet`);
  const browser = browserForTests(node, { install: options['install-browser'] ?? false });
  if ('reason' in browser) {
    add(suite, { skipped: specs.length });
    return void notRun.push(`${suite} (${specs.length} files, counted as skipped): ${browser.reason}`);
  }
  const report = join(reports, `${suite}.json`);
  const code = await run(node, ['@playwright/test/cli.js', 'test', '--project', suite], {
    CHROMIUM_PATH: browser.path,
    BATON_REPORT: report,
  });
  const count = readPlaywright(report);
  if (count) add(suite, count);
  if (code !== 0 && !count?.failed) add(`${suite} (the run itself: see above)`, { failed: 1 });
  if (suite === 'desktop' && !present())
    notRun.push('DESKTOP ON THE REAL RUNTIME: Electron is not installed here; its specs ran on the double');
}

async function runEverything() {
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  const node = setUp();
  // Whole processes serve the built page: in the suites, in the long ones, and in the browser.
  const needsBuild = [...options.only].some((name) => name !== 'unit' && !(name in checks));
  for (const [name, program] of Object.entries(checks)) {
    if (!options.only.has(name) && !(name === 'build' && needsBuild)) continue;
    process.stdout.write(`\n== ${name}\n`);
    if ((await run(node, program)) !== 0) add(`check ${name}`, { failed: 1 });
  }
  const wanted = suites.filter((name) => options.only.has(name));
  if (options.only.has('unit')) await runVitest(node, 'unit', ['unit'], []);
  if (wanted.length > 0)
    await runVitest(
      node,
      'suites',
      wanted,
      wanted.map((name) => `test/${name}/`),
    );
  if (options.only.has('long')) await runVitest(node, 'long', ['long'], []);
  for (const suite of browserSuites) if (options.only.has(suite)) await runBrowserTests(node, suite);
}

try {
  await runEverything();
} catch (error) {
  add('setup', { failed: 1 });
  say(error instanceof Trouble ? error.message : String(/** @type {Error} */ (error).stack));
}
const { lines, failed } = summary(counts, notRun);
process.stdout.write(`${lines.join('\n')}\n`);
process.exitCode = failed > 0 ? 1 : 0;
