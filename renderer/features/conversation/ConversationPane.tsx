// Owns the middle pane: head, transcript, and below it what the person can do here: write, wrap up, or only read.
// The offer floats over the oldest turns; nothing moves for it.
import { FlaskConical } from 'lucide-react';
import type { ReactNode } from 'react';
import { useMemo } from 'react';
import type { ConversationView } from '#shared/contract/views.ts';
import { linesOf } from '../../state/entries.ts';
import { endingsOf, isLive, meOf, NEW_WRAP, tablesOf, useActions, usePage } from '../../state/page.ts';
import { SMALL } from '../../ui/icons.tsx';
import { Empty, Failed, Loading } from '../../ui/States.tsx';
import { Transcript } from '../../ui/Transcript.tsx';
import { t } from '../../ui/words.ts';
import { Calm } from './Calm.tsx';
import { Composer } from './Composer.tsx';
import { Conflicts } from './Conflicts.tsx';
import styles from './ConversationPane.module.css';
import { Head } from './Head.tsx';
import { Judge } from './Judge.tsx';
import { WrapUp } from './WrapUp.tsx';

export function ConversationPane({ offer }: { readonly offer: ReactNode }) {
  const selected = usePage((state) => state.selected);
  const view = usePage((state) =>
    state.selected === null ? undefined : tablesOf(state).conversations.get(state.selected),
  );
  const known = usePage((state) => state.copy !== null);
  return (
    <div className={styles.pane}>
      {view !== undefined && <Head view={view} />}
      {view?.conversation.demo === true && <Demo bot={view.conversation.bot} />}
      <div className={styles.stage}>
        <div className={styles.offer}>{offer}</div>
        {view !== undefined && <Words key={view.id} view={view} />}
        {known && view === undefined && (selected === null ? <Calm /> : <Gone />)}
      </div>
      <Conflicts />
      {view !== undefined && <Desk key={view.id} view={view} />}
    </div>
  );
}

/** The bot of /try is scripted; the other demo traffic is recorded. */
const TRY_BOT = 'try';

function Demo({ bot }: { readonly bot: string }) {
  return (
    <p className={styles.demo}>
      <FlaskConical {...SMALL} /> {t(bot === TRY_BOT ? 'conversation.demoTry' : 'conversation.demo')}
    </p>
  );
}

function Gone() {
  return (
    <div className={styles.gone}>
      <Empty title={t('conversation.gone')}>{t('conversation.goneWhat')}</Empty>
    </div>
  );
}

function Words({ view }: { readonly view: ConversationView }) {
  const opened = usePage((state) => state.opened[view.id]);
  const entries = usePage((state) => tablesOf(state).entries);
  const me = usePage((state) => meOf(state)?.id);
  const live = usePage(isLive);
  const lit = usePage((state) => state.lit);
  const reading = usePage((state) => state.reading);
  const endings = usePage((state) => endingsOf(state, view.handoff.queue));
  const { openAgain } = useActions();
  const lines = useMemo(() => linesOf(entries, view.id), [entries, view.id]);
  if (opened?.state === 'failed')
    return (
      <Failed title={t('conversation.failed')} error={opened.error} onAgain={() => openAgain(view.id)} />
    );
  if (opened?.state !== 'ready' && lines.length === 0) return <Loading rows={6} />;
  return (
    <Transcript
      lines={lines}
      me={me}
      judgement={view.handoff.judgement}
      live={live}
      lit={reading === null ? lit : null}
      endings={endings}
      judge={view.right === 'owner' ? <Judge handoff={view.handoff} /> : undefined}
      typing={view.typing ? view.conversation.customer.name : undefined}
    />
  );
}

/** What stands below the transcript. */
function Desk({ view }: { readonly view: ConversationView }) {
  const { handoff, right, id } = view;
  const form = usePage((state) => state.wraps[handoff.id]);
  const ending = usePage((state) =>
    [...tablesOf(state).outbox.values()].find(
      ({ conversation, kind, state: fate }) =>
        conversation === id &&
        fate !== 'refused' &&
        (kind === 'handoff.complete' || kind === 'handoff.return'),
    ),
  );
  if (right === 'offered') return <Foot words={t('conversation.readOnlyOffer')} />;
  if (right === 'lead') return <Foot words={t('conversation.readOnlyLead')} />;
  if (right === 'kept') return <Foot words={t('conversation.readOnly')} />;
  if (ending !== undefined) return <Foot words={t('wrap.inOutbox')} />;
  const wrapping = form?.shown ?? handoff.state === 'wrapping';
  return wrapping ? <WrapUp view={view} form={form ?? NEW_WRAP} /> : <Composer view={view} />;
}

const Foot = ({ words }: { readonly words: string }) => <footer className={styles.foot}>{words}</footer>;
