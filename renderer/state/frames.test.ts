import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { inFrame, keepFramesOfHands } from './frames.ts';

let asked: (() => void)[] = [];
let now = 0;
const hands = new Map<string, () => void>();
let stop: () => void;

/** One frame of the page, `ms` after the last one. */
function frame(ms = 16): void {
  now += ms;
  for (const run of asked.splice(0)) run();
}

beforeEach(() => {
  vi.stubGlobal('document', { visibilityState: 'visible' });
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => asked.push(run));
  vi.stubGlobal('window', {
    addEventListener: (kind: string, listen: () => void) => hands.set(kind, listen),
    removeEventListener: (kind: string) => hands.delete(kind),
  });
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  asked = [];
  stop = keepFramesOfHands();
});
afterEach(() => {
  for (let n = 0; n < 20; n += 1) frame(200);
  stop();
  expect(hands.size).toBe(0);
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test('what comes by itself has a frame each, in the order it came', () => {
  const done: string[] = [];
  for (const what of ['rows', 'clocks', 'more']) inFrame(() => done.push(what));
  frame();
  expect(done).toEqual(['rows']);
  frame();
  frame();
  expect(done).toEqual(['rows', 'clocks', 'more']);
});

test('what asks for another frame while it is drawn gets the next one, which is still one thing', () => {
  const done: string[] = [];
  inFrame(() => {
    done.push('clocks');
    inFrame(() => done.push('more clocks'));
    inFrame(() => done.push('rows'));
  });
  frame();
  expect(done).toEqual(['clocks']);
  frame();
  expect(done).toEqual(['clocks', 'more clocks']);
  frame();
  expect(done).toEqual(['clocks', 'more clocks', 'rows']);
});

test('a key has its own frame and the one after', () => {
  const done: string[] = [];
  inFrame(() => done.push('rows'));
  hands.get('keydown')?.();
  frame();
  frame();
  expect(done).toEqual([]);
  frame();
  expect(done).toEqual(['rows']);
});

test('however fast somebody types, nothing waits for ever', () => {
  const done: string[] = [];
  inFrame(() => done.push('rows'));
  for (let n = 0; n < 9; n += 1) {
    hands.get('keydown')?.();
    frame();
  }
  expect(done).toEqual([]);
  hands.get('keydown')?.();
  frame();
  expect(done).toEqual(['rows']);
});

test('what runs in a frame may ask for another', () => {
  const done: string[] = [];
  inFrame(() => inFrame(() => done.push('again')));
  frame();
  expect(done).toEqual([]);
  frame();
  expect(done).toEqual(['again']);
});
