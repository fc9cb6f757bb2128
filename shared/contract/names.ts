// Owns the names of calls and events between page and core, free of zod so that the preload stays small.
// calls.ts and events.ts are typed against these lists: a missing or extra one does not compile.

export const CALL_NAMES = [
  'app.hello',
  'app.attend',
  'state.snapshot',
  'conversation.open',
  'conversation.peek',
  'conversation.leave',
  'conversation.listen',
  'conversation.send',
  'conversation.note',
  'conversation.draft',
  'conversation.typing',
  'conversation.end',
  'attachment.add',
  'attachment.remove',
  'attachment.read',
  'context.opened',
  'context.hinted',
  'offer.accept',
  'offer.decline',
  'handoff.wrap',
  'handoff.complete',
  'handoff.return',
  'handoff.label',
  'handoff.transfer',
  'handoff.hold',
  'handoff.resume',
  'handoff.assign',
  'handoff.explain',
  'consult.start',
  'consult.end',
  'customer.unblock',
  'missed.seen',
  'notice.try',
  'presence.set',
  'history.search',
  'history.list',
  'outbox.discard',
  'outbox.undo',
  'outbox.hurry',
  'wall.watch',
  'display.add',
  'display.revoke',
  'triggers.draft',
  'triggers.keep',
  'triggers.backtest',
  'triggers.case',
  'triggers.publish',
  'triggers.undo',
  'triggers.import',
  'triggers.stopImport',
  'triggers.forget',
  'whatif.basis',
  'whatif.run',
  'whatif.stop',
  'link.retry',
  'link.check',
  'settings.get',
  'settings.set',
  'diagnostics.run',
] as const;

export const EVENT_NAMES = ['state.changed', 'app.open', 'app.notice'] as const;

export type CallName = (typeof CALL_NAMES)[number];
export type EventName = (typeof EVENT_NAMES)[number];

/** IPC channels of the desktop host; the page never sees them. */
export const CALL_CHANNEL = 'baton:call';
export const EVENT_CHANNEL = 'baton:event';

/**
 * The page's WebSocket of the web host: path, and the subprotocols the page offers: this one, and TOKEN_PROTOCOL followed
 * by the token of the URL fragment. A header, so that the token reaches no log, no history and no referrer.
 */
export const PAGE_SOCKET = '/page';
export const PAGE_PROTOCOL = 'baton.page.v1';
export const TOKEN_PROTOCOL = 'baton.token.';
