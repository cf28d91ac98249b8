import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A request as the fake sees it. */
interface Asked {
  readonly method: string;
  readonly bucket: string;
  readonly key: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  /** Number of earlier requests. */
  readonly number: number;
}

/**
 * Fate of a request: an S3 error, `reset` (half of the body, then the connection breaks), `short` (half of the body,
 * with an orderly end), `silent` (no answer at all), `stuck` (half of the body and then nothing), `lost` (carried out,
 * but its answer never arrives), other headers, or another body.
 */
type Fault =
  | {
      readonly status: number;
      readonly code?: string;
      readonly headers?: Record<string, string>;
      readonly text?: string;
    }
  | { readonly replaced: Record<string, string> }
  | { readonly body: string }
  | 'reset'
  | 'short'
  | 'silent'
  | 'stuck'
  | 'lost'
  | null;

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array;
}

const FAKE_KEYS = { AWS_ACCESS_KEY_ID: 'AKEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret-of-the-test' };

/** In-memory S3 on loopback that fails where a test wants it to. */
export class FakeS3 {
  /** `bucket/key` -> bytes. */
  readonly objects = new Map<string, Uint8Array>();
  readonly asked: Asked[] = [];
  readonly uploads = new Map<string, Map<number, Uint8Array>>();
  fault: (asked: Asked) => Fault = () => null;
  /** Called before a request is carried out. */
  before: (asked: Asked) => void = () => {};
  pageKeys = 1000;
  /** True if keys are URL-encoded in listings when requested. */
  encodes = true;
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch(() => response.destroy());
    });
  }

  /** Starts a server that ends with the test. */
  static async listen(objects: Readonly<Record<string, string | Uint8Array>> = {}): Promise<FakeS3> {
    const fake = new FakeS3();
    await new Promise<void>((resolve) => fake.#server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      fake.#server.closeAllConnections();
      fake.#server.close();
    });
    for (const [name, bytes] of Object.entries(objects)) fake.put(name, bytes);
    return fake;
  }

  get env(): Record<string, string> {
    const url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return { ...FAKE_KEYS, AWS_REGION: 'eu-north-1', AWS_ENDPOINT_URL: url };
  }

  put(name: string, bytes: string | Uint8Array): void {
    this.objects.set(name, Buffer.from(bytes as Uint8Array));
  }

  /** Returns the requests with this method, each as key and range. */
  told(method: string): string[] {
    const of = this.asked.filter((one) => one.method === method);
    return of.map(({ key, headers }) => `${key} ${headers.range ?? ''}`.trim());
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const blocks: Buffer[] = [];
    for await (const block of request) blocks.push(block);
    const body = Buffer.concat(blocks);
    const url = new URL(request.url!, 'http://fake');
    const [, bucket = '', ...names] = url.pathname.split('/');
    const key = names.map(decodeURIComponent).join('/');
    const { method = '', headers } = request;
    const asked: Asked = { method, bucket, key, query: url.searchParams, headers, number: this.asked.length };
    this.asked.push(asked);
    this.before(asked);
    const fault = this.fault(asked);
    if (fault === 'silent') return;
    if (fault !== null && typeof fault === 'object' && 'status' in fault) return failed(response, fault);
    const answer = isSigned(request) ? this.#done(asked, body) : denied;
    if (fault === 'lost') return void response.destroy();
    sent(response, answer, method === 'HEAD', fault as Exclude<Fault, { status: number }>);
  }

  #done(asked: Asked, body: Uint8Array): Answer {
    if (body.length > 0 && asked.headers['x-amz-content-sha256'] !== sha256(body))
      return error(400, 'XAmzContentSHA256Mismatch');
    if (asked.key === '') return this.#list(asked);
    const name = `${asked.bucket}/${asked.key}`;
    if (asked.query.has('uploads') || asked.query.has('uploadId')) return this.#upload(asked, name, body);
    if (asked.method === 'PUT') {
      this.objects.set(name, body);
      this.#joined.delete(name);
      return { status: 200, headers: { etag: etagOf(body) }, body: empty };
    }
    const bytes = this.objects.get(name);
    return ranged(bytes, asked.headers, bytes === undefined ? '' : this.#tagOf(name));
  }

  #tagOf(name: string): string {
    return etagOf(this.objects.get(name)!, this.#joined.get(name));
  }

  #upload({ method, query }: Asked, name: string, body: Uint8Array): Answer {
    const id = query.get('uploadId') ?? `upload-${this.uploads.size + 1}`;
    if (method === 'POST' && query.has('uploads')) {
      this.uploads.set(id, new Map());
      return text(`<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`);
    }
    const parts = this.uploads.get(id);
    if (parts === undefined) return error(404, 'NoSuchUpload');
    if (method === 'PUT') {
      parts.set(Number(query.get('partNumber')), body);
      return { status: 200, headers: { etag: etagOf(body) }, body: empty };
    }
    this.uploads.delete(id);
    if (method === 'DELETE') return { status: 204, headers: {}, body: empty };
    const named = [...body.toString().matchAll(/<PartNumber>(\d+)<\/PartNumber><ETag>([^<]+)<\/ETag>/g)];
    const joined = named.map(([, number]) => parts.get(Number(number))!);
    if (named.some(([, , etag], i) => etag !== etagOf(joined[i]!).replaceAll('"', '&#34;')))
      return error(400, 'InvalidPart');
    this.objects.set(name, Buffer.concat(joined));
    this.#joined.set(name, joined.length);
    return text('<CompleteMultipartUploadResult><ETag>x</ETag></CompleteMultipartUploadResult>');
  }
  readonly #joined = new Map<string, number>();

  /** Returns the number of parts in which an object was uploaded, or undefined if it was not a multipart upload. */
  partsOf(name: string): number | undefined {
    return this.#joined.get(name);
  }

  #list({ bucket, query }: Asked): Answer {
    const names = [...this.objects.keys()]
      .filter((name) => name.startsWith(`${bucket}/${query.get('prefix') ?? ''}`))
      .sort();
    const keys = names.map((name) => name.slice(bucket.length + 1));
    const from = Number(query.get('continuation-token') ?? 0);
    const page = keys.slice(from, from + this.pageKeys);
    const isCut = from + this.pageKeys < keys.length;
    const isEncoded = this.encodes && query.get('encoding-type') === 'url';
    const told = (key: string) =>
      isEncoded
        ? encodeURIComponent(key).replaceAll('%20', '+').replaceAll('%2F', '/')
        : key.replace(/[&<>]/g, (letter) => `&#${letter.charCodeAt(0)};`);
    const entries = page.map(
      (key) =>
        `<Contents><Key>${told(key)}</Key><ETag>${this.#tagOf(`${bucket}/${key}`).replaceAll('"', '&quot;')}</ETag><Size>${this.objects.get(`${bucket}/${key}`)!.length}</Size></Contents>`,
    );
    const encoding = isEncoded ? '<EncodingType>url</EncodingType>' : '';
    const next = isCut ? `<NextContinuationToken>${from + this.pageKeys}</NextContinuationToken>` : '';
    return text(
      `<?xml version="1.0"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${encoding}<KeyCount>${page.length}</KeyCount><IsTruncated>${isCut}</IsTruncated>${next}${entries.join('')}</ListBucketResult>`,
    );
  }
}

const empty = new Uint8Array(0);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const etagOf = (bytes: Uint8Array, parts?: number) =>
  `"${createHash('md5').update(bytes).digest('hex')}${parts === undefined ? '' : `-${parts}`}"`;
const text = (xml: string): Answer => ({ status: 200, headers: {}, body: Buffer.from(xml) });
const error = (status: number, code: string): Answer => ({
  status,
  headers: {},
  body: Buffer.from(`<Error><Code>${code}</Code></Error>`),
});
const denied = error(403, 'AccessDenied');

function ranged(bytes: Uint8Array | undefined, headers: IncomingMessage['headers'], etag: string): Answer {
  if (bytes === undefined) return error(404, 'NoSuchKey');
  if (headers['if-match'] !== undefined && headers['if-match'] !== etag) return error(412, 'PreconditionFailed');
  const range = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '');
  if (range === null) return { status: 200, headers: { etag }, body: bytes };
  const [from, to] = [Number(range[1]), Math.min(Number(range[2]) + 1, bytes.length)];
  if (from >= bytes.length) {
    return { ...error(416, 'InvalidRange'), headers: { 'content-range': `bytes */${bytes.length}` } };
  }
  return {
    status: 206,
    headers: { etag, 'content-range': `bytes ${from}-${to - 1}/${bytes.length}` },
    body: bytes.subarray(from, to),
  };
}

/** Reports whether the request carries a valid Signature Version 4 over what was really sent. */
function isSigned({ method, url, headers }: IncomingMessage): boolean {
  const parts =
    /^AWS4-HMAC-SHA256 Credential=AKEXAMPLE\/(\d{8}\/[\w-]+\/s3\/aws4_request), SignedHeaders=([\w;-]+), Signature=(\w{64})$/.exec(
      headers.authorization ?? '',
    );
  if (parts === null) return false;
  const [, scope = '', names = '', signature] = parts;
  const [path, query = ''] = url!.split('?');
  const signed = names.split(';').map((name) => `${name}:${headers[name]}\n`);
  const payload = headers['x-amz-content-sha256'];
  const canonical = [method, path, query.split('&').sort().join('&'), signed.join(''), names, payload].join('\n');
  const text = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(Buffer.from(canonical))].join('\n');
  const hmac = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data).digest();
  const key = scope.split('/').reduce<string | Buffer>(hmac, `AWS4${FAKE_KEYS.AWS_SECRET_ACCESS_KEY}`);
  return hmac(key, text).toString('hex') === signature;
}

function failed(response: ServerResponse, fault: Extract<Fault, { status: number }>): void {
  response.writeHead(fault.status, fault.headers ?? {});
  response.end(fault.text ?? (fault.code === undefined ? '' : `<Error><Code>${fault.code}</Code></Error>`));
}

function sent(
  response: ServerResponse,
  answer: Answer,
  isHead: boolean,
  fault: Exclude<Fault, { status: number }>,
): void {
  const isBroken = fault === 'reset' || fault === 'short' || fault === 'stuck';
  const replaced = fault !== null && typeof fault === 'object' && 'replaced' in fault ? fault.replaced : {};
  const body = fault !== null && typeof fault === 'object' && 'body' in fault ? Buffer.from(fault.body) : answer.body;
  // Without a length, ending in the middle is orderly.
  const length = fault === 'short' ? {} : { 'content-length': String(body.length) };
  response.writeHead(answer.status, { ...length, ...answer.headers, ...replaced });
  if (isHead) return void response.end();
  if (!isBroken) return void response.end(body);
  response.write(body.subarray(0, body.length / 2), () => {
    if (fault === 'reset') response.destroy();
    if (fault === 'short') response.end();
  });
}
