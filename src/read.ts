/**
 * The reader by itself (`zenbun/read`): no file system, no Node; for bundles in browsers and workers. Use `read` for a
 * whole response and `startReading` for a stream.
 */
export { type ReadOptions, type ResponseReader, readResponse as read, startReading } from './reader/index.ts';
export type { Act, Reading } from './schema/index.ts';
