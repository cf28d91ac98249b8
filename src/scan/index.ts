/**
 * Examples x detectors -> findings. In: the paths of data sets. Out: one `ScanResult`, and on request the flagged rows,
 * the inputs without them, and the rows taken out. Reads with one thread or many, with the same result; never prints,
 * never changes an input, never calls a model. Why it is cut this way: docs/design/scan.md.
 */
export { interrupted, interruptible } from './inputs/interruptible.ts';
export { rereadableFiles, ScannedRows } from './inputs/reread.ts';
export { type OptionNames, requireKnownOptions } from './known-options.ts';
export type { ScanOptions, ScanProgress } from './options.ts';
export { scan } from './scan.ts';
export { serveRequests } from './workers/serve-requests.ts';

/** A scan in parts; loaded when asked for, since a scan in one process needs none of it. */
export const scanParts = () => import('./parts/index.ts');
