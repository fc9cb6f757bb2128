// Owns what may stand in logs and diagnostics of what a line says: of what identifies a person only its kind, as `[email]`. Errors
// quote what they were given, and nobody knows who reads a log. Refuses: secrets, which the host knows (redact.ts).
import { maskWords } from './words.ts';

export const maskLine = (line: string): string => maskWords(line, 'log').text;

/** Every text in JSON; keys stay. */
export function maskLogged(value: unknown): unknown {
  if (typeof value === 'string') return maskLine(value);
  if (Array.isArray(value)) return value.map(maskLogged);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, maskLogged(inner)]));
}
