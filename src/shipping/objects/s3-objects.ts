import type { ListedObject, ObjectFile, ObjectStorage } from '../../files/index.ts';
import type { S3Environment } from '../s3-bucket.ts';
import { listObjects, versionOf } from './list-objects.ts';
import { readRange } from './read-object.ts';
import { PATIENCE, type S3Patience, S3Session } from './s3-session.ts';
import { writeObject } from './write-object.ts';

/** Number of bytes fetched with the first answer: most text objects need no second request. */
const FIRST_BYTES = 4 * 2 ** 20;
/** Number of beginnings kept: a file is inspected several times before it is read. */
const KEPT_BEGINNINGS = 4;
const PART_BYTES = 32 * 2 ** 20;

/** Options changed by tests. */
export interface S3ObjectsOptions {
  readonly patience?: Partial<S3Patience>;
  /** Size of a part, and of the largest object that is put in one request, in bytes; at least 5 MiB. */
  readonly partBytes?: number;
}

/** Objects in S3 and S3-compatible servers. */
export class S3Objects implements ObjectStorage {
  readonly #session: S3Session;
  readonly #partBytes: number;
  /** Oldest first. */
  readonly #beginnings = new Map<ObjectFile, Uint8Array>();

  constructor(env: S3Environment, options: S3ObjectsOptions = {}) {
    this.#session = new S3Session(env, { ...PATIENCE, ...options.patience });
    this.#partBytes = options.partBytes ?? PART_BYTES;
  }

  list(prefix: string, signal?: AbortSignal): AsyncIterable<ListedObject> {
    return listObjects(this.#session, prefix, signal);
  }

  find(place: string, signal?: AbortSignal): Promise<ListedObject | null> {
    return this.#session.insist(place, signal, async () => {
      const answer = await this.#session.send({ method: 'HEAD', place }, signal);
      await answer.text(0).catch(() => undefined);
      if (answer.status === 404) return null;
      const length = answer.header('content-length') ?? '';
      if (answer.status === 200 && /^\d{1,15}$/.test(length))
        return { place, bytes: Number(length), ...versionOf(answer.header('etag')) };
      // An answer without a body does not say what is wrong.
      const { version } = await readRange(this.#session, { place, from: 0, to: 1 }, null, signal);
      return { place, bytes: version.bytes, ...versionOf(version.etag) };
    });
  }

  async open(place: string, signal?: AbortSignal): Promise<ObjectFile> {
    const { bytes: first, version } = await readRange(this.#session, { place, from: 0, to: FIRST_BYTES }, null, signal);
    const object: ObjectFile = {
      bytes: version.bytes,
      read: async (from, to, stop) => {
        const kept = this.#beginnings.get(object);
        if (kept !== undefined && to <= kept.length) return kept.slice(from, to);
        if (from >= to) return new Uint8Array(0);
        return (await readRange(this.#session, { place, from, to }, version, stop)).bytes;
      },
    };
    this.#keep(object, first);
    return object;
  }

  write(place: string, chunks: AsyncIterable<Uint8Array>, signal?: AbortSignal): Promise<void> {
    return writeObject(this.#session, place, chunks, this.#partBytes, signal);
  }

  #keep(object: ObjectFile, first: Uint8Array): void {
    this.#beginnings.set(object, first);
    for (const oldest of this.#beginnings.keys()) {
      if (this.#beginnings.size <= KEPT_BEGINNINGS) return;
      this.#beginnings.delete(oldest);
    }
  }
}
