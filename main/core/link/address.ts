// Owns how a person may name a router: any ws or http address; the consoles' path is added where none is given. Pure.

/** Address of the consoles' socket; null when it is none that can be used. */
export function routerUrl(given: string): string | null {
  if (!URL.canParse(given) || !/^(wss?|https?):$/.test(new URL(given).protocol)) return null;
  const url = new URL(given);
  url.protocol = url.protocol.replace('http', 'ws');
  if (url.pathname === '/') url.pathname = '/console';
  return url.href;
}
