import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ZenbunError } from '../../errors.ts';
import type { FetchPath } from '../../tlog/index.ts';
import { httpLog } from './http-log.ts';
import { openReader } from './open-reader.ts';
import { s3Log } from './s3-log.ts';

/** Environment for reading a log. */
export interface LogSurroundings {
  /** Keys of S3, and `ZENBUN_LEDGER_KEY` for a gateway that asks for one. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal | undefined;
}

/** The public files of a log at any place. */
export interface PublicLog {
  readonly place: string;
  /** `copy`: a folder that contains only the public log. */
  readonly kind: 'ledger' | 'copy' | 'remote';
  readonly fetch: FetchPath;
  /** The key named in a ledger's own folder; null for other places. */
  readonly vkey: string | null;
}

/**
 * Opens a folder, an http(s) URL or `s3://bucket/prefix`. Throws `not-found` and `usage`; the content is not checked.
 */
export async function openPublicLog(place: string, { env = {}, signal }: LogSurroundings = {}): Promise<PublicLog> {
  if (place.startsWith('s3://')) {
    return { place, kind: 'remote', fetch: await s3Log(place, env, signal), vkey: null };
  }
  if (/^https?:\/\//i.test(place)) {
    const send = sendWithKey(place, env.ZENBUN_LEDGER_KEY);
    return { place, kind: 'remote', fetch: httpLog(place, { send, signal, onDenied: ON_DENIED }), vkey: null };
  }
  // A checkpoint without a ledger means a copy of the public log alone.
  const isThere = (path: string) => readFile(join(place, path)).then(Boolean, () => false);
  if (!(await isThere('ledger.json')) && (await isThere('checkpoint'))) {
    return { place, kind: 'copy', fetch: (path) => readFile(join(place, path)).catch(absent), vkey: null };
  }
  const reader = await openReader(place);
  const fetch: FetchPath = async (path) => (await reader.publicFile(path))?.bytes ?? null;
  return { place, kind: 'ledger', fetch, vkey: reader.identity.vkey };
}

/** Returns the published checkpoint. Throws `not-found` if there is none. */
export async function readHead({ place, fetch }: PublicLog): Promise<Uint8Array> {
  const bytes = await fetch('checkpoint');
  if (bytes !== null) return bytes;
  throw new ZenbunError(
    'not-found',
    { en: `${place} has no checkpoint`, ja: `${place} にチェックポイントがありません` },
    {
      advice: {
        en: 'Name the folder of a ledger, or the URL under which its log is served (for a gateway: …/ledger).',
        ja: '証跡のフォルダーか、ログを公開している URL（ゲートウェイなら …/ledger）を指定してください。',
      },
    },
  );
}

function sendWithKey(place: string, key: string | undefined): typeof fetch {
  const { username, password } = new URL(place);
  if (username !== '' || password !== '') {
    throw new ZenbunError(
      'usage',
      { en: 'The URL of a log cannot contain a password', ja: 'ログの URL にパスワードは書けません' },
      { advice: { en: 'Put the key into ZENBUN_LEDGER_KEY.', ja: 'キーは ZENBUN_LEDGER_KEY に設定してください。' } },
    );
  }
  return key ? (url, init) => fetch(url, { ...init, headers: { authorization: `Bearer ${key}` } }) : fetch;
}

function absent(cause: NodeJS.ErrnoException): null {
  if (cause.code === 'ENOENT' || cause.code === 'ENOTDIR') return null;
  throw cause;
}

const ON_DENIED = {
  en: 'Put a key with the scope read-log into ZENBUN_LEDGER_KEY.',
  ja: 'read-log の権限を持つキーを ZENBUN_LEDGER_KEY に設定してください。',
} as const;
