// Owns who leads at all. Refuses: whose queues; each right says that itself.

/** Of a person's roles. */
export const isLeading = (roles: readonly string[]): boolean =>
  roles.includes('lead') || roles.includes('admin');
