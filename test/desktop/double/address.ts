// Owns the two spellings of an address: baton://console/x is what Electron's code sees, https://console.baton.test/x is
// what Chromium can load. Every other address is the same on both sides.

const TEST = '.baton.test';

export function toBrowser(url: string): string {
  const found = /^baton:\/\/([^/?#]+)(.*)$/.exec(url);
  return found === null ? url : `https://${found[1]}${TEST}${found[2] === '' ? '/' : found[2]}`;
}

export function toElectron(url: string): string {
  if (!URL.canParse(url)) return url;
  const { protocol, hostname, pathname, search, hash } = new URL(url);
  if (protocol !== 'https:' || !hostname.endsWith(TEST)) return url;
  return `baton://${hostname.slice(0, -TEST.length)}${pathname}${search}${hash}`;
}
