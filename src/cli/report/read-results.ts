import { readEvidence } from '../../gates/index.ts';
import type { Evidence, Lang } from '../../schema/index.ts';
import { interruptible } from '../interruptible.ts';
import { keptCheckpoint } from '../ledger/kept-checkpoint.ts';
import { ledgerProgress } from '../ledger/ledger-progress.ts';

/** How ledgers among the results are verified. */
export interface LedgerFlags {
  readonly quiet?: boolean;
  readonly vkey?: string;
  /** Path of a checkpoint file. */
  readonly earlier?: string;
}

/** Reads the results given to a command, with a progress bar while a ledger is verified. Throws like `readEvidence`. */
export async function readResults(
  results: readonly string[],
  flags: LedgerFlags,
  lang: Lang,
): Promise<readonly Evidence[]> {
  const earlier = flags.earlier === undefined ? undefined : await keptCheckpoint(flags.earlier);
  const bar = ledgerProgress(lang, flags.quiet ?? false);
  return interruptible((signal) =>
    readEvidence(results, {
      vkey: flags.vkey,
      earlier,
      now: Date.now,
      onProgress: (_, progress) => bar.update(progress),
      signal,
    }),
  ).finally(bar.stop);
}
