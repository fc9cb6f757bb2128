// Owns one setting, made before the first schema is: zod must not try `new Function` under the page's policy.
import { config } from 'zod';

config({ jitless: true });
