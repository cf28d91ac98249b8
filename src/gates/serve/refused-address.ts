import { ZenbunError } from '../../errors.ts';
import type { Message } from '../../schema/index.ts';

const NO_ADDRESS: Message = { en: 'is not an address of this machine', ja: 'このマシンのアドレスではありません' };
const REFUSALS: Readonly<Record<string, Message>> = {
  EADDRINUSE: { en: 'is in use', ja: '使用中です' },
  EACCES: { en: 'is not permitted', ja: '使用する権限がありません' },
  EADDRNOTAVAIL: NO_ADDRESS,
  EAFNOSUPPORT: NO_ADDRESS,
};

/** Returns a `usage` error that says why an address and port could not be listened on. */
export function refusedAddress(cause: unknown, { host, port }: { host: string; port: number }): ZenbunError {
  const { code, message } = cause as NodeJS.ErrnoException;
  const { en, ja } = REFUSALS[code ?? ''] ?? { en: `failed: ${message}`, ja: `失敗しました（${message}）` };
  return new ZenbunError(
    'usage',
    { en: `${host} port ${port} ${en}`, ja: `${host} のポート ${port}：${ja}` },
    {
      advice: {
        en: 'Choose another port (0 picks a free one) or address.',
        ja: '別のポート（0 なら空きポート）またはアドレスを指定してください。',
      },
      cause,
    },
  );
}
