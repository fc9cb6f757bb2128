// Owns the one switch between double and real runtime: BATON_DESKTOP=real runs the specs on Electron, =double on the
// double; left out, Electron is used where it is present.
import { present } from '../../scripts/electron.mjs';

/** Path of Electron's binary, or null for the double. @throws Error when the real one is demanded and missing */
export function desktopRuntime(): string | null {
  const wanted = process.env.BATON_DESKTOP;
  const binary = wanted === 'double' ? undefined : present();
  if (binary === undefined && wanted === 'real')
    throw new Error('BATON_DESKTOP=real, but the Electron runtime is not installed');
  return binary ?? null;
}
