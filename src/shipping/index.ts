/**
 * Ships the tiles and signed checkpoints of a log to S3-compatible storage, each once: existing objects are never
 * overwritten, and a bucket with different content stops the shipping. In: the public files of a log, and a place. Out:
 * a log that outsiders can check without us. Also holds the project's only S3 client. Bodies are not shipped. Design:
 * docs/design/shipping.md.
 */
export type { ObjectStore, StoredObject } from './object-store.ts';
export { s3Objects } from './objects/lazy-objects.ts';
export { openBucket, type S3Access, s3AccessOf } from './s3-bucket.ts';
export { s3Store } from './s3-store.ts';
export { type LogShipper, type ShipLogOptions, shipLog } from './ship-log.ts';
