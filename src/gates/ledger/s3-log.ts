import { openBucket, s3AccessOf } from '../../shipping/index.ts';
import type { FetchPath } from '../../tlog/index.ts';
import { httpLog } from './http-log.ts';

/**
 * Opens the public log under `s3://bucket/prefix` with the credentials in the usual variables. Throws as `s3AccessOf`
 * and `openBucket` do.
 */
export async function s3Log(
  place: string,
  env: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal | undefined,
): Promise<FetchPath> {
  const { prefix, send } = await openBucket(place, () => s3AccessOf(env));
  return httpLog(prefix, { send, signal, onDenied: ON_DENIED });
}

const ON_DENIED = {
  en: 'Check the AWS_ variables, and that the key may read and list the bucket: without listing, S3 says the same of what is missing.',
  ja: 'AWS_ で始まる環境変数と、バケットの読み取りと一覧の権限を確認してください。一覧の権限がないと、ないファイルも同じ応答になります。',
} as const;
