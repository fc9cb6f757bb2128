// Owns what may leave this device in diagnostics: secrets, addresses of people and long numbers do not. Pure.

const RULES: readonly (readonly [RegExp, string])[] = [
  [/\b(token|secret|password|authorization|key)(["']?\s*[:=]\s*["']?)[^\s"',}]+/gi, '$1$2[removed]'],
  [/[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+/g, '[address]'],
  // Base64 and hex of 24 characters and more: nothing readable is that long without a separator.
  [/(?<![A-Za-z0-9_/-])(?=[A-Za-z0-9_-]*\d)[A-Za-z0-9_-]{24,}(?![A-Za-z0-9_-])/g, '[removed]'],
  [/\b\d(?:[ -]?\d){7,}\b/g, '[number]'],
];

/** `home`: the person's folder, whose name is often theirs. */
export function redact(text: string, home: string): string {
  const without = home === '' ? text : text.replaceAll(home, '~');
  return RULES.reduce((left, [pattern, by]) => left.replace(pattern, by), without);
}
