// Owns which wall displays have access: given and withdrawn by leads for queues of their own, by admins for all.
// Refuses: tokens; a display is known by the hash of its own, and whoever made it is told the address once.
import { isLeading } from '#shared/domain/roles.ts';
import type { CommandData } from '#shared/protocol/commands.ts';
import type { WallDisplay } from '#shared/protocol/wall.ts';
import { LIMITS } from '#shared/schema/primitives.ts';
import type { Change } from './change.ts';
import { displayKey } from './keys.ts';
import type { Reply } from './port.ts';
import { done, refused } from './replies.ts';
import type { Person } from './state.ts';
import type { StoredDisplay } from './stored.ts';

/** May give and withdraw displays at all. */
export const mayManageDisplays = ({ roles }: { readonly roles: readonly string[] }): boolean =>
  isLeading(roles);

/** The first of these queues that is not the person's to show. */
const foreign = ({ config: { roles, queues } }: Person, wanted: readonly string[]): string | undefined =>
  roles.includes('admin') ? undefined : wanted.find((queue) => !queues.includes(queue));

/** For the consoles of those who manage displays: everything but the hash. */
export const toldOf = (displays: Iterable<StoredDisplay>): WallDisplay[] =>
  [...displays].map(({ hash: _hash, ...display }) => display).sort((a, b) => a.addedAt - b.addedAt);

function tell(change: Change): void {
  const displays = toldOf(change.state.displays.values());
  for (const { config } of change.state.people.values())
    if (mayManageDisplays(config)) change.live({ kind: 'displays', person: config.id, displays });
}

export function addDisplay(change: Change, person: Person, data: CommandData<'display.add'>): Reply {
  const { displays, queues: known } = change.state;
  const { id, name, hash } = data;
  const queues = [...new Set(data.queues)];
  if (!mayManageDisplays(person.config)) return refused('forbidden', 'display.add: for leads and admins');
  const unknown = queues.find((queue) => !known.has(queue));
  if (unknown !== undefined) return refused('not_found', `queues: there is no queue ${unknown}`);
  const other = foreign(person, queues);
  if (other !== undefined) return refused('forbidden', `queues: ${other} is not a queue of yours`);
  const before = displays.get(id);
  if (before !== undefined)
    return before.hash === hash
      ? done({ id })
      : refused('operation_mismatch', `display.add: ${id} is already there with another token`);
  if ([...displays.values()].some((each) => each.hash === hash))
    return refused('invalid', 'hash: another display has this token');
  if (displays.size >= LIMITS.displays)
    return refused('invalid', `display.add: at most ${LIMITS.displays} displays`);
  const display: StoredDisplay = { id, name, queues, hash, addedAt: change.now, addedBy: person.config.name };
  displays.set(id, display);
  change.put(displayKey(id), JSON.stringify(display));
  tell(change);
  return done({ id });
}

export function revokeDisplay(change: Change, person: Person, { id }: CommandData<'display.revoke'>): Reply {
  const { displays } = change.state;
  if (!mayManageDisplays(person.config)) return refused('forbidden', 'display.revoke: for leads and admins');
  const display = displays.get(id);
  if (display === undefined) return refused('not_found', `display.revoke: there is no display ${id}`);
  const other = foreign(person, display.queues);
  if (other !== undefined)
    return refused('forbidden', `display.revoke: it shows ${other}, which is not a queue of yours`);
  displays.delete(id);
  change.put(displayKey(id), null);
  tell(change);
  return done({ id });
}
