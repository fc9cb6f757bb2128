// Owns the sound of a notice in a host without native ones: two short notes, made here, no file.

const NOTES = [
  { hertz: 660, at: 0 },
  { hertz: 880, at: 0.13 },
];
const SECONDS = 0.16;
const VOLUME = 0.08;

/** Silent where the browser wants a click first. */
export function playNotice(): void {
  const audio = new AudioContext();
  if (audio.state === 'suspended') {
    void audio.close();
    return;
  }
  for (const { hertz, at } of NOTES) {
    const from = audio.currentTime + at;
    const tone = new OscillatorNode(audio, { frequency: hertz });
    const volume = new GainNode(audio, { gain: 0 });
    volume.gain.setValueAtTime(VOLUME, from);
    volume.gain.exponentialRampToValueAtTime(0.001, from + SECONDS);
    tone.connect(volume).connect(audio.destination);
    tone.start(from);
    tone.stop(from + SECONDS);
  }
  setTimeout(() => void audio.close(), 1_000);
}
