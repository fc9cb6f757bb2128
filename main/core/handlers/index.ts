// Owns the table of all handlers, by the names of the contract: a missing or extra one does not compile.
import type { Core } from '../core.ts';
import type { AllHandlers } from '../dispatch.ts';
import { appHandlers, stateHandlers } from './app.ts';
import { attachmentHandlers } from './attachment.ts';
import { conversationHandlers } from './conversation.ts';
import { diagnosticsHandlers, linkHandlers, outboxHandlers, settingsHandlers } from './device.ts';
import { consultHandlers, contextHandlers, customerHandlers, handoffHandlers } from './handoff.ts';
import { historyHandlers } from './history.ts';
import { missedHandlers, noticeHandlers } from './missed.ts';
import { offerHandlers } from './offer.ts';
import { presenceHandlers } from './presence.ts';
import { triggersHandlers } from './triggers.ts';
import { displayHandlers, wallHandlers } from './wall.ts';
import { whatIfHandlers } from './what-if.ts';

type Named<S extends string, H> = { readonly [V in keyof H & string as `${S}.${V}`]: H[V] };

function named<S extends string, H extends object>(namespace: S, handlers: H): Named<S, H> {
  const entries = Object.entries(handlers).map(([verb, handler]) => [`${namespace}.${verb}`, handler]);
  return Object.fromEntries(entries) as Named<S, H>;
}

/** `page`: who asks; each page has its own open conversations. */
export const allHandlers = (core: Core, page: string): AllHandlers => ({
  ...named('app', appHandlers(core, page)),
  ...named('state', stateHandlers(core, page)),
  ...named('conversation', conversationHandlers(core, page)),
  ...named('attachment', attachmentHandlers(core)),
  ...named('context', contextHandlers(core)),
  ...named('offer', offerHandlers(core)),
  ...named('handoff', handoffHandlers(core)),
  ...named('consult', consultHandlers(core)),
  ...named('customer', customerHandlers(core)),
  ...named('presence', presenceHandlers(core)),
  ...named('missed', missedHandlers(core)),
  ...named('notice', noticeHandlers(core)),
  ...named('history', historyHandlers(core)),
  ...named('outbox', outboxHandlers(core)),
  ...named('wall', wallHandlers(core, page)),
  ...named('display', displayHandlers(core)),
  ...named('triggers', triggersHandlers(core, page)),
  ...named('whatif', whatIfHandlers(core, page)),
  ...named('link', linkHandlers(core)),
  ...named('settings', settingsHandlers(core)),
  ...named('diagnostics', diagnosticsHandlers(core)),
});
