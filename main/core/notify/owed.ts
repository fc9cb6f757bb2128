// Owns watching the targets of own replies: when a third is left and when nothing is, each told once, those of one moment
// together. Refuses: what a target is (shared/domain) and who is told (policy.ts).
import type { ConversationView } from '#shared/contract/views.ts';
import { replyDue, type Targets } from '#shared/domain/handoff/reply-due.ts';
import type { Clock } from '../ports.ts';
import type { Fact, Owed } from './facts.ts';

export interface OwedOptions {
  readonly clock: Clock;
  /** Router clock minus this clock, ms. */
  readonly offset: () => number;
  readonly rows: () => Iterable<ConversationView>;
  readonly targets: () => Targets;
  readonly tell: (fact: Fact) => void;
  /** After `live`, until the rows have caught up with what happened meanwhile, ms. */
  readonly settleMs: number;
}

interface Watched extends Owed {
  readonly warnAt: number;
  stage: 'none' | 'warn' | 'breach';
}

const byDue = (a: Owed, b: Owed): number => a.due - b.due || (a.conversation < b.conversation ? -1 : 1);

export function watchOwed({ clock, offset, rows, targets, tell, settleMs }: OwedOptions) {
  const watched = new Map<string, Watched>();
  let cancel: () => void = () => undefined;
  /** Without a link the work may be somebody else's by now: nothing is said of it. */
  let current = false;

  /** After a change of the conversations, and whenever the next target comes near. */
  function look(): void {
    if (!current) return;
    const owed = new Map<string, Watched>();
    for (const row of rows()) {
      // What is in the outbox is answered as far as this person can.
      const due = row.pending === 0 ? replyDue(row, targets()) : null;
      if (due === null) continue;
      const { name } = row.conversation.customer;
      owed.set(row.id, {
        conversation: row.id,
        name,
        due: due.at,
        warnAt: due.at - due.of / 3,
        stage: 'none',
      });
    }
    for (const [id, before] of watched) {
      const now = owed.get(id);
      if (now?.due === before.due) now.stage = before.stage;
      else if (before.stage !== 'none') tell({ kind: 'sla.over', conversation: id });
    }
    watched.clear();
    for (const [id, one] of owed) watched.set(id, one);
    say('breach', ({ due }) => due);
    say('warn', ({ warnAt }) => warnAt);
    wake();
  }

  function say(stage: 'warn' | 'breach', when: (one: Watched) => number): void {
    const now = clock.now() + offset();
    const due = [...watched.values()].filter(
      (one) => when(one) <= now && (one.stage === 'none' || (one.stage === 'warn' && stage === 'breach')),
    );
    if (due.length === 0) return;
    for (const one of due) one.stage = stage;
    const list = due.sort(byDue).map(({ conversation, name, due: at }) => ({ conversation, name, due: at }));
    tell({ kind: 'sla', stage, owed: list });
  }

  function wake(): void {
    cancel();
    let next = Number.POSITIVE_INFINITY;
    for (const { stage, warnAt, due } of watched.values())
      if (stage !== 'breach') next = Math.min(next, stage === 'none' ? warnAt : due);
    if (next === Number.POSITIVE_INFINITY) return;
    cancel = clock.after(Math.max(1, next - clock.now() - offset()), look);
  }

  return {
    look,
    live(): void {
      cancel();
      cancel = clock.after(settleMs, () => {
        current = true;
        look();
      });
    },
    lost(): void {
      current = false;
      cancel();
    },
    stop: () => cancel(),
  };
}
