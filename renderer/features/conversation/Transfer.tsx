// Owns passing a conversation on: to whom, why, and a note for the next person. Escalating it is the same, to somebody senior.
import { useEffect, useMemo, useState } from 'react';
import type { ConversationView } from '#shared/contract/views.ts';
import { type TransferReason, transferReason } from '#shared/schema/handoff.ts';
import { LIMITS } from '#shared/schema/primitives.ts';
import { meOf, tablesOf, useActions, usePage } from '../../state/page.ts';
import { type Target, targetsOf } from '../../state/targets.ts';
import { ActionDialog, Field } from '../../ui/ActionDialog.tsx';
import { Chips } from '../../ui/Chips.tsx';
import { t } from '../../ui/words.ts';
import { Targets } from './Targets.tsx';

interface TransferProps {
  readonly view: ConversationView;
  readonly onClose: () => void;
}

function effectOf(target: Target | undefined, reason: TransferReason | null): string {
  if (target === undefined) return t('transfer.what');
  if (reason === 'needs_senior' && target.kind === 'queue')
    return t('transfer.to.senior', { name: target.name });
  return t(`transfer.to.${target.kind}`, { name: target.name });
}

export const Escalate = (props: TransferProps) => <Transfer {...props} escalates />;

export function Transfer({
  view,
  onClose,
  escalates = false,
}: TransferProps & { readonly escalates?: boolean }) {
  const { transfer, askFor } = useActions();
  const askedFor = usePage((state) => state.askedFor);
  const me = usePage(meOf);
  const people = usePage((state) => tablesOf(state).people);
  const counts = usePage((state) => tablesOf(state).counts);
  const [query, setQuery] = useState(askedFor);
  useEffect(() => askFor(''), [askFor]);
  const { handoff, conversation } = view;
  const [key, setKey] = useState(escalates ? `queue/${handoff.queue}` : null);
  const [reason, setReason] = useState<TransferReason | null>(escalates ? 'needs_senior' : null);
  const [note, setNote] = useState('');
  const targets = useMemo(
    () => targetsOf({ people: people.values(), counts, me, handoff }, query),
    [people, counts, me, handoff, query],
  );
  const chosen = targets.find((target) => target.key === key && target.impossible === undefined);
  return (
    <ActionDialog
      viaOutbox
      title={t(escalates ? 'escalate.title' : 'transfer.title', { name: conversation.customer.name })}
      detail={t('transfer.leaves')}
      effect={effectOf(chosen, reason)}
      confirm={t(escalates ? 'escalate.confirm' : 'transfer.confirm')}
      missing={chosen === undefined ? t('transfer.choose') : reason === null ? t('transfer.why') : null}
      onClose={onClose}
      run={async () => {
        if (chosen === undefined || reason === null) return;
        await transfer(handoff.id, { to: chosen.to, reason, note: note.trim() });
      }}
    >
      <Targets
        search={t('target.search')}
        targets={targets}
        query={query}
        onQuery={setQuery}
        chosen={chosen}
        onChoose={(target) => setKey(target.key)}
      />
      <Chips
        label={t('transfer.reason')}
        value={reason}
        options={transferReason.options.map((value) => ({ value, label: t(`transfer.reason.${value}`) }))}
        onChange={setReason}
      />
      <Field
        look="note"
        label={t('transfer.note')}
        aside={t('transfer.goesAlong', { version: handoff.context.version })}
        value={note}
        most={LIMITS.noteText}
        onChange={setNote}
      />
    </ActionDialog>
  );
}
