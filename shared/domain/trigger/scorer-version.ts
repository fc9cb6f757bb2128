// Owns the name of what reads signals: kept signals of another one are read anew.

/** Begins the SHA-256 of the golden vectors (test/fixtures/triggers/golden.json), so that it changes when any number does. */
export const SCORER = 'fc6bd017b674';
