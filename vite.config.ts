// Owns the three bundles a desktop package is made of: page, main and preload. Everything else runs from its sources.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { type BuilderOptions, defineConfig, type EnvironmentOptions } from 'vite';
import { childModules } from './config/vite/child-modules.ts';

const root = import.meta.dirname;
const at = (path: string): string => join(root, path);

/** Electron gives these itself or they hold native code. */
const external = ['electron', 'better-sqlite3', /^node:/];

const nodeSide = (input: Record<string, string>, outDir: string): EnvironmentOptions => ({
  consumer: 'server',
  resolve: { noExternal: true, external: ['electron', 'better-sqlite3'] },
  build: {
    outDir: at(outDir),
    emptyOutDir: true,
    copyPublicDir: false,
    // Files that are read at run time lie beside the bundle.
    emitAssets: true,
    minify: false,
    sourcemap: true,
    target: 'node24',
    rolldownOptions: { input, external },
  },
});

const main = nodeSide({ index: at('main/hosts/electron/index.ts') }, 'dist/main');
const preload = nodeSide({ index: at('preload/index.ts') }, 'dist/preload');

/** A page is an HTML file in renderer/: the console, the wall, and whatever window comes next. */
const pages = Object.fromEntries(
  readdirSync(at('renderer'))
    .filter((name) => name.endsWith('.html'))
    .map((name) => [name.replace('.html', ''), at(`renderer/${name}`)]),
);

const builder: BuilderOptions = {
  async buildApp(builder) {
    for (const environment of Object.values(builder.environments)) {
      const { input } = environment.config.build.rolldownOptions;
      const entries = typeof input === 'object' && !Array.isArray(input) ? Object.values(input) : [];
      if (entries.length > 0 && entries.every((entry) => existsSync(entry))) await builder.build(environment);
    }
  },
};

export default defineConfig({
  root: at('renderer'),
  // The host replaces the placeholder with a fresh nonce in every response.
  html: { cspNonce: '__NONCE__' },
  plugins: [react(), childModules(root)],
  builder,
  environments: {
    client: {
      build: {
        outDir: at('dist/page'),
        emptyOutDir: true,
        // The router serves what the wall's entry leads to, and nothing of the console.
        manifest: 'manifest.json',
        // The policy allows no data: addresses, and the polyfill is for browsers that no host has.
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        rolldownOptions: { input: pages },
      },
    },
    main: {
      ...main,
      build: {
        ...main.build,
        rolldownOptions: {
          ...main.build?.rolldownOptions,
          // One flat folder, so that a chunk and a worker find each other by a plain ./name.
          output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
        },
      },
    },
    preload: {
      ...preload,
      build: {
        ...preload.build,
        // A sandboxed preload can load neither modules nor a second file.
        rolldownOptions: {
          ...preload.build?.rolldownOptions,
          output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
        },
      },
    },
  },
});
