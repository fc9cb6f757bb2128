// Owns the fuses of Electron's binary: what the packaged application can never do, whatever it is started with.
// Runs after packing and before signing. A fuse that is not named here stops the packaging.
import { join } from 'node:path';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';

/** @type {Record<import('@electron/fuses').FuseV1Options, boolean>} */
export const FUSES = {
  // The binary is no Node: ELECTRON_RUN_AS_NODE does nothing.
  [FuseV1Options.RunAsNode]: false,
  // What Chromium stores is encrypted with the system's keychain.
  [FuseV1Options.EnableCookieEncryption]: true,
  // NODE_OPTIONS and --inspect do not reach it.
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  // A changed package does not start (macOS and Windows).
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  // There is no snapshot of our own.
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  // The page is served on a scheme of its own; file: gets nothing extra.
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  // As Chromium has it: bounds of WebAssembly are kept by the processor.
  [FuseV1Options.WasmTrapHandlers]: true,
};

/** The binary of a packed folder. @param {import('electron-builder').AfterPackContext} context */
function binaryOf({ appOutDir, electronPlatformName, packager }) {
  const name = packager.appInfo.productFilename;
  if (electronPlatformName === 'darwin') return join(appOutDir, `${name}.app`);
  if (electronPlatformName === 'win32') return join(appOutDir, `${name}.exe`);
  return join(appOutDir, /** @type {{ executableName?: string }} */ (packager).executableName ?? name);
}

/** @param {import('electron-builder').AfterPackContext} context */
export default async function setFuses(context) {
  await flipFuses(binaryOf(context), {
    version: FuseVersion.V1,
    // Turning fuses breaks the ad-hoc signature of an unsigned macOS binary; signing comes after this.
    resetAdHocDarwinSignature: context.electronPlatformName === 'darwin',
    strictlyRequireAllFuses: true,
    ...FUSES,
  });
}
