// Owns what was said in a case, turn by turn: arrows or j k walk it and the rest of the pane follows; words that count are
// underlined; Enter opens the conversation itself where that may be.
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import type { CaseResult } from '#shared/contract/triggers.ts';
import { LIST_KEYS, useKey } from '../../keys/keys.tsx';
import { useActions, usePage } from '../../state/page.ts';
import { Caps } from '../../ui/Caps.tsx';
import { classes } from '../../ui/classes.ts';
import { Marked } from '../../ui/Marked.tsx';
import { t } from '../../ui/words.ts';
import styles from './Case.module.css';
import { useOpenAt } from './open-at.ts';

interface SaidProps {
  readonly found: CaseResult;
  readonly here: number;
  readonly conversation: string;
  readonly onTurn: (turn: number) => void;
}

const ROLES = {
  END_USER: 'said.customer',
  AUTOMATED_AGENT: 'said.bot',
  HUMAN_AGENT: 'said.person',
} as const;

export function Said({ found, here, conversation, onTurn }: SaidProps) {
  const { turns, name, total } = found;
  const [focused, setFocused] = useState(false);
  const list = useId();
  const place = useRef<HTMLDivElement>(null);
  const open = useOpenAt(conversation);
  const toSaid = usePage((state) => state.studio.toSaid);
  const { saidReached } = useActions();
  useEffect(() => {
    if (!toSaid) return;
    saidReached();
    place.current?.focus();
  }, [toSaid, saidReached]);
  const at = turns.findIndex(({ index }) => index === here);
  const aligned = useRef(false);
  // It opens at the turn, with what that answers; from then on no line moves that need not.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another part of it has other lines.
  useLayoutEffect(() => {
    const box = place.current;
    const lines = [at - 1, at].map((line) => box?.children[Math.max(0, line)]);
    const [before, turn] = lines;
    if (box === null || !(before instanceof HTMLElement) || !(turn instanceof HTMLElement)) return;
    const end = turn.offsetTop + turn.offsetHeight - box.clientHeight;
    const top = before.offsetTop;
    if (!aligned.current || box.scrollTop > top || box.scrollTop < end) box.scrollTop = top;
    aligned.current = true;
    // What stands above is another one's for each turn, and may push the list out of the pane under somebody's keys.
    if (document.activeElement === box) turn.scrollIntoView({ block: 'nearest' });
  }, [at, turns]);

  const move = (turn: number): void => onTurn(Math.max(1, Math.min(total, turn)));
  function onKeyDown(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const next = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 1, End: total }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    move(next);
  }
  useKey('next', focused ? () => move(here + 1) : null);
  useKey('previous', focused ? () => move(here - 1) : null);
  useKey('openRow', focused && open !== null ? () => open(here) : null);

  return (
    <section className={styles.section}>
      <header className={styles.sectionHead}>
        <h3 className={styles.heading}>{t('said.title')}</h3>
        <span className={styles.aside}>
          <Caps name="previous" /> <Caps name="next" />{' '}
          {turns.length === total
            ? t('said.byTurn')
            : t('said.some', { from: turns[0]?.index ?? 1, to: turns.at(-1)?.index ?? 1, total })}
        </span>
      </header>
      <div
        ref={place}
        {...LIST_KEYS}
        className={styles.said}
        role="listbox"
        aria-label={t('said.title')}
        aria-activedescendant={`${list}/${here}`}
        tabIndex={0}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
        onKeyDown={onKeyDown}
      >
        {turns.map(({ index, role, speaker, text, quotes }) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys go to the list, which has the focus.
          // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus, the option is its active descendant.
          <div
            key={index}
            id={`${list}/${index}`}
            data-turn={index}
            role="option"
            aria-selected={index === here}
            aria-setsize={total}
            aria-posinset={index}
            className={classes(styles.turn, index === here && styles.here)}
            onClick={() => onTurn(index)}
          >
            <span className={styles.turnName}>{t('said.turn', { turn: index })}</span>
            <span className={styles.speaker} dir="auto">
              {speaker ?? (role === 'END_USER' ? name : t(ROLES[role]))}
            </span>
            <span className={role === 'AUTOMATED_AGENT' ? styles.botText : styles.text} dir="auto">
              <Marked
                text={text}
                ranges={quotes.map(({ start, end, category }) => [start, end, category === 'emotion'])}
                className={styles.evidence}
                feltClassName={styles.felt}
              />
            </span>
          </div>
        ))}
      </div>
    </section>
  );
}
