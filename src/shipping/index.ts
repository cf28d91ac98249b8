/**
 * Tiles and signed checkpoints of a log go to S3-compatible storage, each once: what is there is never written over, and a bucket that holds
 * anything else ends it. In: the public files of a log, and a place. Out: a log that an outsider can check without us. Also the one client of S3
 * here. Bodies are not shipped. Design: docs/design/shipping.md.
 */
export type { ObjectStore, StoredObject } from './object-store.ts';
export { s3Objects } from './objects/lazy-objects.ts';
export { openBucket, type S3Access, s3AccessOf } from './s3-bucket.ts';
export { s3Store } from './s3-store.ts';
export { type LogShipper, type ShipLogOptions, shipLog } from './ship-log.ts';
