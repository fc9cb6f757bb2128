// Owns a transcript: time, spine, words, turn. Who speaks shows by shape, weight and word; bot time is a dashed spine, human
// time a solid one, joined by the baton. Refuses: where the lines come from and what can be done with them.
import { ChevronDown } from 'lucide-react';
import {
  memo,
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Entry, Mark as MarkEntry } from '#shared/schema/conversation.ts';
import type { Judgement } from '#shared/schema/handoff.ts';
import type { Line } from '../state/entries.ts';
import { Button } from './Button.tsx';
import { classes } from './classes.ts';
import { SMALL } from './icons.tsx';
import type { MarkedRange } from './Marked.tsx';
import styles from './Transcript.module.css';
import { HandoffDivider, MarkLine, NoteLine, type Ranges, TurnLine } from './TranscriptLine.tsx';
import { t } from './words.ts';

/** What the divider and the words around it say already. */
const SILENT: ReadonlySet<MarkEntry['kind']> = new Set([
  'handoff.queued',
  'handoff.offered',
  'handoff.wrapping',
]);
const ENDS_HUMAN: ReadonlySet<MarkEntry['kind']> = new Set([
  'handoff.completed',
  'handoff.returned',
  'handoff.requeued',
  'handoff.transferred',
  'conversation.closed',
]);

interface Placed extends Line {
  /** A person had the conversation at that time. */
  readonly human: boolean;
}

function place(lines: readonly Line[]): readonly Placed[] {
  let human = false;
  const placed: Placed[] = [];
  for (const line of lines) {
    const { entry } = line;
    if (entry.type === 'mark' && entry.kind === 'handoff.accepted') human = true;
    if (entry.type !== 'mark' || !SILENT.has(entry.kind)) placed.push({ ...line, human });
    if (entry.type === 'mark' && ENDS_HUMAN.has(entry.kind)) human = false;
  }
  return placed;
}

export interface TranscriptProps {
  readonly lines: readonly Line[];
  /** Id of the person who reads. */
  readonly me: string | undefined;
  readonly judgement: Judgement | undefined;
  readonly live: boolean;
  /** The turn that is pointed at. */
  readonly lit: number | null;
  /** Ranges of a search, by turn. */
  readonly matches?: ReadonlyMap<number, Ranges>;
  /** Names of the ways a handoff can end, by id. */
  readonly endings?: ReadonlyMap<string, string> | undefined;
  /** Stands in the line under the last handoff divider. */
  readonly judge?: ReactNode;
  readonly typing?: string | undefined;
  /** What stands beside a turn where the transcript is wide enough, by turn. */
  readonly asides?: ReadonlyMap<number, readonly string[]>;
  /** Keeps a file of a turn. */
  readonly onFile?: ((id: string) => void) | undefined;
}

export function Transcript(props: TranscriptProps) {
  const { lines, me, judgement, live, lit, matches, judge, endings, typing, asides, onFile } = props;
  const placed = useMemo(() => place(lines), [lines]);
  const lastDivider = placed.findLast(({ entry }) => isDivider(entry))?.key;
  const { scroller, unseen, toEnd, toTurn } = useEnd(placed.length);
  useEffect(() => {
    if (lit !== null) toTurn(lit);
  }, [lit, toTurn]);
  const evidence = useMemo(() => byTurn(judgement), [judgement]);

  return (
    <div className={styles.frame}>
      <section
        ref={scroller}
        className={styles.scroller}
        role="log"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys.
        tabIndex={0}
        aria-label={t('pane.transcript')}
      >
        <ol className={styles.list}>
          {placed.map(({ key, entry, out, human }) => (
            <li
              key={key}
              className={classes(styles.entry, human && styles.human, isDivider(entry) && styles.joint)}
              data-turn={entry.type === 'turn' && !out ? entry.index : undefined}
            >
              <EntryLine
                entry={entry}
                out={out}
                me={me}
                live={live}
                lit={entry.type === 'turn' && !out && entry.index === lit}
                evidence={entry.type === 'turn' ? evidence.get(entry.index) : undefined}
                matches={entry.type === 'turn' ? matches?.get(entry.index) : undefined}
                judgement={key === lastDivider ? judgement : undefined}
                judge={key === lastDivider ? judge : undefined}
                endings={endings}
                onFile={onFile}
                aside={entry.type === 'turn' && !out ? asides?.get(entry.index) : undefined}
              />
            </li>
          ))}
        </ol>
      </section>
      <p className={styles.typing}>
        {typing === undefined ? '' : t('conversation.typing', { name: typing })}
      </p>
      {unseen > 0 && (
        <Button className={styles.toEnd} icon={<ChevronDown {...SMALL} />} onClick={toEnd}>
          {t('conversation.toEnd', { count: unseen })}
        </Button>
      )}
    </div>
  );
}

const isDivider = (entry: Entry): boolean => entry.type === 'mark' && entry.kind === 'handoff.accepted';

function byTurn(judgement: Judgement | undefined): ReadonlyMap<number, Ranges> {
  const found = new Map<number, MarkedRange[]>();
  for (const { turn, start, end, category } of judgement?.evidence ?? [])
    found.set(turn, [...(found.get(turn) ?? []), [start, end, category === 'emotion']]);
  return found;
}

interface EntryLineProps {
  readonly entry: Entry;
  readonly out: boolean;
  readonly me: string | undefined;
  readonly live: boolean;
  readonly lit: boolean;
  readonly evidence: Ranges | undefined;
  readonly matches: Ranges | undefined;
  readonly judgement: Judgement | undefined;
  readonly judge: ReactNode;
  readonly endings: ReadonlyMap<string, string> | undefined;
  readonly aside: readonly string[] | undefined;
  readonly onFile: ((id: string) => void) | undefined;
}

const EntryLine = memo(function EntryLine({ entry, me, judgement, judge, endings, ...rest }: EntryLineProps) {
  if (entry.type === 'note') return <NoteLine entry={entry} out={rest.out} live={rest.live} />;
  if (entry.type === 'turn')
    return <TurnLine entry={entry} mine={me !== undefined && entry.author.id === me} {...rest} />;
  if (entry.kind === 'handoff.accepted')
    return <HandoffDivider entry={entry} me={me} judgement={judgement} judge={judge} />;
  return <MarkLine entry={entry} endings={endings} />;
});

/** Stays at the end while the reader is there; else counts what came below. */
function useEnd(count: number): {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly unseen: number;
  readonly toEnd: () => void;
  /** Shows a part of it, wherever the reader was. */
  readonly toTurn: (turn: number) => void;
} {
  const scroller = useRef<HTMLElement>(null);
  const atEnd = useRef(true);
  const seen = useRef(count);
  const [unseen, setUnseen] = useState(0);
  useLayoutEffect(() => {
    const element = scroller.current;
    const content = element?.firstElementChild;
    if (element === null || content == null) return undefined;
    let before = 0;
    const stay = (): void => {
      if (!atEnd.current) return;
      element.scrollTop = element.scrollHeight;
      before = element.scrollTop;
    };
    const onScroll = (): void => {
      const { scrollTop } = element;
      if (isAtEnd(element)) {
        atEnd.current = true;
        setUnseen(0);
        // What grew since is followed by `stay`; only who went up has left the end.
      } else if (scrollTop < before) atEnd.current = false;
      before = scrollTop;
    };
    // Looks after each layout and before it is painted, the first one too: asking earlier would lay everything out twice.
    const resized = new ResizeObserver(stay);
    resized.observe(element);
    resized.observe(content);
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      resized.disconnect();
      element.removeEventListener('scroll', onScroll);
    };
  }, []);
  useEffect(() => {
    const arrived = count - seen.current;
    seen.current = count;
    if (!atEnd.current && arrived > 0) setUnseen((before) => before + arrived);
  }, [count]);
  const toTurn = useCallback((turn: number): void => {
    const element = scroller.current;
    if (element === null) return;
    element.querySelector(`[data-turn="${turn}"]`)?.scrollIntoView({ block: 'center' });
    atEnd.current = isAtEnd(element);
  }, []);
  const toEnd = (): void => {
    const element = scroller.current;
    if (element !== null) element.scrollTop = element.scrollHeight;
  };
  return { scroller, unseen, toEnd, toTurn };
}

/** Within a line of it, px. */
const NEAR = 24;
const isAtEnd = ({ scrollHeight, scrollTop, clientHeight }: Element): boolean =>
  scrollHeight - scrollTop - clientHeight < NEAR;
