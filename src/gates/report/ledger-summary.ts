import { ZenbunError } from '../../errors.ts';
import { type LedgerVerdict, readLedger } from '../../ledger/index.ts';
import { DRILL_MODEL, type LedgerSummary, type LogVerdict, type Message } from '../../schema/index.ts';
import { type CountedLedgerCheck, checkLedger, type LogProgress } from '../ledger/check-ledger.ts';
import { rolloutHistory } from '../rollout/history/rollout-history.ts';
import { CountedRecords } from './counted-records.ts';
import { loggedRollouts } from './logged-rollouts.ts';

/** How a ledger is summed up. */
export interface LedgerSummaryOptions {
  /** Public key of the log, had from elsewhere; without it integrity is `unknown` at best. */
  readonly vkey?: string | undefined;
  /** A checkpoint that was kept; without one completeness is `unknown` at best. */
  readonly earlier?: string | undefined;
  /** Records from this one on are not counted; all are where it is absent. */
  readonly before?: number | undefined;
  readonly now: () => number;
  readonly onProgress?: (progress: LogProgress) => void;
  readonly signal?: AbortSignal;
}

/** A summary, and the head of the log that it is of; null where there is none that can be believed. */
interface SummedLedger {
  readonly summary: LedgerSummary;
  readonly head: { readonly size: number; readonly root: string } | null;
}

const MAX_NOTES = 5;

/**
 * Verifies a ledger and counts what its leaves say; no text is read. Memory does not grow with the log, but for its open exchanges and its
 * rollouts. Throws as `checkLedger`.
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

/** Both verdicts have the same shape, for people: the first problems, and what was not checked. */
function verdictOf({ verdict, problems, further, unchecked }: LedgerVerdict): LogVerdict {
  const notes: Message[] = [...problems, ...unchecked].map(({ message }) => message);
  return { verdict, problems: problems.length + further, notes: notes.slice(0, MAX_NOTES) };
}
