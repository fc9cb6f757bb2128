// Owns the one keyboard listener of the page: features say which action they answer, the last one that asked gets it.
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
} from 'react';
import { type KeyName, type Match, match } from './bindings.ts';

type Listener = { readonly run: () => void };
interface Router {
  listen(name: KeyName, listener: Listener): () => void;
}

const KeyContext = createContext<Router | null>(null);

/** Alt types characters on a Mac, so Ctrl stands in for it there. The only look at the platform. */
export const isMac: boolean = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

const PREFIX_MS = 1_000;
const TEXT_INPUTS = new Set(['text', 'search', 'email', 'url', 'tel', 'password', 'number']);

function isText(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return TEXT_INPUTS.has(target.type);
  return target instanceof HTMLElement && (target instanceof HTMLTextAreaElement || target.isContentEditable);
}

export function Keys({ children }: { readonly children: ReactNode }) {
  const listeners = useRef(new Map<KeyName, Listener[]>());
  useEffect(() => {
    let prefix: Match['prefix'] = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    function onKey(event: KeyboardEvent): void {
      if (
        event.defaultPrevented ||
        event.isComposing ||
        ['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)
      )
        return;
      const found = match(event, { inText: isText(event.target), mac: isMac }, prefix);
      clearTimeout(timer);
      prefix = found.prefix;
      if (prefix !== null)
        timer = setTimeout(() => {
          prefix = null;
        }, PREFIX_MS);
      for (const name of found.names) {
        const listener = listeners.current.get(name)?.at(-1);
        if (listener === undefined) continue;
        event.preventDefault();
        listener.run();
        return;
      }
    }
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
      clearTimeout(timer);
    };
  }, []);
  const router = useMemo<Router>(
    () => ({
      listen(name, listener) {
        const all = listeners.current.get(name) ?? [];
        listeners.current.set(name, [...all, listener]);
        return () => {
          const left = listeners.current.get(name)?.filter((other) => other !== listener) ?? [];
          listeners.current.set(name, left);
        };
      },
    }),
    [],
  );
  return <KeyContext value={router}>{children}</KeyContext>;
}

/** Answers an action while mounted; null listens to nothing. */
export function useKey(name: KeyName, run: (() => void) | null): void {
  const router = useContext(KeyContext);
  const latest = useRef(run);
  useLayoutEffect(() => {
    latest.current = run;
  });
  const on = run !== null;
  useEffect(() => {
    if (!on || router === null) return undefined;
    return router.listen(name, { run: () => latest.current?.() });
  }, [router, name, on]);
}
