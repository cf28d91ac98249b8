import type { LeafFields, LedgerReader, LedgerRecord } from '../../ledger/index.ts';
import type { ConsoleAnswer, Outcome } from '../../schema/index.ts';
import { exchangeTexts, maskedQuestion } from '../ledger/exchange-texts.ts';
import { consoleLetters } from './console-letters.ts';
import type { IndexedLeaf } from './leaf-index.ts';

/** An exchange as far as the log has it: the intent may have been pruned, and the response may not have arrived yet. */
export type FoundExchange =
  | { readonly intent: LedgerRecord; readonly response: LedgerRecord | null }
  | { readonly intent: null; readonly response: LedgerRecord };

/** Number of records after an intent that are searched for its response. */
const MAX_AHEAD = 20_000;
const AT_ONCE = 500;

/** Returns the exchange that a record belongs to, or null if the record is neither an intent nor a response. */
export async function findExchange(reader: LedgerReader, index: number): Promise<FoundExchange | null> {
  const record = await reader.record(index);
  if (record?.leaf.kind === 'intent') return { intent: record, response: await responseTo(reader, index) };
  if (record?.leaf.kind !== 'response') return null;
  const at = record.leaf.fields.intent;
  const intent = typeof at === 'number' ? await reader.record(at) : null;
  return { intent: intent?.leaf.kind === 'intent' ? intent : null, response: record };
}

async function responseTo(reader: LedgerReader, intent: number): Promise<LedgerRecord | null> {
  const size = Math.min(await reader.size(), intent + MAX_AHEAD);
  for (let from = intent + 1; from < size; from += AT_ONCE) {
    const responses = await reader.range(from, Math.min(size, from + AT_ONCE), ['response']);
    const found = responses.find(({ leaf }) => leaf.fields.intent === intent);
    if (found !== undefined) return found;
  }
  return null;
}

/** Returns an exchange as the console shows it. `overturned`: the leaves of that kind that are known so far. */
export async function consoleAnswer(
  reader: LedgerReader,
  exchange: FoundExchange,
  {
    unmask,
    overturned,
    isOverturnedKnown,
  }: {
    readonly unmask: boolean;
    readonly overturned: readonly IndexedLeaf[];
    readonly isOverturnedKnown: boolean;
  },
): Promise<ConsoleAnswer> {
  const { response } = exchange;
  const intent = exchange.intent ?? exchange.response;
  const asked: LeafFields = exchange.intent?.leaf.fields ?? {};
  const fields: LeafFields = response?.leaf.fields ?? {};
  const texts = await exchangeTexts(reader, { intent, response }, true);
  const prompt = exchange.intent === null ? null : texts.request.prompt;
  const served = textOf(asked.served);
  const intentIndex = exchange.intent?.index ?? Number(fields.intent ?? -1);
  return {
    intent: intentIndex,
    response: response?.index ?? null,
    time: intent.leaf.time,
    model: textOf(asked.model),
    served,
    stage: textOf(asked.stage),
    guard: textOf(asked.guard),
    client: textOf(asked.client),
    state: typeof fields.state === 'string' ? fields.state : null,
    masked: !unmask,
    texts: texts.response === null || texts.request.state !== 'open' ? texts.request.state : texts.response.state,
    question: prompt === null || unmask ? prompt : maskedQuestion(prompt),
    letters: consoleLetters(texts.response?.answers ?? [], { prompt, unmask, served, fields }),
    unread: Array.isArray(fields.unread) ? fields.unread.map(placeOf) : [],
    isOverturnedKnown,
    overturned: overturned
      .filter(({ leaf }) => leaf.fields.intent === intentIndex)
      .map(({ index, leaf }) => ({
        index,
        outcome: textOf(leaf.fields.outcome) as Outcome,
        by: textOf(leaf.fields.by),
        reason: textOf(leaf.fields.reason),
      })),
  };
}

/** Masks a place in an answer: a name is kept if it consists of letters and digits; any other may contain text. */
const placeOf = (place: unknown): string =>
  String(place).replace(/[^.[\]]+/g, (name) => (/^[\w$-]{1,40}$/.test(name) ? name : '███'));

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
