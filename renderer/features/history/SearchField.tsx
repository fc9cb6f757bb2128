// Owns the search field of the history: the title bar and its key bring the focus here.
import { Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { usePage } from '../../state/page.ts';
import { ICON } from '../../ui/icons.tsx';
import { t } from '../../ui/words.ts';
import type { Found } from './found.ts';
import styles from './SearchField.module.css';

interface SearchFieldProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly found: Found;
}

const MOST = 500;

export function SearchField({ text, onText, found }: SearchFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const toSearch = usePage((state) => state.toSearch);
  useEffect(() => {
    if (toSearch > 0) field.current?.select();
  }, [toSearch]);
  const count = found.hits.length;
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.key === 'Escape') onText('');
    else if (event.key === 'ArrowDown' || event.key === 'Enter')
      document.getElementById('history-list')?.focus();
    else return;
    event.preventDefault();
  }
  return (
    <header className={styles.header}>
      <label className={styles.field}>
        <Search {...ICON} />
        <input
          ref={field}
          type="search"
          className={styles.input}
          value={text}
          maxLength={MOST}
          aria-label={t('history.search')}
          placeholder={t('history.search')}
          onChange={(event) => onText(event.target.value)}
          onKeyDown={onKeyDown}
        />
        {text.trim() !== '' && found.state === 'ready' && (
          <span className={styles.count} role="status">
            {t(found.more ? 'history.foundMore' : 'history.found', { count })}
          </span>
        )}
      </label>
    </header>
  );
}
