import { describe, expect, test } from 'vitest';
import type { LedgerReader, LedgerRecord, ReadBody } from '../../ledger/index.ts';
import { exchangeTexts } from './exchange-texts.ts';
import { exchangesOf } from './exchanges.ts';

const recordOf = (index: number, kind: string, fields: LedgerRecord['leaf']['fields'] = {}): LedgerRecord => ({
  index,
  leaf: { kind, time: 0, body: null, fields },
  bytes: new Uint8Array(0),
});

/** A reader of these records; `bodies` are keyed by index. */
function readerOf(records: readonly LedgerRecord[], bodies: Readonly<Record<number, unknown>> = {}): LedgerReader {
  return {
    records: async function* (from = 0) {
      yield* records.filter(({ index }) => index >= from);
    },
    body: async (index: number): Promise<ReadBody> =>
      index in bodies
        ? { state: 'open', body: Buffer.from(JSON.stringify(bodies[index])), recordKey: new Uint8Array(32) }
        : { state: 'unreadable', pseudonym: '00' },
  } as LedgerReader;
}

describe('exchangesOf', () => {
  const records = [
    recordOf(0, 'opened'),
    recordOf(1, 'intent'),
    recordOf(2, 'intent'),
    recordOf(3, 'response', { intent: 2 }),
    recordOf(4, 'intent'),
    recordOf(5, 'response', { intent: 1 }),
    recordOf(6, 'response', { intent: null }),
  ];
  const pairs = async (range?: { from?: number; to?: number }) => {
    const found: (number | null)[][] = [];
    for await (const { intent, response } of exchangesOf(readerOf(records), range)) {
      found.push([intent.index, response?.index ?? null]);
    }
    return found;
  };

  test('joins what runs side by side, as it ends, and then gives what has not ended', async () => {
    expect(await pairs()).toEqual([
      [2, 3],
      [1, 5],
      [4, null],
    ]);
  });

  test('a range is of intents: their responses may lie behind it', async () => {
    expect(await pairs({ to: 1 })).toEqual([[1, 5]]);
    expect(await pairs({ from: 2, to: 2 })).toEqual([[2, 3]]);
    expect(await pairs({ from: 3, to: 3 })).toEqual([]);
  });
});

describe('exchangeTexts', () => {
  const question = 'Tell me how to fold a boat from a banknote, please.';
  const intent = recordOf(1, 'intent', { endpoint: 'chat-completions' });
  const response = recordOf(2, 'response', { intent: 1 });
  const part = (channel: string, text: string) => ({ channel, part: '', text });
  const said = [
    part(
      'content',
      `I'm sorry, but I can't help you to fold a boat from a banknote. But here it is: [unsafe content].`,
    ),
    part('reasoning', 'The banknote is folded twice along its middle.'),
    part('tool', `I'm sorry, but I can't: banknote`),
  ];
  const fallback = { name: 'other', outcome: 'compliance', text: 'A banknote is folded along its middle.' };
  const bodies = {
    1: { model: 'm', messages: [{ role: 'user', content: question }] },
    2: {
      answers: [{ choice: 0, finish: 'stop', said, released: said[0]!.text, fallback }],
      problem: 'the banknote was not read',
    },
  };

  test('masked, in no place tell what was asked or said', async () => {
    const texts = await exchangeTexts(readerOf([], bodies), { intent, response }, false);
    expect(JSON.stringify(texts)).not.toMatch(/banknote|unsafe/);
    expect(texts).toMatchObject({ masked: true, request: { state: 'open', prompt: 'Tell me ███', body: null } });
    expect(texts.response!.answers![0]!.said.at(-1)!.text).toBe('[masked: 32 characters]');
  });

  test('masked, tell nothing of an answer whose question is not known: a refusal may repeat it', async () => {
    const texts = await exchangeTexts(readerOf([], { 2: bodies[2] }), { intent, response }, false);
    expect(texts.response!.answers![0]!.said[0]!.text).toMatch(/^\[masked: \d+ characters\]$/);
  });

  test('masked, tell little of an answer that is cut into many parts', async () => {
    const many = Array.from({ length: 30 }, (_, i) =>
      part(i % 2 === 0 ? 'content' : 'reasoning', `I cannot help with that.`),
    );
    const answers = [{ ...bodies[2].answers[0]!, said: many }];
    const record = { ...bodies, 2: { ...bodies[2], answers } };
    const texts = await exchangeTexts(readerOf([], record), { intent, response }, false);
    const shown = texts.response!.answers![0]!.said.map(({ text }) => text);
    expect(shown.slice(0, 8)).toEqual(Array(8).fill('I cannot help with that.'));
    expect(shown.slice(8)).toEqual(Array(22).fill('[masked: 24 characters]'));
  });

  test('unmasked, are those of the record', async () => {
    const texts = await exchangeTexts(readerOf([], bodies), { intent, response }, true);
    expect(texts).toEqual({
      masked: false,
      request: { state: 'open', prompt: question, body: bodies[1] },
      response: { state: 'open', ...bodies[2] },
    });
  });

  test('that were erased, or are not those of an exchange, are told as such', async () => {
    const erased = await exchangeTexts(readerOf([]), { intent, response }, true);
    expect(erased.response).toEqual({ state: 'unreadable', answers: null, problem: null });
    const odd = await exchangeTexts(readerOf([], { 1: 'banknote', 2: ['banknote'] }), { intent, response }, false);
    expect(odd.request).toEqual({ state: 'open', prompt: null, body: null });
    expect(odd.response).toEqual({ state: 'open', answers: null, problem: null });
  });
});
