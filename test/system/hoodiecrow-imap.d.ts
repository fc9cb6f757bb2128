// Owns what the tests use of hoodiecrow-imap, which comes without types.
declare module 'hoodiecrow-imap' {
  import type { Server } from 'node:net';

  interface StoredMessage {
    raw: string;
    uid?: number;
    internaldate?: string | Date;
    flags: string[];
  }
  export interface HoodiecrowServer {
    readonly server: Server;
    listen(port: number, host: string): void;
    close(done: () => void): void;
    getMailbox(path: string): { messages: StoredMessage[] };
    appendMessage(path: string, flags: string[], at: Date, raw: string): { message: StoredMessage };
  }
  interface Options {
    plugins: string[];
    users: Record<string, { password: string }>;
    storage: Record<string, { uidvalidity: number; messages: StoredMessage[] }>;
  }
  export default function hoodiecrow(options: Options): HoodiecrowServer;
}
