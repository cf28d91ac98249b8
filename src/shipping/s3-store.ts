import { ZenbunError } from '../errors.ts';
import type { Sha256 } from '../tlog/index.ts';
import type { ObjectStore, StoredObject } from './object-store.ts';
import type { Bucket } from './s3-bucket.ts';

const TIMEOUT_MS = 30_000;

/** Options for requests to S3. */
export interface S3StoreOptions {
  readonly sha256: Sha256;
  /** Milliseconds until an answer must be complete; default: 30,000. */
  readonly timeoutMs?: number;
}

/**
 * Makes a store from a prefix of a bucket with S3's conditional writes (`If-None-Match`, `If-Match`). Sends each
 * request once.
 */
export function s3Store(bucket: Bucket, { sha256, timeoutMs = TIMEOUT_MS }: S3StoreOptions): ObjectStore {
  const send = async (path: string, init: RequestInit): Promise<Response> => {
    const url = bucket.prefix + path;
    try {
      return await bucket.send(url, { ...init, signal: AbortSignal.timeout(timeoutMs) });
    } catch (cause) {
      throw failed(url, reasonOf(cause));
    }
  };
  const put = async (path: string, bytes: Uint8Array, condition: Readonly<Record<string, string>>) => {
    // The signature covers the bytes, so that the server refuses them if altered in transit.
    const headers = { ...condition, 'x-amz-content-sha256': Buffer.from(sha256(bytes)).toString('hex') };
    const response = await send(path, { method: 'PUT', headers, body: Buffer.from(bytes) });
    await response.body?.cancel();
    return response;
  };
  return {
    async get(path, mostBytes) {
      const response = await send(path, { method: 'GET' });
      if (response.ok) return storedObject(response, bucket.prefix + path, mostBytes);
      await response.body?.cancel();
      if (response.status === 404) return null;
      throw failed(bucket.prefix + path, `HTTP ${response.status}`);
    },
    async create(path, bytes) {
      const { ok, status } = await put(path, bytes, { 'if-none-match': '*' });
      if (ok) return true;
      if (status === 412) return false;
      throw failed(bucket.prefix + path, `HTTP ${status}`);
    },
    async replace(path, bytes, version) {
      const condition: Record<string, string> = version === null ? { 'if-none-match': '*' } : { 'if-match': version };
      const { ok, status, headers } = await put(path, bytes, condition);
      if (ok) return headers.get('etag') ?? '';
      // 404: the version to replace is gone.
      if (status === 412 || (status === 404 && version !== null)) return null;
      throw failed(bucket.prefix + path, `HTTP ${status}`);
    },
  };
}

async function storedObject(response: Response, url: string, mostBytes: number): Promise<StoredObject> {
  const blocks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const block of response.body ?? []) {
      blocks.push(block);
      length += block.length;
      if (length > mostBytes) break;
    }
  } catch (cause) {
    throw failed(url, reasonOf(cause));
  }
  return { bytes: Buffer.concat(blocks, length), version: response.headers.get('etag') ?? '' };
}

const reasonOf = (cause: unknown): string => {
  const { message, cause: inner } = cause as Error;
  return inner instanceof Error && inner.message !== '' ? inner.message : message;
};

const failed = (url: string, why: string) =>
  new ZenbunError(
    'upstream',
    { en: `${url} does not answer as it should: ${why}`, ja: `${url} が正しく応答しません：${why}` },
    {
      advice: {
        en: 'Check the address, and that the key may read, list and write the bucket.',
        ja: 'アドレスと、バケットの読み取り・一覧・書き込みの権限を確認してください。',
      },
    },
  );
