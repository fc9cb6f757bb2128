// Owns how an operation that waits or was refused is shown. Refuses when it goes (outbox.ts).
import type { OutboxView } from '#shared/contract/views.ts';
import type { Operation } from '#store/port.ts';

/** Part of a reply that has a row of its own. */
export const isPart = ({ kind }: Operation): boolean => kind === 'file.put';

/** What the person wrote, where they wrote something. */
export function textOf({ data }: Operation): string | undefined {
  const parsed = JSON.parse(data) as { text?: unknown; outcome?: { summary?: unknown } };
  const text = parsed.text ?? parsed.outcome?.summary;
  return typeof text === 'string' && text !== '' ? text : undefined;
}

/** The policy that is published or taken back. */
function policyOf({ kind, data }: Operation): string | undefined {
  if (kind !== 'policy.publish' && kind !== 'policy.undo') return undefined;
  const { policy } = JSON.parse(data) as { policy: string | { id: string } };
  return typeof policy === 'string' ? policy : policy.id;
}

/** `sendAt`: when a reply goes that may be taken back until then, ms since 1970. */
export function rowOf(operation: Operation, sendAt: number | undefined): OutboxView {
  const { id, n, kind, conversation, customer, at, state, refusal } = operation;
  const text = textOf(operation);
  const policy = policyOf(operation);
  return {
    ...{ id, n: n ?? 0, kind, at, state },
    ...(conversation === null ? {} : { conversation }),
    ...(customer === null ? {} : { customer }),
    ...(policy === undefined ? {} : { policy }),
    ...(text === undefined ? {} : { text }),
    ...(sendAt === undefined ? {} : { sendAt }),
    ...(refusal === null ? {} : { refusal: refusal.code }),
    ...(refusal?.owner === undefined
      ? {}
      : { owner: { name: refusal.owner.name, since: refusal.owner.since } }),
  };
}
