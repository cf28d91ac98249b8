import { expect, test } from 'vitest';
import { listObjects, versionOf } from './list-objects.ts';
import type { S3Request, S3Session } from './s3-session.ts';
import { PassingTrouble } from './s3-trouble.ts';
import { xmlEscaped } from './xml-text.ts';

/** Answers each request with the next page, and repeats a request that failed. */
function sessionOf(pages: Iterable<string | { readonly status: number; readonly body: string }>) {
  const asked: S3Request[] = [];
  const left = pages[Symbol.iterator]();
  const session = {
    send: async (request: S3Request) => {
      asked.push(request);
      const page = left.next().value;
      const { status, body } = typeof page === 'string' ? { status: 200, body: page } : page;
      return { status, header: () => undefined, text: async () => body };
    },
    insist: async <T>(_: string, __: unknown, attempt: () => Promise<T>): Promise<T> => {
      for (;;) {
        try {
          return await attempt();
        } catch (cause) {
          if (!(cause instanceof PassingTrouble)) throw cause;
        }
      }
    },
  };
  return { session: session as unknown as S3Session, asked };
}

const entry = (key: string, size = '1', more = '') =>
  `<Contents><Key>${xmlEscaped(key)}</Key><Size>${size}</Size>${more}</Contents>`;
const page = (content: string, next: string | null = null) =>
  `<?xml version="1.0"?><ListBucketResult xmlns="x">${content}<IsTruncated>${next !== null}</IsTruncated>${
    next === null ? '' : `<NextContinuationToken>${next}</NextContinuationToken>`
  }</ListBucketResult>\n`;

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

const listed = (...pages: (string | { readonly status: number; readonly body: string })[]) =>
  all(listObjects(sessionOf(pages).session, 's3://bkt/a', undefined));

test('objects come with their size and version, page after page', async () => {
  const { session, asked } = sessionOf([
    page(entry('a1', '10', '<ETag>&quot;v1&quot;</ETag>') + entry('a/2', '0'), 'token'),
    page(entry('a3', '999999999999999')),
  ]);
  expect(await all(listObjects(session, 's3://bkt/a', undefined))).toEqual([
    { place: 's3://bkt/a1', bytes: 10, version: 'v1' },
    { place: 's3://bkt/a/2', bytes: 0 },
    { place: 's3://bkt/a3', bytes: 999_999_999_999_999 },
  ]);
  const first = { 'list-type': '2', 'encoding-type': 'url', prefix: 'a' };
  expect(asked).toEqual([
    { method: 'GET', place: 's3://bkt/a', ofBucket: true, query: first },
    { method: 'GET', place: 's3://bkt/a', ofBucket: true, query: { ...first, 'continuation-token': 'token' } },
  ]);
});

test('keys that were encoded are decoded, others are taken as they are', async () => {
  const encoded = '<EncodingType>url</EncodingType>';
  const placesIn = async (content: string) => (await listed(page(content))).map(({ place }) => place);
  expect(await placesIn(encoded + entry('a+b%2Bc%E8%A8%98'))).toEqual(['s3://bkt/a b+c記']);
  expect(await placesIn(entry('a+b%2Bc'))).toEqual(['s3://bkt/a+b%2Bc']);
  expect(await placesIn(entry('a&<>"'))).toEqual(['s3://bkt/a&<>"']);
});

test('a list that ends early is asked for again', async () => {
  const whole = page(entry('a1'));
  expect(await listed(whole.slice(0, -12), whole)).toEqual([{ place: 's3://bkt/a1', bytes: 1 }]);
});

test.each<[string, string]>([
  ['another document', '<html></html>'],
  ['no word on whether it is the last', '<ListBucketResult></ListBucketResult>'],
  ['neither true nor false', page('').replace('false', 'no')],
  ['more to come, and no token', page('', '')],
  ['fewer keys than it counts', page(`<KeyCount>2</KeyCount>${entry('a1')}`)],
  ['an entry without a key', page('<Contents><Size>1</Size></Contents>')],
  ['an empty key', page(entry(''))],
  ['a key that was not asked for', page(entry('b'))],
  ['a key that cannot be decoded', page(`<EncodingType>url</EncodingType>${entry('a%E8')}`)],
  ['an entry without a size', page('<Contents><Key>a</Key></Contents>')],
  ['a negative size', page(entry('a1', '-1'))],
  ['a size that no number holds', page(entry('a1', '9'.repeat(16)))],
])('a page with %s is refused, since objects may be missing', async (_, xml) => {
  await expect(listed(xml)).rejects.toMatchObject({ code: 'upstream', message: expect.stringContaining('not a list') });
});

test('a page that counts the keys it has is fine', async () => {
  expect(await listed(page(`<KeyCount>1</KeyCount>${entry('a1')}`))).toHaveLength(1);
});

test('a refusal is told', async () => {
  const refused = { status: 403, body: '<Error><Code>AccessDenied</Code></Error>' };
  await expect(listed(refused)).rejects.toMatchObject({ code: 'unauthorised' });
});

const ENDLESS = { code: 'upstream', message: expect.stringContaining('does not end') };

test('pages that do not go on are refused: the same token, or keys that were there', async () => {
  await expect(listed(page(entry('a1'), 't'), page(entry('a2'), 't'))).rejects.toMatchObject(ENDLESS);
  await expect(listed(page(entry('a1'), 't'), page(entry('a1'), 'u'))).rejects.toMatchObject(ENDLESS);
  await expect(listed(page(entry('a1'), 't'), page('', 'u'), page(entry('a1')))).rejects.toMatchObject(ENDLESS);
});

function* emptyPages(count: number): Generator<string> {
  for (let i = 1; i <= count; i++) yield page('', `t${i}`);
  yield page(entry('a1'));
}

test('a thousand empty pages may follow one another, and no more', async () => {
  const after = (count: number) => all(listObjects(sessionOf(emptyPages(count)).session, 's3://bkt/a', undefined));
  expect(await after(1000)).toHaveLength(1);
  await expect(after(1001)).rejects.toMatchObject(ENDLESS);
});

test('a million objects are listed, and no more', async () => {
  // Two pages in turn: no key may stand in the page before.
  const [even, odd] = ['a', 'b'].map((name) =>
    Array.from({ length: 50_000 }, (_, i) => entry(`a${name}${i}`)).join(''),
  );
  function* pages(): Generator<string> {
    for (let i = 0; ; i++) yield page(i % 2 === 0 ? even! : odd!, `t${i}`);
  }
  let count = 0;
  const counted = async () => {
    for await (const _ of listObjects(sessionOf(pages()).session, 's3://bkt/a', undefined)) count += 1;
  };
  await expect(counted()).rejects.toMatchObject({ code: 'limit', advice: expect.stringContaining('longer prefix') });
  expect(count).toBe(1_000_000);
});

test.each([
  ['"v1"', { version: 'v1' }],
  ['v1', { version: 'v1' }],
  ['W/"v1"', { version: 'v1' }],
  ['""', {}],
  ['', {}],
  [null, {}],
  [undefined, {}],
])('the tag %j is the version %j', (etag, version) => expect(versionOf(etag)).toEqual(version));
