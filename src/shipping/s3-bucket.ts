import { ZenbunError } from '../errors.ts';
import type { Message } from '../schema/index.ts';

/** Access to a bucket. */
export interface S3Access {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
  readonly region: string;
  /** URL of a server other than Amazon's, with the bucket in the path. */
  readonly endpoint?: string | undefined;
}

/** A prefix in a bucket. */
export interface Bucket {
  /** URL of the prefix, ending in `/`. */
  readonly prefix: string;
  /** Like the global `fetch`, but signed. Sends the request once. */
  readonly send: (url: string, init: RequestInit) => Promise<Response>;
  /** Returns the signed request, for callers that send it by other means. */
  readonly sign: (url: string, init: RequestInit) => Promise<Request>;
}

/** Environment variables, as a process has them. */
export type S3Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the access from the usual variables (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_REGION,
 * AWS_ENDPOINT_URL). Throws `usage` without keys.
 */
export function s3AccessOf(env: S3Environment): S3Access {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = env;
  if (!accessKeyId || !secretAccessKey) throw noKeys(ROLES.find((name) => env[name]));
  // Refused here, naming the variable: later failures would report the text of the key.
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'])
    if (!/^[\x21-\x7e]*$/.test(env[name] ?? '')) throw wrongVariable(name, NO_KEY);
  const setAs = (...names: readonly string[]) => names.find((name) => env[name]);
  const regionName = setAs('AWS_REGION', 'AWS_DEFAULT_REGION');
  const endpointName = setAs('AWS_ENDPOINT_URL_S3', 'AWS_ENDPOINT_URL');
  const region = regionName === undefined ? 'us-east-1' : env[regionName]!;
  const endpoint = endpointName === undefined ? undefined : env[endpointName]!;
  if (!/^[\w.-]{1,63}$/.test(region)) throw wrongVariable(regionName!, NO_REGION);
  if (endpoint !== undefined && !isServer(endpoint)) throw wrongVariable(endpointName!, NO_ENDPOINT);
  return { accessKeyId, secretAccessKey, sessionToken: env.AWS_SESSION_TOKEN || undefined, region, endpoint };
}

/**
 * Reports whether it is an address without credentials, query and fragment: requests are authenticated by signatures.
 */
function isServer(endpoint: string): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { protocol, username, password, search, hash } = new URL(endpoint);
  return /^https?:$/.test(protocol) && `${username}${password}${search}${hash}` === '';
}

/**
 * Opens `s3://bucket/prefix` without sending a request. `accessOf` is called if the place is valid, and may throw.
 * Throws `usage` for an invalid place, and if the package `aws4fetch` is missing.
 */
export async function openBucket(place: string, accessOf: () => S3Access): Promise<Bucket> {
  const parts = PLACE.exec(place);
  if (parts === null) throw noPlace(place);
  const access = accessOf();
  const prefix = prefixOf(parts, access);
  const { AwsClient } = await loadClient();
  const { accessKeyId, secretAccessKey, sessionToken, region } = access;
  const client = new AwsClient({
    accessKeyId,
    secretAccessKey,
    ...(sessionToken === undefined ? {} : { sessionToken }),
    service: 's3',
    region,
    // The caller knows when to retry.
    retries: 0,
  });
  // The client's own fetch wraps the signal in a request that may be garbage-collected while waiting; nothing would
  // abort it then.
  const send = async (url: string, { signal = null, ...init }: RequestInit) =>
    fetch(await client.sign(url, init), { signal });
  return { prefix, send, sign: (url, init) => client.sign(url, init) };
}

const PLACE = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/;

/** Returns the URL of a prefix: the bucket is in the path if an endpoint is given, otherwise in the host name. */
function prefixOf(parts: RegExpExecArray, { endpoint, region }: S3Access): string {
  const bucket = parts[1]!;
  const names = (parts[2] ?? '').split('/').filter(Boolean).map(encodeURIComponent);
  const path = names.map((name) => `${name}/`).join('');
  if (endpoint) return `${endpoint.replace(/\/*$/, '')}/${bucket}/${path}`;
  const host = `s3.${region}.amazonaws.com`;
  // The certificate covers only one label before the host name.
  return bucket.includes('.') ? `https://${host}/${bucket}/${path}` : `https://${bucket}.${host}/${path}`;
}

async function loadClient(): Promise<typeof import('aws4fetch')> {
  try {
    return await import('aws4fetch');
  } catch (cause) {
    throw new ZenbunError(
      'usage',
      { en: 'S3 needs the package aws4fetch', ja: 'S3 を使うには aws4fetch パッケージが必要です' },
      {
        advice: {
          en: 'Install it beside zenbun: npm install aws4fetch@1.0.20',
          ja: 'zenbun と同じ場所にインストールしてください：npm install aws4fetch@1.0.20',
        },
        cause,
      },
    );
  }
}

const noPlace = (place: string) =>
  new ZenbunError(
    'usage',
    { en: `${place} is not an S3 location`, ja: `${place} は S3 の場所として解釈できません` },
    {
      advice: { en: 'Write it as s3://BUCKET/PREFIX.', ja: 's3://バケット名/プレフィックス の形で指定してください。' },
    },
  );

const exportKeys = (role: string): Message => ({
  en: `Profiles and roles (${role}) are not looked up. Run first: eval "$(aws configure export-credentials --format env)"`,
  ja: `プロファイルとロール（${role}）は参照しません。先に次を実行してください：eval "$(aws configure export-credentials --format env)"`,
});

const wrongVariable = (name: string, { en, ja }: Message) =>
  new ZenbunError('usage', { en: `${name} ${en}`, ja: `環境変数 ${name} ${ja}` });

const NO_KEY: Message = {
  en: 'holds spaces, line breaks or characters that are not valid in a key. Set it anew.',
  ja: 'に、キーに使われない文字（空白、改行など）が含まれています。設定し直してください。',
};
const NO_REGION: Message = {
  en: 'is not a valid region. Write it as eu-central-1.',
  ja: 'はリージョンとして解釈できません。eu-central-1 のような形式で指定してください。',
};
const NO_ENDPOINT: Message = {
  en: 'is not the address of a server. Write it as https://HOST:PORT, without a name or a password.',
  ja: 'はサーバーのアドレスとして解釈できません。ユーザー名やパスワードを含めず、https://HOST:PORT の形で指定してください。',
};

/** Variables that select a profile or a role. */
const ROLES = [
  'AWS_PROFILE',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
];

const noKeys = (role: string | undefined) =>
  new ZenbunError(
    'usage',
    { en: 'S3 needs keys', ja: 'S3 を使うにはキーが必要です' },
    {
      advice:
        role !== undefined
          ? exportKeys(role)
          : {
              en: 'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (and AWS_REGION; AWS_ENDPOINT_URL for another server than Amazon).',
              ja: 'AWS_ACCESS_KEY_ID と AWS_SECRET_ACCESS_KEY（必要に応じて AWS_REGION、Amazon 以外なら AWS_ENDPOINT_URL）を設定してください。',
            },
    },
  );
