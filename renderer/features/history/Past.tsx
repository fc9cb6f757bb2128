// Owns one past conversation, read only: head, transcript with the matches, and the package as it was handed over.
import { useEffect, useMemo } from 'react';
import type { HistoryRow, SearchHit } from '#shared/contract/calls.ts';
import type { ConversationView } from '#shared/contract/views.ts';
import { isEnded } from '#shared/domain/handoff/states.ts';
import type { Conversation } from '#shared/schema/conversation.ts';
import type { Handoff } from '#shared/schema/handoff.ts';
import { useKey } from '../../keys/keys.tsx';
import { useNow } from '../../state/clock.ts';
import { type Line, linesOf } from '../../state/entries.ts';
import { endingsOf, isLive, meOf, tablesOf, useActions, usePage } from '../../state/page.ts';
import { Button } from '../../ui/Button.tsx';
import { ChannelIcon } from '../../ui/icons.tsx';
import { Package } from '../../ui/Package.tsx';
import { Empty, Failed, Loading } from '../../ui/States.tsx';
import { Transcript } from '../../ui/Transcript.tsx';
import { dayOf, timeOfDay } from '../../ui/time.ts';
import { explain, t } from '../../ui/words.ts';
import { HandedOver } from './HandedOver.tsx';
import { matchesIn } from './matches.ts';
import styles from './Past.module.css';

interface PastProps {
  readonly conversation: string | null;
  readonly row: HistoryRow | undefined;
  /** The hit that was chosen. */
  readonly hit: SearchHit | undefined;
  readonly searched: string;
  /** There is something to choose. */
  readonly choice: boolean;
}

export function Past({ conversation, row, hit, searched, choice }: PastProps) {
  const view = usePage((state) =>
    conversation === null ? undefined : tablesOf(state).conversations.get(conversation),
  );
  if (conversation === null)
    return (
      <main className={styles.nothing} aria-label={t('pane.conversation')}>
        {choice && <Empty title={t('history.open')} />}
      </main>
    );
  const known = view ?? row;
  return (
    <>
      <main className={styles.past} aria-label={t('pane.conversation')}>
        <header className={styles.head}>
          {known === undefined ? (
            <h2 className={styles.name}>{hit?.name}</h2>
          ) : (
            <Head conversation={known.conversation} handoff={known.handoff} />
          )}
        </header>
        <Words conversation={conversation} handoff={known?.handoff} hit={hit?.seq} searched={searched} />
        <Foot
          view={view}
          over={known === undefined || isEnded(known.handoff.state)}
          conversation={conversation}
          searched={searched}
        />
      </main>
      {known !== undefined && <AsHandedOver conversation={known.conversation} handoff={known.handoff} />}
    </>
  );
}

/** What was said, as plain words: time, who, text. */
const transcriptOf = (lines: readonly Line[]): string =>
  lines
    .flatMap(({ entry }) =>
      entry.type === 'turn' ? [`${timeOfDay(entry.at)} ${entry.author.name}: ${entry.text}`] : [],
    )
    .join('\n');

interface FootProps {
  readonly view: ConversationView | undefined;
  /** The handoff has ended; what is not known has. */
  readonly over: boolean;
  readonly conversation: string;
  readonly searched: string;
}

function Foot({ view, over, conversation, searched }: FootProps) {
  const { go, select, light, announce } = useActions();
  const entries = usePage((state) => tablesOf(state).entries);
  const lit = usePage((state) => state.lit);
  const lines = useMemo(() => linesOf(entries, conversation), [entries, conversation]);
  const turns = useMemo(
    () => [...matchesIn(lines, searched).keys()].sort((a, b) => a - b),
    [lines, searched],
  );
  const next = turns.find((turn) => turn > (lit ?? -1)) ?? turns[0];
  useKey('nextMatch', next === undefined ? null : () => light(next));
  useKey(
    'copyPast',
    lines.length === 0
      ? null
      : () => {
          navigator.clipboard.writeText(transcriptOf(lines)).then(
            () => announce(t('history.copied'), 'polite'),
            (error: unknown) => announce(explain(error), 'assertive'),
          );
        },
  );
  const open = view !== undefined && view.right === 'owner';
  return (
    <footer className={styles.foot}>
      {t(open ? 'conversation.stillYours' : over ? 'conversation.readOnly' : 'conversation.readOnlyNow')}
      <span className={styles.space} />
      {next !== undefined && (
        <Button look="quiet" hint="nextMatch" onClick={() => light(next)}>
          {t('history.nextMatch', { count: turns.length })}
        </Button>
      )}
      {open && (
        <Button
          onClick={() => {
            go('inbox');
            select(view.id);
          }}
        >
          {t('conversation.goThere')}
        </Button>
      )}
    </footer>
  );
}

function Head({ conversation, handoff }: { readonly conversation: Conversation; readonly handoff: Handoff }) {
  const now = useNow();
  const me = usePage(meOf);
  const { customer, openedAt, lastAt, channel } = conversation;
  const queue = me?.queues.find(({ id }) => id === handoff.queue)?.name ?? handoff.queue;
  return (
    <>
      <div className={styles.line}>
        <h2 className={styles.name}>{customer.name}</h2>
        <span className={styles.worth}>{customer.organisation}</span>
      </div>
      <div className={styles.facts}>
        <ChannelIcon channel={channel} size={14} /> {dayOf(openedAt, now)}{' '}
        {t('history.fromTo', { from: timeOfDay(openedAt), to: timeOfDay(lastAt) })}
        {handoff.ownerName !== undefined && (
          <span>{t('history.handled', { queue, name: handoff.ownerName })}</span>
        )}
      </div>
    </>
  );
}

interface WordsProps {
  readonly conversation: string;
  readonly handoff: Handoff | undefined;
  /** Place of the hit in the log. */
  readonly hit: number | undefined;
  readonly searched: string;
}

function Words({ conversation, handoff, hit, searched }: WordsProps) {
  const opened = usePage((state) => state.opened[conversation]);
  const entries = usePage((state) => tablesOf(state).entries);
  const me = usePage((state) => meOf(state)?.id);
  const live = usePage(isLive);
  const lit = usePage((state) => state.lit);
  const endings = usePage((state) => endingsOf(state, handoff?.queue));
  const { openAgain, light } = useActions();
  const lines = useMemo(() => linesOf(entries, conversation), [entries, conversation]);
  const matches = useMemo(() => matchesIn(lines, searched), [lines, searched]);
  const hitTurn = lines.find(({ entry, out }) => !out && entry.seq === hit)?.entry;
  const turn = hitTurn?.type === 'turn' ? hitTurn.index : null;
  useEffect(() => {
    if (turn !== null) light(turn);
  }, [turn, light]);
  if (opened?.state === 'failed')
    return (
      <Failed title={t('conversation.failed')} error={opened.error} onAgain={() => openAgain(conversation)} />
    );
  if (lines.length === 0)
    return opened?.state === 'ready' ? <Empty title={t('conversation.empty')} /> : <Loading rows={6} />;
  return (
    <Transcript
      lines={lines}
      me={me}
      judgement={handoff?.judgement}
      live={live}
      lit={lit}
      endings={endings}
      {...(searched === '' ? {} : { matches })}
    />
  );
}

function AsHandedOver({
  conversation,
  handoff,
}: {
  readonly conversation: Conversation;
  readonly handoff: Handoff;
}) {
  const now = useNow();
  const { light } = useActions();
  return (
    <aside className={styles.package} aria-label={t('history.package')}>
      <header className={styles.packageHead}>
        <h2 className={styles.name}>{t('history.package')}</h2>
        <span className={styles.worth}>
          {t(handoff.context.fixed ? 'context.fixed' : 'context.version', {
            version: handoff.context.version,
          })}
        </span>
      </header>
      <div className={styles.packageBody}>
        <HandedOver handoff={handoff} />
        <Package
          context={handoff.context}
          customer={conversation.customer}
          moods={handoff.judgement.moods ?? []}
          now={now}
          onTurn={light}
        />
      </div>
    </aside>
  );
}
