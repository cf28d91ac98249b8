import { exchangeFacts } from '../../../gateway/index.ts';
import { BUCKETS } from '../../../rollout/index.ts';
import { type AnswerFacts, DRILL_MODEL } from '../../../schema/index.ts';
import type { LoggedRecord } from '../../rollout/record-events.ts';

/** Facts of the exchanges of a log, as they end. Remembers the intents that wait for their responses. */
export class LoggedFacts {
  readonly #open = new Map<number, LoggedRecord>();

  /**
   * Reads a record. Returns null for one that does not end an exchange, for answers of a drill, and for answers of a
   * canary that is served beside stable: these two are compared at the same time, which needs no reference. At 100 %
   * there is no stable beside it.
   */
  read(record: LoggedRecord): AnswerFacts | null {
    if (record.kind === 'intent') this.#open.set(record.index, record);
    if (record.kind !== 'response') return null;
    const intent = this.#open.get(Number(record.fields.intent));
    if (intent === undefined) return null;
    this.#open.delete(intent.index);
    const { stage, share, model } = intent.fields;
    if (model === DRILL_MODEL) return null;
    if (stage === 'canary' && typeof share === 'number' && share < BUCKETS) return null;
    return exchangeFacts(intent.fields as never, record.fields as never, intent.time);
  }

  /** Returns the index of the first intent that still waits, or `next` if none does. */
  oldest(next: number): number {
    return this.#open.keys().next().value ?? next;
  }
}
