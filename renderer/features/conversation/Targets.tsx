// Owns the list in which a colleague, queue or skill is found by a few letters: how busy each is, and why one is not
// possible. Digits choose while nothing but letters is typed; arrows move. Refuses: what is done with it.
import { Inbox, Search, Tag } from 'lucide-react';
import { Fragment, type KeyboardEvent, useEffect, useId } from 'react';
import type { Target, TargetKind } from '../../state/targets.ts';
import { Cap } from '../../ui/Caps.tsx';
import { classes } from '../../ui/classes.ts';
import { ICON, PresenceIcon } from '../../ui/icons.tsx';
import { Listed } from '../../ui/Listed.tsx';
import { Marked } from '../../ui/Marked.tsx';
import { t } from '../../ui/words.ts';
import styles from './Targets.module.css';

interface TargetsProps {
  /** What can be found. */
  readonly search: string;
  readonly targets: readonly Target[];
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly chosen: Target | undefined;
  readonly onChoose: (target: Target) => void;
}

const MOST_BARS = 8;

function Load({ load, capacity }: { readonly load: number; readonly capacity: number }) {
  const bars = Math.min(capacity, MOST_BARS);
  const full = capacity === 0 ? 0 : Math.round((load / capacity) * bars);
  return (
    <>
      <span className={styles.bars} aria-hidden="true">
        {Array.from({ length: bars }, (_, index) => index).map((index) => (
          <span key={index} className={classes(styles.bar, index < full && styles.full)} />
        ))}
      </span>
      {t('load.of', { load, capacity })}
    </>
  );
}

function shapeOf(target: Target & { kind: 'person' }) {
  const { status, connected, load, capacity } = target.person;
  if (!connected) return 'offline';
  return status === 'available' && load >= capacity ? 'limit' : status;
}

const detailsOf = (target: Target): readonly string[] => {
  if (target.kind === 'person') {
    const skills = Object.entries(target.person.skills).map(([skill, level]) =>
      t('target.skill', { skill, level }),
    );
    const lead = target.person.roles.includes('lead') ? [t('target.lead')] : [];
    return [...lead, ...skills, ...target.person.languages];
  }
  if (target.kind === 'queue')
    return target.counts === undefined ? [] : [t('target.staffed', { count: target.counts.available })];
  return [];
};

function Aside({ target }: { readonly target: Target }) {
  if (target.impossible !== undefined) return t(`target.${target.impossible}`);
  if (target.kind === 'person') return <Load load={target.person.load} capacity={target.person.capacity} />;
  if (target.kind === 'queue')
    return target.counts === undefined ? '' : t('target.waiting', { count: target.counts.waiting });
  return t('target.free', { count: target.free });
}

export function Targets({ search, targets, query, onQuery, chosen, onChoose }: TargetsProps) {
  const list = useId();
  const chosenRow = chosen === undefined ? undefined : `${list}-${chosen.key}`;
  useEffect(() => {
    if (chosenRow !== undefined) document.getElementById(chosenRow)?.scrollIntoView({ block: 'nearest' });
  }, [chosenRow]);
  const possible = targets.filter(({ impossible }) => impossible === undefined);
  const kinds: readonly TargetKind[] = ['person', 'queue', 'skill'];
  function onKeyDown(event: KeyboardEvent): void {
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
    const held = event.altKey || event.ctrlKey || event.metaKey;
    const step = event.code === 'ArrowDown' ? 1 : event.code === 'ArrowUp' ? -1 : 0;
    const at = chosen === undefined ? -1 : possible.findIndex(({ key }) => key === chosen.key);
    const next =
      digit !== undefined && !held
        ? possible[Number(digit) - 1]
        : step === 0
          ? undefined
          : possible[Math.min(possible.length - 1, Math.max(0, at + step))];
    if (next === undefined) return;
    onChoose(next);
    event.preventDefault();
    event.stopPropagation();
  }
  return (
    <div className={styles.targets}>
      <label className={styles.search}>
        <Search {...ICON} />
        <input
          type="text"
          role="combobox"
          className={styles.input}
          value={query}
          aria-label={search}
          aria-expanded="true"
          aria-controls={list}
          aria-activedescendant={chosenRow}
          placeholder={search}
          // biome-ignore lint/a11y/noAutofocus: the person opened this dialog to find somebody.
          autoFocus
          onChange={(event) => onQuery(event.target.value)}
          onKeyDown={onKeyDown}
        />
      </label>
      <div id={list} role="listbox" aria-label={t('target.list')} className={styles.list}>
        {targets.length === 0 && <p className={styles.none}>{t('target.none')}</p>}
        {kinds.map((kind) => {
          const rows = targets.filter((target) => target.kind === kind);
          return (
            rows.length > 0 && (
              <Fragment key={kind}>
                <p className={styles.head}>{t(`target.kind.${kind}`)}</p>
                {rows.map((target) => {
                  const digit = possible.indexOf(target) + 1;
                  return (
                    // biome-ignore lint/a11y/useKeyWithClickEvents: keys go to the search field, which has the focus.
                    // biome-ignore lint/a11y/useFocusableInteractive: the search field has the focus, this is its active option.
                    <div
                      key={target.key}
                      id={`${list}-${target.key}`}
                      role="option"
                      aria-selected={target.key === chosen?.key}
                      aria-disabled={target.impossible !== undefined}
                      className={classes(
                        styles.row,
                        target.key === chosen?.key && styles.chosen,
                        target.impossible !== undefined && styles.impossible,
                      )}
                      onClick={() => {
                        if (target.impossible === undefined) onChoose(target);
                      }}
                    >
                      <span className={styles.icon}>
                        {target.kind === 'person' ? (
                          <PresenceIcon shape={shapeOf(target)} />
                        ) : target.kind === 'queue' ? (
                          <Inbox {...ICON} />
                        ) : (
                          <Tag {...ICON} />
                        )}
                      </span>
                      <span className={styles.who}>
                        <span className={styles.name}>
                          <Marked
                            text={target.name}
                            ranges={target.found.ranges[0] ?? []}
                            className={styles.match}
                          />
                        </span>
                        <span className={styles.detail}>
                          <Listed parts={detailsOf(target)} />
                        </span>
                      </span>
                      <span className={styles.aside}>
                        <Aside target={target} />
                      </span>
                      <span className={styles.digit}>
                        {digit > 0 && digit < 10 && <Cap>{String(digit)}</Cap>}
                      </span>
                    </div>
                  );
                })}
              </Fragment>
            )
          );
        })}
      </div>
    </div>
  );
}
