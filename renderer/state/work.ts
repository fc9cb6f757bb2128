// Owns the verbs of passing work on: transfer, consult, hold, end, and leaving with open work. Each rejects with CallError, so
// that the form that asked shows why. Refuses: deciding whether it is possible; that is the router's.
import type { Input } from '#shared/contract/calls.ts';
import type { ConversationView } from '#shared/contract/views.ts';
import type { Api } from '../api/client.ts';
import { type PageStore, tablesOf } from './page.ts';

type Ask<N extends Parameters<Api['call']>[0]> = Omit<Input<N>, 'handoff'>;

/** What becomes of one open conversation when its person leaves. */
export type Leaving =
  | { readonly kind: 'keep' | 'finish' }
  | { readonly kind: 'bot'; readonly reason: string }
  | { readonly kind: 'transfer'; readonly to: Input<'handoff.transfer'>['to'] };

/** Own work that is open and would be left behind. */
export const openWork = (conversations: ReadonlyMap<string, ConversationView>): readonly ConversationView[] =>
  [...conversations.values()].filter(({ right }) => right === 'owner');

export interface WorkPorts {
  readonly api: Api;
  readonly store: PageStore;
  /** What is half-written goes along: it is saved first, and then no longer this person's to write on. */
  readonly passOnReply: (conversation: string) => Promise<void>;
  readonly forgetReply: (conversation: string) => void;
  /** The person's own act may re-sort the queue under the pointer. */
  readonly thaw: () => void;
}

export function createWork({ api, store, thaw, passOnReply, forgetReply }: WorkPorts) {
  async function transfer(handoff: string, { note = '', ...how }: Ask<'handoff.transfer'>): Promise<void> {
    const conversation = openWork(tablesOf(store.getState()).conversations).find(
      (view) => view.handoff.id === handoff,
    )?.id;
    if (conversation !== undefined) await passOnReply(conversation);
    await api.call('handoff.transfer', { handoff, ...how, ...(note === '' ? {} : { note }) });
    if (conversation !== undefined) forgetReply(conversation);
    thaw();
  }

  return {
    transfer,
    async assign(handoff: string, person: string): Promise<void> {
      await api.call('handoff.assign', { handoff, person });
      thaw();
    },
    async consult(handoff: string, person: string, question: string): Promise<void> {
      await api.call('consult.start', { handoff, person, question });
    },
    endConsult: (handoff: string) => api.call('consult.end', { handoff }),
    async hold(handoff: string, how: Ask<'handoff.hold'>): Promise<void> {
      await api.call('handoff.hold', { handoff, ...how });
      thaw();
    },
    async resume(handoff: string): Promise<void> {
      await api.call('handoff.resume', { handoff });
      thaw();
    },
    showLeaving: (leaving: boolean): void => store.setState({ leaving }),
    /** Offline at once, or the question what becomes of the open work. */
    async leave(): Promise<void> {
      if (openWork(tablesOf(store.getState()).conversations).length > 0) store.setState({ leaving: true });
      else await api.call('presence.set', { status: 'offline' });
    },
    /**
     * Passes on what is not kept, then signs out. What was passed on stays so when a later step is refused.
     * `keepUntil`: router clock, ms.
     */
    async signOut(work: ReadonlyMap<string, Leaving>, keepUntil: number): Promise<void> {
      let keeps = false;
      for (const [handoff, how] of work) {
        if (how.kind === 'keep') keeps = true;
        else if (how.kind === 'bot') await api.call('handoff.return', { handoff, reason: how.reason });
        else if (how.kind === 'transfer') await transfer(handoff, { to: how.to, reason: 'shift_end' });
      }
      await api.call('presence.set', { status: 'offline', ...(keeps ? { keepUntil } : {}) });
      thaw();
    },
    async endConversation(handoff: string, { message = '', ...how }: Ask<'conversation.end'>): Promise<void> {
      await api.call('conversation.end', { handoff, ...how, ...(message === '' ? {} : { message }) });
      thaw();
    },
  };
}
