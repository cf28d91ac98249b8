import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { ZenbunError } from '../../errors.ts';
import type { S3Answer } from './s3-answer.ts';
import type { S3Request, S3Session } from './s3-session.ts';
import { PassingTrouble, strangeAnswer, troubleOf } from './s3-trouble.ts';
import { xmlEscaped, xmlText } from './xml-text.ts';

/** Maximum number of parts in an upload. */
const MOST_PARTS = 10_000;
const MOST_ANSWER_BYTES = 2 ** 20;

/**
 * Puts all bytes as one object: in one request up to `partBytes`, otherwise in parts of that size, joined at the end.
 * Bytes are signed, so that the server refuses them if altered in transit. On a failure nothing is left. Throws
 * `not-written` above 10,000 parts, like requests do, and what the chunks throw.
 */
export async function writeObject(
  session: S3Session,
  place: string,
  chunks: AsyncIterable<Uint8Array>,
  partBytes: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  let upload: Upload | null = null;
  try {
    for await (const { bytes, isLast } of partsOf(chunks, partBytes)) {
      if (upload === null && isLast) return await putWhole(session, place, bytes, signal);
      upload ??= await Upload.begin(session, place, signal);
      await upload.add(bytes, signal);
    }
    await upload?.complete(signal);
  } catch (error) {
    await upload?.abort();
    throw error;
  }
}

/** Splits the bytes into pieces of equal size except the last, which may be empty if it is the only one. */
async function* partsOf(
  chunks: AsyncIterable<Uint8Array>,
  partBytes: number,
): AsyncGenerator<{ readonly bytes: Uint8Array; readonly isLast: boolean }> {
  let part = new Uint8Array(Math.min(partBytes, 2 ** 20));
  let length = 0;
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; ) {
      // Only when more bytes follow: after other parts, the last part is never empty.
      if (length === partBytes) {
        yield { bytes: part.subarray(0, length), isLast: false };
        length = 0;
      }
      const taken = Math.min(chunk.length - at, partBytes - length);
      if (length + taken > part.length) part = grown(part, length, Math.min(partBytes, 2 * (length + taken)));
      part.set(chunk.subarray(at, at + taken), length);
      length += taken;
      at += taken;
    }
  }
  yield { bytes: part.subarray(0, length), isLast: true };
}

function grown(part: Uint8Array, length: number, size: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(size);
  larger.set(part.subarray(0, length));
  return larger;
}

async function putWhole(
  session: S3Session,
  place: string,
  bytes: Uint8Array,
  signal: AbortSignal | undefined,
): Promise<void> {
  const request = { method: 'PUT', place, headers: signedBy(bytes), body: bytes } as const;
  await session.insist(place, signal, async () => {
    await textOf(await session.send(request, signal), place);
  });
}

const signedBy = (bytes: Uint8Array) => ({
  'x-amz-content-sha256': createHash('sha256').update(bytes).digest('hex'),
  'content-length': String(bytes.length),
});

async function textOf(answer: S3Answer, place: string): Promise<string> {
  if (answer.status !== 200 && answer.status !== 204) throw await troubleOf(answer, place);
  return answer.text(MOST_ANSWER_BYTES);
}

/** An object put in parts, which does not exist before `complete`. */
class Upload {
  readonly #session: S3Session;
  readonly #place: string;
  readonly #id: string;
  readonly #etags: string[] = [];
  #bytes = 0;

  private constructor(session: S3Session, place: string, id: string) {
    this.#session = session;
    this.#place = place;
    this.#id = id;
  }

  static async begin(session: S3Session, place: string, signal: AbortSignal | undefined): Promise<Upload> {
    const request = { method: 'POST', place, query: { uploads: '' } } as const;
    const id = await session.insist(place, signal, async () => {
      const text = await textOf(await session.send(request, signal), place);
      const found = xmlText(text, 'UploadId');
      if (found === null || found === '') throw strangeAnswer(place, NO_UPLOAD);
      return found;
    });
    return new Upload(session, place, id);
  }

  async add(bytes: Uint8Array, signal: AbortSignal | undefined): Promise<void> {
    const number = this.#etags.length + 1;
    if (number > MOST_PARTS) throw tooLarge(this.#place);
    const query = { partNumber: String(number), uploadId: this.#id };
    const etag = await this.#insist({ method: 'PUT', query, headers: signedBy(bytes), body: bytes }, signal, (answer) =>
      answer.header('etag'),
    );
    if (etag === undefined || etag === '') throw strangeAnswer(this.#place, NO_UPLOAD);
    this.#etags.push(etag);
    this.#bytes += bytes.length;
  }

  async complete(signal: AbortSignal | undefined): Promise<void> {
    const parts = this.#etags.map(
      (etag, i) => `<Part><PartNumber>${i + 1}</PartNumber><ETag>${xmlEscaped(etag)}</ETag></Part>`,
    );
    const body = Buffer.from(`<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`);
    const request = { method: 'POST', query: { uploadId: this.#id }, headers: signedBy(body), body } as const;
    let tries = 0;
    await this.#session.insist(this.#place, signal, async () => {
      tries += 1;
      const answer = await this.#session.send({ ...request, place: this.#place }, signal);
      // The answer to an earlier try may have been lost, and the upload completed since.
      if (answer.status === 404 && tries > 1 && (await this.#isThere(signal))) {
        // An unread answer keeps its request open, and the process with it.
        await answer.text(MOST_ANSWER_BYTES).catch(() => undefined);
        return;
      }
      const text = await textOf(answer, this.#place);
      // Joining takes long: the server sends the head of the answer before it knows the outcome.
      if (!text.includes('<CompleteMultipartUploadResult'))
        throw new PassingTrouble(xmlText(text, 'Code') ?? 'the parts were not joined');
    });
  }

  /**
   * Best effort and time-limited, because a user who stops a scan waits for it. Remaining parts are removed by the
   * rules of the bucket, if it has any.
   */
  async abort(): Promise<void> {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), this.#session.patience.abortMs);
    await this.#insist({ method: 'DELETE', query: { uploadId: this.#id } }, stop.signal, () => undefined).catch(
      () => undefined,
    );
    clearTimeout(timer);
  }

  /** Reports whether the object is the joined parts: its tag then ends in their number. */
  #isThere(signal: AbortSignal | undefined): Promise<boolean> {
    return this.#session.insist(this.#place, signal, async () => {
      const answer = await this.#session.send({ method: 'HEAD', place: this.#place }, signal);
      await answer.text(0).catch(() => undefined);
      if (answer.status >= 500) throw new PassingTrouble(`HTTP ${answer.status}`);
      const isJoined = answer.header('etag')?.replaceAll('"', '').endsWith(`-${this.#etags.length}`) ?? false;
      return answer.status === 200 && isJoined && Number(answer.header('content-length')) === this.#bytes;
    });
  }

  #insist<T>(
    request: Omit<S3Request, 'place'>,
    signal: AbortSignal | undefined,
    tell: (answer: S3Answer) => T,
  ): Promise<T> {
    return this.#session.insist(this.#place, signal, async () => {
      const answer = await this.#session.send({ ...request, place: this.#place }, signal);
      await textOf(answer, this.#place);
      return tell(answer);
    });
  }
}

const tooLarge = (place: string) =>
  new ZenbunError('not-written', {
    en: `${place} has more than ${MOST_PARTS} parts, which is more than object storage takes`,
    ja: `${place} はオブジェクトストレージの上限（${MOST_PARTS} パート）を超えます`,
  });

const NO_UPLOAD = {
  en: 'the answer is none to an upload in parts',
  ja: '応答がマルチパートアップロードのものではありません',
};
