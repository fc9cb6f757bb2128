// Owns single named values of a file.
import type { File } from '../open.ts';

export function metaOf(file: File) {
  const get = file.prepare<[string], { value: string }>('SELECT value FROM meta WHERE name = ?');
  const set = file.prepare<[string, string]>(
    'INSERT INTO meta VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  return {
    get: (name: string): string | null => get.get(name)?.value ?? null,
    set(name: string, value: string): void {
      set.run(name, value);
    },
  };
}

export type Meta = ReturnType<typeof metaOf>;
