import { ZenbunError } from '../../errors.ts';
import { isLoopback } from '../../gateway/index.ts';

const DEFAULT = { host: '127.0.0.1', port: 8787 } as const;

/** Parses `8787`, `127.0.0.1:8787`, `[::1]:8787` or `localhost:8787`. Throws `usage`. */
export function addressOf(listen: string | undefined): { readonly host: string; readonly port: number } {
  if (listen === undefined) return DEFAULT;
  const match = /^(?:(\[[\da-f:]+\]|[^:[\]]+):)?(\d{1,5})$/i.exec(listen);
  const port = Number(match?.[2]);
  if (match === null || port > 65535)
    throw new ZenbunError('usage', {
      en: `listen: "${listen}" is not an address and port (127.0.0.1:8787)`,
      ja: `listen：「${listen}」はアドレスとポート（127.0.0.1:8787 の形）ではありません`,
    });
  return { host: (match[1] ?? DEFAULT.host).replace(/^\[|\]$/g, ''), port };
}

/** Refuses an address that other machines can reach unless keys are configured. Throws `usage`. */
export function refuseOpenAddress(host: string, keys: number): void {
  if (keys > 0 || isLoopback(host)) return;
  throw new ZenbunError(
    'usage',
    {
      en: `${host} can be reached from outside, and no keys are configured`,
      ja: `${host} は外部から接続できますが、キーが設定されていません`,
    },
    {
      advice: {
        en: 'Make a key with "zenbun serve key" and put its hash under serve.keys, or listen on 127.0.0.1.',
        ja: '「zenbun serve key」でキーを作成し、そのハッシュを serve.keys に書くか、127.0.0.1 で待ち受けてください。',
      },
    },
  );
}
