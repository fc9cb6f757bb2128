// Owns the list of conversations that the draft decides otherwise: narrowed by kind, walked by arrows or j k, each opened in the
// middle as it is reached; Enter goes there. Only the rows in view are drawn.
import { type KeyboardEvent, useId, useMemo, useRef, useState } from 'react';
import type { BacktestResult, ChangedConversation } from '#shared/contract/triggers.ts';
import { LIST_KEYS, useKey } from '../../keys/keys.tsx';
import { useActions, usePage } from '../../state/page.ts';
import { Caps } from '../../ui/Caps.tsx';
import { classes } from '../../ui/classes.ts';
import { useInView } from '../../ui/view.ts';
import { number, t } from '../../ui/words.ts';
import styles from './ChangedList.module.css';
import { labelOf, turnsOf } from './sentences.ts';

const KINDS = ['newly', 'noLonger', 'earlier', 'later'] as const;
type Kind = (typeof KINDS)[number];

/** px at the usual size of text. */
const ROW = 26;
/** Rows drawn above and below those in view. */
const OVERSCAN = 6;

interface ChangedListProps {
  readonly result: BacktestResult;
  readonly hasDraft: boolean;
  readonly onChoose: (conversation: string) => void;
}

export function ChangedList({ result, hasDraft, onChoose }: ChangedListProps) {
  const { changed, changedTotal, changes } = result;
  const [kind, setKind] = useState<Kind | null>(null);
  const shown = useMemo(
    () => (kind === null ? changed : changed.filter((each) => each.kind === kind)),
    [changed, kind],
  );
  return (
    <section className={styles.section} aria-label={t('change.title')}>
      <header className={styles.head}>
        <h3 className={styles.title}>{t('change.title')}</h3>
        {changedTotal > 0 && (
          <span className={styles.count}>
            {changedTotal > changed.length
              ? t('change.first', { count: changed.length, of: changedTotal })
              : t('change.count', { count: changedTotal })}
          </span>
        )}
      </header>
      {changedTotal === 0 ? (
        <p className={styles.none}>
          <strong>{t('change.none')}</strong> {t(hasDraft ? 'change.noneWhat' : 'change.noDraft')}
        </p>
      ) : (
        <>
          <Filter kind={kind} changes={changes} onChange={setKind} />
          <Rows shown={shown} onChoose={onChoose} />
        </>
      )}
    </section>
  );
}

interface FilterProps {
  readonly kind: Kind | null;
  readonly changes: BacktestResult['changes'];
  readonly onChange: (kind: Kind | null) => void;
}

function Filter({ kind, changes, onChange }: FilterProps) {
  const name = useId();
  return (
    <div className={styles.filter} role="radiogroup" aria-label={t('change.filter')}>
      {[null, ...KINDS].map((each) => (
        <label key={each} className={styles.chip}>
          <input
            type="radio"
            name={name}
            className={styles.radio}
            checked={each === kind}
            onChange={() => onChange(each)}
          />
          {t(`change.${each ?? 'all'}`)}
          {each !== null && <span className={styles.chipCount}>{number(changes[each])}</span>}
        </label>
      ))}
      <span className={styles.space} />
      <span className={styles.keys}>
        <Caps name="next" /> <Caps name="previous" />
      </span>
    </div>
  );
}

interface RowsProps {
  readonly shown: readonly ChangedConversation[];
  readonly onChoose: (conversation: string) => void;
}

function Rows({ shown, onChoose }: RowsProps) {
  const chosen = usePage((state) => state.studio.chosen);
  const scale = usePage((state) => state.settings.textSize / 100);
  const { chooseCase, focusSaid } = useActions();
  const [focused, setFocused] = useState(false);
  const scroller = useRef<HTMLDivElement>(null);
  const list = useId();
  const height = Math.round(ROW * scale);
  const inView = useInView(scroller, OVERSCAN * height, true);
  const from = Math.max(0, Math.floor(inView.top / height) - OVERSCAN);
  const to = Math.min(shown.length, Math.ceil((inView.top + inView.height) / height) + 2 * OVERSCAN);
  const here = shown.findIndex(({ conversation }) => conversation === chosen);

  function move(next: number): void {
    const at = Math.max(0, Math.min(shown.length - 1, next));
    const row = shown[at];
    if (row === undefined) return;
    chooseCase(row.conversation);
    inView.reveal(at * height, height);
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const page = Math.max(1, Math.floor(inView.height / height) - 1);
    const next = {
      ArrowDown: here + 1,
      ArrowUp: here - 1,
      PageDown: here + page,
      PageUp: here - page,
      Home: 0,
      End: shown.length - 1,
    }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    move(next);
  }
  useKey('goQueue', () => scroller.current?.focus());
  useKey('next', focused ? () => move(here + 1) : null);
  useKey('previous', focused ? () => move(here - 1) : null);
  useKey(
    'openRow',
    focused && here >= 0
      ? () => {
          onChoose(shown[here]?.conversation ?? '');
          focusSaid();
        }
      : null,
  );

  return (
    <>
      <div className={classes(styles.line, styles.columns)} aria-hidden="true">
        <span className={styles.kind}>{t('change.kind')}</span>
        <span className={styles.who}>{t('change.conversation')}</span>
        <span className={styles.turn}>{t('change.turn')}</span>
        <span className={styles.label}>{t('change.label')}</span>
      </div>
      {shown.length === 0 && <p className={styles.none}>{t('change.noneOfKind')}</p>}
      <div
        ref={scroller}
        {...LIST_KEYS}
        className={styles.rows}
        role="listbox"
        aria-label={t('change.title')}
        aria-activedescendant={here < 0 ? undefined : `${list}/${here}`}
        tabIndex={0}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
        onKeyDown={onKeyDown}
      >
        <div className={styles.all} style={{ height: shown.length * height }}>
          {shown.slice(from, to).map((each, offset) => {
            const at = from + offset;
            const label = labelOf(each);
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: keys go to the list, which has the focus.
              // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus, the option is its active descendant.
              <div
                key={each.conversation}
                id={`${list}/${at}`}
                role="option"
                aria-selected={at === here}
                aria-setsize={shown.length}
                aria-posinset={at + 1}
                className={classes(styles.line, styles.row, at === here && styles.here)}
                style={{ height, transform: `translateY(${at * height}px)` }}
                onClick={() => onChoose(each.conversation)}
              >
                <span className={styles.kind}>{t(`change.${each.kind}`)}</span>
                <span className={styles.who} title={`${each.name} ${each.about}`} dir="auto">
                  {each.name} <span className={styles.about}>{each.about}</span>
                </span>
                <span className={styles.turn}>{turnsOf(each)}</span>
                <span className={styles.label} title={label}>
                  {label}
                </span>
              </div>
            );
          })}
        </div>
      </div>
    </>
  );
}
