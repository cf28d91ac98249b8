import type { ConsoleRow } from '../../schema/index.ts';
import type { ConsoleLog, ConsoleRecord } from '../ports.ts';
import { type ExchangeNames, namesOf, recordRow } from './record-row.ts';

/** Maximum number of intents whose names are kept. */
const MAX_KEPT = 20_000;
/** Responses are close to their intents: reading this many records costs less than looking up some of them. */
const A_LITTLE_BEFORE = 1000;

/** Makes rows from records. The names of a response come from its intent, which is looked up by index. */
export class ConsoleRowSource {
  readonly #log: Pick<ConsoleLog, 'record' | 'range'>;
  readonly #names = new Map<number, ExchangeNames | null>();

  constructor(log: Pick<ConsoleLog, 'record' | 'range'>) {
    this.#log = log;
  }

  /** Returns the rows of records that are in order. */
  async all(records: readonly ConsoleRecord[]): Promise<ConsoleRow[]> {
    await this.learn(records);
    const rows: ConsoleRow[] = [];
    for (const record of records) rows.push(await this.row(record));
    return rows;
  }

  /**
   * Keeps the names of the intents of ordered records: those among them, and those shortly before, which are read in
   * one go.
   */
  async learn(records: readonly ConsoleRecord[]): Promise<void> {
    const first = records[0]?.index ?? 0;
    this.#keepAll(records);
    const missing = records
      .map(({ kind, fields }) => (kind === 'response' ? Number(fields.intent) : Number.NaN))
      .filter((intent) => intent >= first - A_LITTLE_BEFORE && intent < first && !this.#names.has(intent));
    if (missing.length > 1) this.#keepAll(await this.#log.range(Math.min(...missing), first));
  }

  #keepAll(records: readonly ConsoleRecord[]): void {
    for (const record of records) if (record.kind === 'intent') this.#keep(record.index, namesOf(record));
  }

  async row(record: ConsoleRecord): Promise<ConsoleRow> {
    return recordRow(record, record.kind === 'response' ? await this.#namesOf(record.fields.intent) : null);
  }

  async #namesOf(intent: unknown): Promise<ExchangeNames | null> {
    if (typeof intent !== 'number') return null;
    const known = this.#names.get(intent);
    if (known !== undefined) return known;
    const record = await this.#log.record(intent);
    const names = record?.kind === 'intent' ? namesOf(record) : null;
    this.#keep(intent, names);
    return names;
  }

  #keep(index: number, names: ExchangeNames | null): void {
    const [oldest] = this.#names.size >= MAX_KEPT ? this.#names.keys() : [];
    if (oldest !== undefined) this.#names.delete(oldest);
    this.#names.set(index, names);
  }
}
