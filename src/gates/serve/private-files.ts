import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ZenbunError } from '../../errors.ts';

/** Permission bits of everybody. Not those of the group: volumes of a cluster are shared with the group of the process. */
const EVERYBODY = 0o007;

/**
 * Returns a trouble if every user of the machine has access to the keys of a ledger, or null. Whoever
 * reads `signer.key` can sign another history, and whoever reads `keys/` can read every text. The writer creates both
 * for the owner alone; a copy or an unpacked backup is often open to all. Always null on Windows, which has no such
 * permissions.
 */
export function openToEverybody(folder: string): ZenbunError | null {
  if (process.platform === 'win32') return null;
  const open = ['signer.key', ...keyFiles(folder)].map((name) => join(folder, name)).filter(isOpen);
  if (open.length === 0) return null;
  const more = open.length - 1;
  return new ZenbunError(
    'usage',
    {
      en: `Every user of this machine has access to ${open[0]}${more === 0 ? '' : ` and ${more} more`}`,
      ja: `${open[0]}${more === 0 ? '' : ` ほか ${more} 件`}に、このマシンの全ユーザーがアクセスできます`,
    },
    {
      advice: {
        en: `Run \`chmod -R o= ${join(folder, 'signer.key')} ${join(folder, 'keys')}\`.`,
        ja: `\`chmod -R o= ${join(folder, 'signer.key')} ${join(folder, 'keys')}\` を実行してください。`,
      },
    },
  );
}

function keyFiles(folder: string): string[] {
  return orElse([], () => readdirSync(join(folder, 'keys')).map((name) => join('keys', name)));
}

const isOpen = (path: string): boolean => orElse(false, () => (statSync(path).mode & EVERYBODY) !== 0);

/** What cannot be looked at is reported when the ledger itself fails to open. */
function orElse<T>(otherwise: T, look: () => T): T {
  try {
    return look();
  } catch {
    return otherwise;
  }
}
