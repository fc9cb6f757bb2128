// Owns one download: Electron's runtime into its own cache, a line of progress every tenth, then Electron's own unpacking.
// A process of its own, so that electron.mjs can end it. Runs after the install: the packages are there.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './setup.mjs';

const require = createRequire(join(root, 'package.json'));
const { downloadArtifact } = await import(pathToFileURL(require.resolve('@electron/get')).href);
const { version } = require('electron/package.json');

let tenth = 0;
try {
  await downloadArtifact({
    version,
    artifactName: 'electron',
    platform: process.platform,
    arch: process.arch,
    checksums: require('electron/checksums.json'),
    downloadOptions: {
      quiet: true,
      getProgressCallback: (/** @type {{ percent: number }} */ { percent }) => {
        if (Math.floor(percent * 10) <= tenth) return;
        tenth = Math.floor(percent * 10);
        process.stdout.write(`  ${tenth * 10} %\n`);
      },
    },
  });
  require('electron/install.js');
} catch (error) {
  const { message, cause } = /** @type {Error & { cause?: Error & { code?: string } }} */ (error);
  process.stderr.write(`${message}${cause ? `: ${cause.code ?? cause.message}` : ''}\n`);
  process.exit(1);
}
