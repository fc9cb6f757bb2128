// Owns an event that may be refused: emits it and says whether somebody did.
import type { EventEmitter } from 'node:events';

export function isPrevented(
  emitter: EventEmitter,
  name: string,
  fields: object = {},
  ...more: unknown[]
): boolean {
  let prevented = false;
  const preventDefault = (): void => {
    prevented = true;
  };
  const event = {
    ...fields,
    preventDefault,
    get defaultPrevented() {
      return prevented;
    },
  };
  emitter.emit(name, event, ...more);
  return prevented;
}
