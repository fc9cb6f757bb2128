// Owns what a person is told when the engine's file cannot be used: which file, why, and what helps.
// Refuses: deciding what happens next.

/** The file cannot be read or written; the message names it and says what can be done. */
export class EngineFileError extends Error {
  override readonly name = 'EngineFileError';
}

const ADVICE: readonly (readonly [code: string, text: string])[] = [
  [
    'SQLITE_NOTADB',
    'is not a database of Baton: move it away to start anew, or start with another --data folder',
  ],
  [
    'SQLITE_CORRUPT',
    'is damaged: restore it from a backup, or move it and the -wal and -shm files beside it away to start anew',
  ],
  ['SQLITE_FULL', 'cannot grow: free space on its disk'],
  ['SQLITE_BUSY', 'is kept locked by another process: stop that one first'],
];

/** An error of SQLite as one that names the file; any other error stays as it is. */
export function fileError(file: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error;
  const { code, message } = error;
  if (!code.startsWith('SQLITE_')) return error;
  const advice =
    ADVICE.find(([known]) => code.startsWith(known))?.[1] ??
    'cannot be used: see that its folder exists and may be written to';
  return new EngineFileError(`${file} ${advice} (${message})`, { cause: error });
}
