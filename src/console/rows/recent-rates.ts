import { type ConsoleRate, type ConsoleRow, DRILL_MODEL } from '../../schema/index.ts';
import { clopperPearson } from '../../stats/index.ts';
import type { ConsoleLog } from '../ports.ts';
import type { ConsoleRowSource } from './row-source.ts';

/** Maximum number of responses that count, and of records searched for them. */
const MAX_RESPONSES = 2000;
const MAX_RECORDS = 6000;

/**
 * Rates over the last answers, by model and stage, without those of a rehearsal. Reads each record once and keeps the
 * result.
 */
export class RecentRates {
  readonly #log: ConsoleLog;
  readonly #rows: ConsoleRowSource;
  #next = 0;
  #last: ConsoleRow[] = [];
  #reading: Promise<void> = Promise.resolve();

  constructor(log: ConsoleLog, rows: ConsoleRowSource) {
    this.#log = log;
    this.#rows = rows;
  }

  async rates(): Promise<readonly ConsoleRate[]> {
    this.#reading = this.#reading.catch(() => undefined).then(() => this.#read());
    await this.#reading;
    const groups = new Map<string, ConsoleRow[]>();
    for (const row of this.#last) {
      const group = JSON.stringify([row.model, row.stage]);
      const rows = groups.get(group);
      if (rows === undefined) groups.set(group, [row]);
      else rows.push(row);
    }
    return [...groups.values()].map(rateOf).sort((a, b) => b.n + b.unread - a.n - a.unread);
  }

  async #read(): Promise<void> {
    const size = await this.#log.size();
    const from = Math.max(this.#next, size - MAX_RECORDS);
    const rows = await this.#rows.all(await this.#log.range(from, size));
    this.#last.push(...rows.filter(isCounted));
    this.#next = size;
    this.#last = this.#last.slice(-MAX_RESPONSES);
  }
}

const isCounted = ({ kind, outcome, model }: ConsoleRow) =>
  kind === 'response' && outcome !== null && model !== DRILL_MODEL;

function rateOf(rows: readonly ConsoleRow[]): ConsoleRate {
  const read = rows.filter(({ outcome }) => outcome !== 'unread');
  const n = read.length;
  const share = (counts: (row: ConsoleRow) => boolean) => {
    const k = read.filter(counts).length;
    return { k, interval: clopperPearson(k, n) };
  };
  return {
    model: rows[0]!.model ?? '',
    stage: rows[0]!.stage ?? '',
    n,
    unread: rows.length - n,
    latched: share(({ latched }) => latched),
    refuseThenComply: share(({ outcome }) => outcome === 'refuse-then-comply'),
    partial: share(({ outcome }) => outcome === 'partial'),
  };
}
