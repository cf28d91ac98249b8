import type { ConsoleLog, ConsoleRecord } from '../../console/index.ts';
import type { LedgerReader, LedgerRecord } from '../../ledger/index.ts';
import { isResponseBody } from '../ledger/exchange-texts.ts';
import { loggedRollouts } from '../report/logged-rollouts.ts';
import { historyOf } from '../rollout/history/rollout-history.ts';
import { consoleAnswer, findExchange } from './console-answer.ts';
import { LeafIndex } from './leaf-index.ts';

/** Functions of a log that exist only while a gateway writes it. */
export interface LogWriter {
  /** Number of records on disk. */
  readonly size: () => number;
  readonly follow: ConsoleLog['follow'];
  readonly append: NonNullable<ConsoleLog['append']>;
}

/** Maximum time that an answer may wait for older readings by people, in milliseconds. */
const MAX_LOOKING_MS = 300;

/** Opens the log in the folder of a ledger. `writer`: null if nobody writes it here. `now`: milliseconds since 1970. */
export function ledgerConsoleLog(reader: LedgerReader, writer: LogWriter | null, now: () => number): ConsoleLog {
  const acts = new LeafIndex(reader, ['rollout', 'overturned']);
  // Look at the end of the log now, so that its records are located before somebody waits for them.
  void reader.size().catch(() => undefined);
  return {
    origin: reader.identity.origin,
    vkey: reader.identity.vkey,
    size: async () => writer?.size() ?? reader.size(),
    first: () => reader.from(),
    range: async (from, to) => (await reader.range(from, to)).map(seen),
    async record(index) {
      const record = await reader.record(index);
      return record === null ? null : seen(record);
    },
    async answer(index, unmask) {
      const exchange = await findExchange(reader, index);
      if (exchange === null) return null;
      const until = now() + MAX_LOOKING_MS;
      const isOverturnedKnown = await acts.reach(exchange.response?.index ?? index, () => now() < until);
      return consoleAnswer(reader, exchange, { unmask, overturned: acts.of('overturned'), isOverturnedKnown });
    },
    async *texts(indexes) {
      for await (const { index, body } of reader.bodies(indexes))
        if (body.state === 'open') yield { index, texts: textsIn(body.body) };
    },
    async history(model) {
      await acts.reach(0);
      return loggedRollouts(historyOf(acts.of('rollout'), model ?? undefined));
    },
    publicFile: async (path) => (await reader.publicFile(path))?.bytes ?? null,
    follow: writer?.follow ?? (() => () => undefined),
    append: writer?.append ?? null,
  };
}

const seen = ({ index, leaf: { kind, time, fields } }: LedgerRecord): ConsoleRecord => ({ index, time, kind, fields });

/** Returns the texts of one record: all of the request for an intent, everything that was said for a response. */
function textsIn(bytes: Uint8Array): readonly string[] {
  const text = Buffer.from(bytes).toString('utf8');
  try {
    const body: unknown = JSON.parse(text);
    if (!isResponseBody(body)) return stringsIn(body);
    return body.answers.flatMap(({ said, fallback }) => [
      ...said.map((part) => part.text),
      ...(fallback?.text == null ? [] : [fallback.text]),
    ]);
  } catch {
    return [text];
  }
}

/** Returns all strings in a JSON value, without its keys. */
function stringsIn(value: unknown): string[] {
  const found: string[] = [];
  JSON.stringify(value, (_, one: unknown) => {
    if (typeof one === 'string') found.push(one);
    return one;
  });
  return found;
}
