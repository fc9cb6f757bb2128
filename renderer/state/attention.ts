// Owns telling the core whether this window has the person's attention: it is visible and has the focus.
import type { Api } from '../api/client.ts';

/** Returns the function that stops it. */
export function followAttention(api: Api): () => void {
  let told: boolean | null = null;
  const look = (): void => {
    const attending = document.visibilityState === 'visible' && document.hasFocus();
    if (attending === told) return;
    told = attending;
    api.call('app.attend', { attending }).catch(() => {
      told = null;
    });
  };
  const stop = api.watch((host) => {
    // A new connection is a new page to the core.
    told = null;
    if (host.kind === 'open') look();
  });
  document.addEventListener('visibilitychange', look);
  window.addEventListener('focus', look);
  window.addEventListener('blur', look);
  return () => {
    stop();
    document.removeEventListener('visibilitychange', look);
    window.removeEventListener('focus', look);
    window.removeEventListener('blur', look);
  };
}
