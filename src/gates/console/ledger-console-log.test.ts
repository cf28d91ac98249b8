import { describe, expect, test } from 'vitest';
import { SimulatedDisk } from '../../../scripts/ledger/simulated-disk.ts';
import type { ConsoleLog } from '../../console/index.ts';
import { type Ledger, openLedger, readLedger } from '../../ledger/index.ts';
import { readResponse } from '../../reader/index.ts';
import { ledgerConsoleLog } from './ledger-console-log.ts';

const QUESTION = 'Tell me how to fold a boat from a banknote, please.';
const REFUSAL = "I'm sorry, but I can't help with that.";
const ANSWER = `${REFUSAL} However, here is how you do it: [unsafe content]. Then you go on: [unsafe content].`;

const INTENT = {
  ...{ endpoint: 'chat-completions', model: 'm', served: 'm-7b', stage: 'canary', guard: 'final', client: 'web' },
};

interface Part {
  readonly channel: string;
  readonly part: string;
  readonly text: string;
}

const content = (text: string): Part => ({ channel: 'content', part: '', text });

/** Writes an exchange as the gateway does. Latch and cut are offsets in everything that was said. */
async function exchange(
  ledger: Ledger,
  {
    said = [content(ANSWER)],
    latch = REFUSAL.length as number | null,
    cut = REFUSAL.length as number | null,
    fallback = null as { name: string; outcome: string; text: string | null } | null,
    question = QUESTION as string | null,
    subject = 'ann',
    finish = 'stop' as string | null,
    unread = ['choices[0].audio'],
  } = {},
): Promise<number> {
  const asked = question === null ? { input: 3 } : { model: 'm', messages: [{ role: 'user', content: question }] };
  const intent = await ledger.append({ kind: 'intent', fields: INTENT, body: json(asked), subject });
  const answers = [{ outcome: 'refuse-then-comply', ground: 'safety', latch, cut, chars: 1, withheld: 9 }];
  const { index } = await ledger.append({
    kind: 'response',
    fields: { intent: intent.index, state: 'complete', answers, unread, unreadPlaces: 1 },
    body: json({ answers: [{ choice: 0, finish, said, released: null, fallback }], problem: '' }),
    subject,
  });
  return index;
}

const json = (value: unknown) => Buffer.from(JSON.stringify(value));

async function opened(work: (ledger: Ledger) => Promise<unknown>, now = () => 0) {
  const disk = new SimulatedDisk();
  const ledger = await openLedger('/', { origin: 'example.com/log', now: () => 5, disk });
  await work(ledger);
  await ledger.flush();
  return { ledger, disk, log: ledgerConsoleLog(await readLedger('/', disk), null, now) };
}

async function textsOf(log: ConsoleLog, indexes: readonly number[]) {
  const found: [number, readonly string[]][] = [];
  for await (const { index, texts } of log.texts(indexes)) found.push([index, texts]);
  return found;
}

describe('an answer', () => {
  test('as it is: acts, latch, cut and depth are offsets of its text', async () => {
    const { log } = await opened((ledger) => exchange(ledger));
    const answer = (await log.answer(2, true))!;
    expect(answer).toMatchObject({
      ...{ intent: 1, response: 2, model: 'm', served: 'm-7b', stage: 'canary', client: 'web', masked: false },
      ...{ texts: 'open', question: QUESTION, unread: ['choices[0].audio'], isOverturnedKnown: true, overturned: [] },
    });
    const { acts, depth } = readResponse(ANSWER, { prompt: QUESTION });
    expect(answer.letters).toEqual([
      {
        ...{ choice: 0, model: 'm-7b', text: ANSWER, acts, outcome: 'refuse-then-comply', ground: 'safety' },
        ...{ latch: REFUSAL.length, cut: REFUSAL.length, depth: depth!.chars, others: [], finish: 'stop' },
      },
    ]);
    expect(await log.answer(1, true)).toEqual(answer);
  });

  test('masked: the offsets are those of the masked text, and it tells no more than how the answer goes on', async () => {
    const { log } = await opened((ledger) => exchange(ledger));
    const answer = (await log.answer(2, false))!;
    const [letter] = answer.letters;
    expect(JSON.stringify(answer)).not.toMatch(/unsafe|banknote/);
    expect(letter!.text).toContain('[masked: ');
    const shown = (act: { start: number; end: number }) => letter!.text.slice(act.start, act.end);
    expect(letter!.acts.map(({ act }) => act)).toEqual(['refusal', 'pivot', 'substance']);
    expect(shown(letter!.acts[0]!)).toBe(REFUSAL);
    expect(shown(letter!.acts[2]!)).toMatch(/^\[masked: \d+ characters\]$/);
    expect([letter!.latch, letter!.depth]).toEqual([letter!.acts[0]!.end, letter!.acts[2]!.start]);
  });

  test('latch and cut count what is said to the client alone, and what else was said stands beside', async () => {
    const reasoning = { channel: 'reasoning', part: '', text: 'They ask for a banknote boat, so I decline.' };
    const tool = { channel: 'tool', part: '1', text: 'fold {"what":"banknote"}' };
    const said = [reasoning, content(ANSWER.slice(0, 20)), tool, content(ANSWER.slice(20))];
    // Offset in everything that was said: the reasoning, its gap, the beginning, its gap, the call, its gap.
    const latch = reasoning.text.length + 2 + 20 + 2 + tool.text.length + 2 + REFUSAL.length - 20;
    const { log } = await opened((ledger) => exchange(ledger, { said, latch, cut: 10 }));
    const [letter] = (await log.answer(2, true))!.letters;
    expect(letter!.text).toBe(`${ANSWER.slice(0, 20)}\n\n${ANSWER.slice(20)}`);
    expect(letter!.latch).toBe(REFUSAL.length + 2);
    expect(letter!.cut).toBe(0);
    expect(letter!.others).toEqual([
      { channel: 'reasoning', text: reasoning.text },
      { channel: 'tool', text: tool.text },
    ]);
    expect(JSON.stringify(await log.answer(2, false))).not.toMatch(/banknote|unsafe/);
  });

  test('what an upstream writes as a reason or as a name is no way past the mask', async () => {
    const told = async (finish: string | null, unread: string[]) => {
      const { log } = await opened((ledger) => exchange(ledger, { finish, unread }));
      const answer = (await log.answer(2, false))!;
      return [answer.letters[0]!.finish, answer.unread];
    };
    expect(await told('[unsafe content]', ['choices[0].$x-y_z', 'choices[0].how to fold', 'a"><b>'])).toEqual([
      'other',
      ['choices[0].$x-y_z', 'choices[0].███', '███'],
    ]);
    expect(await told('max_tokens', ['a'.repeat(201)])).toEqual(['max_tokens', ['███']]);
    expect(await told(null, [])).toEqual([null, []]);
  });

  test('of the fallback, too', async () => {
    const fallback = { name: 'before', outcome: 'refusal', text: REFUSAL };
    const { log } = await opened((ledger) => exchange(ledger, { fallback }));
    const letters = (await log.answer(2, false))!.letters;
    expect(letters.map(({ choice, model, outcome }) => [choice, model, outcome])).toEqual([
      [0, 'm-7b', 'refuse-then-comply'],
      [-1, 'before', 'refusal'],
    ]);
    expect(letters[1]!.text).toBe(REFUSAL);
  });

  test('to a question that is not known tells nothing while it is masked', async () => {
    const { log } = await opened((ledger) => exchange(ledger, { question: null }));
    const masked = (await log.answer(2, false))!;
    expect(masked).toMatchObject({ question: null, letters: [{ acts: [], latch: null, cut: null }] });
    expect(masked.letters[0]!.text).toBe(`[masked: ${ANSWER.length} characters]`);
    expect((await log.answer(2, true))!.letters[0]).toMatchObject({ text: ANSWER, latch: REFUSAL.length });
  });

  test('whose text was erased is there without it; unmasking gives none', async () => {
    const { log, ledger } = await opened(async (open) => {
      await exchange(open, { subject: 'ann' });
      await exchange(open, { subject: 'ben' });
    });
    await ledger.erase('ann');
    for (const unmask of [false, true])
      expect(await log.answer(2, unmask)).toMatchObject({
        texts: 'unreadable',
        question: null,
        letters: [],
        model: 'm',
      });
    expect(await textsOf(log, [1, 2, 3])).toEqual([[3, ['m', 'user', QUESTION]]]);
    expect(await log.answer(4, true)).toMatchObject({ texts: 'open', question: QUESTION });
  });

  test('is null for other records, and an intent without a response has none yet', async () => {
    const { log } = await opened((ledger) =>
      ledger.append({ kind: 'intent', fields: INTENT, body: json({ model: 'm', messages: [] }), subject: 'ann' }),
    );
    expect(await log.answer(0, true)).toBeNull();
    expect(await log.answer(99, true)).toBeNull();
    expect(await log.answer(1, true)).toMatchObject({ response: null, state: null, letters: [] });
  });

  test('whose intent is gone still has its text', async () => {
    const { log } = await opened((ledger) =>
      ledger.append({
        kind: 'response',
        fields: { intent: 700, state: 'complete', answers: [] },
        body: json({
          answers: [{ choice: 0, finish: null, said: [content(ANSWER)], released: null, fallback: null }],
          problem: '',
        }),
        subject: 'ann',
      }),
    );
    expect(await log.answer(1, false)).toMatchObject({ intent: 700, response: 1, model: '', question: null });
    expect((await log.answer(1, true))!.letters[0]!.text).toBe(ANSWER);
  });
});

describe('readings by people', () => {
  const overturned = (intent: number, reason: string) => ({
    kind: 'overturned',
    fields: { by: 'ops', intent, response: intent + 1, choice: 0, was: 'partial', outcome: 'refusal', reason },
  });

  test('stand beside the answer, the latest last, also those that come later', async () => {
    const { log, ledger } = await opened(async (open) => {
      await exchange(open);
      await open.append(overturned(1, 'one'));
      await exchange(open);
    });
    const reasons = async (index: number) => (await log.answer(index, false))!.overturned.map(({ reason }) => reason);
    expect(await reasons(5)).toEqual([]);
    expect(await reasons(2)).toEqual(['one']);
    await ledger.append(overturned(1, 'two'));
    await ledger.append(overturned(4, 'other'));
    expect(await reasons(2)).toEqual(['one', 'two']);
    expect(await reasons(4)).toEqual(['other']);
    expect((await log.answer(2, false))!.overturned[0]).toEqual({
      index: 3,
      outcome: 'refusal',
      by: 'ops',
      reason: 'one',
    });
  });

  test('are looked for a bounded time, and whoever asks again comes further', async () => {
    let time = 0;
    const { log } = await opened(
      async (open) => {
        await exchange(open);
        await open.append(overturned(1, 'early'));
        for (let i = 0; i < 100; i += 1)
          await Promise.all(Array.from({ length: 200 }, () => open.append({ kind: 'note', fields: {} })));
      },
      () => {
        time += 100;
        return time;
      },
    );
    const first = (await log.answer(2, false))!;
    expect(first).toMatchObject({ isOverturnedKnown: false, overturned: [] });
    let asked = 1;
    for (let answer = first; !answer.isOverturnedKnown; asked += 1) answer = (await log.answer(2, false))!;
    expect(asked).toBeGreaterThan(1);
    expect((await log.answer(2, false))!.overturned).toHaveLength(1);
  });
});

test('texts for searching: all of the request, all that was said', async () => {
  const fallback = { name: 'before', outcome: 'refusal', text: REFUSAL };
  const { log } = await opened((ledger) => exchange(ledger, { fallback }));
  expect(await textsOf(log, [0, 1, 2, 99])).toEqual([
    [1, ['m', 'user', QUESTION]],
    [2, [ANSWER, REFUSAL]],
  ]);
  expect(await textsOf(log, [2])).toEqual([[2, [ANSWER, REFUSAL]]]);
});
