import type { LeafFields, LedgerReader, LedgerRecord } from '../../ledger/index.ts';
import { type ExchangeTexts, exchangeTexts } from './exchange-texts.ts';
import { type ExchangeRange, exchangesOf } from './exchanges.ts';

/** A record in an export, with the whole content of its leaf. */
interface ExportedRecord {
  readonly index: number;
  /** ISO 8601, by the clock of the writer. */
  readonly time: string;
  readonly fields: LeafFields;
  /** SHA-256 of the encrypted body, in hexadecimal; null if there is no body. */
  readonly bodySha256: string | null;
}

/** One line of an export. */
export interface ExportedExchange extends Pick<ExchangeTexts, 'masked'> {
  readonly schema: 'zenbun.ledger-exchange/1';
  readonly intent: ExportedRecord;
  /** null: no response has come. */
  readonly response: ExportedRecord | null;
  readonly texts: Omit<ExchangeTexts, 'masked'>;
}

/** Yields the exchanges of a ledger in export form, in the order in which they ended. */
export async function* exportedExchanges(
  reader: LedgerReader,
  { unmask = false, ...range }: ExchangeRange & { readonly unmask?: boolean },
): AsyncGenerator<ExportedExchange> {
  for await (const exchange of exchangesOf(reader, range)) {
    const { masked, ...texts } = await exchangeTexts(reader, exchange, unmask);
    const { intent, response } = exchange;
    yield {
      schema: 'zenbun.ledger-exchange/1',
      masked,
      intent: exported(intent),
      response: response && exported(response),
      texts,
    };
  }
}

const exported = ({ index, leaf }: LedgerRecord): ExportedRecord => ({
  index,
  time: isoTime(leaf.time),
  fields: leaf.fields,
  bodySha256: leaf.body?.sha256 ?? null,
});

/** Formats milliseconds since 1970 as ISO 8601; a value outside the range of dates stays a number. */
export const isoTime = (ms: number): string =>
  Number.isFinite(new Date(ms).getTime()) ? new Date(ms).toISOString() : String(ms);
