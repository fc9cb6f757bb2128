// Owns canned replies and mentions as text: which fit what is typed, their variables filled in, whom a note names. Pure.
// Refuses: where the caret is and what is shown (features/conversation).
import type { MeView, PersonView } from '#shared/contract/views.ts';
import type { CannedReply } from '#shared/schema/config.ts';
import type { Customer } from '#shared/schema/conversation.ts';
import { LIMITS } from '#shared/schema/primitives.ts';
import { type Found, find } from '../ui/find.ts';

const firstName = (name: string): string => name.split(/\s+/)[0] ?? name;

/** What is not known stays in its braces, so that it is seen before it is sent. */
export function fillIn(text: string, customer: Customer, me: MeView | undefined): string {
  const known: Readonly<Record<string, string | undefined>> = {
    'customer.name': customer.name,
    'customer.firstName': firstName(customer.name),
    'me.name': me?.name,
    'me.firstName': me === undefined ? undefined : firstName(me.name),
    organisation: customer.organisation,
  };
  return text.replace(/\{([\w.]+)\}/g, (whole, name: string) => known[name] ?? whole);
}

export interface Fitting<T> {
  readonly item: T;
  readonly found: Found;
}

const nearestFirst = <T>(fitting: readonly Fitting<T>[]): readonly Fitting<T>[] =>
  fitting.toSorted((a, b) => b.found.score - a.found.score);

/** Those for this queue, by their title rather than their words. */
export function repliesFor(
  replies: readonly CannedReply[],
  queue: string,
  query: string,
): readonly Fitting<CannedReply>[] {
  return nearestFirst(
    replies.flatMap((item) => {
      if (item.queues !== undefined && !item.queues.includes(queue)) return [];
      const found = find(query, [item.title, item.text], true);
      return found === null ? [] : [{ item, found }];
    }),
  );
}

export const peopleFor = (
  people: Iterable<PersonView>,
  me: string | undefined,
  query: string,
): readonly Fitting<PersonView>[] =>
  nearestFirst(
    [...people].flatMap((item) => {
      const found = item.id === me ? null : find(query, [item.name], true);
      return found === null ? [] : [{ item, found }];
    }),
  );

/** People whose name stands after an @, the longest name where two begin alike; at most what a note may name. */
export function mentionsIn(text: string, people: Iterable<PersonView>): readonly string[] {
  const byLength = [...people].sort((a, b) => b.name.length - a.name.length);
  const named = new Set<string>();
  for (const { index } of text.matchAll(/@/g)) {
    const person = byLength.find(({ name }) => text.startsWith(name, index + 1));
    if (person !== undefined) named.add(person.id);
  }
  return [...named].slice(0, LIMITS.mentions);
}

export interface Trigger {
  readonly kind: 'replies' | 'people';
  /** Where its sign stands. */
  readonly at: number;
  readonly query: string;
}

const SIGNS = { '/': 'replies', '@': 'people' } as const;

/** `/` or `@` at the beginning of a word, up to the caret; what follows is the query, at most a few words. */
export function triggerAt(text: string, caret: number): Trigger | null {
  const found = /(?:^|\s)([/@])([^\n/@]{0,40})$/.exec(text.slice(0, caret));
  const sign = found?.[1];
  if (found === null || (sign !== '/' && sign !== '@')) return null;
  const query = found[2] ?? '';
  if (/^\s|\s\s/.test(query) || query.split(/\s/).length > 3) return null;
  return { kind: SIGNS[sign], at: caret - query.length - 1, query };
}
