// Owns what is offered while `/` or `@` is typed: which replies or people, which of them is the next to be taken, and putting
// it where the sign stood. Refuses: how the list looks (Suggestions.tsx).
import { type KeyboardEvent, type RefObject, useId, useMemo } from 'react';
import type { ConversationView } from '#shared/contract/views.ts';
import { meOf, tablesOf, usePage } from '../../state/page.ts';
import { fillIn, peopleFor, repliesFor, type Trigger } from '../../state/replies.ts';
import { t } from '../../ui/words.ts';
import { useOfConversation } from './current.ts';
import type { Suggested, SuggestionsProps } from './Suggestions.tsx';

const MOST = 8;

interface Options {
  readonly view: ConversationView;
  readonly note: boolean;
  readonly text: string;
  readonly box: RefObject<HTMLTextAreaElement | null>;
  readonly put: (text: string, caret: number) => void;
}

interface Looked {
  readonly trigger: Trigger | null;
  /** Place of the next to be taken. */
  readonly at: number;
  /** The sign whose list was closed: it stays closed. */
  readonly closed: number | null;
  /** Where a sign stands that no one typed. */
  readonly asked: number | null;
}
const NOT_LOOKED: Looked = { trigger: null, at: 0, closed: null, asked: null };

export function useSuggestions({ view, note, text, box, put }: Options) {
  const id = useId();
  const me = usePage(meOf);
  const own = usePage((state) => state.settings.replies);
  const people = usePage((state) => tablesOf(state).people);
  const [looked, setLooked] = useOfConversation(view.id, NOT_LOOKED);
  const { trigger, at, closed } = looked;
  const { queue } = view.handoff;
  const { customer } = view.conversation;
  const items = useMemo((): readonly Suggested[] => {
    if (trigger === null || trigger.at === closed) return [];
    if (trigger.kind === 'people')
      return !note
        ? []
        : peopleFor(people.values(), me?.id, trigger.query).map(({ item, found }) => ({
            key: item.id,
            title: item.name,
            ranges: found.ranges[0] ?? [],
            detail: t(item.connected ? `presence.${item.status}` : 'presence.offline'),
            text: `@${item.name} `,
          }));
    const replies = [...own, ...(me?.replies ?? [])];
    return repliesFor(replies, queue, trigger.query).map(({ item, found }) => {
      const text = fillIn(item.text, customer, me);
      return { key: item.id, title: item.title, ranges: found.ranges[0] ?? [], detail: text, text };
    });
  }, [trigger, closed, note, people, me, own, queue, customer]);
  const shownItems = items.slice(0, MOST);
  const active = shownItems[Math.min(at, shownItems.length - 1)];

  /** Puts the sign where the caret is, so that what is typed next is looked up. */
  function ask(sign: '/' | '@'): void {
    const at = box.current?.selectionEnd ?? text.length;
    const gap = at === 0 || /\s$/.test(text.slice(0, at)) ? '' : ' ';
    setLooked({ ...looked, asked: at + gap.length });
    put(text.slice(0, at) + gap + sign + text.slice(at), at + gap.length + 1);
  }
  function look(next: Trigger | null): void {
    const same = next?.at === trigger?.at && next?.query === trigger?.query;
    if (next === null && same) return;
    setLooked({
      trigger: next,
      at: same ? at : 0,
      closed: next?.at === closed ? closed : null,
      asked: next?.at === looked.asked ? looked.asked : null,
    });
  }
  function choose({ text: words }: Suggested): void {
    if (trigger === null) return;
    const caret = box.current?.selectionEnd ?? text.length;
    const before = text.slice(0, trigger.at);
    setLooked({ ...looked, trigger: null });
    put(before + words + text.slice(caret), before.length + words.length);
  }
  /** The sign stays where it was typed, and goes where it was put for a list that nothing was typed for. */
  function close(): void {
    if (trigger === null) return;
    if (trigger.at !== looked.asked || trigger.query !== '')
      return setLooked({ ...looked, closed: trigger.at });
    setLooked({ ...looked, trigger: null });
    put(text.slice(0, trigger.at) + text.slice(trigger.at + 1), trigger.at);
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (
      active === undefined ||
      event.altKey ||
      event.ctrlKey ||
      event.metaKey ||
      event.nativeEvent.isComposing
    )
      return;
    const step = event.code === 'ArrowDown' ? 1 : event.code === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      const next = (Math.min(at, shownItems.length - 1) + step + shownItems.length) % shownItems.length;
      setLooked({ ...looked, at: next });
    } else if (event.code === 'Enter' || event.code === 'Tab') choose(active);
    else if (event.code === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  const shown: SuggestionsProps | null =
    active === undefined || trigger === null
      ? null
      : {
          id,
          kind: trigger.kind,
          label: t(trigger.kind === 'replies' ? 'replies.list' : 'composer.people'),
          items: shownItems,
          active: `${id}-${active.key}`,
          preview: trigger.kind === 'replies' ? active.text : undefined,
          onChoose: choose,
        };
  return { shown, ask, look, onKeyDown };
}
