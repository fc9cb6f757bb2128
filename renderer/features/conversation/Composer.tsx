// Owns the box where a person writes: a reply or a note, never one taken for the other. Ctrl Enter sends.
import { Send, StickyNote, TriangleAlert } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ConversationView } from '#shared/contract/views.ts';
import { LIMITS } from '#shared/schema/primitives.ts';
import { isLive, NOT_TYPED, type Typed, useActions, usePage } from '../../state/page.ts';
import { Button } from '../../ui/Button.tsx';
import { classes } from '../../ui/classes.ts';
import { ICON, SMALL } from '../../ui/icons.tsx';
import { Segment } from '../../ui/Segment.tsx';
import { explain, t } from '../../ui/words.ts';
import styles from './Composer.module.css';
import { useHint, usePane, usePaneKey } from './current.ts';

function keptWords({ mode, saved, ...typed }: Typed, live: boolean): string {
  if (typed[mode] === '') return '';
  if (mode === 'note') return t('composer.noteKept');
  if (saved === 'saving') return t('composer.saving');
  if (saved === 'failed') return t('composer.notSaved');
  return live ? t('composer.saved') : t('composer.savedHere');
}

export function Composer({ view }: { readonly view: ConversationView }) {
  const typed = usePage((state) => state.typed[view.id] ?? NOT_TYPED);
  const live = usePage(isLive);
  const toComposer = usePage((state) => state.toComposer);
  const { type, setMode, send, insert } = useActions();
  const { current } = usePane();
  const hint = useHint();
  const [focused, setFocused] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  const note = typed.mode === 'note';
  const text = typed[typed.mode];
  const { name } = view.conversation.customer;
  const { greeting } = view.handoff.context;
  const go = (): void => void send(view.id);

  // biome-ignore lint/correctness/useExhaustiveDependencies: becoming the current one does not take the focus.
  useEffect(() => {
    const { current: words } = box;
    if (toComposer === 0 || !current || words === null || words === document.activeElement) return;
    words.focus();
    words.setSelectionRange(words.value.length, words.value.length);
  }, [toComposer]);
  usePaneKey('send', focused ? go : null);
  usePaneKey('note', () => {
    setMode(view.id, note ? 'reply' : 'note');
    box.current?.focus();
  });
  usePaneKey('greeting', greeting === undefined || greeting === '' ? null : () => insert(view.id, greeting));

  return (
    <div className={classes(styles.composer, note && styles.note)}>
      {typed.error !== null && (
        <p className={styles.error} role="alert">
          <TriangleAlert {...SMALL} /> {t('composer.failed', { why: explain(typed.error) })}
        </p>
      )}
      <textarea
        ref={box}
        className={styles.box}
        rows={2}
        value={text}
        maxLength={LIMITS.noteText}
        aria-label={note ? t('composer.noteTo', { name }) : t('composer.replyTo', { name })}
        placeholder={note ? t('composer.noteHint') : t('composer.replyHint', { name })}
        onChange={(event) => type(view.id, event.target.value)}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
      />
      <div className={styles.foot}>
        <Segment
          label={t('key.note')}
          value={typed.mode}
          options={[
            { value: 'reply', label: t('composer.reply') },
            { value: 'note', label: t('composer.noteMode') },
          ]}
          onChange={(mode) => setMode(view.id, mode)}
        />
        <span className={styles.kept}>{keptWords(typed, live)}</span>
        <Button
          look={note ? 'plain' : 'primary'}
          icon={note ? <StickyNote {...ICON} /> : live ? undefined : <Send {...ICON} />}
          hint={hint('send')}
          disabled={text.trim() === ''}
          onClick={go}
        >
          {note ? t('composer.addNote') : live ? t('composer.send') : t('composer.sendOnline')}
        </Button>
      </div>
    </div>
  );
}
