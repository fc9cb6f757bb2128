// Owns when a draft is saved and when the other side hears of typing: shortly after the last key, not at each one.

export interface DraftPorts {
  readonly save: (conversation: string, text: string) => Promise<unknown>;
  readonly typing: (conversation: string, on: boolean) => Promise<unknown>;
  readonly saved: (conversation: string, state: 'saving' | 'saved' | 'failed') => void;
}

export interface Drafts {
  change(conversation: string, text: string): void;
  /** Forgets what is not saved yet: it has been sent. */
  stop(conversation: string): void;
  /** Saves at once what waits: the page is about to go. */
  flush(): void;
}

/** From the last key to saving; the product promises 2 s to the other devices, most of them for the way. */
const SAVE_MS = 250;
const TYPING_MS = 4_000;

export function createDrafts(
  { save, typing, saved }: DraftPorts,
  { saveMs = SAVE_MS, typingMs = TYPING_MS } = {},
): Drafts {
  const waiting = new Map<string, { readonly text: string; readonly timer: ReturnType<typeof setTimeout> }>();
  const typers = new Map<string, ReturnType<typeof setTimeout>>();
  /** The newest text handed to the core; an older answer says nothing about it. */
  const newest = new Map<string, symbol>();

  function store(conversation: string, text: string): void {
    waiting.delete(conversation);
    const mine = Symbol();
    newest.set(conversation, mine);
    const tell = (state: 'saved' | 'failed') => (): void => {
      if (newest.get(conversation) === mine && !waiting.has(conversation)) saved(conversation, state);
    };
    save(conversation, text).then(tell('saved'), tell('failed'));
  }

  function stopTyping(conversation: string): void {
    const timer = typers.get(conversation);
    if (timer === undefined) return;
    clearTimeout(timer);
    typers.delete(conversation);
    typing(conversation, false).catch(() => undefined);
  }

  function heard(conversation: string, text: string): void {
    if (text === '') {
      stopTyping(conversation);
      return;
    }
    const timer = typers.get(conversation);
    if (timer === undefined) typing(conversation, true).catch(() => undefined);
    else clearTimeout(timer);
    typers.set(
      conversation,
      setTimeout(() => stopTyping(conversation), typingMs),
    );
  }

  return {
    change(conversation, text) {
      clearTimeout(waiting.get(conversation)?.timer);
      const timer = setTimeout(() => store(conversation, text), saveMs);
      waiting.set(conversation, { text, timer });
      saved(conversation, 'saving');
      heard(conversation, text);
    },
    stop(conversation) {
      clearTimeout(waiting.get(conversation)?.timer);
      waiting.delete(conversation);
      stopTyping(conversation);
    },
    flush() {
      for (const [conversation, { text, timer }] of [...waiting]) {
        clearTimeout(timer);
        store(conversation, text);
      }
    },
  };
}
