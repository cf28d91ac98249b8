import { crc32 } from 'node:zlib';

/**
 * A frame is `u32 length · u32 CRC-32 · u32 back · payload`, big-endian. `length` counts the payload; the CRC covers
 * `back` and the payload; `back` is the distance in bytes to the first frame of the batch, so that recovery can
 * distinguish a torn batch from a damaged one. The payload is `u16 length · leaf · u16 length · key slip · ciphertext`.
 */
const FRAME_HEAD_BYTES = 12;
/** No frame is longer: the size of a record's parts is checked earlier. */
const MAX_PAYLOAD_BYTES = 40 * 2 ** 20;
/** Maximum length of a leaf (JSON), in bytes: short compared to the 64 KiB limit of an entry. */
export const MAX_LEAF_BYTES = 1024;

/** The content of a frame, as views of the bytes it was read from. Without a body, slip and ciphertext are empty. */
export interface FrameContent {
  readonly leaf: Uint8Array;
  readonly slip: Uint8Array;
  readonly ciphertext: Uint8Array;
}

/** The extent of a frame in a segment, in bytes: its start, its total length and the start of its batch. */
export interface FrameExtent {
  readonly at: number;
  readonly bytes: number;
  readonly batchAt: number;
}

/** A frame in a segment. */
export interface PlacedFrame extends FrameContent, FrameExtent {}

const SLAB_BYTES = 2 ** 20;

/**
 * Memory for many frames, allocated in one piece: one allocation per frame would cost more in garbage collection than
 * the encryption.
 */
export class FrameSlab {
  #slab = Buffer.alloc(0);
  #used = 0;

  /** Returns bytes that nobody else uses, with arbitrary content. */
  take(bytes: number): Buffer {
    if (bytes > SLAB_BYTES / 4) return Buffer.allocUnsafe(bytes);
    if (this.#used + bytes > this.#slab.length) {
      this.#slab = Buffer.allocUnsafeSlow(SLAB_BYTES);
      this.#used = 0;
    }
    this.#used += bytes;
    return this.#slab.subarray(this.#used - bytes, this.#used);
  }
}

/** A frame with room for its parts, which are yet to be written. */
export interface DraftFrame extends FrameContent {
  readonly frame: Buffer;
  readonly leaf: Buffer;
  readonly slip: Buffer;
  readonly ciphertext: Buffer;
}

/**
 * Allocates a frame; lengths are in bytes. `sealFrame` sets `back` and the CRC, because the batch is known only at
 * writing.
 */
export function draftFrame(leaf: number, slip: number, ciphertext: number, slab?: FrameSlab): DraftFrame {
  const payload = 4 + leaf + slip + ciphertext;
  const bytes = FRAME_HEAD_BYTES + payload;
  const frame = slab === undefined ? Buffer.allocUnsafe(bytes) : slab.take(bytes);
  frame.writeUInt32BE(payload, 0);
  const leafAt = frame.writeUInt16BE(leaf, FRAME_HEAD_BYTES);
  const slipAt = frame.writeUInt16BE(slip, leafAt + leaf);
  return {
    frame,
    leaf: frame.subarray(leafAt, leafAt + leaf),
    slip: frame.subarray(slipAt, slipAt + slip),
    ciphertext: frame.subarray(slipAt + slip),
  };
}

/** Makes a frame from existing parts. */
export function unsealedFrame({ leaf, slip, ciphertext }: FrameContent): Buffer {
  const draft = draftFrame(leaf.length, slip.length, ciphertext.length);
  draft.leaf.set(leaf);
  draft.slip.set(slip);
  draft.ciphertext.set(ciphertext);
  return draft.frame;
}

export function sealFrame(frame: Buffer, back: number): void {
  frame.writeUInt32BE(back, 8);
  frame.writeUInt32BE(crc32(frame.subarray(8)), 4);
}

/** Returns the length a frame declares; null if there are too few bytes to tell, 0 if it exceeds the maximum. */
export function frameLength(segment: Buffer, at: number): number | null {
  if (at + FRAME_HEAD_BYTES > segment.length) return null;
  const payload = segment.readUInt32BE(at);
  return payload > MAX_PAYLOAD_BYTES ? 0 : FRAME_HEAD_BYTES + payload;
}

/**
 * Returns the extent of the frame at an offset, or null if there is no good one. `skipped`: number of segment bytes
 * before the given ones.
 */
export function frameExtent(segment: Buffer, at: number, skipped = 0): FrameExtent | null {
  if (at + FRAME_HEAD_BYTES + 4 > segment.length) return null;
  const payload = segment.readUInt32BE(at);
  const end = at + FRAME_HEAD_BYTES + payload;
  if (payload < 4 || payload > MAX_PAYLOAD_BYTES || end > segment.length) return null;
  const slipAt = at + FRAME_HEAD_BYTES + 4 + segment.readUInt16BE(at + FRAME_HEAD_BYTES);
  if (slipAt > end || slipAt + segment.readUInt16BE(slipAt - 2) > end) return null;
  if (crc32(segment.subarray(at + 8, end)) !== segment.readUInt32BE(at + 4)) return null;
  const batchAt = skipped + at - segment.readUInt32BE(at + 8);
  return batchAt < 0 ? null : { at, bytes: end - at, batchAt };
}

/** Returns the frame at an offset, or null if there is no good one. */
export function frameAt(segment: Buffer, at: number, skipped = 0): PlacedFrame | null {
  const extent = frameExtent(segment, at, skipped);
  if (extent === null) return null;
  const leafAt = at + FRAME_HEAD_BYTES + 2;
  const slipAt = leafAt + segment.readUInt16BE(leafAt - 2) + 2;
  const bodyAt = slipAt + segment.readUInt16BE(slipAt - 2);
  return {
    ...extent,
    leaf: segment.subarray(leafAt, slipAt - 2),
    slip: segment.subarray(slipAt, bodyAt),
    ciphertext: segment.subarray(bodyAt, at + extent.bytes),
  };
}

const OPENING_BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;

/**
 * Reports whether a frame may start here. Cheap, and true for every real frame, so that a search need not compute a CRC
 * at each byte.
 */
function mayStart(segment: Buffer, at: number): boolean {
  const leafBytes = segment.readUInt16BE(at + FRAME_HEAD_BYTES);
  const leafAt = at + FRAME_HEAD_BYTES + 2;
  const leafEnd = leafAt + leafBytes;
  return (
    leafBytes >= 2 &&
    leafBytes <= MAX_LEAF_BYTES &&
    leafEnd + 2 <= segment.length &&
    segment[leafAt] === OPENING_BRACE &&
    segment[leafEnd - 1] === CLOSING_BRACE
  );
}

/** Returns the next good frame at or after an offset, or null. */
export function nextFrame(segment: Buffer, from: number): PlacedFrame | null {
  for (let at = from; at + FRAME_HEAD_BYTES + 4 <= segment.length; at += 1) {
    const frame = mayStart(segment, at) ? frameAt(segment, at) : null;
    if (frame !== null) return frame;
  }
  return null;
}
