// Owns sending one letter over SMTP, and which refusals are for good (RFC 5321, 4.2.1). Refuses: when and what.
import { createTransport } from 'nodemailer';
import type { MailConfig } from '#shared/schema/config.ts';
import type { Letter } from './mapping.ts';

export interface Enclosure {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Buffer;
}

/** The server will never take it; anything else may pass. */
export class LetterRefusedError extends Error {
  override readonly name = 'LetterRefusedError';
}

export function createOutbox({ host, port, security, user }: MailConfig['smtp'], password: string) {
  const transport = createTransport({
    ...{ host, port: port ?? (security === 'tls' ? 465 : 587), secure: security === 'tls' },
    ...{ requireTLS: security === 'starttls', ignoreTLS: security === 'none' },
    auth: { user, pass: password },
    // Nothing of a letter may make it read a file or ask an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    /** @throws LetterRefusedError, or an error that may pass. */
    async send(letter: Letter, attachments: readonly Enclosure[]): Promise<void> {
      try {
        await transport.sendMail({
          ...letter,
          references: [...letter.references],
          attachments: [...attachments],
        });
      } catch (error) {
        const { responseCode = 0, code, message } = error as Error & { responseCode?: number; code?: string };
        if (responseCode >= 500 && code !== 'EAUTH') throw new LetterRefusedError(message);
        throw error;
      }
    },
    close: () => transport.close(),
  };
}
