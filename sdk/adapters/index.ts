// Owns what the package gives for other systems, beside the client: import it as `baton-sdk/adapters`.
export { createBotFrameworkHandoff } from './bot-framework.ts';
export * as botpress from './botpress.ts';
export { createBridge, type EdgeCall, type Mapped } from './bridge.ts';
export { createChatwootHandoff } from './chatwoot.ts';
