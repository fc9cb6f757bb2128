// Owns keeping the application up to date: off without a feed; with one, looked for at the start and every few hours,
// fetched beside the work, installed when the person quits. Refuses: restarting anybody's application.
import type { AppUpdater } from 'electron-updater';
import type { Clock, Log } from '#core/ports.ts';
import { UsageError } from '../router-address.ts';

const AGAIN_MS = 6 * 3_600_000;

export type Feed = { readonly from: 'package' } | { readonly from: 'address'; readonly url: string };

/** Null = no updates. `packed`: the package carries the address of its feed. @throws UsageError */
export function chooseFeed(isPackaged: boolean, packed: boolean, address: string | undefined): Feed | null {
  if (address !== undefined && (!URL.canParse(address) || new URL(address).protocol !== 'https:'))
    throw new UsageError(`--update-feed must be an https:// address, not "${address}"`);
  if (!isPackaged) return null;
  if (address !== undefined) return { from: 'address', url: address };
  return packed ? { from: 'package' } : null;
}

export interface UpdateOptions {
  readonly feed: Feed;
  readonly load: () => Promise<AppUpdater>;
  readonly clock: Clock;
  readonly log: Log;
  readonly ready: (version: string) => void;
}

export async function keepUpdated({ feed, load, clock, log, ready }: UpdateOptions): Promise<void> {
  const updater = await load();
  updater.logger = null;
  updater.autoDownload = true;
  updater.autoInstallOnAppQuit = true;
  updater.allowDowngrade = false;
  if (feed.from === 'address') updater.setFeedURL({ provider: 'generic', url: feed.url });
  updater.on('update-downloaded', ({ version }) => ready(version));
  updater.on('error', (error) => log.info('no update could be had', { reason: error.message }));
  const look = (): void => {
    updater.checkForUpdates().catch(() => undefined);
    clock.after(AGAIN_MS, look);
  };
  look();
}
