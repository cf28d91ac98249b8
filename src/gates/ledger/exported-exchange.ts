import type { LeafFields, LedgerReader, LedgerRecord } from '../../ledger/index.ts';
import { type ExchangeTexts, exchangeTexts } from './exchange-texts.ts';
import { type ExchangeRange, exchangesOf } from './exchanges.ts';

/** A record in an export: all that its leaf says. */
interface ExportedRecord {
  readonly index: number;
  /** ISO 8601, by the clock of the writer. */
  readonly time: string;
  readonly fields: LeafFields;
  /** SHA-256 of the encrypted body, in hexadecimal; null where there is none. */
  readonly bodySha256: string | null;
}

/** One line of an export. */
export interface ExportedExchange extends Pick<ExchangeTexts, 'masked'> {
  readonly schema: 'zenbun.ledger-exchange/1';
  readonly intent: ExportedRecord;
  /** null: none has come. */
  readonly response: ExportedRecord | null;
  readonly texts: Omit<ExchangeTexts, 'masked'>;
}

/** The exchanges of a ledger, ready to be written, in the order in which they ended. */
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

/** Milliseconds since 1970 as ISO 8601; what no calendar has stays a number. */
export const isoTime = (ms: number): string =>
  Number.isFinite(new Date(ms).getTime()) ? new Date(ms).toISOString() : String(ms);
