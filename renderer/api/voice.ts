// Owns which window of a console speaks: of several that are open, the first; when it closes, the next. What the others
// would say a second time, sounds and the browser's notifications, they leave to it.

/** Answers whether this window speaks now. Without locks every window does. */
export function claimVoice(): () => boolean {
  if (!('locks' in navigator)) return () => true;
  let mine = false;
  void navigator.locks.request('baton.voice', () => {
    mine = true;
    // Held for as long as the window is there.
    return new Promise<never>(() => undefined);
  });
  return () => mine;
}
