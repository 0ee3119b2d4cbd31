/**
 * Milliseconds after which a process that a test has started is taken to hang: more than any load
 * makes of it. Tests themselves have no limits of their own but the one in vitest.config.mts.
 */
export const LIMIT = 30 * 60_000;
