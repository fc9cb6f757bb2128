// Owns the Content Security Policy of the console's page, the same in every host.

/**
 * `connect`: the one address the page may speak to besides its own files ('self' does not cover WebSockets everywhere).
 * Scripts and styles need the response's nonce or the page's own origin; nothing is evaluated, framed or posted.
 */
export function pagePolicy(nonce: string, connect: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self'",
    "font-src 'self'",
    // Tones that the page makes.
    'media-src blob:',
    `connect-src ${connect}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}
