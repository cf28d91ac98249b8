/**
 * The reader by itself (`zenbun/read`): no file system, no Node; bundles for browsers and workers. For a whole response
 * `read`, for a stream `startReading`.
 */
export { type ReadOptions, type ResponseReader, readResponse as read, startReading } from './reader/index.ts';
export type { Act, Reading } from './schema/index.ts';
