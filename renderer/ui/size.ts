// Owns how sizes of files are written: 812 kB, 2.4 MB.
import { number } from './words.ts';

export function fileSize(bytes: number): string {
  if (bytes < 1_000_000) return `${number(Math.max(1, Math.round(bytes / 1_000)))} kB`;
  return `${number(Math.round(bytes / 100_000) / 10)} MB`;
}
