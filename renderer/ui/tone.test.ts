import { expect, test } from 'vitest';
import { waveOf } from './tone.ts';

async function samplesOf(file: Blob): Promise<Int16Array> {
  return new Int16Array(await file.slice(44).arrayBuffer());
}
/** Times it goes from below to above silence. */
const rises = (samples: Int16Array): number =>
  samples.reduce((count, sample, at) => count + Number(sample >= 0 && (samples[at - 1] ?? 0) < 0), 0);

test('a file says its kind, rate and length, and a player needs no more', async () => {
  const file = waveOf([{ hertz: 440, at: 0, lasts: 0.5 }]);
  const head = new DataView(await file.arrayBuffer());
  const word = (at: number): string =>
    String.fromCharCode(...[0, 1, 2, 3].map((place) => head.getUint8(at + place)));
  expect([word(0), word(8), word(12), word(36)]).toEqual(['RIFF', 'WAVE', 'fmt ', 'data']);
  expect(file.type).toBe('audio/wav');
  expect(head.getUint32(4, true)).toBe(file.size - 8);
  expect(head.getUint32(40, true)).toBe(file.size - 44);
  expect(head.getUint32(40, true) / head.getUint32(28, true)).toBeCloseTo(0.5, 3);
});

test('a note has its pitch, comes up and dies away without a click, and one after it sounds after it', async () => {
  const one = await samplesOf(waveOf([{ hertz: 440, at: 0, lasts: 0.5 }]));
  expect(rises(one)).toBeGreaterThanOrEqual(219);
  expect(rises(one)).toBeLessThanOrEqual(221);
  expect(Math.abs(one[0] ?? 1)).toBe(0);
  expect(Math.max(...one)).toBeLessThan(0.09 * 32_767);
  expect(Math.max(...one.slice(-100))).toBeLessThan(Math.max(...one) / 20);
  const two = await samplesOf(
    waveOf([
      { hertz: 440, at: 0, lasts: 0.1 },
      { hertz: 880, at: 0.2, lasts: 0.1 },
    ]),
  );
  const third = two.length / 3;
  expect(two.slice(third + 2, 2 * third - 2).every((sample) => sample === 0)).toBe(true);
  expect(rises(two.slice(2 * third))).toBeGreaterThan(85);
});

test('no notes make an empty file', () => {
  expect(waveOf([]).size).toBe(44);
});
