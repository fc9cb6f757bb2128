// Owns what a person does with a handoff that is theirs, the receipt that its context was opened, and
// the count of warnings while they type.
import type { Handlers } from '#shared/contract/calls.ts';
import type { CommandData, CommandKind } from '#shared/protocol/commands.ts';
import type { Core } from '../core.ts';
import { granted } from './granted.ts';

type Kind = Exclude<Extract<CommandKind, `handoff.${string}`>, 'handoff.assign'>;

export const handoffHandlers = (core: Core) => {
  async function ask<K extends Kind>(kind: K, data: CommandData<K>) {
    const row = core.seenHandoff(data.handoff);
    // A label may also come from whoever had it and keeps it.
    if (kind !== 'handoff.label') core.owned(row);
    if (kind === 'handoff.transfer') await core.drafts.passOn(row.id);
    const add = () => core.outbox.add({ kind, base: core.fenceOf(row), conversation: row.id, data });
    const isOver = kind === 'handoff.complete' || kind === 'handoff.return';
    const { id } = await (isOver ? core.drafts.dropBefore(row.id, add) : add());
    return { operation: id };
  }

  return {
    wrap: ({ handoff }) => ask('handoff.wrap', { handoff }),
    complete: (input) => ask('handoff.complete', input),
    return: (input) => ask('handoff.return', input),
    label: (input) => ask('handoff.label', input),
    transfer: (input) => ask('handoff.transfer', input),
    hold: (input) => ask('handoff.hold', input),
    resume: (input) => ask('handoff.resume', input),
    async assign(data) {
      granted(await core.outbox.ask({ kind: 'handoff.assign', data }));
      return {};
    },
    explain: async ({ handoff }) => ({ offers: await core.matches.of(handoff) }),
  } satisfies Handlers<'handoff'>;
};

export const consultHandlers = ({ outbox, seenHandoff, fenceOf, owned }: Core) =>
  ({
    async start(data) {
      const row = owned(seenHandoff(data.handoff));
      const base = fenceOf(row);
      const { id } = await outbox.add({ kind: 'consult.start', base, conversation: row.id, data });
      return { operation: id };
    },
    async end(data) {
      const row = seenHandoff(data.handoff);
      if (row.right !== 'consulted') owned(row);
      const { id } = await outbox.add({ kind: 'consult.end', conversation: row.id, data });
      return { operation: id };
    },
  }) satisfies Handlers<'consult'>;

export const customerHandlers = ({ outbox }: Core) =>
  ({
    async unblock(data) {
      const { id } = await outbox.add({ kind: 'customer.unblock', data });
      return { operation: id };
    },
  }) satisfies Handlers<'customer'>;

export const contextHandlers = ({ outbox, link, ports, seenHandoff, fenceOf, owned }: Core) =>
  ({
    async opened({ handoff }) {
      const row = seenHandoff(handoff);
      const at = ports.clock.now() + link.offset();
      const { id } = await outbox.add({
        kind: 'context.opened',
        base: fenceOf(row),
        conversation: row.id,
        data: { handoff, at },
      });
      return { operation: id };
    },
    async hinted(data) {
      const row = owned(seenHandoff(data.handoff));
      const base = fenceOf(row);
      const { id } = await outbox.add({ kind: 'context.hinted', base, conversation: row.id, data });
      return { operation: id };
    },
  }) satisfies Handlers<'context'>;
