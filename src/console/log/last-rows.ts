/** Records that the page asks for at once, and keeps or forgets together. */
export const CHUNK = 128;

/** Where the page asks for the end of the log, below its API: the last two chunks are whole in twice as many rows, wherever it ends. */
export const LAST_ROWS = `/records?limit=${2 * CHUNK}`;
