// Owns the router of one's own and the demo that plays on it, as processes beside the console.

import { join } from 'node:path';
import { z } from 'zod';
import { type Kept, keepRunning } from './keep-running.ts';
import type { Launch } from './launch.ts';
import type { Office } from './office.ts';

const readyLine = z.object({ ready: z.literal(true), url: z.string(), http: z.string() });

export interface EmbeddedOptions {
  readonly office: Office;
  /** Folder of the router's database. */
  readonly folder: string;
  readonly demo: boolean;
  readonly launch: Launch;
  readonly say: (message: string) => void;
  /** Aborted when the host ends before the router was ready. */
  readonly giveUp?: AbortSignal;
}

export interface Embedded {
  /** Address for consoles. It stays the same over restarts of the router. */
  readonly url: string;
  readonly http: string;
  stop(): Promise<void>;
}

/** Resolves when the router is ready for the first time; rejects when it cannot start within `startMs`, or is given up. */
export async function startEmbedded(options: EmbeddedOptions, startMs = 60_000): Promise<Embedded> {
  const { office, folder, demo, launch, say, giveUp } = options;
  let port = '0';
  let demoPlayer: Kept | null = null;
  let router: Kept | null = null;
  const first = await new Promise<z.infer<typeof readyLine>>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('the router did not start in time')), startMs);
    giveUp?.addEventListener('abort', () => {
      clearTimeout(late);
      reject(new Error('the start was given up'));
    });
    router = keepRunning({
      name: 'The router',
      launch: () =>
        launch(
          new URL('../../../router/main.ts', import.meta.url),
          [
            ...['--config', office.configFile, '--data', join(folder, 'router'), '--port', port],
            ...['--try', '--parent-pipe', '--log-level', 'warn'],
            ...(demo ? ['--demo-marker'] : []),
          ],
          {},
        ),
      onLine(line) {
        const ready = readyLine.safeParse(parsed(line));
        if (!ready.success) return;
        clearTimeout(late);
        // Consoles and bots know this address: a restarted router must answer at it again.
        port = new URL(ready.data.http).port;
        resolve(ready.data);
      },
      say,
    });
  }).catch(async (error: unknown) => {
    await router?.stop();
    throw error;
  });
  if (demo) {
    demoPlayer = keepRunning({
      name: 'The demo',
      launch: () =>
        launch(new URL('../../../router/demo/main.ts', import.meta.url), ['--http', first.http], {
          BATON_DEMO_KEY: office.demoKey,
        }),
      say,
    });
  }
  return {
    url: first.url,
    http: first.http,
    async stop() {
      // Both at once: a terminal's Ctrl-C reaches all of them, and what ended by it must not be started again.
      await Promise.all([demoPlayer?.stop(), router?.stop()]);
    },
  };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
