// Owns turning a `do` frame into an order for the clerk: its kind and data checked, its content fingerprinted.
import { createHash } from 'node:crypto';
import { type Command, type CommandKind, commands } from '#shared/protocol/commands.ts';
import type { ClientFrame } from '#shared/protocol/frames.ts';
import type { Order } from './clerk.port.ts';

type DoFrame = Extract<ClientFrame, { op: 'do' }>;

/** The same value gives the same text, whatever the order of its fields. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join(',')}}`;
}

export const isKind = (k: string): k is CommandKind => Object.hasOwn(commands, k);

function commandOf({ k, d }: DoFrame): Order['command'] {
  if (!isKind(k))
    return { invalid: { code: 'unknown_command', msg: `there is no command ${JSON.stringify(k)}` } };
  const parsed = commands[k].safeParse(d);
  // The schema of `k` made the data of `k`; TypeScript cannot follow that through a union of names.
  if (parsed.success) return { k, d: parsed.data } as Command;
  const [issue] = parsed.error.issues;
  const at = ['d', ...(issue?.path ?? [])].join('.');
  return { invalid: { code: 'invalid', msg: `${at}: ${issue?.message ?? 'is not valid'}`.slice(0, 500) } };
}

export function toOrder(frame: DoFrame, person: string, device: string): Order {
  const { n, id, k, base, d } = frame;
  const hash = createHash('sha256').update(canonical({ id, k, base, d })).digest('hex');
  return { person, device, n, hash, base, command: commandOf(frame) };
}
