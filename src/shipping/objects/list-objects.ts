import { ZenbunError } from '../../errors.ts';
import { type ListedObject, objectPlaceOf } from '../../files/index.ts';
import type { S3Session } from './s3-session.ts';
import { PassingTrouble, strangeAnswer, troubleOf } from './s3-trouble.ts';
import { xmlParts, xmlText } from './xml-text.ts';

/** Fits a thousand keys of a kilobyte, each byte written as up to three. */
const MOST_PAGE_BYTES = 16 * 2 ** 20;
const MOST_OBJECTS = 1_000_000;
/** Maximum number of consecutive pages without an object: deleted ones may fill some. */
const MOST_EMPTY_PAGES = 1_000;

interface ListPage {
  readonly keys: readonly (Omit<ListedObject, 'place'> & { readonly key: string })[];
  /** Token of the next page; null at the end. */
  readonly next: string | null;
}

/**
 * Yields all objects whose keys begin with the prefix (ListObjectsV2), page by page. Throws `limit` above a million,
 * `upstream` if the pages do not end.
 */
export async function* listObjects(
  session: S3Session,
  prefix: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<ListedObject> {
  const { bucket, key } = objectPlaceOf(prefix);
  let before: ReadonlySet<string> = new Set();
  let objects = 0;
  let emptyPages = 0;
  for (let token: string | null = null; ; ) {
    const page: ListPage = await session.insist(prefix, signal, () => pageAt(session, prefix, key, token, signal));
    if (page.keys.some((one) => before.has(one.key))) throw strangeAnswer(prefix, ENDLESS);
    for (const { key: found, ...object } of page.keys) {
      objects += 1;
      if (objects > MOST_OBJECTS) throw tooMany(prefix);
      yield { place: `s3://${bucket}/${found}`, ...object };
    }
    if (page.next === null) return;
    emptyPages = page.keys.length === 0 ? emptyPages + 1 : 0;
    if (page.next === token || emptyPages > MOST_EMPTY_PAGES) throw strangeAnswer(prefix, ENDLESS);
    if (page.keys.length > 0) before = new Set(page.keys.map((one) => one.key));
    token = page.next;
  }
}

async function pageAt(
  session: S3Session,
  place: string,
  prefix: string,
  token: string | null,
  signal: AbortSignal | undefined,
): Promise<ListPage> {
  const query = {
    'list-type': '2',
    // XML cannot represent some characters that keys may contain.
    'encoding-type': 'url',
    prefix,
    ...(token === null ? {} : { 'continuation-token': token }),
  };
  const answer = await session.send({ method: 'GET', place, ofBucket: true, query }, signal);
  if (answer.status !== 200) throw await troubleOf(answer, place);
  const xml = await answer.text(MOST_PAGE_BYTES);
  if (!xml.includes('<ListBucketResult')) throw strangeAnswer(place, NO_LISTING);
  // Objects missing from a truncated list would be missing from the scan.
  if (!xml.trimEnd().endsWith('</ListBucketResult>')) throw new PassingTrouble('the list ended early');
  const page = pageIn(xml, prefix);
  if (page === null) throw strangeAnswer(place, NO_LISTING);
  return page;
}

/** Returns null if this is not a page of a listing under the prefix. */
function pageIn(xml: string, prefix: string): ListPage | null {
  const isEncoded = xmlText(xml, 'EncodingType') === 'url';
  const keys: ListPage['keys'][number][] = [];
  for (const entry of xmlParts(xml, 'Contents')) {
    const key = keyIn(entry, isEncoded);
    const size = xmlText(entry, 'Size') ?? '';
    if (key === null || !key.startsWith(prefix) || !/^\d{1,15}$/.test(size)) return null;
    keys.push({ key, bytes: Number(size), ...versionOf(xmlText(entry, 'ETag')) });
  }
  // A page that does not say whether it is the last, or names fewer keys than it counts, would leave data unread.
  if (Number(xmlText(xml, 'KeyCount') ?? 0) > keys.length) return null;
  const isTruncated = xmlText(xml, 'IsTruncated');
  if (isTruncated === 'false') return { keys, next: null };
  if (isTruncated !== 'true') return null;
  const next = xmlText(xml, 'NextContinuationToken');
  return next === null || next === '' ? null : { keys, next };
}

/** Normalises an ETag from a listing or a header: some servers omit the quotation marks in one of them. */
export function versionOf(etag: string | null | undefined): Pick<ListedObject, 'version'> {
  const version = (etag ?? '').replace(/^W\//, '').replaceAll('"', '');
  return version === '' ? {} : { version };
}

function keyIn(entry: string, isEncoded: boolean): string | null {
  const text = xmlText(entry, 'Key');
  if (text === null || text === '' || !isEncoded) return text || null;
  try {
    // A plus sign is a space: S3 uses form encoding.
    return decodeURIComponent(text.replaceAll('+', '%20'));
  } catch {
    return null;
  }
}

const tooMany = (prefix: string) =>
  new ZenbunError(
    'limit',
    {
      en: `${prefix}: more than ${MOST_OBJECTS} objects`,
      ja: `${prefix}：オブジェクトが ${MOST_OBJECTS} 件を超えています`,
    },
    {
      advice: {
        en: 'Name a longer prefix, or pack the data into larger objects.',
        ja: 'より長いプレフィックスを指定するか、データを大きなオブジェクトにまとめてください。',
      },
    },
  );

const ENDLESS = { en: 'the list of objects does not end', ja: 'オブジェクトの一覧が終わりません' };
const NO_LISTING = { en: 'the answer is not a list of objects', ja: '応答がオブジェクトの一覧ではありません' };
