// Owns how a part of the server takes HTTP requests: http.ts asks each in turn.
import type { IncomingMessage, ServerResponse } from 'node:http';

export interface Mount {
  /** True when the request was answered or will be; false when the path is not this part's. Never throws. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
}
