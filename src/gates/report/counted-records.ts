import type { LedgerRecord } from '../../ledger/index.ts';
import type { LedgerCounting, LedgerSummary, LoggedAlarm } from '../../schema/index.ts';
import { SIGNALS } from '../../watch/index.ts';
import { isoTime } from '../ledger/exported-exchange.ts';
import { LoggedAnswerCounts } from './count-answers.ts';

const MAX_ALARMS = 200;

/** Part of a summary that comes from the leaves of the log alone. */
type CountedSummary = Pick<
  LedgerSummary,
  | ('from' | 'to' | 'exchanges' | 'openIntents' | 'lost')
  | ('answers' | 'models' | 'alarms' | 'isWatched' | 'overturned')
>;

/** A record of a log, from any source. */
type CountedRecord = Pick<LedgerRecord, 'index' | 'leaf'>;

/** Counts the records of a log in one pass, in their order. */
export class CountedRecords {
  readonly #answers: LoggedAnswerCounts;
  readonly #alarms: LoggedAlarm[] = [];
  readonly #open = new Map<number, CountedRecord>();
  #exchanges = 0;
  #lost = 0;
  #overturned = 0;
  #isWatched = false;

  /** `counting`: as `LedgerSummary.counting`. */
  constructor(counting: LedgerCounting = 2) {
    this.#answers = new LoggedAnswerCounts(counting);
  }

  add(record: CountedRecord): void {
    const { kind, fields } = record.leaf;
    if (kind === 'intent') {
      this.#exchanges += 1;
      this.#open.set(record.index, record);
    }
    if (kind === 'response') this.#end(record);
    if (kind === 'watch') this.#watch(record);
    if (kind === 'overturned' && typeof fields.intent === 'number') this.#overturned += 1;
  }

  /** Number of exchanges without an end so far; memory use grows with it. */
  get open(): number {
    return this.#open.size;
  }

  counts(): CountedSummary {
    const { all, span } = this.#answers;
    return {
      ...{ from: span && isoTime(span[0]), to: span && isoTime(span[1]) },
      ...{ exchanges: this.#exchanges, openIntents: this.#open.size, lost: this.#lost },
      ...{ answers: all, models: this.#answers.groups(), alarms: this.#alarms },
      ...{ isWatched: this.#isWatched, overturned: this.#overturned },
    };
  }

  #end({ leaf: { fields } }: CountedRecord): void {
    if (fields.state === 'lost') this.#lost += 1;
    const intent = this.#open.get(Number(fields.intent));
    if (intent === undefined) return;
    this.#open.delete(intent.index);
    this.#answers.add(intent.leaf.fields, fields, intent.leaf.time);
  }

  #watch({ index, leaf: { time, fields } }: CountedRecord): void {
    this.#isWatched = true;
    if (fields.action === 'alarm' && this.#alarms.length < MAX_ALARMS) {
      const ids = Array.isArray(fields.signals) ? fields.signals : [];
      const signals = ids.flatMap((id) => SIGNALS.filter((one) => one.id === id).map(({ title }) => title));
      this.#alarms.push({ index, time: isoTime(time), signals, isAcknowledged: false });
    }
    // An acknowledgement covers all alarms so far; a new reference begins without any.
    if (fields.action === 'acknowledged' || fields.action === 'gathering')
      this.#alarms.forEach((alarm, i) => {
        this.#alarms[i] = { ...alarm, isAcknowledged: true };
      });
  }
}
