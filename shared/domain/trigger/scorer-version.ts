// Owns the name of what reads signals: kept signals of another one are read anew.

/**
 * Begins the SHA-256 of the golden vectors (test/fixtures/triggers/golden.json, without its spaces), so that it changes when any
 * number does.
 */
export const SCORER = '8a7beaf6e353';
