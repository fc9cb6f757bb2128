// Owns a small copy of the house for planting violations: the real configuration, real node_modules, one stub per folder.
// Refuses the product's own code, so that a red file there never hides a blind rule here.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

const configuration = [
  'package.json',
  'biome.json',
  'config/biome',
  '.gitignore',
  'tsconfig.json',
  'tsconfig.base.json',
];
const projects = ['shared', 'router', 'main/store', 'main/core', 'main/hosts', 'preload', 'renderer', 'sdk'];

/** Every module that a plant may point at; each exports a value and a type. */
export const stubs = [
  'shared/contract/names.ts',
  'shared/schema/handoff.ts',
  'router/desk/desk.ts',
  'sdk/index.ts',
  'main/store/client.ts',
  'main/store/open.ts',
  'main/core/console.ts',
  'main/hosts/web/index.ts',
  'main/hosts/electron/menu.ts',
  'preload/bridge.ts',
  'renderer/ui/button.ts',
  'renderer/features/queue/list.ts',
  'renderer/features/context/pane.ts',
];

export interface Skeleton {
  readonly folder: string;
  write(path: string, text: string): void;
  /** Biome's findings: file -> rule names, a plugin's finding as `plugin`. */
  lint(): Map<string, Set<string>>;
  /** TypeScript's findings: file -> codes. */
  compile(project: string): Map<string, Set<string>>;
  remove(): void;
}

function tool(folder: string, program: string, args: string[]): string {
  const run = spawnSync(process.execPath, [join(root, 'node_modules', program), ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return run.stdout;
}

function collect(found: Iterable<readonly [string, string]>): Map<string, Set<string>> {
  const files = new Map<string, Set<string>>();
  for (const [file, name] of found) files.set(file, (files.get(file) ?? new Set()).add(name));
  return files;
}

interface Report {
  readonly diagnostics: readonly {
    readonly category: string;
    readonly location?: { readonly path?: string };
  }[];
}

export function createSkeleton(): Skeleton {
  const folder = mkdtempSync(join(tmpdir(), 'baton-house-'));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  for (const path of [...configuration, ...projects.map((project) => `${project}/tsconfig.json`)]) {
    cpSync(join(root, path), join(folder, path), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  for (const path of stubs) write(path, 'export const thing = 1;\nexport type Thing = number;\n');

  return {
    folder,
    write,
    lint() {
      const args = ['lint', '--reporter=json', '--max-diagnostics=none'];
      const { diagnostics }: Report = JSON.parse(tool(folder, '@biomejs/biome/bin/biome', args));
      return collect(
        diagnostics.map(({ category, location }) => [location?.path ?? '', category.split('/').at(-1) ?? '']),
      );
    },
    compile(project) {
      const output = tool(folder, 'typescript/bin/tsc', ['-b', project, '--pretty', 'false']);
      const found = output.matchAll(/^(\S+?)\(\d+,\d+\): error (TS\d+)/gm);
      return collect([...found].map(([, file = '', code = '']) => [file, code] as const));
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
