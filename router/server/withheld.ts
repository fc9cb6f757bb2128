// Owns what a console that was away is not told any more: of a right that has ended, or began anew, since its cursor, the
// stored words before that moment. Each withheld event keeps its place, as a kind that readers pass over.
import type { Engine, StoredEvent } from '../engine/port.ts';

const PAGE = 1_000;
const TURNS: ReadonlySet<string> = new Set(['access.ended', 'access.granted']);

interface Told {
  readonly conversation?: string | { readonly id: string };
  readonly handoff?: { readonly conversation: string };
}

/** The conversation an event of a person's feed is about. */
function about({ data }: StoredEvent): string | undefined {
  const { conversation, handoff } = JSON.parse(data) as Told;
  return (typeof conversation === 'object' ? conversation.id : conversation) ?? handoff?.conversation;
}

export function createWithheld(engine: Pick<Engine, 'read'>, stream: string, from: number) {
  /** Where the last right on a conversation ended or began. */
  const turns = new Map<string, number>();
  let seen = from;
  let last = -1;

  return {
    /** Looks ahead up to `head`, so that what is sent is judged by all that is known. */
    async look(head: number): Promise<void> {
      while (seen < head) {
        const { events, floor } = await engine.read(stream, seen, Math.min(PAGE, head - seen));
        if (events.length === 0) {
          seen = Math.max(floor, head);
          return;
        }
        for (const event of events) {
          if (!TURNS.has(event.kind)) continue;
          const conversation = about(event);
          if (conversation === undefined) continue;
          turns.set(conversation, event.offset);
          last = event.offset;
        }
        seen += events.length;
      }
    },
    /** The events as they may be sent. */
    of(events: readonly StoredEvent[]): readonly StoredEvent[] {
      return events.map((event) => {
        if (event.offset >= last || event.kind === 'mention.added') return event;
        const conversation = about(event);
        const over = conversation !== undefined && event.offset < (turns.get(conversation) ?? -1);
        return over ? { ...event, kind: 'withheld', data: '{}' } : event;
      });
    },
  };
}
