import { hash } from 'node:crypto';

/**
 * SHA-256, 32 bytes. Goes through a string, because a buffer allocated by the runtime costs as much again as the hash.
 */
export const sha256 = (bytes: Uint8Array): Uint8Array => Buffer.from(hash('sha256', bytes, 'binary'), 'latin1');

/** SHA-256 in hexadecimal. */
export const sha256Hex = (bytes: Uint8Array): string => hash('sha256', bytes, 'hex');
