/** Number of records that the page requests at once, and keeps or forgets together. */
export const CHUNK = 128;

/**
 * Path, below the API, at which the page requests the end of the log. Twice as many rows always contain the last two
 * chunks in full, wherever the log ends.
 */
export const LAST_ROWS = `/records?limit=${2 * CHUNK}`;
