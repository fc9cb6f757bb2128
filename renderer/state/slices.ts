// Owns cutting a file into slices of whole lines that are small enough for one call, as its bytes come. Pure.
// Refuses: what a line says; the core reads it.

export interface Slice {
  /** Whole lines, each with its end; one that is too long is left empty, so that the others keep their numbers. */
  readonly lines: string;
  /** Numbers of the lines in it that were too long, from 1 in the file. */
  readonly tooLong: readonly number[];
  /** Bytes of the file that had come by then. */
  readonly read: number;
}

const NEWLINE = 10;
const END = Uint8Array.of(NEWLINE);

/** `most`: bytes of a slice, and so of a line with its end. */
export function createSlicer(most: number) {
  const decoder = new TextDecoder();
  /** The line that is being read; nothing of one that is too long. */
  let held: Uint8Array[] = [];
  let size = 0;
  let passing = false;
  let line = 1;
  let ready: Uint8Array[] = [];
  let readySize = 0;
  let tooLong: number[] = [];
  let read = 0;

  function takeReady(): Slice {
    const whole = new Uint8Array(readySize);
    let at = 0;
    for (const part of ready) {
      whole.set(part, at);
      at += part.length;
    }
    const slice = { lines: decoder.decode(whole), tooLong, read };
    ready = [];
    readySize = 0;
    tooLong = [];
    return slice;
  }

  /** A line is whole: it joins those that are ready, which go first when they would be too much with it. */
  function endLine(): Slice[] {
    const slices = ready.length > 0 && readySize + size + 1 > most ? [takeReady()] : [];
    if (passing) tooLong.push(line);
    ready.push(...held, END);
    readySize += size + 1;
    held = [];
    size = 0;
    passing = false;
    line += 1;
    return slices;
  }

  function hold(part: Uint8Array): void {
    if (passing) return;
    if (size + part.length >= most) {
      passing = true;
      held = [];
      size = 0;
      return;
    }
    held.push(part);
    size += part.length;
  }

  return {
    push(chunk: Uint8Array): Slice[] {
      const slices: Slice[] = [];
      let from = 0;
      for (let to = chunk.indexOf(NEWLINE); to >= 0; to = chunk.indexOf(NEWLINE, from)) {
        hold(chunk.subarray(from, to));
        slices.push(...endLine());
        read += to + 1 - from;
        from = to + 1;
      }
      if (from < chunk.length) hold(chunk.subarray(from));
      read += chunk.length - from;
      return slices;
    },
    /** The rest: at least one slice, be it empty. */
    end(): [...Slice[], Slice] {
      const slices = size > 0 || passing ? endLine() : [];
      return [...slices, takeReady()];
    },
  };
}
