// Owns that a state which is pictured is looked at with axe: browser tests take their pictures in one place.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './skeleton.ts';

test('pictures are taken where axe looks at them, and nowhere else', () => {
  const places = globSync('test/{e2e,desktop}/**/*.ts', { cwd: root }).filter((file) =>
    readFileSync(join(root, file), 'utf8').includes('.screenshot('),
  );
  expect(places).toEqual([join('test', 'e2e', 'picture.ts')]);
});
