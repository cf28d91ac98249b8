import { readLedger } from '../../src/ledger/index.ts';

/** The ledger's record of the exchanges. */
export interface Recorded {
  readonly intents: number;
  readonly responses: number;
  /** Intents without a response. */
  readonly open: number;
  readonly states: Readonly<Record<string, number>>;
}

/** Counts intents and responses from an index onwards, using the ledger's own reader. */
export async function recordedSince(folder: string, from: number): Promise<Recorded> {
  const intents = new Set<number>();
  const states: Record<string, number> = {};
  let responses = 0;
  let open = 0;
  for await (const { index, leaf } of (await readLedger(folder)).records(from)) {
    if (leaf.kind === 'intent') intents.add(index);
    if (leaf.kind !== 'response') continue;
    responses += 1;
    if (!intents.delete(Number(leaf.fields.intent))) open += 1;
    const state = String(leaf.fields.state);
    states[state] = (states[state] ?? 0) + 1;
  }
  const all = responses - open + intents.size;
  return { intents: all, responses, open: intents.size, states };
}

export const recordsIn = async (folder: string): Promise<number> => (await readLedger(folder)).size();
