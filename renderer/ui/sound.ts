// Owns the sounds of notices in a host without native ones: short tones, one for each kind, made here, no file.
import type { NoticeAbout } from '#shared/contract/notices.ts';

interface Note {
  readonly hertz: number;
  /** Seconds from the beginning, and how long it sounds. */
  readonly at: number;
  readonly lasts: number;
}

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
const VOLUME = 0.08;

/** Silent where the browser wants a click first. */
export function playNotice(kind: NoticeAbout): void {
  const audio = new AudioContext();
  if (audio.state === 'suspended') {
    void audio.close();
    return;
  }
  for (const { hertz, at, lasts } of TONES[kind]) {
    const from = audio.currentTime + at;
    const tone = new OscillatorNode(audio, { frequency: hertz });
    const volume = new GainNode(audio, { gain: 0 });
    volume.gain.setValueAtTime(VOLUME, from);
    volume.gain.exponentialRampToValueAtTime(0.001, from + lasts);
    tone.connect(volume).connect(audio.destination);
    tone.start(from);
    tone.stop(from + lasts);
  }
  setTimeout(() => void audio.close(), 1_000);
}
