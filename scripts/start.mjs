// Owns `npm start`: prepare, choose the host, open its window, and leave no process behind however it ends.
// Refuses to know anything about the console itself: the hosts do.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startAgain } from './again.mjs';
import { desktopRuntime } from './electron.mjs';
import { ownProcesses } from './processes.mjs';
import { root, runScript, say, setUp, Trouble } from './setup.mjs';
import { canShowWindow, openWindow } from './window.mjs';

const help = `Usage: npm start -- [options]

  --host electron|web   the desktop application, or the same console in a browser (default: desktop where it can run)
  --router URL          connect to this router instead of starting one; needs the next two
  --person ID           who signs in
  --token-file FILE     their sign-in token, as the router's administrator gave it
  --no-demo             start without recorded conversations being played
  --data DIR            keep everything in this folder
  --port N              port of the web host (default: any free one)
  --help                show this

Ctrl-C ends everything that was started.`;

/** @param {string} message @returns {never} */
function refuse(message) {
  say(`${message} (npm start -- --help shows the options)`);
  process.exit(2);
}

function readOptions() {
  try {
    return parseArgs({
      options: {
        host: { type: 'string' },
        router: { type: 'string' },
        person: { type: 'string' },
        'token-file': { type: 'string' },
        'no-demo': { type: 'boolean' },
        data: { type: 'string' },
        port: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    return refuse(/** @type {Error} */ (error).message.split(/\. |\n/)[0] ?? 'Unknown option');
  }
}

const options = readOptions();
if (options.help) {
  process.stdout.write(`${help}\n`);
  process.exit(0);
}
if (options.host && !['electron', 'web'].includes(options.host))
  refuse(`--host must be electron or web, not "${options.host}"`);
if (options.port && !(/^\d+$/.test(options.port) && Number(options.port) <= 65_535))
  refuse(`--port must be 0 to 65535, not "${options.port}"`);
if (options.router && !/^(wss?|https?):\/\/[^/]+/.test(options.router))
  refuse(`--router must be a ws:// or wss:// address, not "${options.router}"`);

// npm runs scripts in the package's folder; a relative path means the one the user stands in.
/** @param {string | undefined} path */
const absolute = (path) => path && resolve(process.env.INIT_CWD ?? process.cwd(), path);
const data = absolute(options.data);
const tokenFile = absolute(options['token-file']);
const passedOn = [
  ...(options.router ? ['--router', options.router] : []),
  ...(options.person ? ['--person', options.person] : []),
  ...(tokenFile ? ['--token-file', tokenFile] : []),
  ...(options['no-demo'] ? ['--no-demo'] : []),
  ...(data ? ['--data', data] : []),
];

/** @param {string} node @returns {Promise<string | undefined>} Electron, when it is to be the host */
async function chooseDesktop(node) {
  if (options.host === 'web') return undefined;
  const runtime = await desktopRuntime(node);
  if ('path' in runtime) return runtime.path;
  if (options.host === 'electron')
    throw new Trouble(`The desktop application cannot run here: ${runtime.reason}.`);
  say(`Using the browser instead of the desktop application: ${runtime.reason}.`);
  return undefined;
}

await runScript(async () => {
  const node = setUp({ build: true });
  const electron = await chooseDesktop(node);
  const entry = join(root, 'main/hosts/web/index.ts');
  if (!electron && !existsSync(entry)) throw new Trouble('This copy of Baton has no web host.');

  const processes = ownProcesses();
  // One that is started again has its page where it was.
  let port = options.port;
  const start = () => {
    const [command, args] = electron
      ? [electron, [root, ...passedOn]]
      : [node, [entry, ...passedOn, ...(port ? ['--port', port] : [])]];
    const host = processes.start(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    host.stdout?.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      process.stdout.write(text);
      if (electron || output === 'shown') return;
      output += text;
      const url = /Baton is ready at (\S+)\s/.exec(output)?.[1];
      if (!url) return;
      output = 'shown';
      port = new URL(url).port;
      if (canShowWindow()) openWindow(processes, url, data ?? join(root, '.baton'));
    });
    host.on('error', (error) => {
      say(`${command} could not be started: ${error.message}`);
      process.exit(1);
    });
    return host;
  };
  startAgain({
    ...{ start, say, isEnding: processes.isEnding },
    // A host that hands over to one already running ends with 0; its window may stay, and this script with it.
    async ended(code, signal) {
      process.exitCode = code ?? 1;
      if (code === 0) return;
      say(`The host ended with ${signal ?? code}.`);
      await processes.end();
      process.exit();
    },
  });
});
