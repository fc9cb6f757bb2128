// Owns the middle of the window: one conversation, or two side by side of which one is the current, and what the person has
// to decide about. The offer floats over the oldest turns of the current one; nothing moves for it.
import { FlaskConical } from 'lucide-react';
import { memo, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ConversationView } from '#shared/contract/views.ts';
import { linesOf } from '../../state/entries.ts';
import { endingsOf, isLive, meOf, tablesOf, useActions, usePage } from '../../state/page.ts';
import { besideChoices } from '../../state/panes.ts';
import { classes } from '../../ui/classes.ts';
import { SMALL } from '../../ui/icons.tsx';
import { Empty, Failed, Loading } from '../../ui/States.tsx';
import { Transcript } from '../../ui/Transcript.tsx';
import { explain, t } from '../../ui/words.ts';
import { Calm } from './Calm.tsx';
import { Conflicts } from './Conflicts.tsx';
import styles from './ConversationPane.module.css';
import { PaneContext, type PanePlace, useHint, usePane } from './current.ts';
import { Desk } from './Desk.tsx';
import { Gone } from './Gone.tsx';
import { Head } from './Head.tsx';
import { Judge } from './Judge.tsx';
import { margins } from './margins.ts';
import { Standing } from './Standing.tsx';
import { saveFile } from './saveFile.ts';

interface ConversationPaneProps {
  readonly offer: ReactNode;
  /** In a window of its own: never two. */
  readonly alone?: boolean;
}

export const ConversationPane = memo(function ConversationPane({
  offer,
  alone = false,
}: ConversationPaneProps) {
  const selected = usePage((state) => state.selected);
  const known = usePage((state) => state.copy !== null);
  const besideFirst = usePage((state) => state.besideFirst);
  const pane = usePage((state) => state.pane);
  const area = useRef<HTMLDivElement>(null);
  const beside = useBeside(area, alone);
  const two = beside !== null;
  const current: PanePlace = { current: true, side: two ? (besideFirst ? 'second' : 'first') : null, alone };
  const other: PanePlace = { current: false, side: besideFirst ? 'first' : 'second', alone };
  const panes: { readonly id: string | null; readonly place: PanePlace }[] = [
    { id: selected, place: current },
  ];
  if (two) panes[besideFirst ? 'unshift' : 'push']({ id: beside, place: other });
  return (
    <div ref={area} className={styles.area}>
      {panes.map(({ id, place }) => (
        // A pane outlives its conversation: what all of them have stays when it shows another one.
        <PaneContext key={place.current ? pane : 1 - pane} value={place}>
          <Pane id={id} known={known} offer={place.current ? offer : null} />
        </PaneContext>
      ))}
    </div>
  );
});

/** Two fit by themselves where the panes between queue and context have this width, px of text at 100 %. */
const ROOM_BY_ITSELF = 1_160;
/** By choice less is enough. */
const ROOM_BY_CHOICE = 800;

/** The conversation that stands beside the current one, or null. */
function useBeside(area: React.RefObject<HTMLElement | null>, alone: boolean): string | null {
  const beside = usePage((state) => state.beside);
  const split = usePage((state) => state.split);
  const chosen = usePage((state) => (state.beside === null ? besideChoices(state)[0] : state.beside));
  const selected = usePage((state) => state.selected);
  const opened = usePage((state) => (beside === null ? undefined : state.opened[beside]));
  const there = usePage((state) => beside !== null && tablesOf(state).conversations.has(beside));
  const { takeBeside, placeBeside, openAgain } = useActions();
  const textSize = usePage((state) => state.settings.textSize);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const resized = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0));
    if (area.current !== null) resized.observe(area.current);
    return () => resized.disconnect();
  }, [area]);
  // Larger words need more of it.
  const room = (width * 100) / textSize;
  const enough = { on: room >= ROOM_BY_CHOICE, auto: room >= ROOM_BY_ITSELF, off: false }[split];
  const two = !alone && selected !== null && enough;
  useEffect(() => {
    if (two && beside === null && chosen !== undefined) takeBeside(chosen);
  }, [two, beside, chosen, takeBeside]);
  useEffect(() => placeBeside(two), [two, placeBeside]);
  useEffect(() => {
    if (two && beside !== null && there && opened === undefined) openAgain(beside);
  }, [two, beside, there, opened, openAgain]);
  return two ? beside : null;
}

interface PaneProps {
  readonly id: string | null;
  readonly known: boolean;
  readonly offer: ReactNode;
}

function Pane({ id, known, offer }: PaneProps) {
  const view = usePage((state) => (id === null ? undefined : tablesOf(state).conversations.get(id)));
  const trouble = usePage((state) => state.trouble !== null);
  const { current, side } = usePane();
  const { showSide } = useActions();
  const come = (): void => {
    if (!current && side !== null) showSide(side);
  };
  return (
    <section
      className={classes(styles.pane, side !== null && (current ? styles.current : styles.other))}
      aria-label={side === null ? undefined : view?.conversation.customer.name}
      onFocusCapture={come}
      onPointerDownCapture={come}
    >
      {view !== undefined && <Head view={view} />}
      {view !== undefined && <Standing view={view} />}
      {view?.conversation.demo === true && <Demo bot={view.conversation.bot} />}
      <div className={styles.stage}>
        {offer !== null && <div className={styles.offer}>{offer}</div>}
        {view !== undefined && <Words key={view.id} view={view} />}
        {!known && trouble && (
          <div className={styles.gone}>
            <Empty title={t('conversation.notLoaded')} />
          </div>
        )}
        {known && view === undefined && (id === null ? <Calm /> : <Gone id={id} />)}
      </div>
      {current && <Conflicts />}
      {view !== undefined && <Desk view={view} />}
    </section>
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

function Words({ view }: { readonly view: ConversationView }) {
  const opened = usePage((state) => state.opened[view.id]);
  const entries = usePage((state) => tablesOf(state).entries);
  const me = usePage((state) => meOf(state)?.id);
  const live = usePage(isLive);
  const lit = usePage((state) => state.lit);
  const reading = usePage((state) => state.reading);
  const endings = usePage((state) => endingsOf(state, view.handoff.queue));
  const { openAgain, readAttachment, announce } = useActions();
  const { current } = usePane();
  const hint = useHint();
  const remembered = usePage((state) => state.remembered[view.id]);
  const comes = opened?.state !== 'ready';
  const lines = useMemo(() => {
    const known = linesOf(entries, view.id);
    return comes && known.length === 0 && remembered?.right === view.right ? remembered.lines : known;
  }, [entries, view.id, view.right, comes, remembered]);
  const asides = useMemo(() => margins(view.handoff, lines), [view.handoff, lines]);
  const keepFile = useCallback(
    (id: string): void => {
      readAttachment(view.id, id).then(saveFile, (error: unknown) =>
        announce(t('file.failed', { name: t('file.one'), why: explain(error) }), 'assertive'),
      );
    },
    [view.id, readAttachment, announce],
  );
  if (opened?.state === 'failed')
    return (
      <Failed title={t('conversation.failed')} error={opened.error} onAgain={() => openAgain(view.id)} />
    );
  if (comes && lines.length === 0) return <Loading rows={6} />;
  return (
    <Transcript
      lines={lines}
      me={me}
      judgement={view.handoff.judgement}
      live={live}
      lit={current && reading === null ? lit : null}
      endings={endings}
      asides={asides}
      onFile={keepFile}
      judge={view.right === 'owner' ? <Judge handoff={view.handoff} hint={hint('judge')} /> : undefined}
      typing={view.typing ? view.conversation.customer.name : undefined}
    />
  );
}
