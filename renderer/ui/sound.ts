// Owns the sounds of notices in a host without native ones: short tones, one for each kind, made here, no file.
import type { NoticeAbout } from '#shared/contract/notices.ts';
import { type Note, waveOf } from './tone.ts';

/** Two notes up, a tick, two ticks, a low note, two notes down. */
const TONES: Readonly<Record<NoticeAbout, readonly Note[]>> = {
  offer: [
    { hertz: 660, at: 0, lasts: 0.16 },
    { hertz: 880, at: 0.13, lasts: 0.16 },
  ],
  turn: [{ hertz: 1_320, at: 0, lasts: 0.05 }],
  mention: [
    { hertz: 1_320, at: 0, lasts: 0.05 },
    { hertz: 1_320, at: 0.09, lasts: 0.05 },
  ],
  sla: [{ hertz: 294, at: 0, lasts: 0.32 }],
  link: [
    { hertz: 440, at: 0, lasts: 0.16 },
    { hertz: 330, at: 0.13, lasts: 0.2 },
  ],
  console: [],
};
/** Addresses of the tones that were played. */
const made = new Map<NoticeAbout, string>();

/** Silent where the browser wants a click first. */
export function playNotice(kind: NoticeAbout): void {
  const notes = TONES[kind];
  if (notes.length === 0) return;
  const address = made.get(kind) ?? URL.createObjectURL(waveOf(notes));
  made.set(kind, address);
  // No AudioContext: the first one holds the page still until the browser's audio is up, a tenth of a second and more.
  new Audio(address).play().catch(() => undefined);
}
