// Owns where this router goes on somebody's word, to webhooks and to where accounts are kept: https and public addresses, unless
// the configuration lists the host. The address that was checked is the one that is connected to, so a second DNS answer changes
// nothing.
import { lookup } from 'node:dns/promises';
import { BlockList, isIP, type LookupFunction } from 'node:net';

const forbidden = new BlockList();
// IANA special-purpose registries (RFC 6890 and updates): nothing here is a public host.
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  forbidden.addSubnet(network, prefix, 'ipv4');
// Inside 2000::/3: Teredo and protocol assignments, documentation, 6to4 (both can carry a private IPv4 address).
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  forbidden.addSubnet(network, prefix, 'ipv6');
const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');

/** True for an address that everyone on the internet may reach. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !forbidden.check(address, 'ipv4');
  return family === 6 && globalUnicast.check(address, 'ipv6') && !forbidden.check(address, 'ipv6');
}

export interface Target {
  readonly url: URL;
  readonly address: string;
  readonly family: 4 | 6;
}

export type Resolve = (host: string) => Promise<readonly { address: string; family: number }[]>;
const resolveBySystem: Resolve = (host) => lookup(host, { all: true, verbatim: true });

/** The target may not be reached, now or ever, as it is configured. */
export class TargetRefusedError extends Error {
  override readonly name = 'TargetRefusedError';
}

/**
 * Resolves and checks `url`. `allowTargets`: host or host:port that may be private or plain http.
 * @throws TargetRefusedError, or the resolver's own error.
 */
export async function checkTarget(
  url: string,
  allowTargets: readonly string[],
  resolve: Resolve = resolveBySystem,
): Promise<Target> {
  const parsed = new URL(url);
  const host = parsed.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const port = parsed.port || (parsed.protocol === 'https:' ? '443' : '80');
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:')
    throw new TargetRefusedError(`${parsed.protocol} is not https`);
  if (parsed.username || parsed.password)
    throw new TargetRefusedError('a target carries no name or password');
  const listed = allowTargets
    .map((entry) => entry.toLowerCase())
    .some((entry) =>
      [host, parsed.hostname, `${host}:${port}`, `${parsed.hostname}:${port}`].includes(entry),
    );
  if (!listed && parsed.protocol !== 'https:') throw new TargetRefusedError(`${parsed.origin} is not https`);

  const family = isIP(host);
  const addresses = family ? [{ address: host, family }] : await resolve(host);
  const first = addresses[0];
  if (first === undefined) throw new TargetRefusedError(`${host} has no address`);
  // One private answer among public ones is how rebinding looks: all must be public.
  const hidden = listed ? undefined : addresses.find(({ address }) => !isPublicAddress(address));
  if (hidden) throw new TargetRefusedError(`${host} is at ${hidden.address}, which is not public`);
  return { url: parsed, address: first.address, family: first.family === 6 ? 6 : 4 };
}

/** What a connection takes for the answer of the resolver: the address that was checked. */
export const pinnedTo =
  ({ address, family }: Target): LookupFunction =>
  (_host, options, done) => {
    if (options.all) done(null, [{ address, family }]);
    else done(null, address, family);
  };
