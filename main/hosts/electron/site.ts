// Owns which router the application works with: one of its own beside it, or the one that was named.
import { join } from 'node:path';
import type { utilityProcess } from 'electron';
import type { Ports } from '#core/ports.ts';
import { startEmbedded } from '../embedded/embedded.ts';
import { openOffice } from '../embedded/office.ts';
import { launchUtility } from './launch.ts';
import type { DesktopOptions } from './options.ts';

export interface Site {
  readonly router: Ports['router'];
  stop(): Promise<void>;
}

export async function openSite(
  { router, person, demo }: DesktopOptions,
  data: string,
  fork: typeof utilityProcess.fork,
  say: (line: string) => void,
): Promise<Site> {
  if (router !== null) return { router: { ...router, person: person ?? '' }, stop: async () => undefined };
  const office = openOffice(join(data, 'office'), person);
  const embedded = await startEmbedded({ office, folder: data, demo, launch: launchUtility(fork), say });
  return {
    router: { url: embedded.url, token: office.token, person: office.person },
    stop: embedded.stop,
  };
}
