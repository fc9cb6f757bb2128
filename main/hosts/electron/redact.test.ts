// Owns: what helps a person's helper stays in diagnostics; what is a secret or a person's does not.
import { expect, test } from 'vitest';
import { redact } from './redact.ts';

test.each([
  ['token=abc123', 'token=[removed]'],
  ['{"token":"s3cret-value"}', '{"token":"[removed]"}'],
  ['signed in as marta.reis@meridian.example', 'signed in as [email]'],
  ['card 4111 1111 1111 1111 was typed', 'card [card] was typed'],
  ['row 4111 1111 1112 was typed by Dr. Marta Rocha', 'row [number] was typed by Dr. [name]'],
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
