// Owns the verbs of the wall: to be told of it while it is shown, and the displays that show it elsewhere.
import type { Output } from '#shared/contract/calls.ts';
import { isLeading } from '#shared/domain/roles.ts';
import type { Api } from '../api/client.ts';
import { openWindow } from '../api/windows.ts';
import { meOf, type PageState } from './page.ts';

/** As large as a small television. */
const WINDOW = { width: 1280, height: 720 };

/** The wall, and giving displays access to it, is for those who lead. */
export const mayLead = (state: PageState): boolean => isLeading(meOf(state)?.roles ?? []);

export const createWallVerbs = (api: Api) => ({
  /** Until the function it returns is called. A host that is away now is told anew by whoever still shows it. */
  watchWall(): () => void {
    api.call('wall.watch', { on: true }).catch(() => undefined);
    return () => void api.call('wall.watch', { on: false }).catch(() => undefined);
  },
  /** False when the host does not let it open. */
  openWall: (): boolean => openWindow({ kind: 'wall' }, WINDOW),
  addDisplay: (name: string, queues: readonly string[]): Promise<Output<'display.add'>> =>
    api.call('display.add', { name, queues: [...queues] }),
  revokeDisplay: (id: string): Promise<Output<'display.revoke'>> => api.call('display.revoke', { id }),
});
