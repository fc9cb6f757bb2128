// Owns the wrap-up in place of the composer: how it ended, tags, summary, was the handoff right, back to the bot or not.
// Bare keys work outside its text boxes: digits, R E L U W, Esc; Ctrl Enter finishes.
import { Check, TriangleAlert, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { ConversationView } from '#shared/contract/views.ts';
import { handoffLabel } from '#shared/schema/handoff.ts';
import { category, LIMITS } from '#shared/schema/primitives.ts';
import { useNow } from '../../state/clock.ts';
import { linkOf, meOf, reachOf, shutBy, useActions, usePage, type WrapForm } from '../../state/page.ts';
import { Button } from '../../ui/Button.tsx';
import { Cap } from '../../ui/Caps.tsx';
import { classes } from '../../ui/classes.ts';
import { SMALL } from '../../ui/icons.tsx';
import { Segment } from '../../ui/Segment.tsx';
import { duration } from '../../ui/time.ts';
import { explain, t } from '../../ui/words.ts';
import choices from './Choices.module.css';
import { useHint, usePaneKey } from './current.ts';
import styles from './WrapUp.module.css';

const LABEL_CAPS = { right: 'R', too_early: 'E', too_late: 'L', not_needed: 'U', wrong_person: 'W' } as const;
const MOST_TAGS = 20;

interface WrapUpProps {
  readonly view: ConversationView;
  readonly form: WrapForm;
}

export function WrapUp({ view, form }: WrapUpProps) {
  const { handoff, conversation } = view;
  const me = usePage(meOf);
  const dispositions = me?.queues.find(({ id }) => id === handoff.queue)?.dispositions ?? [];
  const { setWrap, finishWrap, wrapLater, focusComposer, takeFocus } = useActions();
  const hint = useHint();
  const reach = usePage(reachOf);
  const shut = usePage(shutBy);
  const [missing, setMissing] = useState(false);
  const box = useRef<HTMLElement>(null);
  const set = (change: Partial<WrapForm>): void => setWrap(handoff.id, change);
  useEffect(() => {
    box.current?.focus();
    takeFocus();
  }, [takeFocus]);

  function finish(): void {
    setMissing(form.disposition === null);
    if (form.disposition !== null && shut === null) void finishWrap(handoff);
  }
  function later(): void {
    wrapLater(handoff.id);
    focusComposer();
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') later();
    else {
      const inText =
        event.target instanceof HTMLElement && event.target.matches('textarea, input[type=text]');
      const digit =
        inText || event.altKey || event.ctrlKey ? null : /^(?:Digit|Numpad)([1-9])$/.exec(event.code);
      const chosen = digit === null ? undefined : dispositions[Number(digit[1]) - 1];
      if (chosen === undefined) return;
      set({ disposition: chosen.id });
      setMissing(false);
    }
    event.preventDefault();
    event.stopPropagation();
  }
  usePaneKey('finish', finish);
  usePaneKey('labelRight', () => set({ label: 'right' }));
  usePaneKey('labelEarly', () => set({ label: 'too_early' }));
  usePaneKey('labelLate', () => set({ label: 'too_late' }));
  usePaneKey('labelNotNeeded', () => set({ label: 'not_needed' }));
  usePaneKey('labelPerson', () => set({ label: 'wrong_person', category: null }));
  // A wrong person says nothing of the trigger, and a bot that asked by itself has none.
  const ofTrigger =
    form.label !== null && form.label !== 'wrong_person' && handoff.judgement.trigger !== 'bot_asked';
  const unanswered = form.disposition === null ? t('wrap.missing') : undefined;
  const whyNot = shut === null ? unanswered : t(`reach.${shut}`);

  return (
    <section
      ref={box}
      className={styles.wrap}
      aria-label={t('wrap.title', { name: conversation.customer.name })}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <header className={styles.head}>
        <h3 className={styles.title}>{t('wrap.title', { name: conversation.customer.name })}</h3>
        <Since since={handoff.wrappingAt} />
      </header>
      <div className={styles.columns}>
        <fieldset className={classes(choices.choices, styles.dispositions)}>
          <legend className={styles.hidden}>{t('wrap.disposition')}</legend>
          {dispositions.map(({ id, label }, index) => (
            <label key={id} className={choices.choice}>
              <input
                type="radio"
                name="disposition"
                className={choices.radio}
                checked={form.disposition === id}
                onChange={() => {
                  set({ disposition: id });
                  setMissing(false);
                }}
              />
              <span className={choices.words}>{label}</span>
              <Cap>{String(index + 1)}</Cap>
            </label>
          ))}
        </fieldset>
        <div className={styles.words}>
          <Tags tags={form.tags} onChange={(tags) => set({ tags })} />
          <label className={styles.field}>
            {t('wrap.summary')}
            <textarea
              dir={form.summary === '' ? undefined : 'auto'}
              className={styles.summary}
              rows={2}
              maxLength={LIMITS.noteText}
              value={form.summary}
              placeholder={t('wrap.summaryHint')}
              onChange={(event) => set({ summary: event.target.value })}
            />
          </label>
        </div>
      </div>
      <p className={styles.ask}>{t('wrap.judge')}</p>
      <Segment
        wide
        label={t('wrap.judge')}
        value={form.label}
        options={handoffLabel.options.map((label) => ({
          value: label,
          label: t(`label.${label}`),
          cap: LABEL_CAPS[label],
        }))}
        onChange={(label) => set({ label, ...(label === 'wrong_person' ? { category: null } : {}) })}
      />
      {ofTrigger && (
        <>
          <p className={styles.ask}>{t('label.category')}</p>
          <Segment
            wide
            label={t('label.category')}
            value={form.category}
            options={category.options.map((each) => ({ value: each, label: t(`category.${each}`) }))}
            onChange={(chosen) => set({ category: chosen })}
          />
        </>
      )}
      {(missing || form.error !== null) && (
        <p className={styles.error} role="alert">
          <TriangleAlert {...SMALL} />
          {missing ? t('wrap.missing') : t('wrap.failed', { why: explain(form.error) })}
        </p>
      )}
      <footer className={styles.foot}>
        <label className={styles.toBot}>
          <span className={styles.check}>
            <input
              type="checkbox"
              className={styles.checkbox}
              checked={form.toBot}
              onChange={(event) => set({ toBot: event.target.checked })}
            />
            <Check {...SMALL} className={styles.tick} />
          </span>
          {t('wrap.toBot', { name: conversation.customer.name })}
        </label>
        <Button look="quiet" onClick={later}>
          {t('wrap.later')} <Cap>Esc</Cap>
        </Button>
        <Button
          look="primary"
          hint={hint('finish')}
          aria-disabled={whyNot !== undefined}
          title={whyNot}
          onClick={finish}
        >
          {t(reach === 'later' ? 'wrap.finishOnline' : 'wrap.finish')}
        </Button>
      </footer>
    </section>
  );
}

function Since({ since }: { readonly since: number | undefined }) {
  const offset = usePage((state) => linkOf(state)?.clockOffset ?? 0);
  const now = useNow() + offset;
  if (since === undefined) return null;
  return <span className={styles.since}>{t('wrap.time', { time: duration(now - since) })}</span>;
}

interface TagsProps {
  readonly tags: readonly string[];
  readonly onChange: (tags: readonly string[]) => void;
}

function Tags({ tags, onChange }: TagsProps) {
  const [text, setText] = useState('');
  function add(): void {
    const tag = text.trim();
    setText('');
    if (tag !== '' && !tags.includes(tag)) onChange([...tags, tag]);
  }
  return (
    <div className={styles.field}>
      {t('wrap.tags')}
      <span className={styles.tags}>
        {tags.map((tag) => (
          <span key={tag} className={styles.tag}>
            {tag}
            <button
              type="button"
              className={styles.remove}
              aria-label={t('wrap.removeTag', { tag })}
              onClick={() => onChange(tags.filter((other) => other !== tag))}
            >
              <X {...SMALL} />
            </button>
          </span>
        ))}
        {tags.length < MOST_TAGS && (
          <input
            type="text"
            className={styles.addTag}
            value={text}
            maxLength={LIMITS.label}
            placeholder={t('wrap.addTag')}
            aria-label={t('wrap.addTag')}
            onChange={(event) => setText(event.target.value)}
            onBlur={add}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
              event.preventDefault();
              add();
            }}
          />
        )}
      </span>
    </div>
  );
}
