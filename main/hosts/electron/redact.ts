// Owns what may leave this device in diagnostics: secrets, what identifies a person and long numbers do not. Pure.
import { maskLine } from '#shared/domain/personal/lines.ts';

type Rule = readonly [RegExp, string];

/** Before what is in them is taken for something else. */
const SECRETS: Rule = [
  /\b(token|secret|password|authorization|key)(["']?\s*[:=]\s*["']?)[^\s"',}]+/gi,
  '$1$2[removed]',
];
/** What nobody could say the kind of. */
const LEFT: readonly Rule[] = [
  // Base64 and hex of 24 characters and more: nothing readable is that long without a separator.
  [/(?<![A-Za-z0-9_/-])(?=[A-Za-z0-9_-]*\d)[A-Za-z0-9_-]{24,}(?![A-Za-z0-9_-])/g, '[removed]'],
  [/\b\d(?:[ -]?\d){7,}\b/g, '[number]'],
];

/** `home`: the person's folder, whose name is often theirs. */
export function redact(text: string, home: string): string {
  const without = home === '' ? text : text.replaceAll(home, '~');
  const masked = maskLine(without.replace(...SECRETS));
  return LEFT.reduce((left, [pattern, by]) => left.replace(pattern, by), masked);
}
