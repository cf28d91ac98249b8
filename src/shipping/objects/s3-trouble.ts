import { ZenbunError } from '../../errors.ts';
import type { Message } from '../../schema/index.ts';
import type { S3Answer } from './s3-answer.ts';
import { xmlText } from './xml-text.ts';

/** A failure that may pass when the request is repeated. */
export class PassingTrouble extends Error {
  override readonly name = 'PassingTrouble';
  /** Milliseconds to wait as requested by the server; 0 if it does not say. */
  readonly waitMs: number;

  constructor(why: string, waitMs = 0, cause?: unknown) {
    super(why, cause === undefined ? undefined : { cause });
    this.waitMs = waitMs;
  }
}

/** Maximum size of the answer to a failed request that is inspected. */
const MOST_ERROR_BYTES = 2 ** 16;
/** Upper bound for the wait a server may request. */
const MOST_WAIT_MS = 30_000;

/** The 4xx statuses that are not the fault of the request. */
const PASSING: ReadonlySet<number> = new Set([408, 409, 425, 429]);
const PASSING_CODES: ReadonlySet<string> = new Set([
  'RequestTimeout',
  'SlowDown',
  'InternalError',
  'ServiceUnavailable',
]);
const WRONG_PLACE: ReadonlySet<string> = new Set([
  'AuthorizationHeaderMalformed',
  'PermanentRedirect',
  'IllegalLocationConstraintException',
]);

/** Classifies an unexpected answer, reading its body. `place`: what was requested. */
export async function troubleOf(answer: S3Answer, place: string): Promise<ZenbunError | PassingTrouble> {
  const { status } = answer;
  const text = await answer.text(MOST_ERROR_BYTES).catch(() => '');
  const code = /^[\w.]{1,64}$/.exec(xmlText(text, 'Code') ?? '')?.[0] ?? '';
  const why = code === '' ? `HTTP ${status}` : `HTTP ${status} ${code}`;
  if (status === 404) return missing(place, code);
  const region = answer.header('x-amz-bucket-region') ?? xmlText(text, 'Region');
  if ((status >= 300 && status < 400) || WRONG_PLACE.has(code)) return elsewhere(place, why, region);
  if (code === 'InvalidObjectState') return failure('unreadable', place, ARCHIVED, RESTORE);
  if (status === 401 || status === 403 || DENIED[code] !== undefined) {
    return failure('unauthorised', place, denied(why), DENIED[code] ?? CHECK_RIGHTS);
  }
  const isPassing = (status >= 500 && status !== 501) || PASSING.has(status) || PASSING_CODES.has(code);
  if (isPassing) return new PassingTrouble(why, waitOf(answer.header('retry-after')));
  return failure('upstream', place, refused(why), CHECK_ENDPOINT);
}

function waitOf(retryAfter: string | undefined): number {
  const seconds = Number(retryAfter);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds * 1000, MOST_WAIT_MS) : 0;
}

/** The object, the bucket or the upload does not exist. */
function missing(place: string, code = ''): ZenbunError {
  if (code === 'NoSuchBucket')
    return failure('not-found', place, { en: 'there is no such bucket', ja: 'バケットがありません' }, CHECK_ENDPOINT);
  return failure('not-found', place, { en: 'there is no such object', ja: 'オブジェクトがありません' }, CHECK_KEY);
}

/** The object has another version by now or is gone, so what was read of it is worthless. */
export const changedObject = (place: string) =>
  new ZenbunError(
    'damaged',
    { en: `${place} changed while it was being read`, ja: `${place} は読み取り中に変更されました` },
    {
      advice: {
        en: 'Wait until it is fully written, then scan it again.',
        ja: '書き込みが終わってから、もう一度検査してください。',
      },
    },
  );

/** The server answers, but not as S3 does. */
export const strangeAnswer = (place: string, what: Message) => failure('upstream', place, what, CHECK_ENDPOINT);

/** All attempts have failed. */
export const givenUp = (place: string, tries: number, last: PassingTrouble) =>
  new ZenbunError(
    'upstream',
    {
      en: `${place}: object storage failed ${tries} times, at last with: ${last.message}`,
      ja: `${place}：オブジェクトストレージへのリクエストが ${tries} 回失敗しました（最後のエラー：${last.message}）`,
    },
    {
      advice: {
        en: 'Check the endpoint and the network, then run it again.',
        ja: 'エンドポイントとネットワークを確認し、もう一度実行してください。',
      },
      cause: last,
    },
  );

function failure(code: ZenbunError['code'], place: string, what: Message, advice: Message): ZenbunError {
  return new ZenbunError(code, { en: `${place}: ${what.en}`, ja: `${place}：${what.ja}` }, { advice });
}

function elsewhere(place: string, why: string, region: string | null): ZenbunError {
  const name = /^[a-z0-9-]{1,40}$/.exec(region ?? '')?.[0];
  const problem = {
    en: `the bucket is in another region or at another endpoint (${why})`,
    ja: `バケットは別のリージョンまたは別のエンドポイントにあります（${why}）`,
  };
  const advice = {
    en: name === undefined ? 'Set AWS_REGION or AWS_ENDPOINT_URL.' : `Set AWS_REGION=${name}.`,
    ja:
      name === undefined
        ? 'AWS_REGION または AWS_ENDPOINT_URL を設定してください。'
        : `AWS_REGION=${name} を設定してください。`,
  };
  return failure('usage', place, problem, advice);
}

const denied = (why: string): Message => ({
  en: `object storage refuses access (${why})`,
  ja: `オブジェクトストレージがアクセスを拒否しました（${why}）`,
});
const refused = (why: string): Message => ({
  en: `object storage refuses the request (${why})`,
  ja: `オブジェクトストレージがリクエストを受け付けません（${why}）`,
});

const CHECK_KEY: Message = {
  en: 'Check bucket and key; end the name of a folder with a slash.',
  ja: 'バケットとキーを確認してください。フォルダーは末尾にスラッシュを付けます。',
};
const CHECK_ENDPOINT: Message = {
  en: 'Check the name of the bucket and AWS_ENDPOINT_URL.',
  ja: 'バケット名と AWS_ENDPOINT_URL を確認してください。',
};
const CHECK_RIGHTS: Message = {
  en: 'Check the AWS_ variables, and that the key may read, list and (for outputs) write the bucket. Without the right to list, missing objects are refused, too.',
  ja: 'AWS_ で始まる環境変数と、バケットの読み取り、一覧、（出力には）書き込みの権限を確認してください。一覧の権限がないと、存在しないオブジェクトも拒否されます。',
};
const NEW_KEYS: Message = {
  en: 'Set AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and, for temporary keys, AWS_SESSION_TOKEN anew.',
  ja: 'AWS_ACCESS_KEY_ID と AWS_SECRET_ACCESS_KEY（一時的なキーなら AWS_SESSION_TOKEN も）を設定し直してください。',
};
const DENIED: Readonly<Record<string, Message>> = {
  InvalidAccessKeyId: NEW_KEYS,
  SignatureDoesNotMatch: NEW_KEYS,
  ExpiredToken: NEW_KEYS,
  InvalidToken: NEW_KEYS,
  RequestTimeTooSkewed: { en: 'Set the clock of this machine.', ja: 'このマシンの時刻を合わせてください。' },
};
const ARCHIVED: Message = {
  en: 'the object is archived and cannot be read',
  ja: 'オブジェクトはアーカイブされていて読み取れません',
};
const RESTORE: Message = { en: 'Restore it first.', ja: '先に復元してください。' };
