// Owns giving what waits, or what a colleague has, to one person out of turn: a lead to anybody of its queue, anybody else to
// themselves.
import { useMemo, useState } from 'react';
import type { QueueRow, TakenRow } from '#shared/schema/queue.ts';
import { isLive, meOf, tablesOf, useActions, usePage } from '../../state/page.ts';
import { givable } from '../../state/targets.ts';
import { mayLead } from '../../state/wall.ts';
import { ActionDialog } from '../../ui/ActionDialog.tsx';
import { t } from '../../ui/words.ts';
import { Targets } from './Targets.tsx';

export function Give({ row }: { readonly row: QueueRow | TakenRow }) {
  const { give, assign } = useActions();
  const live = usePage(isLive);
  const leads = usePage(mayLead);
  const me = usePage(meOf);
  const people = usePage((state) => tablesOf(state).people);
  const [query, setQuery] = useState('');
  const [key, setKey] = useState<string | null>(null);
  const targets = useMemo(() => givable(people.values(), row, query), [people, row, query]);
  const chosen = targets.find((target) => target.key === key && target.impossible === undefined);
  const to = leads ? (chosen?.kind === 'person' ? chosen.person : undefined) : me;
  const { name } = row;
  const whom = to === undefined ? '' : to.id === me?.id ? t('give.toYou') : t('give.to', { name: to.name });
  return (
    <ActionDialog
      title={leads ? t('give.title', { name }) : t('give.takeTitle', { name })}
      effect={whom}
      confirm={leads ? t('give.confirm') : t('give.take')}
      missing={!live ? t('give.needsLink') : to === undefined ? t('give.choose') : null}
      onClose={() => give(null)}
      run={async () => {
        if (to !== undefined) await assign(row.handoff, to.id);
      }}
    >
      <p>{'owner' in row ? t('give.leaves', { name: row.ownerName }) : t('give.what')}</p>
      {leads && (
        <Targets
          search={t('target.searchPeople')}
          targets={targets}
          query={query}
          onQuery={setQuery}
          chosen={chosen}
          onChoose={(target) => setKey(target.key)}
        />
      )}
    </ActionDialog>
  );
}
