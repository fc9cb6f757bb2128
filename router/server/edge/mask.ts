// Owns the masking of payment card numbers at the edge, in a whole body, before anything is stored.
// Refuses: what a card number is (shared/domain/personal/cards.ts), and other personal data.
import { maskCards } from '#shared/domain/personal/cards.ts';

/** Fields that are names of things, or the bytes of one, and no words: masking them would break them. */
const REFERENCES: ReadonlySet<string> = new Set([
  ...['id', 'queue', 'language', 'type', 'role', 'channel'],
  ...['file', 'attachments', 'data'],
]);

/** `maskCards` on every text in a parsed JSON value; keys and references stay. */
export function maskDeep(value: unknown): unknown {
  if (typeof value === 'string') return maskCards(value);
  if (Array.isArray(value)) return value.map(maskDeep);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      REFERENCES.has(key) && (typeof inner === 'string' || Array.isArray(inner)) ? inner : maskDeep(inner),
    ]),
  );
}
