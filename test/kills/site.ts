// Owns the place of a kill test: a real router on a real file, a real console host, a page, a bot with its webhook; and
// killing and restarting either of them on the same files and address.
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { receiveWebhooks, speakAsBot } from '../system/bot.ts';
import { openOffice } from '../system/office.ts';
import { openPageSide } from '../system/page.ts';
import { scratch, startConsole, startRouter } from '../system/processes.ts';

export const PERSON = 'marta';
export type Side = 'router' | 'console';

/** Below the ports the system hands out by itself: a retried connection must not sit on the one to be listened on. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    const free = await new Promise<boolean>((resolve) => {
      const probe = createServer();
      probe.once('error', () => resolve(false));
      probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
    });
    if (free) return port;
  }
}

export async function openSite() {
  const folder = scratch();
  let secret = '';
  const hooks = await receiveWebhooks(() => secret);
  const office = openOffice(folder.path, { webhook: hooks.url });
  secret = office.webhookSecret;
  const tokenFile = office.tokenFile(PERSON);
  const routerPort = await freePort();
  const runRouter = () =>
    startRouter({
      config: office.configFile,
      data: join(folder.path, 'router'),
      port: routerPort,
      args: ['--heartbeat-ms', '500', '--lease-ms', '1000', '--log-level', 'warn'],
    });
  let router = await runRouter();
  const pagePort = await freePort();
  const runConsole = () =>
    startConsole({
      data: join(folder.path, PERSON),
      router: router.ws,
      tokenFile,
      person: PERSON,
      port: pagePort,
    });
  let desk = await runConsole();
  /** What both said before they were killed. */
  const logs: string[] = [];
  let isEnded = false;
  const page = openPageSide(() => desk.page);
  const isLive = () => page.rows('link').get('link')?.state === 'live';

  return {
    office,
    hooks,
    page,
    bot: speakAsBot(() => router.http, office.botKey),
    router: () => router,
    async kill(side: Side): Promise<void> {
      const victim = side === 'router' ? router : desk;
      await victim.kill('SIGKILL');
      logs.push(victim.log());
    },
    /** Started again on the same files; resolves when the console is live again. */
    async restart(side: Side): Promise<void> {
      if (side === 'router') {
        router = await runRouter();
        await page.until(() => {
          if (!isLive()) page.call('link.retry', {}).catch(() => undefined);
          return isLive();
        });
      } else {
        const renewed = page.renewed();
        desk = await runConsole();
        await renewed;
        await page.until(isLive);
      }
    },
    isLive,
    /** Nobody answers any more, and nobody should go on asking. */
    isEnded: () => isEnded,
    logs: () => [...logs, router.log(), desk.log()].filter((log) => log !== '').join('\n'),
    stopConsole: () => desk.kill('SIGTERM'),
    async end(): Promise<void> {
      isEnded = true;
      page.close();
      await Promise.all([desk.kill('SIGKILL'), router.kill('SIGKILL')]);
      await hooks.close();
      folder.remove();
    },
  };
}

export type Site = Awaited<ReturnType<typeof openSite>>;
