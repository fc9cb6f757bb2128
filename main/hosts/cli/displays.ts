// Owns `baton displays`: which wall displays have access, giving one (its address is printed once) and withdrawing one, as
// a lead or an admin signed in for a moment. Refuses: who may do it and to which queues; that the router says.
import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { WebSocket } from 'ws';
import { displayAddress, displayToken } from '#core/handlers/wall.ts';
import { isLeading } from '#shared/domain/roles.ts';
import type { Command } from '#shared/protocol/commands.ts';
import { type FrameOf, type ServerFrame, SUBPROTOCOL, serverFrame } from '#shared/protocol/frames.ts';
import { consoleUrl, readToken } from '../router-address.ts';
import { UsageError } from './usage.ts';

/** Until the router has answered everything, ms. */
const WAIT_MS = 15_000;

/** The router was reached and said no, or was not reached. */
class RefusedError extends Error {
  override readonly name = 'RefusedError';
}

type Asked =
  | { readonly verb: 'list' }
  | { readonly verb: 'add'; readonly name: string; readonly queues: readonly string[] }
  | { readonly verb: 'revoke'; readonly id: string };

interface Given {
  readonly url: string;
  readonly token: string;
  readonly asked: Asked;
}

function read(args: readonly string[]): Given {
  let parsed: { values: Record<string, string | undefined>; positionals: string[] };
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        router: { type: 'string' },
        'token-file': { type: 'string' },
        name: { type: 'string' },
        queues: { type: 'string' },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message.split(/\.\s|\n/)[0] ?? 'unknown option');
  }
  const { values, positionals } = parsed;
  const asked = askedOf(positionals, values);
  if (values.router === undefined) throw new UsageError('displays needs --router URL and --token-file FILE');
  return { url: consoleUrl(values.router), token: readToken(values['token-file']), asked };
}

function askedOf(
  [verb = 'list', id, ...more]: readonly string[],
  values: Record<string, string | undefined>,
): Asked {
  const { name, queues } = values;
  if (verb === 'revoke') {
    if (id === undefined || more.length > 0)
      throw new UsageError('displays revoke needs one ID, as the list has it');
    return { verb, id };
  }
  if (id !== undefined) throw new UsageError(`displays ${verb} does not take "${id}"`);
  if (verb === 'list') return { verb };
  if (verb !== 'add') throw new UsageError(`displays can list, add or revoke, not "${verb}"`);
  if (name === undefined || name.trim() === '') throw new UsageError('displays add needs --name NAME');
  const ids = (queues ?? '').split(',').filter((each) => each !== '');
  if (ids.length === 0) throw new UsageError('displays add needs --queues ID[,ID]');
  return { verb, name: name.trim(), queues: ids };
}

const print = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value)}\n`);

/** Signed in for as long as `use` takes, as a device that nobody will see again. */
async function signedIn<T>({ url, token }: Given, use: (router: Router) => Promise<T>): Promise<T> {
  const socket = new WebSocket(url, SUBPROTOCOL, { handshakeTimeout: WAIT_MS });
  const frames: ServerFrame[] = [];
  let gone: Error | null = null;
  let wake = (): void => undefined;
  const end = (why: string): void => {
    gone ??= new RefusedError(why);
    wake();
  };
  const late = setTimeout(() => end(`${url} does not answer`), WAIT_MS);
  socket.on('error', ({ message }) => end(`${url} cannot be reached: ${message}`));
  socket.on('close', (code, reason) => end(`the router ended the connection: ${String(reason) || code}`));
  socket.on('message', (data) => {
    const frame = serverFrame.safeParse(JSON.parse(String(data))).data;
    if (frame !== undefined) frames.push(frame);
    wake();
  });
  async function hear<O extends ServerFrame['op']>(op: O, fits: (frame: FrameOf<O>) => boolean = () => true) {
    for (;;) {
      const found = frames.find((frame) => frame.op === op && fits(frame as FrameOf<O>));
      if (found !== undefined) return found as FrameOf<O>;
      if (gone !== null) throw gone;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }
  const say = (frame: object): void => socket.send(JSON.stringify(frame));
  try {
    await hear('hello');
    say({ op: 'auth', v: 1, token, device: randomUUID(), n_next: 1, cursors: {} });
    const { agent } = await hear('ready');
    if (!isLeading(agent.roles))
      throw new RefusedError(`displays are for leads and admins, and ${agent.name} is neither`);
    return await use({
      displays: async () => (await hear('eph', ({ k }) => k === 'displays')).d,
      async ask({ k, d }) {
        say({ op: 'do', n: 1, id: randomUUID(), k, d });
        const { ok, err } = await hear('done');
        if (!ok) throw new RefusedError(err?.msg ?? `the router refused ${k}`);
      },
    });
  } finally {
    clearTimeout(late);
    socket.removeAllListeners('close');
    socket.close();
  }
}

interface Router {
  displays(): Promise<unknown>;
  /** @throws RefusedError with the router's words */
  ask(command: Command): Promise<void>;
}

async function answer(router: Router, { url, asked }: Given): Promise<void> {
  if (asked.verb === 'list') {
    for (const display of (await router.displays()) as object[]) print(display);
  } else if (asked.verb === 'revoke') {
    await router.ask({ k: 'display.revoke', d: { id: asked.id } });
    print({ id: asked.id, revoked: true });
  } else {
    const { token, hash } = displayToken();
    const id = randomUUID();
    const { name, queues } = asked;
    await router.ask({ k: 'display.add', d: { id, name, queues: [...queues], hash } });
    print({ id, name, queues, url: displayAddress(url, token).href });
  }
}

export async function displays(args: readonly string[]): Promise<number> {
  const given = read(args);
  try {
    await signedIn(given, (router) => answer(router, given));
    return 0;
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    process.stderr.write(`baton: ${error.message}\n`);
    return 1;
  }
}
