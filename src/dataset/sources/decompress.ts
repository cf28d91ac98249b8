import { Buffer } from 'node:buffer';
import { pipeline } from 'node:stream/promises';
import { createGunzip, type ZlibOptions } from 'node:zlib';
import { Decompress } from 'fzstd';
import { ZenbunError } from '../../errors.ts';
import type { Limits } from '../options.ts';
import { Growth } from './growth.ts';

export type Compression = 'none' | 'gzip' | 'zstd' | 'bzip2';

type Blocks = AsyncIterable<Uint8Array>;

/** Recognises the compression by the first bytes of a file; the name is ignored. */
export function compressionOf(head: Uint8Array): Compression {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  // `BZh`, the block size, and the mark of the first block, or of the end if there is no block.
  if (/^425a683[1-9](?:314159265359|177245385090)/.test(Buffer.from(head.subarray(0, 10)).toString('hex')))
    return 'bzip2';
  const word = (head[0]! | (head[1]! << 8) | (head[2]! << 16) | (head[3]! << 24)) >>> 0;
  // RFC 8878: a frame, or a skippable frame, which only zstd tools write.
  return word === 0xfd2fb528 || (word & 0xffff_fff0) >>> 0 === 0x184d2a50 ? 'zstd' : 'none';
}

/**
 * Decompresses the blocks; consecutive members and frames are joined. Throws `damaged` if the compression is broken or
 * ends early, `limit` if the file grows out of proportion.
 */
export async function* decompress(
  blocks: Blocks,
  compression: Compression,
  path: string,
  limits: Limits,
): AsyncGenerator<Uint8Array> {
  const grown = new Growth(path, limits);
  try {
    if (compression === 'gzip') yield* gunzip(blocks, grown);
    else if (compression === 'zstd') yield* unzstd(blocks, grown);
    else if (compression === 'bzip2') yield* unbzip2(blocks, grown);
    else yield* blocks;
  } catch (error) {
    // Errors of an uncompressed file, and an aborted reading, are unrelated to the compression.
    if (error instanceof ZenbunError || compression === 'none' || isStop(error)) throw error;
    throw new ZenbunError(
      'damaged',
      {
        en: `${path}: the ${compression} data is damaged or incomplete`,
        ja: `${path}：${compression} の圧縮データが壊れているか、途中で終わっています`,
      },
      {
        cause: error,
      },
    );
  }
}

const isStop = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';

/**
 * Members may be padded with zeros and followed by more members. zlib stops at the padding without an error, while
 * others read on (Python does, and with it the training tools), so all members are read.
 */
async function* gunzip(blocks: Blocks, grown: Growth): AsyncGenerator<Uint8Array> {
  const source = blocks[Symbol.asyncIterator]();
  const nextBlock = async (): Promise<Buffer | null> => {
    const { value, done } = await source.next();
    if (done === true) return null;
    grown.took(value.length);
    return Buffer.from(value);
  };
  try {
    for (let rest = await nextBlock(); rest !== null; ) {
      if (isBlank(rest)) {
        rest = await nextBlock();
        continue;
      }
      const member = new GunzipRun(rest.subarray(rest.findIndex((byte) => byte !== 0)), nextBlock);
      for await (const out of member.unpacked()) {
        grown.gave(out.length);
        yield out;
      }
      rest = member.rest();
    }
  } finally {
    // Not awaited: a block in flight may take long, and nobody needs it.
    void source.return?.(undefined)?.catch(() => undefined);
  }
}

const isBlank = (bytes: Buffer) => bytes.every((byte) => byte === 0);

/** One run of zlib, over members that directly follow each other. */
class GunzipRun {
  // With such a low water mark, no block is requested before zlib is done with the previous one: any leftover bytes are
  // in the last block.
  readonly #unzip = createGunzip({ chunkSize: 2 ** 18, writableHighWaterMark: 1 } as ZlibOptions);
  readonly #nextBlock: () => Promise<Buffer | null>;
  #block: Buffer;
  #fed = 0;

  constructor(first: Buffer, nextBlock: () => Promise<Buffer | null>) {
    this.#block = first;
    this.#nextBlock = nextBlock;
  }

  unpacked(): AsyncIterable<Buffer> {
    const feed = async function* (this: GunzipRun): AsyncGenerator<Buffer> {
      for (let block: Buffer | null = this.#block; block !== null; block = await this.#nextBlock()) {
        this.#block = block;
        this.#fed += block.length;
        yield block;
        // Bytes written after the end would be taken for another member, zero padding included.
        if (this.#unzip.bytesWritten < this.#fed) return;
      }
    };
    // The reader receives errors through the stream itself.
    pipeline(feed.bind(this), this.#unzip).catch(() => undefined);
    return this.#unzip as AsyncIterable<Buffer>;
  }

  /** Returns the bytes after the last member. */
  rest(): Buffer {
    return this.#block.subarray(this.#block.length - (this.#fed - this.#unzip.bytesWritten));
  }
}

/** Small enough that even the densest legal frame expands to a bounded size before the growth is checked. */
const ZSTD_BYTES = 2 ** 12;

async function* unzstd(blocks: Blocks, grown: Growth): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = [];
  const stream = new Decompress((out) => {
    grown.gave(out.length);
    ready.push(out);
  });
  for await (const block of blocks) {
    for (let at = 0; at < block.length; at += ZSTD_BYTES) {
      // The stream keeps bytes that it could not use yet, and the block is overwritten by the next.
      const piece = block.slice(at, at + ZSTD_BYTES);
      grown.took(piece.length);
      stream.push(piece);
      yield* ready;
      ready = [];
    }
  }
  stream.push(new Uint8Array(0), true);
  yield* ready;
}

/** Small enough for the densest possible input: a block of 900 kB in at most 50 bytes. */
const BZIP2_BYTES = 2 ** 10;

/** The decoder is loaded on demand, because few files need it. */
async function* unbzip2(blocks: Blocks, grown: Growth): AsyncGenerator<Uint8Array> {
  const { default: unbzip2Stream } = await import('unbzip2-stream');
  let ready: Uint8Array[] = [];
  let failure: unknown;
  const stream = unbzip2Stream();
  // An error thrown here ends the decoding at once, and comes back as an error of the stream.
  stream.on('data', (out: Uint8Array) => {
    grown.gave(out.length);
    ready.push(out);
  });
  stream.on('error', (error: unknown) => {
    failure ??= error;
  });
  const taken = function* (): Generator<Uint8Array> {
    yield* ready;
    ready = [];
    if (failure !== undefined) throw failure;
  };
  for await (const block of blocks) {
    for (let at = 0; at < block.length; at += BZIP2_BYTES) {
      const piece = Buffer.from(block.subarray(at, at + BZIP2_BYTES));
      grown.took(piece.length);
      stream.write(piece);
      yield* taken();
    }
  }
  stream.end();
  yield* taken();
}
