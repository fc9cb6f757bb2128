// Owns how a place that the router asks over HTTP is told in baton.config.json: where it is, what it is shown, how long and how much.
// Refuses: secrets in the clear; `secret` names where one is.
import { z } from 'zod';

/** A secret is kept in the environment or in a file of its own: `env:NAME`, `file:PATH`. */
const secretName = z
  .string()
  .max(1_000)
  .regex(/^(env:[A-Za-z_][A-Za-z0-9_]*|file:.+)$/, 'a secret is named by env:NAME or file:PATH');

export const httpPlace = z.object({
  url: z.string().min(1).max(2_000),
  /** `{secret}` stands for the secret. A header with it goes to the host of `url` and to no other. */
  headers: z.record(z.string().regex(/^[A-Za-z0-9-]+$/), z.string().max(1_000)).default({}),
  secret: secretName.optional(),
  /** Over name resolution, redirects and the whole answer. */
  timeoutMs: z.int().min(50).max(60_000).default(2_000),
  maxBytes: z.int().min(1).max(16_777_216).default(262_144),
  /** host or host:port that may be private or not https. */
  allowPrivate: z.array(z.string().min(1)).default([]),
  /** After so many failures in a row it is left alone for so many seconds, then tried once. */
  breaker: z
    .object({ failures: z.int().min(1).max(100), seconds: z.number().positive().max(3_600) })
    .default({ failures: 5, seconds: 30 }),
});

export type HttpPlace = z.infer<typeof httpPlace>;
