// Owns utilityProcess: a process of its own with parentPort instead of stdin, ended with the application.
import { fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import type { UtilityProcess } from 'electron';
import { isReady } from './chromium.ts';
import { listed, type Members } from './listed.ts';

interface ForkOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly stdio?: string;
  readonly serviceName?: string;
}

const running = new Set<() => void>();
const metrics = new Map<number, { type: 'Utility'; serviceName: string; pid: number }>();
/** For app.getAppMetrics. */
export const utilityMetrics = (): readonly object[] => [...metrics.values()];
process.once('exit', () => {
  for (const end of running) end();
});

export const utilityProcess = listed('utilityProcess', {
  fork(
    path: string,
    args: string[] = [],
    { env, stdio, serviceName = 'Node Utility Process' }: ForkOptions = {},
  ) {
    if (!isReady()) throw new Error('utilityProcess cannot be created before app is ready.');
    const out = stdio === 'pipe' ? 'pipe' : 'ignore';
    const child = fork(path, args, {
      ...(env === undefined ? {} : { env }),
      stdio: ['ignore', out, out, 'ipc'],
      serialization: 'advanced',
      execArgv: ['--import', new URL('./parent-port.ts', import.meta.url).href],
    });
    const end = (): void => void child.kill('SIGKILL');
    running.add(end);
    const { pid } = child;
    if (pid !== undefined) metrics.set(pid, { type: 'Utility', serviceName, pid });
    const face = Object.assign(new EventEmitter(), {
      pid: child.pid,
      stdout: child.stdout,
      stderr: child.stderr,
      postMessage: (message: unknown) => void (child.connected && child.send({ double: message })),
      kill: () => child.kill('SIGTERM'),
    } satisfies Members<UtilityProcess>);
    child.on('spawn', () => face.emit('spawn'));
    child.on('message', (message: { double?: unknown }) => face.emit('message', message.double));
    child.on('exit', (code) => {
      running.delete(end);
      if (pid !== undefined) metrics.delete(pid);
      face.pid = undefined;
      face.emit('exit', code ?? 1);
    });
    return listed('UtilityProcess', face);
  },
});
