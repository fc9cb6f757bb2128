// Owns how a file named as `new URL('./worker.ts', import.meta.url)` is found after bundling: a worker or child process
// becomes an entry of its own beside its parent, a file that is read is copied there. Refuses to guess: a target that is
// not there fails.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import type { Plugin } from 'vite';

const NAMED =
  /new URL\(\s*(['"])(\.{1,2}\/[^'"]+\.(?:ts|json|html|css|js|png))\1\s*,\s*import\.meta\.url\s*,?\s*\)/g;

/** Sources run unbuilt under Node, so they name the .ts file; the bundle must name the emitted .js file. */
export function childModules(root: string): Plugin {
  return {
    name: 'baton:child-modules',
    enforce: 'pre',
    applyToEnvironment: (environment) => environment.name === 'main',
    transform(code, id) {
      if (!id.endsWith('.ts') || !code.includes('import.meta.url')) return null;
      const replaced = code.replace(NAMED, (match, _quote, specifier: string) => {
        const target = resolve(dirname(id), specifier);
        // What the build itself makes lies at the same place from every bundle.
        if (relative(root, target).startsWith('dist')) return match;
        if (!existsSync(target)) this.error(`${specifier} named in ${relative(root, id)} does not exist`);
        const flat = relative(root, target).replaceAll(/[\\/]/g, '-');
        const isModule = flat.endsWith('.ts');
        const fileName = isModule ? flat.replace(/\.ts$/, '.js') : flat;
        if (isModule) this.emitFile({ type: 'chunk', id: target, fileName });
        else this.emitFile({ type: 'asset', fileName, source: readFileSync(target) });
        // All of dist/main is one flat folder, so the plain name holds from any chunk.
        return `new URL('./${fileName}', import.meta.url)`;
      });
      // Each replacement stays on its line, so the source map stays right by line.
      return { code: replaced, map: null };
    },
  };
}
