// Owns turning notes into a sound file, so that a tone is played as any other sound of the page. Refuses: playing it.

export interface Note {
  readonly hertz: number;
  /** Seconds from the beginning, and how long it sounds. */
  readonly at: number;
  readonly lasts: number;
}

/** Samples a second: the highest note of the page is far below half of it. */
const RATE = 22_050;
const VOLUME = 0.08;
const FULL = 32_767;
/** Seconds in which a note comes up: shorter ones click. */
const RISE = 0.004;
/** A note falls to this share of its loudness at its end. */
const LAST = 0.0125;
const HEADER = 44;

function loudness(time: number, lasts: number): number {
  const falling = LAST ** (time / lasts);
  return VOLUME * falling * Math.min(1, time / RISE);
}

/** A WAV file of one channel, 16 bits a sample (RIFF, "Multimedia Programming Interface and Data Specifications 1.0"). */
export function waveOf(notes: readonly Note[]): Blob {
  const samples = Math.ceil(Math.max(0, ...notes.map(({ at, lasts }) => at + lasts)) * RATE);
  const file = new DataView(new ArrayBuffer(HEADER + samples * 2));
  const word = (offset: number, letters: string): void => {
    for (const [place, letter] of [...letters].entries()) file.setUint8(offset + place, letter.charCodeAt(0));
  };
  word(0, 'RIFF');
  file.setUint32(4, HEADER - 8 + samples * 2, true);
  word(8, 'WAVEfmt ');
  file.setUint32(16, 16, true);
  file.setUint16(20, 1, true);
  file.setUint16(22, 1, true);
  file.setUint32(24, RATE, true);
  file.setUint32(28, RATE * 2, true);
  file.setUint16(32, 2, true);
  file.setUint16(34, 16, true);
  word(36, 'data');
  file.setUint32(40, samples * 2, true);
  for (let sample = 0; sample < samples; sample += 1) {
    let height = 0;
    for (const { hertz, at, lasts } of notes) {
      const time = sample / RATE - at;
      if (time >= 0 && time < lasts) height += loudness(time, lasts) * Math.sin(2 * Math.PI * hertz * time);
    }
    file.setInt16(HEADER + sample * 2, Math.round(height * FULL), true);
  }
  return new Blob([file], { type: 'audio/wav' });
}
