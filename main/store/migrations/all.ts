// Owns which migrations each file of the store has been through, oldest first.
import { cache1 } from './cache-1.ts';
import { cache2 } from './cache-2.ts';
import { cache3 } from './cache-3.ts';
import { outbox1 } from './outbox-1.ts';
import { outbox2 } from './outbox-2.ts';
import { outbox3 } from './outbox-3.ts';

export const MIGRATIONS = { cache: [cache1, cache2, cache3], outbox: [outbox1, outbox2, outbox3] } as const;
