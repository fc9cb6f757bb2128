// Owns asking a colleague about a conversation: they read along and answer in notes; the customer sees nothing of it.
import { useMemo, useState } from 'react';
import type { ConversationView } from '#shared/contract/views.ts';
import { LIMITS } from '#shared/schema/primitives.ts';
import { meOf, tablesOf, useActions, usePage } from '../../state/page.ts';
import { consultable } from '../../state/targets.ts';
import { ActionDialog, Field } from '../../ui/ActionDialog.tsx';
import { t } from '../../ui/words.ts';
import { Targets } from './Targets.tsx';

interface ConsultProps {
  readonly view: ConversationView;
  readonly onClose: () => void;
}

export function Consult({ view, onClose }: ConsultProps) {
  const { consult } = useActions();
  const me = usePage(meOf);
  const people = usePage((state) => tablesOf(state).people);
  const [query, setQuery] = useState('');
  const [key, setKey] = useState<string | null>(null);
  const [question, setQuestion] = useState('');
  const { handoff } = view;
  const colleagues = useMemo(() => consultable({ people: people.values(), me }, query), [people, me, query]);
  const chosen = colleagues.find((target) => target.key === key && target.impossible === undefined);
  const words = question.trim();
  return (
    <ActionDialog
      viaOutbox
      title={t('consult.title')}
      detail={t('consult.unseen', { name: view.conversation.customer.name })}
      effect={chosen === undefined ? t('consult.what') : t('consult.of', { name: chosen.name })}
      confirm={t('consult.confirm')}
      missing={chosen === undefined ? t('consult.choose') : words === '' ? t('consult.ask') : null}
      onClose={onClose}
      run={async () => {
        if (chosen?.kind === 'person') await consult(handoff.id, chosen.person.id, words);
      }}
    >
      <Targets
        search={t('target.searchPeople')}
        targets={colleagues}
        query={query}
        onQuery={setQuery}
        chosen={chosen}
        onChoose={(target) => setKey(target.key)}
      />
      <Field
        look="note"
        label={t('consult.question')}
        value={question}
        most={LIMITS.noteText}
        placeholder={t('consult.questionHint')}
        onChange={setQuestion}
      />
    </ActionDialog>
  );
}
