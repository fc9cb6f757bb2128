// Owns the right that calls for leads need: the copy may be read, and whoever asks leads. Checked again where an answer failed,
// because either may have gone meanwhile.
import { CallError } from '#shared/contract/errors.ts';
import { isLeading } from '#shared/domain/roles.ts';
import type { Core } from '../core.ts';

interface Needs extends Pick<Core, 'locked'> {
  readonly view: Pick<Core['view'], 'profile'>;
}

export function leadsOnly({ locked, view }: Needs) {
  function allowed(): void {
    const error = locked();
    if (error !== null) throw error;
    if (!isLeading(view.profile().roles))
      throw new CallError({ code: 'unauthorized', message: 'error.unauthorized' });
  }

  /** Fails as what is not allowed any more where that is why: the copy was locked, or the role went, while it was answered. */
  async function whileAllowed<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      allowed();
      throw error;
    }
  }
  return { allowed, whileAllowed };
}
