import { ZenbunError } from '../../errors.ts';

/** A place in object storage, cut into its parts. */
export interface ObjectPlace {
  readonly bucket: string;
  /** As it is, without any encoding; may be empty for the beginning of a listing. */
  readonly key: string;
}

/** Throws `usage` for what is no `s3://bucket/key`. */
export function objectPlaceOf(place: string): ObjectPlace {
  const parts = /^s3:\/\/([^/]*)(?:\/([\s\S]*))?$/.exec(place);
  if (parts !== null && BUCKET.test(parts[1]!)) return { bucket: parts[1]!, key: parts[2] ?? '' };
  throw new ZenbunError(
    'usage',
    { en: `${place} is no place in S3`, ja: `${place} は S3 の場所として解釈できません` },
    {
      advice: {
        en: 'Write it as s3://BUCKET/KEY; names of buckets have 3 to 63 lower-case letters, digits, dots and hyphens.',
        ja: 's3://バケット名/キー の形で指定してください。バケット名は英小文字、数字、ドット、ハイフンの 3～63 文字です。',
      },
    },
  );
}

const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/** The path of a key in a URL. Throws `usage` for an empty key, and for one that a URL cannot name. */
export function keyPath(place: string, key: string): string {
  const isUnnamed =
    key === '' || key.split('/').some((part) => part === '.' || part === '..') || /[\ud800-\udfff]/u.test(key);
  if (!isUnnamed) return key.split('/').map(urlEncoded).join('/');
  throw new ZenbunError(
    'usage',
    {
      en: `${place}: no object can be asked for by this key`,
      ja: `${place}：このキーではオブジェクトを指定できません`,
    },
    {
      advice: {
        en: 'Name an object; a key with . or .. between its slashes has to be copied to another one first.',
        ja: 'オブジェクトを指定してください。スラッシュの間が . や .. だけのキーは、別のキーにコピーしてください。',
      },
    },
  );
}

/** As signatures of AWS want it (RFC 3986): everything but letters, digits, `-`, `.`, `_` and `~`. */
export function urlEncoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
