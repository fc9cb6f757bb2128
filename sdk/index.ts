// Owns what the package gives to a bot's author. Everything else in this folder may change.
export type { CallOptions, Connection } from './ask.ts';
export {
  type Client,
  type Conversation,
  connect,
  type FileAnswer,
  type FileToSend,
  type Said,
} from './client.ts';
export type * from './edge.ts';
export { BatonError, type BatonErrorCode } from './error.ts';
export { type Cursor, type EventsOptions, fileCursor, type PageQuery } from './events.ts';
export { readTransfer, transferToHuman } from './tool.ts';
export { readWebhook } from './webhook.ts';
