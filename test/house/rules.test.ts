// Owns the proof that the import rules bite: one violation of each, in each spelling, and the gate names the file.
// The allowed spellings are planted beside them and must stay green.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSkeleton, root, type Skeleton } from './skeleton.ts';

/** Every way to name another module. */
const spellings: Record<string, (specifier: string) => string> = {
  static: (s) => `import { thing } from '${s}';\nexport const use = thing;\n`,
  namespace: (s) => `import * as all from '${s}';\nexport const use = all;\n`,
  inlineType: (s) => `import { type Thing } from '${s}';\nexport type Use = Thing;\n`,
  type: (s) => `import type { Thing } from '${s}';\nexport type Use = Thing;\n`,
  dynamic: (s) => `export const use = import('${s}');\n`,
  require: (s) => `export const use = require('${s}');\n`,
  sideEffect: (s) => `import '${s}';\n`,
  reExport: (s) => `export { thing } from '${s}';\n`,
  typeReExport: (s) => `export type { Thing } from '${s}';\n`,
  starReExport: (s) => `export * from '${s}';\n`,
};

/** Folder of the importing file -> what it must not import. */
const forbidden: Record<string, readonly string[]> = {
  'shared/domain': [
    '../../main/core/console.ts',
    '../../router/desk/desk.ts',
    '../../renderer/ui/button.ts',
    '#core/console.ts',
    '#store/client.ts',
    '#router/desk/desk.ts',
    'node:fs',
    'ws',
    'electron',
    'react',
  ],
  renderer: [
    '../main/core/console.ts',
    '../router/desk/desk.ts',
    '../preload/bridge.ts',
    '#core/console.ts',
    '#store/client.ts',
    '#router/desk/desk.ts',
    'electron',
    'better-sqlite3',
    'ws',
  ],
  'renderer/features/queue': [
    '../context/pane.ts',
    '../../features/context/pane.ts',
    '../../../main/core/console.ts',
    '#core/console.ts',
    'electron',
  ],
  'renderer/features/queue/parts': ['../../context/pane.ts'],
  'main/core': [
    '../store/open.ts',
    '#store/open.ts',
    '../hosts/web/index.ts',
    '../../router/desk/desk.ts',
    '#router/desk/desk.ts',
    '../../renderer/ui/button.ts',
    'electron',
    'electron-store',
    'better-sqlite3',
  ],
  'main/store': [
    '../core/console.ts',
    '#core/console.ts',
    '#router/desk/desk.ts',
    'better-sqlite3',
    'electron',
  ],
  'main/store/queries': ['../../core/console.ts', 'better-sqlite3'],
  router: [
    '../main/core/console.ts',
    '#core/console.ts',
    '#store/client.ts',
    '../renderer/ui/button.ts',
    'better-sqlite3',
    'electron',
    '#sdk/index.ts',
  ],
  'router/demo': [
    '../desk/desk.ts',
    '#router/desk/desk.ts',
    '#core/console.ts',
    'better-sqlite3',
    'electron',
  ],
  'main/hosts/web': [
    '../../../renderer/ui/button.ts',
    '../electron/menu.ts',
    'better-sqlite3',
    'electron',
    'electron-store',
  ],
  'main/hosts/electron': ['../../../renderer/ui/button.ts', '../../../preload/bridge.ts', 'better-sqlite3'],
  preload: ['../shared/schema/handoff.ts', '#shared/schema/handoff.ts', '#core/console.ts', 'zod', 'node:fs'],
  sdk: [
    '../shared/contract/names.ts',
    '#shared/contract/names.ts',
    '../router/desk/desk.ts',
    '#core/console.ts',
    'zod',
    'ws',
  ],
  'sdk/adapters': ['../../shared/contract/names.ts', '../../main/core/console.ts', 'botbuilder-core'],
  scripts: ['ws', '../shared/contract/names.ts', '#shared/contract/names.ts'],
};

/** What each may import: the same gate must stay silent. */
const allowed: Record<string, readonly string[]> = {
  'shared/domain': ['zod', '../contract/names.ts', '#shared/contract/names.ts'],
  renderer: ['react', './ui/button.ts', '#shared/contract/names.ts'],
  'renderer/features/queue': ['./list.ts', '../../ui/button.ts', '#shared/schema/handoff.ts'],
  'main/core': ['ws', '../store/client.ts', '#store/client.ts', '#shared/schema/handoff.ts', 'node:fs'],
  'main/store/queries': ['../open.ts', '#shared/schema/handoff.ts'],
  router: ['ws', 'node:fs', './desk/desk.ts', '#shared/schema/handoff.ts'],
  'router/demo': ['node:fs', '#sdk/index.ts', '#shared/schema/handoff.ts'],
  sdk: ['node:crypto', 'node:fs/promises', './index.ts'],
  'sdk/adapters': ['node:crypto', '../index.ts'],
  'main/hosts/web': [
    '#sdk/index.ts',
    '#core/console.ts',
    '#store/client.ts',
    '#router/desk/desk.ts',
    '../../core/console.ts',
  ],
  preload: ['electron', '#shared/contract/names.ts', '../shared/contract/names.ts'],
};

/** Types of Electron are free in its host, values are not. */
const electronValues = [
  'static',
  'namespace',
  'inlineType',
  'dynamic',
  'require',
  'sideEffect',
  'reExport',
  'starReExport',
];
const electronTypes = ['type', 'typeReExport'];

const impure: Record<string, string> = {
  clock: 'export const now = Date.now();',
  date: 'export const now = new Date();',
  dateType: 'export const of = (date: Date): Date => date;',
  performance: 'export const now = performance.now();',
  random: 'export const roll = Math.random();',
  destructured: 'export const { exp } = Math;',
  formatter: "export const format = new Intl.NumberFormat('en');",
  global: 'export const now = globalThis.Date.now();',
  computedGlobal: "export const now = globalThis['Date'].now();",
  power: 'export const square = (x: number): number => x ** 2;',
  powerAssign: 'export function square(x: number): number {\n  let y = x;\n  y **= 2;\n  return y;\n}',
};

/** What only the compiler sees in shared/: no Node, no DOM. */
const hostBound: Record<string, string> = {
  process: 'export const env = process.env;',
  timer: 'setTimeout(() => undefined, 1);',
  window: 'export const page = window;',
  fetch: "export const got = fetch('x');",
  crypto: 'export const id = crypto.randomUUID();',
  address: "export const url = new URL('x');",
  encoder: 'export const encoder = new TextEncoder();',
  node: "export * from 'node:fs';",
};

let skeleton: Skeleton;
const expected = new Map<string, string>();
const silent: string[] = [];
let found: Map<string, Set<string>>;

function plant(folder: string, name: string, text: string, rule: string | undefined): void {
  const path = `${folder}/planted-${name}.${folder === 'scripts' ? 'mjs' : 'ts'}`;
  skeleton.write(path, text);
  if (rule === undefined) silent.push(path);
  else expected.set(path, rule);
}

beforeAll(() => {
  skeleton = createSkeleton();
  for (const [folder, specifiers] of Object.entries(forbidden)) {
    specifiers.forEach((specifier, n) => {
      for (const [name, spell] of Object.entries(spellings)) {
        // In a module Biome sees no import in require(): that spelling is refused whatever it names.
        const rule = name === 'require' ? 'noCommonJs' : 'noRestrictedImports';
        plant(folder, `${n}-${name}`, spell(specifier), rule);
      }
    });
  }
  for (const [folder, specifiers] of Object.entries(allowed)) {
    specifiers.forEach((specifier, n) => {
      for (const name of ['static', 'type', 'dynamic', 'sideEffect', 'reExport']) {
        plant(folder, `allowed-${n}-${name}`, spellings[name]?.(specifier) ?? '', undefined);
      }
    });
  }
  for (const specifier of ['electron', 'electron-updater', 'electron/main']) {
    const file = specifier.replace('/', '-');
    for (const name of electronValues)
      plant('main/hosts/electron', `${file}-${name}`, spellings[name]?.(specifier) ?? '', 'plugin');
    for (const name of electronTypes)
      plant('main/hosts/electron', `${file}-${name}`, spellings[name]?.(specifier) ?? '', undefined);
  }
  for (const folder of [
    'main/core',
    'main/store',
    'main/hosts/web',
    'main/hosts/electron',
    'router',
    'sdk',
  ]) {
    plant(
      folder,
      'create-require',
      "import { createRequire } from 'node:module';\nexport const use = createRequire;\n",
      'noRestrictedImports',
    );
  }
  for (const [name, text] of Object.entries(impure)) {
    const rule = /global|power/i.test(name) ? 'plugin' : 'noRestrictedGlobals';
    plant('shared/domain', name, `${text}\n`, rule);
  }
  plant(
    'main/core',
    'cycle-a',
    "import { b } from './planted-cycle-b.ts';\nexport const a = (): number => b();\n",
    'noImportCycles',
  );
  plant(
    'main/core',
    'cycle-b',
    "import { a } from './planted-cycle-a.ts';\nexport const b = (): number => a();\n",
    'noImportCycles',
  );
  // The places that may.
  for (const path of ['main/store/open.ts', 'router/engine/sqlite.ts']) {
    skeleton.write(
      path,
      "import Database from 'better-sqlite3';\nexport const thing = new Database(':memory:');\nexport type Thing = number;\n",
    );
    silent.push(path);
  }
  skeleton.write(
    'main/hosts/electron/index.ts',
    "import { app } from 'electron';\nimport updater from 'electron-updater';\nexport const use = [app, updater];\n",
  );
  skeleton.write('shared/lib/math.ts', 'export const floor = Math.floor;\n');
  skeleton.write(
    'shared/domain/clock.test.ts',
    "import { readFileSync } from 'node:fs';\nexport const now = [Date.now(), Math.random(), readFileSync];\n",
  );
  silent.push('main/hosts/electron/index.ts', 'shared/lib/math.ts', 'shared/domain/clock.test.ts');
  found = skeleton.lint();
});

afterAll(() => skeleton.remove());

describe('the gate goes red', () => {
  test('for every planted import, global and cycle, naming file and rule', () => {
    const missed = [...expected].filter(([path, rule]) => !found.get(path)?.has(rule)).map(([path]) => path);
    expect(missed).toEqual([]);
    expect(expected.size).toBeGreaterThan(600);
  });

  test('and stays green for what is allowed', () => {
    expect(
      silent.filter((path) => found.has(path)).map((path) => [path, [...(found.get(path) ?? [])]]),
    ).toEqual([]);
  });
});

test('the compiler keeps Node and the DOM out of shared/', () => {
  const copy = createSkeleton();
  for (const [name, text] of Object.entries(hostBound)) copy.write(`shared/domain/${name}.ts`, `${text}\n`);
  const files = [...copy.compile('shared').keys()].sort();
  copy.remove();
  expect(files).toEqual(
    Object.keys(hostBound)
      .map((name) => `shared/domain/${name}.ts`)
      .sort(),
  );
});

test('the compiler refuses a file of a project that is not referenced', () => {
  const copy = createSkeleton();
  const crossings: Record<string, string> = {
    router: '../main/core/console.ts',
    'main/store': '../core/console.ts',
    'main/core': '../hosts/web/index.ts',
    preload: '../main/core/console.ts',
    renderer: '../main/core/console.ts',
  };
  for (const [project, specifier] of Object.entries(crossings)) {
    copy.write(`${project}/planted.ts`, `export { thing } from '${specifier}';\n`);
  }
  const red = Object.keys(crossings).filter((project) => copy.compile(project).has(`${project}/planted.ts`));
  copy.remove();
  expect(red).toEqual(Object.keys(crossings));
});

test('the untouched skeleton compiles', () => {
  const copy = createSkeleton();
  const errors = [...copy.compile('.')].filter(
    ([file]) => !file.startsWith('scripts') && !file.startsWith('test'),
  );
  copy.remove();
  expect(errors).toEqual([]);
});

test('the rule between features knows every feature', () => {
  const config = readFileSync(join(root, 'config/biome/boundaries.json'), 'utf8');
  const folder = join(root, 'renderer/features');
  const features = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  const unknown = features.filter(
    (entry) => entry.isDirectory() && !config.includes(`"../${entry.name}/**"`),
  );
  expect(
    unknown.map(({ name }) => name),
    'add to renderer/features/** in config/biome/boundaries.json',
  ).toEqual([]);
});
