// Owns what lies ahead for whoever takes over: what is at stake, and what to do first and why. Nothing is worded here: each line is a
// kind with the turn or the fact of the account it comes from, and one that has neither is not there. Pure.
// Refuses: reading turns (brief/), and words.
import type { Account } from '../../schema/account.ts';
import type { ContextPackage, DrawnLine } from '../../schema/context.ts';
import type { Customer } from '../../schema/conversation.ts';
import type { Mood } from '../../schema/handoff.ts';
import { standingAt } from '../trigger/standing.ts';

/** A line of the conversation, of the account, or that the customer is not verified. `turn` is left out where the bot named none. */
export type Cause =
  | { readonly from: 'turn'; readonly turn?: number | undefined; readonly text?: string }
  | { readonly from: 'account'; readonly field: 'renewal' | 'openDeals' | 'owner' }
  | { readonly from: 'identity' };

export interface Stake {
  readonly kind: 'leaving' | 'angry' | 'renewal' | 'openDeals';
  readonly because: Cause;
}
export interface Step {
  readonly kind: 'identify' | 'acknowledge' | 'differently' | 'promise' | 'answer' | 'owner';
  readonly because: Cause;
}

/** Days before a renewal from which on it is at stake. */
const SOON = 60;
/** From here on a mood is strong, -1e6 to 1e6 (the pane calls it angry). */
const ANGRY = -650_000;
const MOST_STEPS = 4;

interface Known {
  readonly context: Pick<ContextPackage, 'tried' | 'open' | 'drawn'>;
  readonly customer: Pick<Customer, 'verified' | 'account'>;
  readonly moods: readonly Mood[];
  /** Ms since 1970. */
  readonly now: number;
}

interface Line {
  readonly turn?: number | undefined;
  readonly text: string;
}
const said = ({ turn, text }: Line): Cause => ({ from: 'turn', turn, text });
/** What the bot sent of a kind stands in place of what is drawn of it. */
const either = <L extends Line>(
  sent: readonly L[] = [],
  drawn: readonly (L & DrawnLine)[] = [],
): readonly L[] => (sent.length > 0 ? sent : drawn);

const isSoon = (account: Account | undefined, now: number): boolean => {
  const days = standingAt(account, now)?.renewalInDays;
  return days !== undefined && days >= 0 && days <= SOON;
};

/** Weightiest first. */
export function stakesOf({ context, customer: { account }, moods, now }: Known): Stake[] {
  const last = moods.at(-1);
  const leaving = context.drawn?.leaving?.at(-1);
  return [
    ...(leaving === undefined ? [] : [{ kind: 'leaving' as const, because: said(leaving) }]),
    ...(last !== undefined && last.mood <= ANGRY
      ? [{ kind: 'angry' as const, because: { from: 'turn' as const, turn: last.turn } }]
      : []),
    ...(isSoon(account, now)
      ? [{ kind: 'renewal' as const, because: { from: 'account' as const, field: 'renewal' as const } }]
      : []),
    ...((account?.openDeals ?? 0) > 0
      ? [{ kind: 'openDeals' as const, because: { from: 'account' as const, field: 'openDeals' as const } }]
      : []),
  ];
}

/** In the order in which they are to be done, the first four that there is a cause for. */
export function stepsOf(known: Known): Step[] {
  const { context, customer } = known;
  const stakes = stakesOf(known);
  const at = (kind: Stake['kind']): Cause | undefined => stakes.find((stake) => stake.kind === kind)?.because;
  const failed = either(context.tried, context.drawn?.tried).findLast(({ worked }) => !worked);
  const open = either<Line>(
    context.open?.map((text) => ({ text })),
    context.drawn?.open,
  )[0];
  const promised = context.drawn?.promised.at(-1);
  const isAtStake = at('leaving') !== undefined || at('renewal') !== undefined;
  const steps: readonly (readonly [Step['kind'], Cause | undefined])[] = [
    ['identify', customer.verified ? undefined : { from: 'identity' }],
    ['acknowledge', at('angry')],
    ['answer', open && said(open)],
    ['promise', promised && said(promised)],
    ['differently', failed && said(failed)],
    [
      'owner',
      customer.account?.owner !== undefined && isAtStake ? { from: 'account', field: 'owner' } : undefined,
    ],
  ];
  return steps
    .flatMap(([kind, because]) => (because === undefined ? [] : [{ kind, because }]))
    .slice(0, MOST_STEPS);
}
