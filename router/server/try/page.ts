// Owns /try: a page with the chat of the bot `try` in it, where the scripted assistant answers. Refuses the chat itself
// (../chat), and everything when that bot is not configured.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { BatonConfig } from '#shared/schema/config.ts';
import { readLook, readWidget } from '../chat/widget.ts';
import type { Mount } from '../http.port.ts';

/** Id of the bot that the page shows. */
export const TRY_BOT = 'try';

const read = (file: URL) => readFileSync(file, 'utf8');

/** The page with its style and the widget in it; `{nonce}` stands where each answer has its own. */
function readPage(organisation: string): string {
  const style = readLook() + read(new URL('./page/page.css', import.meta.url));
  return read(new URL('./page/page.html', import.meta.url))
    .replace('{organisation}', () => organisation.replaceAll('&', '&amp;').replaceAll('<', '&lt;'))
    .replace('<!-- style -->', () => `<style nonce="{nonce}">${style}</style>`)
    .replace('<!-- script -->', () => `<script nonce="{nonce}">${readWidget()}</script>`);
}

const policy = (nonce: string) =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');

export function serveTry(config: BatonConfig): Mount {
  const html = readPage(config.organisation);
  const isThere = config.bots.some(({ id }) => id === TRY_BOT);
  return {
    async handle(request, response) {
      const path = request.url?.split('?')[0]?.replace(/\/$/, '');
      if (path !== '/try' || request.method !== 'GET' || !isThere) return false;
      const nonce = randomBytes(18).toString('base64');
      response.writeHead(200, {
        'cache-control': 'no-store',
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': policy(nonce),
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      });
      response.end(html.replaceAll('{nonce}', nonce));
      return true;
    },
  };
}
