import { writeWhole } from '../../files/index.ts';
import { type CountedLedgerCheck, checkLedger } from '../../gates/index.ts';
import type { Lang } from '../../schema/index.ts';
import { withDotEnv } from '../config/dot-env.ts';
import { EXIT } from '../exit-code.ts';
import { interruptible } from '../interruptible.ts';
import type { SharedFlags } from '../program/shared-flags.ts';
import { writeStdout } from '../terminal/stdout.ts';
import { terminalStyle } from '../terminal/style.ts';
import { keptCheckpoint } from './kept-checkpoint.ts';
import { ledgerProgress } from './ledger-progress.ts';
import { verificationJson, verificationReport } from './verification-report.ts';

export interface LedgerVerifyFlags extends SharedFlags {
  readonly vkey?: string;
  /** Path of a checkpoint file. */
  readonly earlier?: string;
  readonly witness?: readonly string[];
  readonly json?: string;
}

/** `zenbun ledger verify`: gives two verdicts, each with what it is based on. */
export async function ledgerVerifyCommand(place: string, flags: LedgerVerifyFlags, lang: Lang): Promise<number> {
  const { vkey, witness = [], json } = flags;
  const earlier = flags.earlier === undefined ? undefined : await keptCheckpoint(flags.earlier);
  const bar = ledgerProgress(lang, flags.quiet ?? false);
  const env = withDotEnv(process.env);
  const check = await interruptible((signal) =>
    checkLedger(place, { vkey, earlier, witnesses: witness, env, signal, now: Date.now, onProgress: bar.update }),
  ).finally(bar.stop);
  if (json !== undefined && json !== '-') await writeWhole(json, verificationJson(place, check));
  if (json === '-') await writeStdout(verificationJson(place, check));
  else if (!flags.quiet) {
    await writeStdout(verificationReport(place, check, lang, terminalStyle(flags.color, process.env)));
  }
  return exitOf(check);
}

/**
 * Broken takes precedence. Unknown completeness is reported but is no failure: without an earlier checkpoint it is
 * always unknown.
 */
function exitOf({ integrity, completeness }: CountedLedgerCheck): number {
  if (integrity.verdict === 'broken' || completeness.verdict === 'broken') return EXIT.findings;
  return integrity.verdict === 'unknown' ? EXIT.incomplete : EXIT.done;
}
