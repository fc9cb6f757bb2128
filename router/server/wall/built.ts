// Owns where the built pages lie: beside the sources, or beside the bundle this is part of.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Null when no page was built. */
export function builtPages(): string | null {
  const places = ['../../../dist/page', '../page'].map((place) =>
    fileURLToPath(new URL(place, import.meta.url)),
  );
  return places.find((folder) => existsSync(`${folder}/wall.html`)) ?? null;
}
