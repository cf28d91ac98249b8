import { type LogSurroundings, openPublicLog, readHead } from './public-log.ts';
import { logKeyOf, openSigned, type RefusedHead } from './signed-head.ts';

/**
 * Returns the published checkpoint of a log. `verified`: its signature was checked, which needs a key unless the place
 * is a ledger's own folder. Throws as `openPublicLog` and `readHead` do, and `damaged` for a signature that does not
 * match.
 */
export async function openHead(
  place: string,
  options: LogSurroundings & { readonly vkey?: string | undefined },
): Promise<{ readonly bytes: Uint8Array; readonly verified: boolean }> {
  const log = await openPublicLog(place, options);
  const bytes = await readHead(log);
  const vkey = options.vkey ?? log.vkey;
  if (vkey === null) return { bytes, verified: false };
  openSigned(bytes, logKeyOf(vkey), HEAD);
  return { bytes, verified: true };
}

const HEAD: RefusedHead = {
  what: { en: 'the checkpoint is not of this log', ja: 'このログのチェックポイントではありません' },
  advice: {
    en: 'Do not keep it. Check --vkey, then run zenbun ledger verify.',
    ja: '保管しないでください。--vkey を確認し、zenbun ledger verify を実行してください。',
  },
};
