import { ZenbunError } from '../../errors.ts';

/** A location in object storage, split into its parts. */
export interface ObjectPlace {
  readonly bucket: string;
  /** The raw key, without any encoding; may be empty when it is a listing prefix. */
  readonly key: string;
}

/** Reports whether a path is a location in object storage rather than a file. */
export function isObjectPlace(path: string): boolean {
  return path.startsWith('s3://');
}

/** Parses `s3://bucket/key`. Throws `usage` for anything else. */
export function objectPlaceOf(place: string): ObjectPlace {
  const parts = /^s3:\/\/([^/]*)(?:\/([\s\S]*))?$/.exec(place);
  if (parts !== null && BUCKET.test(parts[1]!)) return { bucket: parts[1]!, key: parts[2] ?? '' };
  throw new ZenbunError(
    'usage',
    { en: `${place} is not an S3 location`, ja: `${place} は S3 の場所として解釈できません` },
    {
      advice: {
        en: 'Write it as s3://BUCKET/KEY; names of buckets have 3 to 63 lower-case letters, digits, dots and hyphens.',
        ja: 's3://バケット名/キー の形で指定してください。バケット名は英小文字、数字、ドット、ハイフンの 3～63 文字です。',
      },
    },
  );
}

const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/** Parses the location of one object. Throws `usage` if the key is empty or cannot be expressed in a URL. */
export function requireObject(place: string): ObjectPlace {
  const parts = objectPlaceOf(place);
  const { key } = parts;
  const isUnnamed = key === '' || key.split('/').some((part) => part === '.' || part === '..');
  if (!isUnnamed && !/[\ud800-\udfff]/u.test(key)) return parts;
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
