// Owns draws that have names: the same seed and names give the same number, whoever asks and in which order. So two
// policies meet the same customers, the same declines and the same absences (common random numbers).
import { floor, imul } from '../../lib/math.ts';

const mixed = (hash: number, word: number): number => {
  // One round of MurmurHash3 (Appleby, public domain).
  let key = imul(word, 0xcc9e2d51);
  key = (key << 15) | (key >>> 17);
  let next = hash ^ imul(key, 0x1b873593);
  next = (next << 13) | (next >>> 19);
  return (imul(next, 5) + 0xe6546b64) | 0;
};

const finished = (hash: number): number => {
  let next = hash ^ (hash >>> 16);
  next = imul(next, 0x85ebca6b);
  next ^= next >>> 13;
  next = imul(next, 0xc2b2ae35);
  return (next ^ (next >>> 16)) >>> 0;
};

export const PURPOSE = {
  attendance: 1,
  service: 2,
  patience: 3,
  language: 4,
  offer: 5,
  flash: 6,
  arrivals: 7,
} as const;

/** Uniform in [0, 1): the draw of `seed` for one purpose and up to three whole numbers. */
export function draw(seed: number, purpose: number, a: number, b = 0, c = 0): number {
  const hash = mixed(mixed(mixed(mixed(mixed(0x9747b28c, seed), purpose), a), b), c);
  return finished(hash ^ 20) / 4_294_967_296;
}

/** The whole numbers below `size` in an order drawn for `a` (Fisher and Yates). */
export function shuffled(seed: number, purpose: number, a: number, size: number): number[] {
  const order = Array.from({ length: size }, (_, at) => at);
  for (let at = size - 1; at > 0; at -= 1) {
    const other = floor(draw(seed, purpose, a, at) * (at + 1));
    const here = order[at] as number;
    order[at] = order[other] as number;
    order[other] = here;
  }
  return order;
}
