// Owns the checks a person can run: what is checked, and what is well. Refuses: repairing anything.
import type { Check } from '#shared/contract/calls.ts';
import type { Capabilities } from '#shared/contract/capabilities.ts';
import type { Words } from '#shared/i18n/words.ts';
import type { Store } from '#store/port.ts';
import type { LinkStatus } from '../link/link.ts';

export interface Checked {
  readonly store: Store;
  readonly link: LinkStatus;
  readonly protection: Capabilities['encryptionAtRest'];
  readonly waiting: number;
  readonly refused: number;
  readonly locked: boolean;
  readonly router: string;
}

/** Beyond this the deadlines on the screen are right only because they are corrected; the person should know. */
const MOST_SKEW_MS = 5_000;

export async function runChecks(about: Checked, t: Words): Promise<Check[]> {
  const { store, link, protection, waiting, refused, locked, router } = about;
  let files: Check[];
  try {
    files = (await store.check()).map(({ name, ok, detail }) => ({ name, ok, detail }));
  } catch (error) {
    files = [{ name: 'store', ok: false, detail: (error as Error).message }];
  }
  return [
    {
      name: 'link',
      ok: link.state === 'live',
      detail: `${link.state}${link.reason === undefined ? '' : ` (${link.reason})`}, ${router}`,
    },
    {
      name: 'clock',
      ok: Math.abs(link.offset) <= MOST_SKEW_MS,
      detail: t(link.offset < 0 ? 'check.clockBehind' : 'check.clockAhead', { ms: Math.abs(link.offset) }),
    },
    ...files,
    { name: 'outbox', ok: refused === 0, detail: t('check.outbox', { waiting, refused }) },
    { name: 'lease', ok: !locked, detail: t(locked ? 'check.locked' : 'check.unlocked') },
    {
      name: 'encryption',
      ok: protection !== 'none',
      detail: protection,
    },
  ];
}
