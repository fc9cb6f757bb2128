// Owns what the desk knows of a customer from elsewhere: when the source of accounts is asked, and what its answer changes. Nothing
// waits for it. Refuses: asking (router/server/accounts).
import type { Contact, Lookup } from '#shared/schema/account.ts';
import type { AccountSourceConfig } from '#shared/schema/account-source.ts';
import type { BatonConfig } from '#shared/schema/config.ts';
import type { Change } from './change.ts';
import type { Learned } from './port.ts';
import type { Work } from './state.ts';

const sourceOf = ({ accounts }: BatonConfig, bot: string): AccountSourceConfig | undefined =>
  accounts.find(({ bots }) => bots === undefined || bots.includes(bot));

/** Asks the source that serves the bot, and what is past. What is known by then stands until there is an answer. */
export function askFor(change: Change, work: Work): void {
  const { conversation } = work.head;
  const { id, bot, customer } = conversation;
  const source = sourceOf(change.state.config, bot);
  if (source !== undefined) {
    const { asOf, fields = [], facts = [] } = customer.lookup ?? {};
    const lookup: Lookup = {
      ...{ source: source.name, state: customer.verified ? 'asking' : 'unverified', at: change.now },
      ...(asOf === undefined ? {} : { asOf }),
      ...{ fields, facts },
    };
    conversation.customer = { ...customer, lookup };
    change.touch(work);
  }
  if (customer.verified)
    change.live({
      ...{ kind: 'wanted', conversation: id, bot, customer: customer.id },
      source: source?.id ?? null,
    });
}

/** Only of verified customers is anything looked for. */
export function remind(change: Change, work: Work, contacts: readonly Contact[]): void {
  const { conversation } = work.head;
  conversation.customer = { ...conversation.customer, earlier: [...contacts] };
  change.touch(work);
}

/** An answer. Where there is none, or the source knows nobody of that id, what the bot sent stands alone. */
export function learn(change: Change, work: Work, { source, state, reason, found }: Learned): void {
  const { conversation } = work.head;
  const { account, lookup, ...customer } = conversation.customer;
  const config = sourceOf(change.state.config, conversation.bot);
  if (config?.id !== source || lookup === undefined) return;
  const all = { ...account, ...found?.account };
  conversation.customer = {
    ...customer,
    ...(Object.keys(all).length === 0 ? {} : { account: all }),
    lookup: {
      ...{ source: config.name, state, at: change.now },
      ...(reason === undefined ? {} : { reason }),
      ...(found === undefined ? {} : { asOf: found.asOf }),
      fields: Object.keys(found?.account ?? {}) as Lookup['fields'],
      facts: [...(found?.facts ?? [])],
    },
  };
  // What was judged by the account that was known before is judged anew, as a router that starts would do.
  if (JSON.stringify(all) !== JSON.stringify(account ?? {})) work.heard = null;
  // What they are worth weighs in the line.
  change.placed(work);
}

/** A router that ended while it asked asks again. */
export function askAgain(change: Change): void {
  for (const work of change.state.open.values())
    if (work.head.conversation.customer.lookup?.state === 'asking') askFor(change, work);
}
