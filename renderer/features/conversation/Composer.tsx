// Owns the box where a person writes: a reply or a note, never one taken for the other. Ctrl Enter sends; a reply that waits
// can be taken back; `/` finds canned replies, `@` people in notes; files come by button, paste or drop; what asks again is
// underlined.
import { AtSign, Paperclip, Send, StickyNote, TriangleAlert, Zap } from 'lucide-react';
import { type ClipboardEvent, type DragEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ConversationView } from '#shared/contract/views.ts';
import { LIMITS } from '#shared/schema/primitives.ts';
import { useIsGivenOn } from '../../state/given-on.ts';
import { isLive, NOT_TYPED, shutBy, type Typed, useActions, usePage } from '../../state/page.ts';
import { triggerAt } from '../../state/replies.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { classes } from '../../ui/classes.ts';
import { ICON, SMALL } from '../../ui/icons.tsx';
import { Segment } from '../../ui/Segment.tsx';
import { explain, t } from '../../ui/words.ts';
import styles from './Composer.module.css';
import { useHint, usePane, usePaneKey } from './current.ts';
import { Files } from './Files.tsx';
import { ReAskRow, Underlined } from './ReAsk.tsx';
import { useReAsk } from './reask.ts';
import { Suggestions } from './Suggestions.tsx';
import { useSuggestions } from './suggestions.ts';
import { TakeBack } from './TakeBack.tsx';

function keptWords({ mode, saved, ...typed }: Typed, live: boolean): string {
  if (typed[mode] === '') return '';
  if (mode === 'note') return t('composer.noteKept');
  if (saved === 'saving') return t('composer.saving');
  if (saved === 'failed') return t('composer.notSaved');
  return live && typed[mode].length <= LIMITS.noteText ? t('composer.saved') : t('composer.savedHere');
}

/** Why nothing that is typed here can go, not even later; null when it can. */
function useHindrance({ id }: ConversationView): string | null {
  const shut = usePage(shutBy);
  const failed = usePage((state) => state.opened[id]?.state === 'failed');
  if (shut !== null) return t(`composer.shut.${shut}`);
  return failed ? t('composer.notOpen') : null;
}

interface ComposerProps {
  readonly view: ConversationView;
  /** Whoever is asked adds notes and cannot reply. */
  readonly notesOnly?: boolean;
}

export function Composer({ view, notesOnly = false }: ComposerProps) {
  const kept = usePage((state) => state.typed[view.id] ?? NOT_TYPED);
  const live = usePage(isLive);
  const givenOn = useIsGivenOn();
  const hindrance = useHindrance(view);
  const toComposer = usePage((state) => state.toComposer);
  const spellcheck = usePage((state) => state.settings.spellcheck);
  const reading = usePage((state) =>
    (state.files[view.id] ?? []).some(({ id, error }) => id === null && error === null),
  );
  const { type, setMode, send, insert, attach, takeBack, hurry, takeFocus } = useActions();
  const { current } = usePane();
  const hint = useHint();
  const [over, setOver] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  const chooser = useRef<HTMLInputElement>(null);
  /** Where the caret belongs once the words put in are there. */
  const caretNext = useRef<number | null>(null);
  const typed: Typed = notesOnly ? { ...kept, mode: 'note' } : kept;
  const note = typed.mode === 'note';
  const text = typed[typed.mode];
  /** Files that stay behind. */
  const without = usePage((state) =>
    note ? 0 : (state.files[view.id] ?? []).filter(({ error }) => error !== null).length,
  );
  const { name } = view.conversation.customer;
  const { greeting } = view.handoff.context;
  const suggestions = useSuggestions({ view, note, text, box, put });
  const reAsk = useReAsk({ view, text: note ? '' : text, box, put });
  const tooMany = text.trim().length - LIMITS.noteText;
  const tooLong = t(text.length > LIMITS.keptText ? 'composer.farTooLong' : 'composer.tooLong', {
    count: tooMany,
    most: LIMITS.noteText,
  });
  // Enter puts a canned reply in: until then its sign and letters are no message.
  const picking = suggestions.shown?.kind === 'replies';
  const maySend = hindrance === null && !picking;
  /** It goes once the link is back. */
  const waits = !live && hindrance === null;
  const go = (): void => {
    if (maySend) void send(view.id);
  };

  function put(next: string, caret: number): void {
    caretNext.current = caret;
    type(view.id, next);
    box.current?.focus();
  }
  useLayoutEffect(() => {
    if (caretNext.current === null) return;
    box.current?.setSelectionRange(caretNext.current, caretNext.current);
    suggestions.look(triggerAt(text, caretNext.current));
    caretNext.current = null;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: becoming the current one does not take the focus.
  useEffect(() => {
    const { current: words } = box;
    if (!current || words === null || !takeFocus() || words === document.activeElement) return;
    words.focus({ preventScroll: true });
    words.setSelectionRange(words.value.length, words.value.length);
  }, [toComposer]);
  // Whoever is asked types notes, whatever this conversation was in before.
  useEffect(() => {
    if (notesOnly && kept.mode !== 'note') setMode(view.id, 'note');
  }, [notesOnly, kept.mode, setMode, view.id]);

  function askPeople(): void {
    if (note) return suggestions.ask('@');
    setMode(view.id, 'note');
    box.current?.focus();
  }
  function take(files: FileList | null | undefined): boolean {
    if (note || files == null || files.length === 0) return false;
    attach(view.id, files);
    return true;
  }
  usePaneKey('send', go, () => box.current !== null && box.current === document.activeElement);
  usePaneKey(
    'note',
    notesOnly
      ? null
      : () => {
          setMode(view.id, note ? 'reply' : 'note');
          box.current?.focus();
        },
  );
  usePaneKey(
    'greeting',
    notesOnly || greeting === undefined || greeting === '' ? null : () => insert(view.id, greeting),
  );
  usePaneKey('replies', () => suggestions.ask('/'));
  usePaneKey('attach', note ? null : () => chooser.current?.click());
  usePaneKey('takeBack', () => void takeBack(view.id));
  usePaneKey('hurry', () => hurry(view.id));

  return (
    <section
      className={classes(styles.composer, note && styles.note, over && styles.over)}
      aria-label={note ? t('composer.noteTo', { name }) : t('composer.replyTo', { name })}
      onDragOver={(event: DragEvent) => {
        if (note || !event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event: DragEvent) => {
        setOver(false);
        if (take(event.dataTransfer.files)) event.preventDefault();
      }}
    >
      <TakeBack view={view} />
      {typed.error !== null && (
        <p className={styles.error} role="alert">
          <TriangleAlert {...SMALL} /> {t('composer.failed', { why: explain(typed.error) })}
        </p>
      )}
      {tooMany > 0 && (
        <p className={styles.error} role="alert">
          <TriangleAlert {...SMALL} /> {tooLong}
        </p>
      )}
      {suggestions.shown !== null && <Suggestions {...suggestions.shown} />}
      {reAsk.shown !== null && <ReAskRow {...reAsk.shown} />}
      <div className={styles.words}>
        {reAsk.shown !== null && (
          <Underlined text={text} range={reAsk.shown.range} box={box} className={styles.box} />
        )}
        <textarea
          // What was undone in one conversation must not come back in another.
          key={view.id}
          // Empty, it runs as the page does: so does what stands in it until then.
          dir={text === '' ? undefined : 'auto'}
          ref={box}
          className={styles.box}
          rows={2}
          value={text}
          spellCheck={spellcheck}
          aria-label={note ? t('composer.noteTo', { name }) : t('composer.replyTo', { name })}
          aria-autocomplete="list"
          aria-controls={suggestions.shown?.id}
          aria-activedescendant={suggestions.shown?.active}
          placeholder={
            note
              ? t('composer.noteHint')
              : t(givenOn ? 'composer.replyHintGivenOn' : 'composer.replyHint', { name })
          }
          onChange={({ target }) => {
            type(view.id, target.value);
            suggestions.look(triggerAt(target.value, target.selectionEnd));
          }}
          onKeyDown={(event) => {
            suggestions.onKeyDown(event);
            if (!event.isDefaultPrevented()) reAsk.onKeyDown(event);
          }}
          onPaste={(event: ClipboardEvent) => {
            if (take(event.clipboardData.files)) event.preventDefault();
          }}
          onBlur={() => suggestions.look(null)}
        />
      </div>
      {!note && <Files conversation={view.id} />}
      <div className={styles.foot}>
        {!notesOnly && (
          <Segment
            label={t('key.note')}
            value={typed.mode}
            options={[
              { value: 'reply', label: t('composer.reply') },
              { value: 'note', label: t('composer.noteMode') },
            ]}
            onChange={(mode) => setMode(view.id, mode)}
          />
        )}
        <span className={styles.tools}>
          <IconButton label={t('key.replies')} onClick={() => suggestions.ask('/')}>
            <Zap {...ICON} />
          </IconButton>
          {!note && (
            <IconButton label={t('key.attach')} onClick={() => chooser.current?.click()}>
              <Paperclip {...ICON} />
            </IconButton>
          )}
          <IconButton label={t('composer.mention')} onClick={askPeople}>
            <AtSign {...ICON} />
          </IconButton>
        </span>
        <input
          ref={chooser}
          type="file"
          multiple
          hidden
          onChange={({ target }) => {
            take(target.files);
            target.value = '';
            box.current?.focus();
          }}
        />
        <span className={classes(styles.kept, hindrance !== null && styles.hindrance)}>
          {hindrance ?? keptWords(typed, live)}
        </span>
        <Button
          look={note ? 'plain' : 'primary'}
          icon={note ? <StickyNote {...ICON} /> : waits ? <Send {...ICON} /> : undefined}
          hint={hint('send')}
          disabled={text.trim() === '' || tooMany > 0 || (!note && reading) || !maySend}
          title={hindrance ?? (picking ? t('replies.first') : undefined)}
          onClick={go}
        >
          {note
            ? t('composer.addNote')
            : waits
              ? t(givenOn ? 'composer.sendIfYours' : 'composer.sendOnline')
              : without > 0
                ? t('composer.sendWithout', { count: without })
                : t('composer.send')}
        </Button>
      </div>
    </section>
  );
}
