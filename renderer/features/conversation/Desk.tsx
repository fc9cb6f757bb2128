// Owns what stands below a transcript: the box to write in, the wrap-up in its place, or why only reading is possible.
import { SquareArrowOutUpRight } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ConversationView } from '#shared/contract/views.ts';
import { isEnded } from '#shared/domain/handoff/states.ts';
import { NEW_WRAP, tablesOf, useActions, usePage } from '../../state/page.ts';
import { Button } from '../../ui/Button.tsx';
import { ICON } from '../../ui/icons.tsx';
import { t } from '../../ui/words.ts';
import { Composer } from './Composer.tsx';
import { usePane } from './current.ts';
import styles from './Desk.module.css';
import { WrapUp } from './WrapUp.tsx';

/** What ends the work on a conversation; once it waits in the outbox nothing more is written. */
const ENDS: ReadonlySet<string> = new Set([
  'handoff.complete',
  'handoff.return',
  'handoff.transfer',
  'conversation.end',
]);

export function Desk({ view }: { readonly view: ConversationView }) {
  const { handoff, right, id } = view;
  const form = usePage((state) => state.wraps[handoff.id]);
  const popped = usePage((state) => state.popped.includes(id));
  const ending = usePage((state) =>
    [...tablesOf(state).outbox.values()].find(
      ({ conversation, kind, state: fate }) => conversation === id && fate !== 'refused' && ENDS.has(kind),
    ),
  );
  const { alone } = usePane();
  if (right === 'offered') return <Foot>{t('conversation.readOnlyOffer')}</Foot>;
  if (right === 'lead') return <Foot>{t('conversation.readOnlyLead')}</Foot>;
  if (right === 'consulted') return <Composer key={id} view={view} notesOnly />;
  if (right === 'kept')
    return <Foot>{t(isEnded(handoff.state) ? 'conversation.readOnly' : 'conversation.readOnlyNow')}</Foot>;
  if (ending !== undefined)
    return <Foot>{t(ending.kind === 'handoff.transfer' ? 'transfer.inOutbox' : 'wrap.inOutbox')}</Foot>;
  if (popped && !alone) return <Elsewhere conversation={id} />;
  const wrapping = form?.shown ?? handoff.state === 'wrapping';
  return wrapping ? <WrapUp key={id} view={view} form={form ?? NEW_WRAP} /> : <Composer view={view} />;
}

const Foot = ({ children }: { readonly children: ReactNode }) => (
  <footer className={styles.foot}>{children}</footer>
);

function Elsewhere({ conversation }: { readonly conversation: string }) {
  const { bringBack, popOut } = useActions();
  return (
    <Foot>
      <SquareArrowOutUpRight {...ICON} />
      <span className={styles.words}>{t('popOut.elsewhere')}</span>
      <Button look="quiet" onClick={() => popOut(conversation)}>
        {t('popOut.show')}
      </Button>
      <Button onClick={() => bringBack(conversation)}>{t('popOut.back')}</Button>
    </Foot>
  );
}
