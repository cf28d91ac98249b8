/**
 * Examples x detectors -> findings. In: the paths of data sets. Out: one `ScanResult` and, on request, the flagged
 * rows, the inputs without them, and the removed rows. Reads with one or many threads and gives the same result; never
 * prints, never changes an input, never calls a model. For the reasons behind this design see docs/design/scan.md.
 */
export { interrupted, interruptible } from './inputs/interruptible.ts';
export { rereadableFiles, ScannedRows } from './inputs/reread.ts';
export { type OptionNames, requireKnownOptions } from './known-options.ts';
export type { ScanOptions, ScanProgress } from './options.ts';
export { scan } from './scan.ts';
export { serveRequests } from './workers/serve-requests.ts';

/** A scan in parts, loaded on demand because a scan in one process does not need it. */
export const scanParts = () => import('./parts/index.ts');
