// Owns the host's own look at the console: who signed in, their presence, the link, what waits. It asks the core as a page
// does, so that the tray and the question at the end know no more than a page.
import type { Console } from '#core/console.ts';
import type { Input, Output } from '#shared/contract/calls.ts';
import { ENVELOPE_VERSION } from '#shared/contract/envelope.ts';
import { CallError } from '#shared/contract/errors.ts';
import type { CallName } from '#shared/contract/names.ts';
import type { Diff, LinkView, MeView, Snapshot, Upsert } from '#shared/contract/views.ts';

const PAGE = 'desktop';

export interface Followed {
  readonly me: MeView | null;
  readonly link: LinkView | null;
}

export interface Follower {
  now(): Followed;
  /** Calls back after every change of what is followed. */
  onChange(listen: (now: Followed) => void): void;
  /** Rejects with CallError. */
  call<N extends CallName>(name: N, body: Input<N>): Promise<Output<N>>;
}

export function followConsole(core: Console): Follower {
  let now: Followed = { me: null, link: null };
  let id = 0;
  const listeners: ((now: Followed) => void)[] = [];
  const take = (rows: readonly Upsert[]): void => {
    let next = now;
    // The core is in this process and typed its rows.
    for (const { c, row } of rows) {
      if (c === 'me') next = { ...next, me: row as MeView };
      if (c === 'link') next = { ...next, link: row as LinkView };
    }
    if (next === now) return;
    now = next;
    for (const listen of listeners) listen(now);
  };
  async function call<N extends CallName>(name: N, body: Input<N>): Promise<Output<N>> {
    id += 1;
    const answer = await core.dispatch({ v: ENVELOPE_VERSION, id, kind: 'call', name, body }, PAGE);
    if (answer.kind === 'err') throw new CallError(answer.body);
    return answer.body as Output<N>;
  }
  core.subscribe((event) => {
    if (event.kind === 'event' && event.name === 'state.changed') take((event.body as Diff).upserts);
  });
  call('state.snapshot', {}).then(
    (snapshot: Snapshot) => take(snapshot.rows),
    // The console could not start; its page says why.
    () => undefined,
  );
  return { now: () => now, onChange: (listen) => void listeners.push(listen), call };
}
