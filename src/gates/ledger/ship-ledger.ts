import { ed25519Verify, readLedger, sha256 } from '../../ledger/index.ts';
import { type LogShipper, type ShipLogOptions, shipLog } from '../../shipping/index.ts';
import { parseVerifierKey } from '../../tlog/index.ts';

/** Ships the public log of a ledger's folder, even while it is being written. Throws as `readLedger` does. */
export async function shipLedger(
  folder: string,
  options: Pick<ShipLogOptions, 'store' | 'everyMs' | 'waitsMs' | 'onTrouble'>,
): Promise<LogShipper> {
  const reader = await readLedger(folder);
  return shipLog({
    ...options,
    log: parseVerifierKey(sha256, reader.identity.vkey),
    verify: ed25519Verify,
    sha256,
    fetch: async (path) => (await reader.publicFile(path))?.bytes ?? null,
    from: () => reader.from(),
  });
}
