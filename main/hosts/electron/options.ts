// Owns the desktop application's command line, as typed by a person or put together by the system for a link.
// Refuses: what a link means (links.ts).
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { consoleUrl, readToken, UsageError } from '../router-address.ts';

export interface DesktopOptions {
  /** Left out = the system's folder for this application. */
  readonly data: string | undefined;
  readonly demo: boolean;
  readonly person: string | undefined;
  readonly router: { readonly url: string; readonly token: string } | null;
  /** Started with the session: no window is shown. */
  readonly hidden: boolean;
  readonly updateFeed: string | undefined;
  /** Addresses to open, not yet judged. */
  readonly links: readonly string[];
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Chromium's own switches may stand among ours and are passed over. @throws UsageError with one clear line */
export function readOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): DesktopOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      data: { type: 'string' },
      router: { type: 'string' },
      'token-file': { type: 'string' },
      person: { type: 'string' },
      'no-demo': { type: 'boolean' },
      hidden: { type: 'boolean' },
      'update-feed': { type: 'string' },
    },
    strict: false,
    allowPositionals: true,
  });
  const [data, router, person] = [text(values.data), text(values.router), text(values.person)];
  if (router !== undefined && person === undefined)
    throw new UsageError('--router needs --person ID: whose token it is');
  return {
    data: data === undefined ? undefined : resolve(data),
    demo: values['no-demo'] !== true && router === undefined,
    person,
    router:
      router === undefined ? null : { url: consoleUrl(router), token: readToken(text(values['token-file'])) },
    hidden: values.hidden === true,
    updateFeed: text(values['update-feed']) ?? env.BATON_UPDATE_FEED,
    links: positionals.filter((one) => /^baton:/i.test(one)),
  };
}
