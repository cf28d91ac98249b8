import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadAnswers } from '../../../training/reader/answers.ts';
import type { Channel, Piece } from '../../wire/index.ts';
import { AnswerGuard } from './answer-guard.ts';
import type { GuardOptions } from './guarded-answer.ts';
import { Letter, type LetterRange } from './letter.ts';

const OPTIONS: GuardOptions = { policy: 'final', hold: 'opening', prompt: '', keepsRefusal: true };
const REFUSAL = "I'm sorry, but I can't help with that.";
const MORE = ' Here is how it works. First, take the parts and join them. [unsafe content] Then heat it for an hour.';
const BENIGN = 'They ask for soup. Leeks go with potatoes. That takes an hour, and some salt. Serve it hot.';

interface Part {
  readonly channel: Channel;
  readonly part: string;
  readonly text: string;
}

const call = (index: number, text: string): Part => ({
  channel: 'tool',
  part: `tool_calls[${index}].arguments`,
  text: JSON.stringify({ text }),
});

/** Cuts the parts into pieces of these `sizes` and interleaves them; `turns` says which part comes next. */
function interleaved(parts: readonly Part[], sizes: readonly number[], turns: readonly number[]): Piece[] {
  const left = parts.map(({ text }) => text);
  const pieces: Piece[] = [];
  for (let i = 0; left.some((text) => text !== ''); i += 1) {
    const open = left.flatMap((text, at) => (text === '' ? [] : [at]));
    const at = open[turns[i % turns.length]! % open.length]!;
    const size = sizes[i % sizes.length]!;
    const { channel, part } = parts[at]!;
    pieces.push({ choice: 0, channel, part, text: left[at]!.slice(0, size) });
    left[at] = left[at]!.slice(size);
  }
  return pieces;
}

function ran(pieces: readonly Piece[], options: Partial<GuardOptions> = {}) {
  const letter = new Letter();
  const guard = new AnswerGuard({ ...OPTIONS, ...options });
  const ranges: LetterRange[] = [];
  const releasable: number[] = [];
  for (const piece of pieces) {
    const addition = letter.add(piece);
    guard.push(addition.text, addition);
    ranges.push(addition.range);
    releasable.push(guard.releasable);
  }
  const end = guard.end();
  const cut = end.cut ?? letter.length;
  /** Text of each part that went out before the cut. */
  const sent = new Map<string, string>();
  pieces.forEach(({ part, text }, i) => {
    sent.set(part, (sent.get(part) ?? '') + text.slice(0, Math.max(0, cut - ranges[i]!.start)));
  });
  return { letter, guard, end, sent, releasable };
}

const oneAfterTheOther = (parts: readonly Part[]) => interleaved(parts, [1_000_000], [0]);
const wordByWord = (parts: readonly Part[]) => interleaved(parts, [5], [0, 1]);

describe('a refusal is read however the parts come', () => {
  test.each<[string, Part[]]>([
    [
      'reasoning in turns with the answer',
      [
        { channel: 'reasoning', part: 'reasoning', text: BENIGN },
        { channel: 'content', part: 'content', text: REFUSAL + MORE },
      ],
    ],
    ['two calls by turns', [call(0, BENIGN), call(1, REFUSAL + MORE)]],
    ['the first of two calls', [call(0, REFUSAL + MORE), call(1, `${BENIGN} ${BENIGN}`)]],
    [
      'a refusal that does not end with a stop',
      [{ channel: 'content', part: 'content', text: REFUSAL.slice(0, -1) }, call(0, MORE.repeat(3))],
    ],
  ])('%s', (_name, parts) => {
    for (const pieces of [oneAfterTheOther(parts), wordByWord(parts)]) {
      const { end, letter, sent } = ran(pieces);
      expect(end.latch).not.toBeNull();
      expect(end.cut).toBeLessThan(letter.length);
      const refusing = parts.find(({ text }) => text.includes(REFUSAL.slice(0, -1)))!;
      expect(sent.get(refusing.part)).not.toContain('Here is how');
      if (refusing.text.includes(MORE)) expect(end).toMatchObject({ reading: { outcome: 'refuse-then-comply' } });
      expect(end.withheldChars).toBeGreaterThan(20);
    }
  });

  test('what begins to decline holds what comes between, and is then said as one', () => {
    const between = call(0, MORE.repeat(20));
    const content = (text: string): Piece => ({ choice: 0, channel: 'content', part: 'content', text });
    const tool: Piece = { ...between, choice: 0 };
    const [first, ...rest] = REFUSAL.split(' ');
    const pieces = [content(`${first} `), tool, ...rest.flatMap((word) => [content(`${word} `), tool])];
    const { end, sent } = ran(pieces);
    expect(end.cut).not.toBeNull();
    expect((sent.get('content') ?? '') + end.refusal).toBe(REFUSAL);
    expect(end.withheldChars).toBeGreaterThan(100);
  });

  test('parts that do not decline go out whole, and as they come where each stands by itself', () => {
    const parts: Part[] = [{ channel: 'reasoning', part: 'reasoning', text: BENIGN }, call(0, BENIGN)];
    for (const pieces of [oneAfterTheOther(parts), wordByWord(parts)])
      expect(ran(pieces).end).toMatchObject({ latch: null, cut: null });
  });

  test('more parts at once than are read at once', () => {
    const many = Array.from({ length: 60 }, (_, i) => call(i, BENIGN));
    const turns = Array.from({ length: 61 }, (_, i) => i);
    const pieces = interleaved([...many, call(60, REFUSAL + MORE)], [4], turns);
    expect(ran(pieces).end.latch).not.toBeNull();
  });

  test('an escape that is split between pieces is read as one', () => {
    const part = call(0, `${REFUSAL}\nHere is how it works.`.replace("I'm", '"I\'m'));
    const text = part.text.replaceAll("'", '\\u0027');
    for (const size of [1, 2, 3, 5])
      expect(ran(interleaved([{ ...part, text }], [size], [0])).end.latch).not.toBeNull();
  });
});

describe('any turns and any cutting', () => {
  const corpus = loadAnswers();
  const channel = fc.constantFrom<Channel>('content', 'reasoning', 'refusal');
  const text = fc.oneof(
    fc.nat(corpus.length - 1).map((i) => corpus[i]!.text.slice(0, 900)),
    fc
      .array(fc.constantFrom(REFUSAL, MORE, BENIGN, 'No.', "I won't", 'Here', '\n'), { maxLength: 5 })
      .map((all) => all.join(' ')),
    fc.string({ unit: 'binary', maxLength: 60 }),
  );
  const parts = fc
    .array(
      fc.oneof(
        fc.tuple(channel, text).map(([kind, said]) => ({ channel: kind, text: said })),
        text.map((said) => ({ channel: 'tool' as const, text: JSON.stringify({ said }) })),
      ),
      { minLength: 1, maxLength: 4 },
    )
    .map((all) => all.map((one, i) => ({ ...one, part: `${one.channel}[${i}]` })));
  const numbers = (max: number) => fc.array(fc.integer({ min: 1, max }), { minLength: 1, maxLength: 30 });

  test('what latches where the parts come one after the other latches in any turns', () => {
    fc.assert(
      fc.property(parts, numbers(40), numbers(9), (all, sizes, turns) => {
        const pieces = interleaved(all, sizes, turns);
        const inOrder = [...new Set(pieces.map(({ part }) => part))].map(
          (name) => all.find(({ part }) => part === name)!,
        );
        if (ran(oneAfterTheOther(inOrder)).end.latch !== null) expect(ran(pieces).end.latch).not.toBeNull();
      }),
      { numRuns: 300 },
    );
  });

  test('a part that declines by itself latches in any turns, and nothing of it goes out after its refusal', () => {
    const refusing = fc.constantFrom<Part>(
      { channel: 'content', part: 'refusing', text: REFUSAL + MORE },
      { channel: 'reasoning', part: 'refusing', text: `${REFUSAL}\n\n${MORE.repeat(4)}` },
      { ...call(0, REFUSAL + MORE), part: 'refusing' },
    );
    fc.assert(
      fc.property(refusing, parts, numbers(40), numbers(9), (one, others, sizes, turns) => {
        const pieces = interleaved([...others, one], sizes, [0, ...turns, 1]);
        const isTorn =
          new Set(pieces.map(({ part }) => part)).size <
          pieces.filter(({ part }, i) => part !== pieces[i - 1]?.part).length;
        const { end, sent } = ran(pieces);
        if (isTorn) expect(end.latch).not.toBeNull();
        if (end.latch !== null) expect(sent.get('refusing') ?? '').not.toContain('Here is how it works. First');
      }),
      { numRuns: 300 },
    );
  });

  test('the same turns in other pieces come to the same', () => {
    fc.assert(
      fc.property(parts, numbers(90), numbers(9), numbers(12), (all, sizes, turns, cuts) => {
        const pieces = interleaved(all, sizes, turns);
        const smaller = pieces.flatMap((piece, i) => {
          const size = cuts[i % cuts.length]!;
          const count = Math.ceil(piece.text.length / size);
          return Array.from({ length: count }, (_, k) => ({
            ...piece,
            text: piece.text.slice(k * size, (k + 1) * size),
          }));
        });
        const { latch, cut } = ran(pieces).end;
        expect(ran(smaller).end).toMatchObject({ latch, cut });
      }),
      { numRuns: 200 },
    );
  });

  test('what went out is never taken back, and never passes the cut', () => {
    fc.assert(
      fc.property(parts, numbers(40), numbers(9), fc.boolean(), (all, sizes, turns, keepsRefusal) => {
        const { releasable, end, letter } = ran(interleaved(all, sizes, turns), { keepsRefusal });
        expect([...releasable].sort((a, b) => a - b)).toEqual(releasable);
        expect(releasable.at(-1) ?? 0).toBeLessThanOrEqual(end.cut ?? letter.length);
        expect(end.withheldChars).toBeGreaterThanOrEqual(0);
        if (end.latch !== null) expect(end.cut).not.toBeNull();
      }),
      { numRuns: 200 },
    );
  });
});
