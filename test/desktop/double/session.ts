// Owns the default session and the protocol: who answers a request of a page, and what a page may ask for.
import type { Protocol, Session } from 'electron';
import { browser, contextId, isReady } from './chromium.ts';
import { listed, type Members } from './listed.ts';

type Handle = (request: Request) => Response | Promise<Response>;
type Check = (contents: null, permission: string, origin: string, details: object) => boolean;
type BeforeRequest = (
  details: { url: string; resourceType: string },
  answer: (verdict: { cancel?: boolean }) => void,
) => void;

const privileged = new Set<string>();
const handles = new Map<string, Handle>();
let beforeRequest: BeforeRequest | null = null;

/** Chromium's names of what a page can ask for, with Electron's. */
const PERMISSIONS: Readonly<Record<string, string>> = {
  geolocation: 'geolocation',
  notifications: 'notifications',
  midi: 'midi',
  camera: 'media',
  microphone: 'media',
  'clipboard-read': 'clipboard-read',
  'clipboard-write': 'clipboard-sanitized-write',
  'idle-detection': 'idle-detection',
};

/** Electron grants what no handler refuses: so does the double, until there is one. */
export async function writePermissions(check: Check | null): Promise<void> {
  await Promise.all(
    Object.entries(PERMISSIONS).map(([name, permission]) => {
      const given = check === null || check(null, permission, 'baton://console', {});
      return browser.send('Browser.setPermission', {
        permission: { name },
        setting: given ? 'granted' : 'denied',
        browserContextId: contextId,
      });
    }),
  );
}

/** Null = not a scheme of the application. */
export async function answerRequest(request: Request, resourceType: string): Promise<Response | null> {
  const refused = await new Promise<boolean>((resolve) => {
    if (beforeRequest === null) return resolve(false);
    beforeRequest({ url: request.url, resourceType }, ({ cancel = false }) => resolve(cancel));
  });
  if (refused) return null;
  const handle = handles.get(new URL(request.url).protocol.replace(':', ''));
  return handle === undefined ? null : handle(request);
}

export const protocol = listed('protocol', {
  registerSchemesAsPrivileged(schemes: { scheme: string }[]) {
    if (isReady())
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    for (const { scheme } of schemes) privileged.add(scheme);
  },
  handle(scheme: string, handle: Handle) {
    if (!isReady()) throw new Error('protocol.handle can only be used after the ready event');
    if (!privileged.has(scheme)) throw new Error(`the double serves privileged schemes only, not ${scheme}`);
    handles.set(scheme, handle);
  },
} satisfies Members<Protocol>);

let spellLanguages = ['en-US'];
const words: string[] = [];

const defaultSession = listed('session.defaultSession', {
  setPermissionRequestHandler: () => undefined,
  setPermissionCheckHandler: (check: Check | null) => void writePermissions(check),
  setDevicePermissionHandler: () => undefined,
  setDisplayMediaRequestHandler: () => undefined,
  webRequest: listed('webRequest', {
    onBeforeRequest(listen: BeforeRequest) {
      beforeRequest = listen;
    },
  }),
  availableSpellCheckerLanguages: ['de', 'en-GB', 'en-US', 'es', 'fr', 'nl', 'pt-PT'],
  setSpellCheckerLanguages(languages: string[]) {
    spellLanguages = languages;
  },
  getSpellCheckerLanguages: () => spellLanguages,
  setSpellCheckerEnabled: () => undefined,
  addWordToSpellCheckerDictionary: (word: string) => words.push(word) > 0,
  listWordsInSpellCheckerDictionary: async () => words,
} satisfies Members<Session>);

export const session = listed('session', { defaultSession });
