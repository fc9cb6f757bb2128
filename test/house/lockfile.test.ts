// Owns that an install is the same everywhere: exact pins, and a lock entry for every platform's own package.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './skeleton.ts';

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly inBundle?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const read = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'));
const manifest: Record<string, Record<string, string>> = read('package.json');
const packages: Record<string, Locked> = read('package-lock.json').packages;

/** Node's own lookup: beside the package, then in every folder above it. */
function findLocked(from: string, name: string): string | undefined {
  const above = from.split('/node_modules/');
  return above
    .map((_, n) => [...above.slice(0, above.length - n), name].join('/node_modules/'))
    .concat(`node_modules/${name}`)
    .find((path) => path in packages);
}

test('every pin is exact', () => {
  const pins = ['dependencies', 'devDependencies', 'overrides'].flatMap((kind) =>
    Object.entries(manifest[kind] ?? {}),
  );
  const loose = pins.filter(([, range]) => !/^(npm:[\w@/-]+@)?\d+\.\d+\.\d+$/.test(range));
  expect(loose).toEqual([]);
});

test('every optional dependency has a lock entry, so that no platform installs a hole', () => {
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => findLocked(path, name) === undefined)
      .map((name) => `${path} -> ${name}`),
  );
  expect(missing).toEqual([]);
});

test('every entry is checked by its hash and names no registry', () => {
  const entries = Object.entries(packages).filter(([path, { inBundle }]) => path !== '' && !inBundle);
  const unchecked = entries.filter(([, { integrity, resolved }]) => !integrity || resolved !== undefined);
  expect(unchecked.map(([path]) => path)).toEqual([]);
});

test('there is one get-nonce, so that one call reaches every styled part', () => {
  expect(Object.keys(packages).filter((path) => path.endsWith('/get-nonce'))).toEqual([
    'node_modules/get-nonce',
  ]);
});
