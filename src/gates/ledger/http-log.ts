import { ZenbunError } from '../../errors.ts';
import type { FetchPath } from '../../tlog/index.ts';
import { withinTime } from '../within-time.ts';

/** Sends a request, like the global `fetch`. */
type SendRequest = (url: string, init: { readonly signal: AbortSignal }) => Promise<Response>;

/** Limit for one file: a bundle has at most 256 entries of 64 KiB. */
const MOST_BYTES = 2 ** 24 + 2 ** 10;
const TIMEOUT_MS = 30_000;
/** Milliseconds to wait before each further attempt. */
const PAUSES_MS = [200, 1000];

/** Options for fetching a log over HTTP. */
export interface HttpLogOptions {
  readonly send?: SendRequest | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Advice for responses 401 and 403. */
  readonly onDenied: { readonly en: string; readonly ja: string };
}

/**
 * Fetches paths below a prefix by GET; null for 404. Retries if the server has a temporary problem. Rejects with
 * `unauthorised`, `upstream`, `limit` or `interrupted`.
 */
export function httpLog(prefix: string, { send = fetch, signal, onDenied }: HttpLogOptions): FetchPath {
  const base = prefix.replace(/\/*$/, '/');
  return async (path) => {
    const url = base + path;
    for (const pause of [...PAUSES_MS, null]) {
      const answer = await withinTime(TIMEOUT_MS, signal, (limited) => tried(send, url, limited));
      if (signal?.aborted) throw stopped();
      if (answer instanceof Uint8Array) return answer;
      if (answer instanceof Response) {
        if (answer.status === 404) return null;
        if (answer.status === 401 || answer.status === 403) throw denied(url, answer.status, onDenied);
        if (answer.status < 500 && answer.status !== 429) throw failed(url, `HTTP ${answer.status}`);
      }
      if (pause === null) throw failed(url, answer instanceof Response ? `HTTP ${answer.status}` : answer);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
    return null;
  };
}

/**
 * Returns the bytes, the response if it was not successful, or the reason why there is none. Rejects as `bytesOf` does.
 */
async function tried(send: SendRequest, url: string, signal: AbortSignal): Promise<Uint8Array | Response | string> {
  let answer: Response;
  try {
    answer = await send(url, { signal });
  } catch (cause) {
    const { message, cause: inner } = cause as Error;
    return inner instanceof Error && inner.message !== '' ? inner.message : message;
  }
  if (answer.ok) return bytesOf(answer, url);
  await answer.body?.cancel().catch(() => undefined);
  return answer;
}

async function bytesOf(answer: Response, url: string): Promise<Uint8Array> {
  const blocks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const block of answer.body ?? []) {
      blocks.push(block);
      length += block.length;
      if (length > MOST_BYTES) break;
    }
  } catch (cause) {
    throw failed(url, cause instanceof Error ? cause.message : String(cause));
  }
  if (length > MOST_BYTES) {
    throw new ZenbunError('limit', {
      en: `${url} is longer than any file of a log`,
      ja: `${url} はログのファイルとしては大きすぎます`,
    });
  }
  return Buffer.concat(blocks);
}

const stopped = () => new ZenbunError('interrupted', { en: 'Stopped.', ja: '中断しました' });

const denied = (url: string, status: number, advice: HttpLogOptions['onDenied']) =>
  new ZenbunError(
    'unauthorised',
    { en: `${url} may not be read (HTTP ${status})`, ja: `${url} を読む権限がありません（HTTP ${status}）` },
    { advice },
  );

const failed = (url: string, why: string) =>
  new ZenbunError(
    'upstream',
    { en: `${url} could not be fetched: ${why}`, ja: `${url} を取得できませんでした：${why}` },
    {
      advice: {
        en: 'Check the address and whether the server is running, then run again.',
        ja: 'アドレスと、サーバーが動いているかを確認し、再実行してください。',
      },
    },
  );
