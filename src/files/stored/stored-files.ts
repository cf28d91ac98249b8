import { createReadStream } from 'node:fs';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { ZenbunError } from '../../errors.ts';
import { OutputFile } from '../output-file.ts';
import { isObjectPlace } from './object-place.ts';
import type { ObjectFile, ObjectStorage } from './object-storage.ts';
import { ownSignal } from './own-signal.ts';

/** Access to places that may be in object storage. */
export interface StoredOptions {
  readonly objects?: ObjectStorage | undefined;
  readonly signal?: AbortSignal | undefined;
}

type Chunks = AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>;

/** Number of bytes read from object storage at a time, and also read ahead. */
const PART_BYTES = 4 * 2 ** 20;
/** Number of uncompressed bytes per gzip member. */
const MEMBER_BYTES = 2 ** 20;

/**
 * Writes a file, or an object (`s3://bucket/key`), that is either complete or absent. A name ending in `.gz` produces
 * gzip. Throws `not-written`, the errors of `ObjectStorage`, and any error the chunks throw.
 */
export async function writeStored(place: string, chunks: Chunks, options: StoredOptions = {}): Promise<void> {
  const { objects, signal } = options;
  if (isObjectPlace(place)) {
    const bytes = asBytes(chunks);
    return storageFor(place, objects).write(place, place.endsWith('.gz') ? zipped(bytes) : bytes, signal);
  }
  const file = await OutputFile.create(place);
  try {
    for await (const chunk of chunks) {
      signal?.throwIfAborted();
      // Copied because the write is deferred, and the caller may reuse the buffer by then.
      await file.write(typeof chunk === 'string' ? chunk : Uint8Array.from(chunk));
    }
    await file.finish();
    signal?.throwIfAborted();
    await file.commit();
  } catch (error) {
    await file.discard();
    throw error;
  }
}

/**
 * Yields the bytes of a file or an object in order. Throws `not-found`, the errors of `ObjectStorage`, and `damaged`
 * for an object that changes meanwhile.
 */
export async function* readStored(place: string, options: StoredOptions = {}): AsyncGenerator<Uint8Array> {
  const { objects, signal } = options;
  if (isObjectPlace(place)) return yield* objectParts(await storageFor(place, objects).open(place, signal), signal);
  try {
    yield* createReadStream(place, { highWaterMark: 2 ** 20, signal }) as AsyncIterable<Buffer>;
  } catch (cause) {
    signal?.throwIfAborted();
    const why = cause instanceof Error ? ((cause as NodeJS.ErrnoException).code ?? cause.message) : String(cause);
    throw new ZenbunError(
      'not-found',
      { en: `${place} cannot be read: ${why}`, ja: `${place} を読み取れません：${why}` },
      { cause },
    );
  }
}

/** Returns the storage for a place. Throws `usage` if there is none. */
export function storageFor(place: string, objects: ObjectStorage | undefined): ObjectStorage {
  if (objects !== undefined) return objects;
  throw new ZenbunError(
    'usage',
    {
      en: `${place} is in object storage, which is not read or written here`,
      ja: `${place} はオブジェクトストレージ上にあり、ここでは読み書きできません`,
    },
    {
      advice: {
        en: 'zenbun scan does so. In a program, pass objects: s3Objects(env). Otherwise copy it to a file first.',
        ja: 'zenbun scan は対応しています。プログラムでは objects: s3Objects(env) を渡してください。それ以外はファイルにコピーしてください。',
      },
    },
  );
}

async function* objectParts(object: ObjectFile, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
  const own = ownSignal(signal);
  const part = (from: number): Promise<Uint8Array> => {
    const reading = object.read(from, Math.min(from + PART_BYTES, object.bytes), own.signal);
    // The consumer sees the failure when it awaits the promise; until then it must not count as unhandled.
    reading.catch(() => undefined);
    return reading;
  };
  try {
    let next = object.bytes > 0 ? part(0) : null;
    for (let at = 0; next !== null; at += PART_BYTES) {
      const bytes: Uint8Array = await next;
      next = at + PART_BYTES < object.bytes ? part(at + PART_BYTES) : null;
      yield bytes;
    }
  } finally {
    own.forget();
    own.abort();
  }
}

async function* asBytes(chunks: Chunks): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
}

const compress = promisify(gzip);

/**
 * Compresses in blocks of one gzip member each, as for files. Yields at least one member, because zero bytes are not
 * valid gzip.
 */
async function* zipped(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let gathered: Uint8Array[] = [];
  let bytes = 0;
  let isEmpty = true;
  for await (const chunk of chunks) {
    gathered.push(Uint8Array.from(chunk));
    bytes += chunk.length;
    if (bytes < MEMBER_BYTES) continue;
    yield await compress(Buffer.concat(gathered, bytes));
    [gathered, bytes, isEmpty] = [[], 0, false];
  }
  if (isEmpty || bytes > 0) yield await compress(Buffer.concat(gathered, bytes));
}
