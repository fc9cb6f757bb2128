// Owns the verbs of the list of what was missed, and trying notices.
import type { NoticeKind } from '#shared/contract/notices.ts';
import type { MissedView } from '#shared/contract/views.ts';
import type { Api } from '../api/client.ts';
import type { Notice, PageStore } from './page.ts';

export const missedVerbs = (api: Api, store: PageStore, show: (target: Notice['open']) => void) => {
  const see = (ids: readonly string[]): void => {
    if (ids.length > 0) api.call('missed.seen', { ids: [...ids] }).catch(() => undefined);
  };
  return {
    showMissed: (missed: boolean): void => store.setState({ missed }),
    seeMissed: see,
    openMissed({ id, open }: MissedView): void {
      store.setState({ missed: false });
      see([id]);
      show(open);
    },
    /** Rejects with CallError. */
    tryNotice: (kind: NoticeKind) => api.call('notice.try', { kind }),
  };
};
