// Owns that signals which are kept are never mixed with those of another scorer: its name changes when any number does.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SCORER } from '#shared/domain/trigger/scorer-version.ts';
import { GOLDEN } from './fixtures.ts';

test('the name of the scorer is that of the golden vectors: with new ones, change scorer-version.ts too', () => {
  const hash = createHash('sha256')
    .update(JSON.stringify(JSON.parse(readFileSync(GOLDEN, 'utf8'))))
    .digest('hex');
  expect(SCORER).toBe(hash.slice(0, SCORER.length));
  expect(SCORER.length).toBeGreaterThanOrEqual(12);
});
