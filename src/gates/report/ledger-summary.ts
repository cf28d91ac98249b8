import { ZenbunError } from '../../errors.ts';
import { type LedgerRecord, type LedgerVerdict, readLedger } from '../../ledger/index.ts';
import type { LedgerSummary, LoggedAlarm, LogVerdict, Message } from '../../schema/index.ts';
import { SIGNALS } from '../../watch/index.ts';
import { type CountedLedgerCheck, checkLedger, type LogProgress } from '../ledger/check-ledger.ts';
import { isoTime } from '../ledger/exported-exchange.ts';
import { rolloutHistory } from '../rollout/history/rollout-history.ts';
import { LoggedAnswerCounts } from './count-answers.ts';
import { loggedRollouts } from './logged-rollouts.ts';

/** How a ledger is summed up. */
export interface LedgerSummaryOptions {
  /** Public key of the log, had from elsewhere; without it integrity is `unknown` at best. */
  readonly vkey?: string | undefined;
  /** A checkpoint that was kept; without one completeness is `unknown` at best. */
  readonly earlier?: string | undefined;
  readonly now: () => number;
  readonly onProgress?: (progress: LogProgress) => void;
  readonly signal?: AbortSignal;
}

/** A summary, and the head of the log that it is of; null where there is none that can be believed. */
interface SummedLedger {
  readonly summary: LedgerSummary;
  readonly head: { readonly size: number; readonly root: string } | null;
}

const MAX_ALARMS = 200;
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
    counted.add(record);
  }
  const span = counted.answers.span;
  const summary: LedgerSummary = {
    schema: 'zenbun.ledger-summary/1',
    origin: check.origin,
    integrity: verdictOf(check.integrity),
    completeness: verdictOf(check.completeness),
    from: span && isoTime(span[0]),
    to: span && isoTime(span[1]),
    records: check.leaves,
    exchanges: check.exchanges,
    openIntents: check.openIntents,
    lost: check.lost,
    erased: check.bodies?.erased.length ?? 0,
    answers: counted.answers.all,
    models: counted.answers.groups(),
    rollouts: loggedRollouts(await rolloutHistory(reader)),
    alarms: counted.alarms,
    isWatched: counted.isWatched,
    overturned: counted.overturned,
  };
  return { summary, head: headOf(check) };
}

const headOf = ({ size, root }: CountedLedgerCheck) => (size === null || root === null ? null : { size, root });

/** Both verdicts have the same shape, for people: the first problems, and what was not checked. */
function verdictOf({ verdict, problems, further, unchecked }: LedgerVerdict): LogVerdict {
  const notes: Message[] = [...problems, ...unchecked].map(({ message }) => message);
  return { verdict, problems: problems.length + further, notes: notes.slice(0, MAX_NOTES) };
}

/** What one pass over the records gives. */
class CountedRecords {
  readonly answers = new LoggedAnswerCounts();
  readonly alarms: LoggedAlarm[] = [];
  overturned = 0;
  isWatched = false;
  readonly #open = new Map<number, LedgerRecord>();

  add(record: LedgerRecord): void {
    const { kind, fields } = record.leaf;
    if (kind === 'intent') this.#open.set(record.index, record);
    if (kind === 'response') this.#end(record);
    if (kind === 'watch') this.#watch(record);
    if (kind === 'overturned' && typeof fields.intent === 'number') this.overturned += 1;
  }

  #end({ leaf: { fields } }: LedgerRecord): void {
    const intent = this.#open.get(Number(fields.intent));
    if (intent === undefined) return;
    this.#open.delete(intent.index);
    this.answers.add(intent.leaf.fields, fields, intent.leaf.time);
  }

  #watch({ index, leaf: { time, fields } }: LedgerRecord): void {
    this.isWatched = true;
    if (fields.action === 'alarm' && this.alarms.length < MAX_ALARMS) {
      const ids = Array.isArray(fields.signals) ? fields.signals : [];
      const signals = ids.flatMap((id) => SIGNALS.filter((one) => one.id === id).map(({ title }) => title));
      this.alarms.push({ index, time: isoTime(time), signals, isAcknowledged: false });
    }
    // Who acknowledges has seen all alarms so far; a new reference begins without any.
    if (fields.action === 'acknowledged' || fields.action === 'gathering')
      this.alarms.forEach((alarm, i) => {
        this.alarms[i] = { ...alarm, isAcknowledged: true };
      });
  }
}
