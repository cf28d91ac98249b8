import type { S3Answer } from './s3-answer.ts';
import type { S3Session } from './s3-session.ts';
import { changedObject, PassingTrouble, strangeAnswer, troubleOf } from './s3-trouble.ts';

/** The facts about an object known from its first answer. */
export interface ObjectVersion {
  readonly bytes: number;
  /** '' if the server sends none. */
  readonly etag: string;
  /** '' if the server sends none. */
  readonly modified: string;
}

/** Bytes [from, to) of an object; `to` may lie beyond its end. */
interface ObjectRange {
  readonly place: string;
  readonly from: number;
  readonly to: number;
}

interface ReadRange {
  readonly bytes: Uint8Array;
  readonly version: ObjectVersion;
}

/**
 * Reads a range of the given version, or of whatever is there (null). If a body ends early, continues from where it
 * ended. Throws `damaged` if another version is there, `not-found`, `unauthorised`, `upstream`.
 */
export async function readRange(
  session: S3Session,
  range: ObjectRange,
  version: ObjectVersion | null,
  signal: AbortSignal | undefined,
): Promise<ReadRange> {
  const reading = new RangeReading(session, range, version);
  return session.insist(range.place, signal, () => reading.goOn(signal));
}

/** A range, and the part of it read so far. */
class RangeReading {
  readonly #session: S3Session;
  readonly #range: ObjectRange;
  #version: ObjectVersion | null;
  #bytes: Uint8Array | null = null;
  #got = 0;
  #asksForAll = false;

  constructor(session: S3Session, range: ObjectRange, version: ObjectVersion | null) {
    this.#session = session;
    this.#range = range;
    this.#version = version;
  }

  async goOn(signal: AbortSignal | undefined): Promise<ReadRange> {
    const { place, to } = this.#range;
    const from = this.#range.from + this.#got;
    const range = this.#asksForAll ? {} : { range: `bytes=${from}-${to - 1}` };
    const headers = { ...range, 'accept-encoding': 'identity', ...this.#condition() };
    const answer = await this.#session.send({ method: 'GET', place, headers }, signal);
    // Not every server says at this point that the object is empty, and no range can be requested of an empty object.
    if (answer.status === 416 && from === 0 && this.#version === null && extentOf(answer) === null) {
      this.#asksForAll = !this.#asksForAll;
      if (await left(answer, this.#asksForAll)) return this.goOn(signal);
    }
    const version = await this.#versionIn(answer, from);
    const bytes = this.#space(version);
    // The body of such an answer is an error message; the object is empty.
    if (answer.status === 416) return left(answer, { bytes, version });
    for await (const block of answer.blocks()) {
      if (block.length > bytes.length - this.#got) throw strangeAnswer(place, TOO_MUCH);
      bytes.set(block, this.#got);
      this.#got += block.length;
    }
    if (this.#got < bytes.length) throw new PassingTrouble('the answer ended early');
    return { bytes, version };
  }

  /** A weak tag does not identify bytes, so servers must not match it; it is compared in `#versionIn` instead. */
  #condition(): Record<string, string> {
    const { etag = '', modified = '' } = this.#version ?? {};
    if (etag !== '') return etag.startsWith('W/') ? {} : { 'if-match': etag };
    return modified === '' ? {} : { 'if-unmodified-since': modified };
  }

  #space(version: ObjectVersion): Uint8Array {
    this.#bytes ??= new Uint8Array(Math.max(0, Math.min(this.#range.to, version.bytes) - this.#range.from));
    return this.#bytes;
  }

  /** Checks that the answer holds what was requested. */
  async #versionIn(answer: S3Answer, from: number): Promise<ObjectVersion> {
    const { place, to } = this.#range;
    const isKnown = this.#version !== null;
    if (answer.status === 412 || (isKnown && answer.status === 416)) {
      await answer.text(0).catch(() => undefined);
      throw changedObject(place);
    }
    const extent = extentOf(answer);
    if (extent === null) {
      if (answer.status === 206 || answer.status === 200) throw await left(answer, strangeAnswer(place, NO_RANGES));
      throw await troubleOf(answer, place);
    }
    const [etag, modified] = [answer.header('etag') ?? '', answer.header('last-modified') ?? ''];
    const version = { bytes: extent.of, etag, modified };
    if (this.#version !== null && !isSame(this.#version, version)) throw await left(answer, changedObject(place));
    const end = Math.min(to, extent.of);
    const isAsked = extent.from === from && extent.to <= end && (extent.to > extent.from || from === end);
    if (!isAsked) throw await left(answer, strangeAnswer(place, NO_RANGES));
    this.#version = version;
    return version;
  }
}

/**
 * Returns the byte range of an answer and the object's size; null if the answer does not state it or does not answer a
 * range request.
 */
function extentOf(answer: S3Answer): { readonly from: number; readonly to: number; readonly of: number } | null {
  const range = answer.header('content-range') ?? '';
  // No range can be requested of an empty object.
  if (answer.status === 416) return /^bytes \*\/0$/.test(range) ? { from: 0, to: 0, of: 0 } : null;
  // The whole object, if that was requested.
  const length = answer.header('content-length') ?? '';
  if (answer.status === 200 && /^\d{1,15}$/.test(length)) return { from: 0, to: Number(length), of: Number(length) };
  const parts = answer.status === 206 ? /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15})$/.exec(range) : null;
  return parts === null ? null : { from: Number(parts[1]), to: Number(parts[2]) + 1, of: Number(parts[3]) };
}

function isSame(known: ObjectVersion, now: ObjectVersion): boolean {
  return known.bytes === now.bytes && known.etag === now.etag && (known.etag !== '' || known.modified === now.modified);
}

/** Returns the result after discarding the body of the answer. */
async function left<T>(answer: S3Answer, result: T): Promise<T> {
  await answer.text(0).catch(() => undefined);
  return result;
}

const TOO_MUCH = {
  en: 'the server sent more than was asked for',
  ja: 'サーバーがリクエストより多くのデータを送信しました',
};
const NO_RANGES = {
  en: 'the server does not answer requests for ranges of bytes as it should',
  ja: 'サーバーがバイト範囲のリクエストに正しく応答しません',
};
