// Owns the section about keys: every action with its keys, a new one by pressing it, what it would collide with.
import { Hourglass, RotateCcw } from 'lucide-react';
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Settings } from '#shared/contract/settings.ts';
import { BINDINGS, type KeyName, refusalOf, remapped } from '../../../keys/bindings.ts';
import { isMac, useKeymap, useKeyNames, useLayout } from '../../../keys/keys.tsx';
import { capsOf, isTyped, type Strokes, strokeOf } from '../../../keys/strokes.ts';
import { usePage } from '../../../state/page.ts';
import { Button, IconButton } from '../../../ui/Button.tsx';
import { Caps } from '../../../ui/Caps.tsx';
import { SMALL } from '../../../ui/icons.tsx';
import { t } from '../../../ui/words.ts';
import { Row, type Save, Section } from '../Rows.tsx';
import styles from './Keys.module.css';

/** Shown before all are asked for, beside those that were changed. */
const FIRST: readonly KeyName[] = ['palette', 'accept', 'send', 'wrapUp', 'toBot', 'nextUnread'];
/** How long a second stroke is waited for, ms. */
const SECOND_MS = 900;

interface Collision {
  readonly name: KeyName;
  readonly strokes: Strokes;
  readonly by: KeyName | null;
}

function useWords(): (strokes: Strokes) => string {
  const layout = useLayout();
  return (strokes) =>
    strokes.length === 0
      ? t('settings.keyNone')
      : strokes.map((stroke) => capsOf(stroke, isMac, layout).join(' ')).join(` ${t('keys.then')} `);
}

export function Keys({ settings, save }: { readonly settings: Settings; readonly save: Save }) {
  const remaps = settings.keys;
  const names = useKeyNames();
  const keymap = useKeymap();
  const wordsOf = useWords();
  // Asked for by name: then all of them.
  const [all, setAll] = useState(usePage((state) => state.section === 'keys'));
  const [recording, setRecording] = useState<KeyName | null>(null);
  const [collision, setCollision] = useState<Collision | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const changed = names.filter((name) => remaps[name] !== undefined);
  const shown = all ? names : names.filter((name) => FIRST.includes(name) || changed.includes(name));

  /** The action whose button gets the focus back when the recorder goes. */
  const back = useRef<KeyName | null>(null);
  useLayoutEffect(() => {
    if (recording !== null || back.current === null) return;
    list.current?.querySelector<HTMLElement>(`[data-key="${back.current}"]`)?.focus();
    back.current = null;
  }, [recording]);

  function take(name: KeyName, strokes: Strokes): void {
    const refusal = refusalOf(keymap, name, strokes);
    setCollision(
      refusal === null ? null : { name, strokes, by: refusal.why === 'taken' ? refusal.by : null },
    );
    if (refusal === null) save({ keys: remapped(remaps, name, strokes) });
    if (recording !== null) back.current = name;
    setRecording(null);
  }
  return (
    <Section
      id="keys"
      title={t('settings.keys')}
      figure={t('settings.keysChanged', { count: changed.length })}
    >
      <div ref={list}>
        {shown.map((name) => {
          const action = t(BINDINGS[name].words);
          const isChanged = changed.includes(name);
          const problem = collision?.name === name ? collision : null;
          return (
            <Row
              key={name}
              title={problem === null ? action : <ProblemName action={action} />}
              what={isChanged ? t('settings.keyWas', { keys: wordsOf(BINDINGS[name].strokes) }) : undefined}
            >
              <span className={styles.keys}>
                {problem !== null && (
                  <span className={styles.problem} role="alert">
                    {problem.by === null
                      ? t('settings.keyReserved', { keys: wordsOf(problem.strokes) })
                      : t('settings.keyTaken', {
                          keys: wordsOf(problem.strokes),
                          action: t(BINDINGS[problem.by].words),
                        })}
                  </span>
                )}
                {problem !== null && problem.by !== null && (
                  <Button
                    onClick={() => {
                      const { by, strokes } = problem;
                      if (by === null) return;
                      save({ keys: remapped(remapped(remaps, by, []), name, strokes) });
                      setCollision(null);
                    }}
                  >
                    {t('settings.keyTake')}
                  </Button>
                )}
                {isChanged && recording !== name && (
                  <IconButton
                    label={t('settings.keyReset', { keys: wordsOf(BINDINGS[name].strokes) })}
                    onClick={() => take(name, BINDINGS[name].strokes)}
                  >
                    <RotateCcw {...SMALL} />
                  </IconButton>
                )}
                {recording === name ? (
                  <Recorder
                    onStrokes={(strokes) => take(name, strokes)}
                    onLeave={(byKey) => {
                      back.current = byKey ? name : null;
                      setRecording(null);
                    }}
                  />
                ) : (
                  <button
                    type="button"
                    data-key={name}
                    className={styles.change}
                    aria-label={t('settings.keyChange', { action, keys: wordsOf(keymap[name]) })}
                    onClick={() => {
                      setCollision(null);
                      setRecording(name);
                    }}
                  >
                    {keymap[name].length === 0 ? (
                      <span className={styles.none}>{t('settings.keyNone')}</span>
                    ) : (
                      <Caps name={name} apart />
                    )}
                  </button>
                )}
              </span>
            </Row>
          );
        })}
      </div>
      <div className={styles.foot}>
        {!all && <span>{t('settings.keysMore', { count: names.length - shown.length })}</span>}
        <span className={styles.space} />
        {!all && (
          <Button look="quiet" className={styles.all} onClick={() => setAll(true)}>
            {t('settings.keysAll')}
          </Button>
        )}
        <Button look="quiet" disabled={changed.length === 0} onClick={() => save({ keys: {} })}>
          {t('settings.keysReset')}
        </Button>
      </div>
    </Section>
  );
}

const ProblemName = ({ action }: { readonly action: string }) => (
  <span className={styles.problemName}>
    <Hourglass {...SMALL} /> {action}
  </span>
);

interface RecorderProps {
  readonly onStrokes: (strokes: Strokes) => void;
  /** Left by Escape or Tab, or by going elsewhere. */
  readonly onLeave: (byKey: boolean) => void;
}

/** Listens to one stroke, or to two bare ones after each other. */
function Recorder({ onStrokes, onLeave }: RecorderProps) {
  const field = useRef<HTMLInputElement>(null);
  const [first, setFirst] = useState<Strokes>([]);
  const wordsOf = useWords();
  useLayoutEffect(() => field.current?.focus(), []);
  useEffect(() => {
    if (first.length === 0) return undefined;
    const timer = setTimeout(() => onStrokes(first), SECOND_MS);
    return () => clearTimeout(timer);
  }, [first, onStrokes]);
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    event.preventDefault();
    event.stopPropagation();
    if (['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return;
    if (event.key === 'Escape' || event.key === 'Tab') return onLeave(true);
    if (event.key === 'Backspace') return onStrokes([]);
    const stroke = strokeOf(event.nativeEvent, isMac);
    if (stroke === null) return;
    const strokes = [...first, stroke];
    if (strokes.length === 2 || !isTyped(stroke)) return onStrokes(strokes);
    setFirst(strokes);
  }
  return (
    <input
      ref={field}
      type="text"
      readOnly
      className={styles.recorder}
      aria-label={t('settings.keyPress')}
      title={t('settings.keyPressWhat')}
      value={first.length === 0 ? t('settings.keyPress') : `${wordsOf(first)} …`}
      onKeyDown={onKeyDown}
      onBlur={() => onLeave(false)}
    />
  );
}
