// Owns: what helps a person's helper stays in diagnostics; what is a secret or a person's does not.
import { expect, test } from 'vitest';
import { redact } from './redact.ts';

test.each([
  ['token=abc123', 'token=[removed]'],
  ['{"token":"s3cret-value"}', '{"token":"[removed]"}'],
  ['signed in as marta.reis@meridian.example', 'signed in as [address]'],
  ['card 4111 1111 1111 1111 was typed', 'card [number] was typed'],
  ['frame N0tReadable_atAll-1234567890abcdef sent', 'frame [removed] sent'],
  ['/home/marta/.config/Baton/outbox.db is damaged', '~/.config/Baton/outbox.db is damaged'],
  [
    'the router ended (1) and is started again in 250 ms',
    'the router ended (1) and is started again in 250 ms',
  ],
  ['connecting to ws://127.0.0.1:42111/console', 'connecting to ws://127.0.0.1:42111/console'],
])('%s', (line, clean) => {
  expect(redact(line, '/home/marta')).toBe(clean);
});
