import { ZenbunError } from '../../errors.ts';
import type { FetchPath } from '../../tlog/index.ts';
import { httpLog } from './http-log.ts';

type S3Environment = Readonly<Record<string, string | undefined>>;

/**
 * The public log under `s3://bucket/prefix`, with the keys, the region and the address of the usual variables (AWS_ACCESS_KEY_ID,
 * AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_REGION, AWS_ENDPOINT_URL). Throws `usage` where keys or the package `aws4fetch` are missing.
 */
export async function s3Log(place: string, env: S3Environment, signal: AbortSignal | undefined): Promise<FetchPath> {
  const prefix = prefixOf(place, env);
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: token } = env;
  if (!accessKeyId || !secretAccessKey) throw noKeys();
  const { AwsClient } = await loadClient();
  const client = new AwsClient({
    accessKeyId,
    secretAccessKey,
    ...(token ? { sessionToken: token } : {}),
    service: 's3',
    region: regionOf(env),
    // Asked again by `httpLog`.
    retries: 0,
  });
  return httpLog(prefix, { send: (url, init) => client.fetch(url, init), signal, onDenied: ON_DENIED });
}

const regionOf = ({ AWS_REGION, AWS_DEFAULT_REGION }: S3Environment) => AWS_REGION || AWS_DEFAULT_REGION || 'us-east-1';

/** The URL of a prefix: the bucket in the path where an address is given, else in the name of the host. */
function prefixOf(place: string, env: S3Environment): string {
  const parts = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/.exec(place);
  if (parts === null) throw noPlace(place);
  const path = (parts[2] ?? '').split('/').filter(Boolean).map(encodeURIComponent).join('/');
  const endpoint = env.AWS_ENDPOINT_URL_S3 || env.AWS_ENDPOINT_URL;
  if (endpoint) return `${endpoint.replace(/\/*$/, '')}/${parts[1]}/${path}`;
  const host = `s3.${regionOf(env)}.amazonaws.com`;
  // The certificate covers one label before the host's name.
  return parts[1]!.includes('.') ? `https://${host}/${parts[1]}/${path}` : `https://${parts[1]}.${host}/${path}`;
}

async function loadClient(): Promise<typeof import('aws4fetch')> {
  try {
    return await import('aws4fetch');
  } catch (cause) {
    throw new ZenbunError(
      'usage',
      { en: 'Reading from S3 needs the package aws4fetch', ja: 'S3 から読むには aws4fetch パッケージが必要です' },
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

const ON_DENIED = {
  en: 'Check the AWS_ variables, and that the key may read and list the bucket: without listing, S3 says the same of what is missing.',
  ja: 'AWS_ で始まる環境変数と、バケットの読み取りと一覧の権限を確認してください。一覧の権限がないと、ないファイルも同じ応答になります。',
} as const;

const noPlace = (place: string) =>
  new ZenbunError(
    'usage',
    { en: `${place} is no place in S3`, ja: `${place} は S3 の場所として解釈できません` },
    {
      advice: { en: 'Write it as s3://BUCKET/PREFIX.', ja: 's3://バケット名/プレフィックス の形で指定してください。' },
    },
  );

const noKeys = () =>
  new ZenbunError(
    'usage',
    { en: 'Reading from S3 needs keys', ja: 'S3 から読むにはキーが必要です' },
    {
      advice: {
        en: 'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (and AWS_REGION; AWS_ENDPOINT_URL for another server than Amazon).',
        ja: 'AWS_ACCESS_KEY_ID と AWS_SECRET_ACCESS_KEY（必要に応じて AWS_REGION、Amazon 以外なら AWS_ENDPOINT_URL）を設定してください。',
      },
    },
  );
