// Owns the warning while a reply is typed that it asks for what the package holds: which, until it was taken or ignored, and
// telling the router how often it stood and helped. Refuses: finding it (shared/domain/context/reask), how it looks (ReAsk.tsx).
import {
  type KeyboardEvent,
  type RefObject,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { ConversationView } from '#shared/contract/views.ts';
import { type Held, heldIn } from '#shared/domain/context/reask/held.ts';
import { reAskIn } from '#shared/domain/context/reask/reask.ts';
import { useActions } from '../../state/page.ts';
import { isoDay } from '../../ui/time.ts';
import { t } from '../../ui/words.ts';
import type { ReAskProps } from './ReAsk.tsx';

/** It counts, and is heard, once it stood this long: a sentence that is still on its way may turn out otherwise. */
const STOOD_MS = 600;

interface Options {
  readonly view: ConversationView;
  /** Empty where no customer reads it. */
  readonly text: string;
  readonly box: RefObject<HTMLTextAreaElement | null>;
  readonly put: (text: string, caret: number) => void;
}

/** The same thing, however often the view comes anew. */
const keyOf = (handoff: string, { type, value }: Held): string => `${handoff} ${type} ${value}`;
const labelOf = ({ label, known, type }: Held): string =>
  label ?? t(known === undefined ? `entity.${type}` : `account.${known}`);
/** A date of the account is kept for machines; every other thing stands as it was said. */
const wordsOf = ({ known, type, value }: Held): string =>
  type === 'date' && known !== undefined ? isoDay(value, Date.now()) : value;

export function useReAsk({ view, text, box, put }: Options) {
  const { handoff, conversation } = view;
  const { hinted, announce, light } = useActions();
  /** Taken or ignored: no more is said of these. */
  const [done, setDone] = useState<ReadonlySet<string>>(new Set());
  const stood = useRef(new Set<string>());
  const held = useMemo(
    () => heldIn(handoff.context, conversation.customer),
    [handoff.context, conversation.customer],
  );
  // Typing goes first.
  const draft = useDeferredValue(text);
  const hint = useMemo(() => {
    const left = held.filter((one) => !done.has(keyOf(handoff.id, one)));
    return draft === '' ? null : reAskIn(draft, left);
  }, [draft, held, done, handoff.id]);
  const key = hint === null ? null : keyOf(handoff.id, hint.held);
  const label = hint === null ? '' : labelOf(hint.held);
  const value = hint === null ? '' : wordsOf(hint.held);
  useEffect(() => {
    if (key === null || stood.current.has(key)) return;
    const timer = setTimeout(() => {
      stood.current.add(key);
      hinted(handoff.id, 'shown');
      announce(t('reask.heard', { label, value }), 'polite');
    }, STOOD_MS);
    return () => clearTimeout(timer);
  }, [key, label, value, handoff.id, hinted, announce]);

  function settle(what: 'inserted' | 'ignored'): void {
    if (key === null) return;
    setDone(new Set([...done, key]));
    hinted(handoff.id, what);
  }
  /** Where the caret is, apart from the word before it. */
  function insert(): void {
    const at = box.current?.selectionEnd ?? text.length;
    const gap = at === 0 || /\s$/u.test(text.slice(0, at)) ? '' : ' ';
    settle('inserted');
    put(text.slice(0, at) + gap + value + text.slice(at), at + gap.length + value.length);
  }
  function onKeyDown(event: KeyboardEvent): void {
    const plain = !(event.shiftKey || event.altKey || event.ctrlKey || event.metaKey);
    if (hint === null || !plain || event.nativeEvent.isComposing) return;
    if (event.code === 'Tab') insert();
    else if (event.code === 'Escape') settle('ignored');
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  const shown: ReAskProps | null =
    hint === null
      ? null
      : {
          label,
          value,
          turn: hint.held.turn,
          range: [hint.from, hint.to],
          onTurn: light,
          onInsert: insert,
          onIgnore: () => settle('ignored'),
        };
  return { shown, onKeyDown };
}
