import { ZenbunError } from '../../../errors.ts';
import { DRILL_MODEL, type Message, type RolloutStatus } from '../../../schema/index.ts';
import { withinTime } from '../../within-time.ts';
import type { RolloutOrderName } from '../rollout-control.ts';

/** Content of an order. */
export interface SentOrder {
  readonly reason: string;
  /** Name of the person; without it, only the key is known. */
  readonly by?: string;
  readonly withoutComparison?: boolean;
}

/** Address of a gateway, and the key to it. */
export interface ControlAccess {
  readonly url: string;
  readonly key?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Works like the global `fetch`. */
  readonly send?: (url: string, init: RequestInit) => Promise<Response>;
}

/**
 * Governs the rollouts of a running gateway over HTTP. Rejects with `upstream` if nothing answers, or something other
 * than a gateway, `unauthorised` for a key without permission, `not-found` for a model without a rollout, `usage` for
 * orders that the gateway refuses, and `interrupted`.
 */
export interface RolloutClient {
  all(): Promise<readonly RolloutStatus[]>;
  status(model: string): Promise<RolloutStatus>;
  order(model: string, action: 'start' | RolloutOrderName, order: SentOrder): Promise<RolloutStatus>;
  /** Begins or ends serving the models of a drill. */
  drill(action: 'open' | 'close'): Promise<RolloutStatus>;
}

const TIMEOUT_MS = 15_000;
const MOST_CHARS = 4 * 1024 * 1024;

export function rolloutClient(access: ControlAccess): RolloutClient {
  const at = (model: string) => `/rollouts/${encodeURIComponent(model)}`;
  return {
    all: () => asked(access, '/rollouts', null, 'statusesIn'),
    status: (model) => asked(access, at(model), null, 'statusIn'),
    order: (model, action, order) => asked(access, `${at(model)}/${action}`, order, 'statusIn'),
    drill: (action) => asked(access, `${at(DRILL_MODEL)}/${action}`, { reason: 'drill' }, 'statusIn'),
  };
}

/** Reader for an answer. The schema is loaded only once there is an answer: most importers of this room never ask. */
type Schema = typeof import('./status-schema.ts');
type ReadAs = 'statusIn' | 'statusesIn';

async function asked<K extends ReadAs>(
  access: ControlAccess,
  path: string,
  order: SentOrder | null,
  as: K,
): Promise<NonNullable<ReturnType<Schema[K]>>> {
  const json = await controlJson(access, path, order);
  const schema = await import('./status-schema.ts');
  const read = schema[as](json);
  if (read === null) throw noGateway(access.url, NO_STATUS);
  return read as NonNullable<ReturnType<Schema[K]>>;
}

/** Sends an order, or a query if it is null, and returns the JSON of the answer. Rejects as `rolloutClient` does. */
export async function controlJson(access: ControlAccess, path: string, order: SentOrder | null): Promise<unknown> {
  const { status, text } = await sent(access, path, order);
  const json = parsed(text);
  if (status === 200) return json;
  const { refusalIn } = await import('./status-schema.ts');
  throw refusal(access, status, refusalIn(json));
}

const NO_STATUS: Message = {
  en: 'its answer is not the status of a rollout',
  ja: '応答が段階公開の状態ではありません',
};

async function sent(
  { url, key, signal, send = fetch }: ControlAccess,
  path: string,
  order: SentOrder | null,
): Promise<{ readonly status: number; readonly text: string }> {
  const init: RequestInit = {
    method: order === null ? 'GET' : 'POST',
    headers: {
      ...(order === null ? {} : { 'content-type': 'application/json' }),
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
    },
    body: order === null ? null : JSON.stringify(order),
    // A redirect would carry the key elsewhere.
    redirect: 'manual',
  };
  try {
    return await withinTime(TIMEOUT_MS, signal, async (limited) => {
      const response = await send(url.replace(/\/+$/, '') + path, { ...init, signal: limited });
      return { status: response.status, text: (await response.text()).slice(0, MOST_CHARS) };
    });
  } catch (cause) {
    if (signal?.aborted) throw new ZenbunError('interrupted', { en: 'Stopped.', ja: '中断しました' }, { cause });
    throw unreachable(url, reasonOf(cause), cause);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function reasonOf(cause: unknown): string {
  const { message, cause: inner, name } = cause as Error;
  if (name === 'TimeoutError') return `no answer in ${TIMEOUT_MS / 1000} s`;
  const { code, message: deeper = '' } = (inner ?? {}) as NodeJS.ErrnoException;
  return deeper !== '' ? deeper : (code ?? message);
}

/** Returns the error for a refusal, in the gateway's own words if it gave any. */
function refusal({ url, key }: ControlAccess, status: number, said: Message | null): ZenbunError {
  if (status === 401 || status === 403) return denied(url, status, key !== undefined);
  if (said === null) return noGateway(url, { en: `HTTP ${status}`, ja: `HTTP ${status}` });
  const code = status === 404 ? 'not-found' : status === 400 || status === 409 ? 'usage' : 'upstream';
  return new ZenbunError(code, said);
}

const denied = (url: string, status: number, hasKey: boolean) =>
  new ZenbunError(
    'unauthorised',
    {
      en: `${url} does not let ${hasKey ? 'this key' : 'anybody without a key'} govern it (HTTP ${status})`,
      ja: `${url} では、${hasKey ? 'このキーで' : 'キーなしで'}操作できません（HTTP ${status}）`,
    },
    {
      advice: {
        en: 'Set ZENBUN_KEY to a key whose scopes in serve.keys include administer.',
        ja: 'serve.keys の scopes に administer があるキーを、環境変数 ZENBUN_KEY に設定してください。',
      },
    },
  );

const unreachable = (url: string, why: string, cause: unknown) =>
  new ZenbunError(
    'upstream',
    { en: `no gateway answers at ${url}: ${why}`, ja: `${url} のゲートウェイから応答がありません：${why}` },
    {
      advice: {
        en: 'Start it with zenbun serve, or name its address with --url.',
        ja: 'zenbun serve で起動するか、--url でアドレスを指定してください。',
      },
      cause,
    },
  );

export const noGateway = (url: string, why: Message) =>
  new ZenbunError(
    'upstream',
    { en: `${url} is not a zenbun gateway: ${why.en}`, ja: `${url} は zenbun のゲートウェイではありません：${why.ja}` },
    {
      advice: {
        en: 'Name the address of zenbun serve with --url, without /v1.',
        ja: '--url で zenbun serve のアドレスを指定してください（/v1 は不要）。',
      },
    },
  );
