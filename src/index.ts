/**
 * zenbun, the library: reads training data and model answers to their end. The names here are the public ones; the
 * command line is made of nothing else.
 */
import { type ReadOptions, readResponse } from './reader/index.ts';
import type { Reading } from './schema/index.ts';

export { type ErrorCode, ZenbunError } from './errors.ts';
export { type ReadOptions, type ResponseReader, startReading } from './reader/index.ts';
export { type ScanOptions, type ScanProgress, scan } from './scan/index.ts';
export type * from './schema/index.ts';

/**
 * Reads one whole response: its acts, and what they come to. Linear in its length; throws nothing. Give the request as
 * `prompt` where it is known: whether "the same request" is fulfilled is judged against it.
 */
export function read(response: string, options: ReadOptions = {}): Reading {
  return readResponse(response, options);
}
