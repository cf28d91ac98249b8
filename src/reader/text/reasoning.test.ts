import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ReasoningScanner } from './reasoning.ts';

const blocksOf = (text: string) => new ReasoningScanner().blocks(text, 0, text.length, true);
const told = (text: string, reasoning: boolean) =>
  blocksOf(text)
    .filter((block) => block.reasoning === reasoning)
    .map(({ start, end }) => text.slice(start, end));

describe('reasoning', () => {
  test.each([
    ['<think>', '</think>'],
    ['<thinking>', '</thinking>'],
    ['<Thought>', '</Thought>'],
    ['<reasoning>', '</reasoning>'],
    ['<scratchpad>', '</scratchpad>'],
    ['<seed:think>', '</seed:think>'],
    ['[THINK]', '[/THINK]'],
    ['◁think▷', '◁/think▷'],
    ['<|begin_of_thought|>', '<|end_of_thought|>'],
    ['<|channel|>analysis<|message|>', '<|start|>assistant<|channel|>final<|message|>'],
    ['<|channel|>commentary<|message|>', '<|channel|>final<|message|>'],
    ['<unused94>thought', '<unused95>'],
    ['analysis', 'assistantfinal'],
  ])('stands between %s and %s', (open, close) => {
    const text = `${open}Eggs or flour?${close}Mix both.`;
    expect(told(text, true).join('')).toBe(`${open}Eggs or flour?${close}`);
    expect(told(text, false)).toEqual(['Mix both.']);
    expect(blocksOf(text).some(({ unopened }) => unopened)).toBe(false);
  });

  test('may come again and again', () => {
    expect(told('<think>a</think>b<think>c</think>d', false)).toEqual(['b', 'd']);
  });

  test('that is never closed runs to the end', () => {
    expect(told('Mix it. <think>Or not? Never', false)).toEqual(['Mix it. ']);
  });

  test('that nothing opened is told by its end, which says so', () => {
    const text = 'Eggs or flour?</think>Mix both.';
    expect(blocksOf(text)).toEqual([
      { start: 0, end: 14, reasoning: false, unopened: false },
      { start: 14, end: 22, reasoning: true, unopened: true },
      { start: 22, end: text.length, reasoning: false, unopened: false },
    ]);
  });

  test.each([
    'Write [Think] or [reason] here.',
    '<thinker>Rodin</thinker>',
    'The assistantfinally came.',
    'My analysisThe word stands inside of the text.',
    'analysis of the poem',
    'a < b and b > c',
    '<analysis>The poem mourns a friend.</analysis>',
  ])('is not found in %j', (text) => {
    expect(told(text, true)).toEqual([]);
  });

  test('without its markup opens a text only, not a later stretch of one', () => {
    const text = 'analysisEggs or flour?';
    expect(new ReasoningScanner().blocks(text, 0, text.length, true)[0]).toMatchObject({ reasoning: true });
    expect(new ReasoningScanner().blocks(text, 0, text.length, false)[0]).toMatchObject({ reasoning: false });
  });
});

test('a block that is open goes on in the next stretch, and ends there', () => {
  const scanner = new ReasoningScanner();
  const text = '<think>Eggs?\nFlour?\n</think>Mix both.\n';
  const lines = [...text.matchAll(/[^\n]*\n/g)].map((line) => [line.index, line.index + line[0].length] as const);
  const blocks = lines.flatMap(([from, to]) => scanner.blocks(text, from, to, from === 0));
  expect(blocks.map(({ start, end, reasoning }) => [reasoning, text.slice(start, end)])).toEqual([
    [true, '<think>Eggs?\n'],
    [true, 'Flour?\n'],
    [true, '</think>'],
    [false, 'Mix both.\n'],
  ]);
});

test('blocks cover their stretch in order, whatever stands in it', () => {
  const piece = fc.constantFrom(
    '<think>',
    '</think>',
    '[THINK]',
    '[/THINK]',
    'assistantfinal',
    'analysis',
    'A',
    '◁think▷',
    '<|channel|>',
    'final',
    ' ',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 12 }), fc.nat(9), (pieces, before) => {
      const text = pieces.join('');
      const from = Math.min(before, text.length);
      let at = from;
      for (const { start, end, reasoning, unopened } of new ReasoningScanner().blocks(
        text,
        from,
        text.length,
        from === 0,
      )) {
        expect(start).toBe(at);
        if (from < text.length) expect(end).toBeGreaterThan(start);
        if (unopened) expect(reasoning).toBe(true);
        at = end;
      }
      expect(at).toBe(text.length);
    }),
  );
});
