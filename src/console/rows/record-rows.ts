import type { ConsoleRow } from '../../schema/index.ts';
import type { ConsoleLog, ConsoleRecord } from '../ports.ts';
import { type ExchangeNames, namesOf, recordRow } from './record-row.ts';

/** Intents whose names are kept. */
const MAX_KEPT = 20_000;

/** Makes rows of records; the names of a response are in its intent, which is looked up by its index. */
export class RecordRows {
  readonly #log: Pick<ConsoleLog, 'record'>;
  readonly #names = new Map<number, ExchangeNames | null>();

  constructor(log: Pick<ConsoleLog, 'record'>) {
    this.#log = log;
  }

  async row(record: ConsoleRecord): Promise<ConsoleRow> {
    if (record.kind === 'intent') this.#keep(record.index, namesOf(record));
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
