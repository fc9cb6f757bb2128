// Owns that `electron` means the double, in import and require alike. Used as `node --import register.ts dist/main/index.js`.
import { registerHooks } from 'node:module';

const double = new URL('./electron.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' || specifier.startsWith('electron/')
      ? { url: double, shortCircuit: true, format: 'module-typescript' }
      : next(specifier, context),
});
