// Owns what the router itself remembers of a verified customer of a bot: their conversations that are over, the latest first, without
// a word of what was said. Refuses: deciding who may be told.
import type { Contact } from '#shared/schema/account.ts';
import type { BatonConfig } from '#shared/schema/config.ts';
import { doneKey, pastOf } from '../../desk/keys.ts';
import type { Head } from '../../desk/stored.ts';
import type { Engine } from '../../engine/port.ts';

const MOST = 5;

function contactOf({ conversation, handoff }: Head, { queues }: BatonConfig): Contact {
  const { id, openedAt, channel } = conversation;
  const { context, owner, ownerName = owner, outcome, queue } = handoff ?? {};
  const endings = queues.find((each) => each.id === queue)?.dispositions;
  const ending = endings?.find((each) => each.id === outcome?.disposition)?.label;
  return {
    ...{ conversation: id, at: openedAt, channel },
    ...(context?.intent === undefined ? {} : { intent: context.intent }),
    ...(ownerName === undefined ? {} : { person: ownerName }),
    ...(ending === undefined ? {} : { disposition: ending }),
  };
}

export async function pastContacts(
  engine: Pick<Engine, 'get' | 'scan'>,
  config: BatonConfig,
  bot: string,
  customer: string,
): Promise<Contact[]> {
  const prefix = pastOf(bot, customer);
  const page = await engine.scan(prefix, null, MOST);
  const heads = await Promise.all(page.map(({ key }) => engine.get(doneKey(key.split('/').at(-1) ?? ''))));
  return heads.flatMap((stored) =>
    stored === null ? [] : [contactOf(JSON.parse(stored.value) as Head, config)],
  );
}
