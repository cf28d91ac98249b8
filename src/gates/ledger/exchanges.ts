import type { LedgerReader, LedgerRecord } from '../../ledger/index.ts';

/** An intent and its response. */
export interface LoggedExchange {
  readonly intent: LedgerRecord;
  /** null: no response has come, or it is not in the log yet. */
  readonly response: LedgerRecord | null;
}

/** Range of exchanges by the indexes of their intents, inclusive at both ends. */
export interface ExchangeRange {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/**
 * Yields the exchanges of a ledger as they end, then those that have not ended. Keeps in memory the intents that still
 * wait for a response.
 */
export async function* exchangesOf(
  reader: LedgerReader,
  { from = 0, to = Number.POSITIVE_INFINITY }: ExchangeRange = {},
): AsyncGenerator<LoggedExchange> {
  const open = new Map<number, LedgerRecord>();
  for await (const record of reader.records(from)) {
    const { kind, fields } = record.leaf;
    if (kind === 'intent' && record.index <= to) open.set(record.index, record);
    const intent = kind === 'response' ? open.get(Number(fields.intent)) : undefined;
    if (intent !== undefined) {
      open.delete(intent.index);
      yield { intent, response: record };
    }
    if (record.index >= to && open.size === 0) return;
  }
  for (const intent of open.values()) yield { intent, response: null };
}
