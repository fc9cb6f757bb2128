// Owns giving what waits, or what a colleague has, to one person out of turn: a lead to anybody of its queue, anybody else to
// themselves.
import { useMemo, useState } from 'react';
import type { QueueRow, TakenRow } from '#shared/schema/queue.ts';
import { isLive, meOf, type PageState, tablesOf, useActions, usePage } from '../../state/page.ts';
import { isOpenOffer } from '../../state/queue.ts';
import { givable } from '../../state/targets.ts';
import { mayLead } from '../../state/wall.ts';
import { ActionDialog } from '../../ui/ActionDialog.tsx';
import { t } from '../../ui/words.ts';
import { Targets } from './Targets.tsx';

/** What the router would say against offering them one more; the offer that stands is answered first. */
function whyNotMe(state: PageState): 'give.answerFirst' | 'give.noRoom' | null {
  if ([...tablesOf(state).offers.values()].some(isOpenOffer)) return 'give.answerFirst';
  const { load = 0, capacity = 0 } = meOf(state)?.presence ?? {};
  return load >= capacity ? 'give.noRoom' : null;
}

export function Give({ row }: { readonly row: QueueRow | TakenRow }) {
  const { give, assign } = useActions();
  const live = usePage(isLive);
  const leads = usePage(mayLead);
  const whyNot = usePage(whyNotMe);
  const me = usePage(meOf);
  const people = usePage((state) => tablesOf(state).people);
  const [query, setQuery] = useState('');
  const [key, setKey] = useState<string | null>(null);
  const targets = useMemo(() => givable(people.values(), row, query), [people, row, query]);
  const chosen = targets.find((target) => target.key === key && target.impossible === undefined);
  const to = leads ? (chosen?.kind === 'person' ? chosen.person : undefined) : me;
  const { name } = row;
  const needs = !live ? t('give.needsLink') : leads || whyNot === null ? null : t(whyNot);
  const whom = to === undefined ? '' : to.id === me?.id ? t('give.toYou') : t('give.to', { name: to.name });
  return (
    <ActionDialog
      title={leads ? t('give.title', { name }) : t('give.takeTitle', { name })}
      effect={needs ?? whom}
      confirm={leads ? t('give.confirm') : t('give.take')}
      missing={needs ?? (to === undefined ? t('give.choose') : null)}
      onClose={() => give(null)}
      run={async () => {
        if (to !== undefined) await assign(row.handoff, to.id);
      }}
    >
      <p>
        {'owner' in row
          ? t('give.leaves', { name: row.ownerName })
          : t(leads ? 'give.what' : 'give.takeWhat')}
      </p>
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
