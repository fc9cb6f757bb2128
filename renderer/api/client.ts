// Owns the typed face of the core: a call's name decides its input and output. The one place where types are given to
// what comes back; the core of the same build made it from schemas, so rows are not validated a second time.
import type { Input, Output } from '#shared/contract/calls.ts';
import type { EventBody } from '#shared/contract/events.ts';
import type { CallName, EventName } from '#shared/contract/names.ts';
import type { Transport } from './transport.ts';

export interface Api {
  /** Rejects with CallError. */
  call<N extends CallName>(name: N, input: Input<N>): Promise<Output<N>>;
  on<E extends EventName>(event: E, listen: (body: EventBody<E>) => void): () => void;
  readonly watch: Transport['watch'];
  readonly retry: Transport['retry'];
}

export function createApi(transport: Transport): Api {
  return {
    call: async <N extends CallName>(name: N, input: Input<N>) =>
      (await transport.call(name, input)) as Output<N>,
    on: <E extends EventName>(event: E, listen: (body: EventBody<E>) => void) =>
      transport.subscribe((name, body) => {
        if (name === event) listen(body as EventBody<E>);
      }),
    watch: transport.watch,
    retry: transport.retry,
  };
}
