// Owns the web host as a process: the console core under plain Node, its page on loopback, and an orderly end.
// Exit codes: 0 ended when asked or handed over to a console already running, 1 failed, 2 cannot start (one line says why).
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Console, createConsole } from '#core/console.ts';
import type { Log, Ports } from '#core/ports.ts';
import { maskLine } from '#shared/domain/personal/lines.ts';
import { openStore } from '#store/client.ts';
import { type Embedded, startEmbedded } from '../embedded/embedded.ts';
import { launchNode } from '../embedded/launch.ts';
import { openOffice } from '../embedded/office.ts';
import { keyFile } from '../key-file.ts';
import { UsageError } from '../router-address.ts';
import { settingsFile } from '../settings-file.ts';
import { bridgePages, type Pages } from './bridge.ts';
import { claim } from './instance.ts';
import { HELP, readOptions, type WebOptions } from './options.ts';
import { servePage } from './server.ts';

/** Errors whose message is written for whoever started the host. */
const CLEAR = new Set([
  'UsageError',
  'PortError',
  'OfficeError',
  'PageMissingError',
  'KeyFileError',
  'StoreRefusedError',
]);
const { version: VERSION } = JSON.parse(
  readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'),
) as { version: string };
const PAGE_FOLDER = fileURLToPath(new URL('../../../dist/page', import.meta.url));

const say = (message: string): void => void process.stderr.write(`baton: ${message}\n`);
const write =
  (level: string) =>
  (message: string, fields?: Readonly<Record<string, unknown>>): void =>
    say(maskLine(`${level}: ${message}${fields === undefined ? '' : ` ${JSON.stringify(fields)}`}`));
const log: Log = { info: () => undefined, warn: write('warning'), error: write('error') };

interface Site {
  readonly router: Ports['router'];
  readonly embedded: Embedded | null;
}

async function openSite(options: WebOptions, giveUp: AbortSignal): Promise<Site> {
  const { router, person } = options;
  if (router !== null) return { router: { ...router, person: person ?? '' }, embedded: null };
  const office = openOffice(join(options.data, 'office'), person);
  const embedded = await startEmbedded({
    office,
    folder: options.data,
    demo: options.demo,
    launch: launchNode,
    say,
    giveUp,
  });
  return { router: { url: embedded.url, token: office.token, person: office.person }, embedded };
}

/** What a page in a browser can be given; the page shows notices itself. */
function webPorts(folder: string, router: Ports['router'], pages: () => Pages | null): Ports {
  const secrets = keyFile(folder);
  return {
    capabilities: {
      host: 'web',
      tray: false,
      badge: false,
      globalShortcut: false,
      deepLinks: false,
      nativeNotifications: false,
      notificationActions: false,
      autostart: false,
      updater: false,
      encryptionAtRest: secrets.protection,
    },
    notifier: {
      show: ({ tag, ...notice }) => pages()?.push('app.notice', { tag, notice }),
      clear: (tag) => pages()?.push('app.notice', { tag }),
    },
    badge: { set: () => undefined },
    attention: { request: () => undefined },
    secrets,
    settings: settingsFile(folder, log),
    windows: { focus: () => undefined },
    opener: { external: async () => undefined },
    clock: {
      now: Date.now,
      after(ms, run) {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
    },
    ids: { next: () => randomUUID(), random: Math.random },
    paths: { data: folder },
    log,
    router,
    version: VERSION,
  };
}

async function run(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === null) return void process.stdout.write(`${HELP}\n`);
  mkdirSync(options.data, { recursive: true });
  const folderClaim = await claim(options.data);
  if (typeof folderClaim === 'string')
    return void process.stdout.write(`Baton is already running at ${folderClaim}\n`);

  const undo: (() => unknown)[] = [];
  const giveUp = new AbortController();
  const { signal: ending } = giveUp;
  const end = async (code: number): Promise<void> => {
    if (ending.aborted) return;
    giveUp.abort();
    // At once: a terminal's Ctrl-C reaches the children too, and none of them must be started again.
    await Promise.all(undo.map(async (step) => step())).catch((error: unknown) => say(String(error)));
    folderClaim.release();
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0));
  if (options.parentPipe)
    process.stdin
      .on('end', () => void end(0))
      .on('error', () => void end(0))
      .resume();

  try {
    const opening = openSite(options, ending);
    undo.push(async () => (await opening.catch(() => null))?.embedded?.stop());
    const site = await opening;
    if (ending.aborted) return;
    const folder = join(options.data, 'people', site.router.person);
    mkdirSync(folder, { recursive: true });
    let pages: Pages | null = null;
    const core: Console = createConsole(
      webPorts(folder, site.router, () => pages),
      openStore,
    );
    pages = bridgePages(core);
    const { add } = pages;
    const token = randomBytes(32).toString('base64url');
    const server = await servePage({
      folder: PAGE_FOLDER,
      port: options.port,
      token,
      onPage: add,
      onKnock: () => core.open({}),
    });
    undo.push(() => server.stop());
    undo.push(() => core.stop());
    // The page shows why a console cannot start, and what can be done; so it is served all the same.
    await core.start().catch((error: unknown) => say((error as Error).message));
    const page = `http://127.0.0.1:${server.port}/#${token}`;
    folderClaim.ready(page);
    process.stdout.write(`Baton is ready at ${page}\n`);
    if (site.embedded !== null) process.stdout.write(`Chat as a customer at ${site.embedded.http}/try\n`);
  } catch (error) {
    if (ending.aborted) return;
    report(error);
    await end(CLEAR.has((error as Error).name) ? 2 : 1);
  }
}

function report(error: unknown): void {
  const { name, message, stack } = error as Error;
  const usage = error instanceof UsageError ? ' (--help shows the options)' : '';
  say(CLEAR.has(name) ? message + usage : (stack ?? message));
}

run().catch((error: unknown) => {
  report(error);
  process.exit(CLEAR.has((error as Error).name) ? 2 : 1);
});
