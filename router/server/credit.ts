// Owns how much a console holds un-acked, in bytes over all its streams.

interface Sent {
  readonly end: number;
  readonly bytes: number;
}

export function createCredit(window: number) {
  const sent = new Map<string, Sent[]>();
  let held = 0;

  function release(stream: string, before: number): void {
    const batches = sent.get(stream) ?? [];
    while (batches[0] !== undefined && batches[0].end <= before) held -= batches.shift()?.bytes ?? 0;
  }

  return {
    take(stream: string, end: number, bytes: number): void {
      const batches = sent.get(stream) ?? [];
      sent.set(stream, batches);
      batches.push({ end, bytes });
      held += bytes;
    },
    /** Everything of `stream` before this offset is stored on the console. */
    release,
    /** The console begins the stream anew. */
    drop: (stream: string) => release(stream, Number.POSITIVE_INFINITY),
    room: () => window - held,
    idle: () => held === 0,
  };
}
