// Owns the close codes of a console's connection and what each asks of the console.
/**
 * `retry`: connect again with back-off. `resume`: keep cursors. `wipe`: the cached copy must go.
 * A close without one of these codes (1006, 1001 ...) means retry and resume.
 */
export const CLOSE = {
  drain: { code: 4000, retry: true, resume: true, wipe: false },
  slow: { code: 4001, retry: true, resume: true, wipe: false },
  heartbeat: { code: 4002, retry: true, resume: true, wipe: false },
  protocol: { code: 4003, retry: false, resume: true, wipe: false },
  tooLarge: { code: 4004, retry: true, resume: true, wipe: false },
  unauthorized: { code: 4005, retry: false, resume: true, wipe: false },
  /** The same device connected again; the newer connection wins. */
  replaced: { code: 4006, retry: false, resume: true, wipe: false },
  /** The person was removed: nothing cached may stay. */
  removed: { code: 4007, retry: false, resume: false, wipe: true },
  authTimeout: { code: 4008, retry: true, resume: true, wipe: false },
  version: { code: 4009, retry: false, resume: true, wipe: false },
} as const;

export type CloseName = keyof typeof CLOSE;

/** What a console does after a close with `code`. */
export function onClose(code: number): {
  name: CloseName | 'lost';
  retry: boolean;
  resume: boolean;
  wipe: boolean;
} {
  for (const name of Object.keys(CLOSE) as CloseName[]) {
    const rule = CLOSE[name];
    if (rule.code === code) return { name, retry: rule.retry, resume: rule.resume, wipe: rule.wipe };
  }
  return { name: 'lost', retry: true, resume: true, wipe: false };
}
