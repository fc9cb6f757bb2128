// Owns how a worker or child process, written as `new URL('./worker.ts', import.meta.url)`, is found after bundling:
// each such module becomes an entry of its own beside its parent. Refuses to guess: a target that is not there fails.
import { existsSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import type { Plugin } from 'vite';

const CHILD = /new URL\(\s*(['"])(\.{1,2}\/[^'"]+\.ts)\1\s*,\s*import\.meta\.url\s*,?\s*\)/g;

/** Sources run unbuilt under Node, so they name the .ts file; the bundle must name the emitted .js file. */
export function childModules(root: string): Plugin {
  return {
    name: 'baton:child-modules',
    enforce: 'pre',
    applyToEnvironment: (environment) => environment.name === 'main',
    transform(code, id) {
      if (!id.endsWith('.ts') || !code.includes('import.meta.url')) return null;
      const replaced = code.replace(CHILD, (_match, _quote, specifier: string) => {
        const target = resolve(dirname(id), specifier);
        if (!existsSync(target)) this.error(`${specifier} named in ${relative(root, id)} does not exist`);
        const name = relative(root, target).replace(/\.ts$/, '').replaceAll(/[\\/]/g, '-');
        this.emitFile({ type: 'chunk', id: target, fileName: `${name}.js` });
        // All of dist/main is one flat folder, so the plain name holds from any chunk.
        return `new URL('./${name}.js', import.meta.url)`;
      });
      // Each replacement stays on its line, so the source map stays right by line.
      return { code: replaced, map: null };
    },
  };
}
