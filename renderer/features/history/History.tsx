// Owns the history: what this person handled, found by its words, read on this device with or without a router.
import { useEffect, useState } from 'react';
import type { HistoryRow } from '#shared/contract/calls.ts';
import { useActions, usePage } from '../../state/page.ts';
import { classes } from '../../ui/classes.ts';
import { t } from '../../ui/words.ts';
import { Filters } from './Filters.tsx';
import { keyOfHit, useFound } from './found.ts';
import styles from './History.module.css';
import { HistoryList } from './HistoryList.tsx';
import { Past } from './Past.tsx';
import { SearchField } from './SearchField.tsx';

export function History() {
  const text = usePage((state) => state.searched);
  const filter = usePage((state) => state.filter);
  const drawer = usePage((state) => state.filterDrawer);
  const searching = text.trim() !== '';
  const found = useFound(text.trim(), filter);
  const past = usePage((state) => state.past);
  const [chosen, setChosen] = useState<string | null>(null);
  const { selectPast, setSearched } = useActions();
  const [rows, setRows] = useState<ReadonlyMap<string, HistoryRow>>(new Map());
  const { list } = found;
  // A row stays known after a search has replaced the list: its head and package are shown while it is read.
  useEffect(() => {
    if (list.length > 0)
      setRows((before) => new Map([...before, ...list.map((row) => [row.conversation.id, row] as const)]));
  }, [list]);
  useEffect(() => () => selectPast(null), [selectPast]);
  return (
    <div className={styles.history}>
      <aside className={classes(styles.filters, drawer && styles.shown)} aria-label={t('history.filters')}>
        <h2 className={styles.title}>{t('history.title')}</h2>
        <Filters counted={!searching && found.state === 'ready'} />
      </aside>
      <section className={styles.list} aria-label={t('history.title')}>
        <SearchField text={text} onText={setSearched} found={found} />
        <HistoryList
          found={found}
          searched={searching}
          filtered={Object.keys(filter).length > 0}
          chosen={chosen}
          onChoose={(key, conversation) => {
            setChosen(key);
            selectPast(conversation);
          }}
        />
      </section>
      <Past
        key={past}
        conversation={past}
        row={past === null ? undefined : rows.get(past)}
        hit={found.hits.find((hit) => keyOfHit(hit) === chosen)}
        searched={text.trim()}
        choice={found.list.length + found.hits.length > 0}
      />
    </div>
  );
}
