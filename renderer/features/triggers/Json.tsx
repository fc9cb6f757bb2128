// Owns the policy as text: what is typed is the draft as soon as it is a policy; until then every fault is named by path and
// reason, and the text stays as it is.
import { useMemo, useRef, useState } from 'react';
import { type Policy, readPolicy } from '#shared/domain/trigger/policy.ts';
import type { LivePolicy } from '#shared/schema/live-policy.ts';
import type { Working } from '../../state/drafted.ts';
import { useActions } from '../../state/page.ts';
import { changesOf } from '../../state/policy-changes.ts';
import { classes } from '../../ui/classes.ts';
import { t } from '../../ui/words.ts';
import styles from './Json.module.css';
import { type Place, placeAt } from './json-place.ts';
import { expectedWords } from './sentences.ts';

interface Fault {
  readonly path: string;
  readonly words: string;
  /** Where in the text; null where that is said in words. */
  readonly place: Place | null;
}

type Read = { readonly policy: Policy } | { readonly faults: readonly Fault[] };

/** Where in the text the engine stopped, if it says so. */
function placeOf(text: string, error: unknown): string {
  const at = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
  if (at === undefined) return t('json.notJson');
  const before = text.slice(0, Number(at)).split('\n');
  return t('json.notJsonAt', { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 });
}

function readText(text: string, id: string): Read {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch (error) {
    return { faults: [{ path: '', words: placeOf(text, error), place: null }] };
  }
  const read = readPolicy(given);
  const faultAt = (path: string, words: string): Fault => ({
    ...{ path, words },
    place: placeAt(text, path === '' ? [] : path.split('.')),
  });
  if ('faults' in read)
    return { faults: read.faults.map(({ path, expected }) => faultAt(path, expectedWords(expected))) };
  return read.policy.id === id ? read : { faults: [faultAt('id', t('json.id', { id }))] };
}

const written = (policy: Policy): string => JSON.stringify(policy, null, 2);

interface JsonProps {
  readonly row: LivePolicy;
  readonly working: Working;
  /** What is typed and is no policy yet. */
  readonly text: string | null;
}

export function Json({ row, working, text }: JsonProps) {
  const { changePolicy, holdText } = useActions();
  const { policy } = working;
  const area = useRef<HTMLTextAreaElement>(null);
  /** What was typed last and is a policy: it stays as it was typed, for as long as it says what the draft says. */
  const [own, setOwn] = useState<{ readonly text: string; readonly policy: Policy } | null>(null);
  const same = own !== null && changesOf(own.policy, policy).length === 0;
  const shown = text ?? (same ? own.text : written(policy));
  const faults = useMemo(() => {
    if (text === null) return [];
    const read = readText(text, row.id);
    return 'faults' in read ? read.faults : [];
  }, [text, row.id]);
  function type(typed: string): void {
    const read = readText(typed, row.id);
    if ('faults' in read) return holdText(row.id, typed);
    setOwn({ text: typed, policy: read.policy });
    changePolicy(row.id, read.policy);
  }
  /** Marks the value, and shows it. */
  function goTo({ start, end, line }: Place): void {
    const element = area.current;
    if (element === null) return;
    element.focus();
    element.setSelectionRange(start, end);
    const lines = shown.split('\n').length;
    element.scrollTop = (element.scrollHeight * line) / lines - element.clientHeight / 2;
  }
  return (
    <div className={styles.json}>
      <textarea
        ref={area}
        className={styles.text}
        aria-label={t('json.label')}
        aria-invalid={faults.length > 0}
        aria-describedby="policy-faults"
        dir="ltr"
        spellCheck={false}
        autoComplete="off"
        value={shown}
        onChange={(event) => type(event.target.value)}
      />
      <div id="policy-faults" role="status" className={classes(styles.foot, faults.length > 0 && styles.bad)}>
        {faults.length === 0 ? (
          t('json.good')
        ) : (
          <>
            <strong>{t('json.bad', { count: faults.length })}</strong>
            <ul className={styles.faults}>
              {faults.map(({ path, words, place }) => (
                <li key={`${path} ${words}`}>
                  {place !== null && (
                    <button type="button" className={styles.line} onClick={() => goTo(place)}>
                      {t('json.line', { line: place.line })}
                    </button>
                  )}{' '}
                  <code dir="ltr" className={styles.path}>
                    {path === '' ? t('json.whole') : path}
                  </code>{' '}
                  {words}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </div>
  );
}
