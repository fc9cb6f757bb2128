// Owns what must be true before anything runs: packages installed, a Node that can run the sources, the page built.
// Bare Node 20, no dependencies. Says every failure in one line; starts nothing that outlives it.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const windows = process.platform === 'win32';
const packagedNode = join(root, 'node_modules/node/bin', windows ? 'node.exe' : 'node');

/** An expected failure: its message is the whole report. */
export class Trouble extends Error {}

/** @param {string} line */
export const say = (line) => void process.stderr.write(`${line}\n`);

/** better-sqlite3 13 needs Node-API 10 and crashes below it; the sources need type stripping without a flag. */
const suits = Number(process.versions.napi) >= 10 && Boolean(Reflect.get(process.features, 'typescript'));

/** The Node that runs the sources: this one if it can, else the packaged one, else none. */
export function chooseNode() {
  if (suits && existsSync(process.execPath)) return process.execPath;
  return existsSync(packagedNode) ? packagedNode : undefined;
}

/** @param {string[]} args */
function npm(args) {
  // From PATH, not from npm_execpath: the Node that runs us may be inside the folder that npm ci empties.
  const run = spawnSync('npm', args, { cwd: root, stdio: ['ignore', 2, 2], shell: windows });
  if (run.error) throw new Trouble(`npm could not be run (${run.error.message}): install npm 10 or newer.`);
  if (run.status !== 0) throw new Trouble(`"npm ${args.join(' ')}" failed: see the lines above.`);
}

/** @param {string} file */
const packagesOf = (file) => JSON.parse(readFileSync(join(root, file), 'utf8')).packages;

/** True when node_modules holds what package-lock.json asks for, whoever installed it. */
export function isInstalled() {
  if (!existsSync(join(root, 'node_modules/.package-lock.json'))) return false;
  const installed = packagesOf('node_modules/.package-lock.json');
  return Object.entries(packagesOf('package-lock.json')).every(
    ([path, wanted]) =>
      path === '' || wanted.optional || wanted.peer || installed[path]?.version === wanted.version,
  );
}

export function ensureInstalled() {
  if (!isInstalled()) {
    say('Installing packages (once, about half a minute) ...');
    npm(['ci', '--ignore-scripts', '--loglevel=error']);
  }
  if (!suits && !existsSync(packagedNode)) npm(['rebuild', 'node']);
  // Without its binary the package leaves a broken `node` first on the PATH of every npm script.
  if (!existsSync(packagedNode)) {
    for (const end of ['', '.cmd', '.ps1'])
      rmSync(join(root, `node_modules/.bin/node${end}`), { force: true });
  }
}

/** Throws unless `node` can load the database: a wrong Node ends in a crash, not in an exception. */
function checkDatabase(/** @type {string} */ node) {
  const code = "new (require('better-sqlite3'))(':memory:').close()";
  const run = spawnSync(node, ['--input-type=commonjs', '-e', code], { cwd: root, encoding: 'utf8' });
  if (run.status === 0) return;
  const reason =
    run.stderr.split('\n').find((line) => /Error:/.test(line)) ?? `it ended with ${run.signal ?? run.status}`;
  throw new Trouble(`The database cannot be loaded by ${node}: ${reason.trim()}`);
}

const buildInputs = ['renderer', 'preload', 'main', 'router', 'shared', 'resources', 'config/vite'];
const buildFiles = ['vite.config.ts', 'package-lock.json', 'package.json'];

/** @param {string} path @returns {string[]} */
function filesUnder(path) {
  if (!existsSync(join(root, path))) return [];
  if (statSync(join(root, path)).isFile()) return /\.test\.tsx?$/.test(path) ? [] : [path];
  return readdirSync(join(root, path))
    .sort()
    .flatMap((name) => filesUnder(`${path}/${name}`));
}

function hashOfSources() {
  const hash = createHash('sha256');
  for (const file of [...buildInputs, ...buildFiles].flatMap(filesUnder)) {
    hash.update(file).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

/** Builds page, main and preload unless dist/ was built from these very sources. */
export function ensureBuilt(/** @type {string} */ node) {
  const stamp = join(root, 'dist/.sources');
  const wanted = hashOfSources();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  say('Building the page ...');
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const run = spawnSync(node, [vite, 'build', '--app'], { cwd: root, encoding: 'utf8' });
  if (run.status !== 0) throw new Trouble(`The build failed:\n${run.stdout}${run.stderr}`.trimEnd());
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

/** Everything at once; answers the Node to run the sources on. `check` tries the database, 60 ms. */
export function setUp({ build = false, check = true } = {}) {
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (major < 20) throw new Trouble(`Baton needs Node 20 or newer; this is ${process.versions.node}.`);
  ensureInstalled();
  const node = chooseNode();
  if (!node) {
    throw new Trouble(
      'No Node here can run Baton: install Node 24, or allow "npm rebuild node" to fetch it.',
    );
  }
  if (check) checkDatabase(node);
  if (build) ensureBuilt(node);
  return node;
}

/** Runs a script's main function; an expected failure is one line and exit code 1. @param {() => unknown} main */
export async function runScript(main) {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}

/** @param {string} url the script's import.meta.url */
export const isMain = (url) =>
  process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(url);

if (isMain(import.meta.url)) await runScript(() => say(`Ready, on ${setUp({ build: true })}`));
