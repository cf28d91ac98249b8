import { ZenbunError } from '../../errors.ts';
import { type LedgerVerdict, readLedger } from '../../ledger/index.ts';
import { DRILL_MODEL, type LedgerSummary, type LogVerdict, type Message } from '../../schema/index.ts';
import { type CountedLedgerCheck, checkLedger, type LogProgress } from '../ledger/check-ledger.ts';
import { rolloutHistory } from '../rollout/history/rollout-history.ts';
import { CountedRecords } from './counted-records.ts';
import { loggedRollouts } from './logged-rollouts.ts';

/** Options for summing up a ledger. */
export interface LedgerSummaryOptions {
  /** Public key of the log, obtained elsewhere; without it integrity is `unknown` at best. */
  readonly vkey?: string | undefined;
  /** A checkpoint that was kept; without one completeness is `unknown` at best. */
  readonly earlier?: string | undefined;
  /** Index of the first record not to count; if absent, all records count. */
  readonly before?: number | undefined;
  readonly now: () => number;
  readonly onProgress?: (progress: LogProgress) => void;
  readonly signal?: AbortSignal;
}

/** A summary, and the head of its log, or null if there is no trustworthy one. */
interface SummedLedger {
  readonly summary: LedgerSummary;
  readonly head: { readonly size: number; readonly root: string } | null;
}

const MAX_NOTES = 5;

/**
 * Verifies a ledger and counts what its leaves say; no texts are read. Memory use does not grow with the log, except
 * for its open exchanges and its rollouts. Throws as `checkLedger` does.
 */
export async function ledgerSummary(folder: string, options: LedgerSummaryOptions): Promise<SummedLedger> {
  const check = await checkLedger(folder, options);
  const reader = await readLedger(folder);
  const counted = new CountedRecords();
  for await (const record of reader.records(await reader.from())) {
    if (options.signal?.aborted) throw new ZenbunError('interrupted', { en: 'Stopped.', ja: '中断しました' });
    if (record.index >= (options.before ?? Number.POSITIVE_INFINITY)) break;
    counted.add(record);
  }
  const all = loggedRollouts(await rolloutHistory(reader));
  const { from, to, answers, models, alarms, isWatched, overturned } = counted.counts();
  const summary: LedgerSummary = {
    schema: 'zenbun.ledger-summary/1',
    counting: 2,
    origin: check.origin,
    integrity: verdictOf(check.integrity),
    completeness: verdictOf(check.completeness),
    from,
    to,
    records: check.leaves,
    exchanges: check.exchanges,
    openIntents: check.openIntents,
    lost: check.lost,
    erased: check.bodies?.erased.length ?? 0,
    answers,
    models,
    rollouts: all.filter(({ model }) => model !== DRILL_MODEL),
    drills: all.filter(({ model }) => model === DRILL_MODEL),
    alarms,
    isWatched,
    overturned,
  };
  return { summary, head: headOf(check) };
}

const headOf = ({ size, root }: CountedLedgerCheck) => (size === null || root === null ? null : { size, root });

/** Brings both verdicts into the same form for people: the first problems, and what was not checked. */
function verdictOf({ verdict, problems, further, unchecked }: LedgerVerdict): LogVerdict {
  const notes: Message[] = [...problems, ...unchecked].map(({ message }) => message);
  return { verdict, problems: problems.length + further, notes: notes.slice(0, MAX_NOTES) };
}
