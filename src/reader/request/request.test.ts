import { describe, expect, test } from 'vitest';
import type { Vocabulary } from '../features/symbols.ts';
import { foldedInstruction, requestOf } from './request.ts';

const NOTHING: Vocabulary = { keeps: () => false };
const never = () => {
  throw new Error('asked about nothing');
};

describe('a request', () => {
  test.each(['', ' \n\t', '\u200b\u2060'])('of nothing that is seen is unknown: %j', (prompt) => {
    expect(requestOf(prompt, NOTHING, never)).toEqual({ known: false, stems: new Set(), ngrams: [], refusalPrior: 0 });
  });

  test('is known by its content, its words and how likely such a one is declined', () => {
    const asked: string[] = [];
    const request = requestOf(' How do I BAKE bread? ', NOTHING, (instruction) => {
      asked.push(instruction);
      return 0.125;
    });
    expect(asked).toEqual(['how do i bake bread?']);
    expect(request).toMatchObject({ known: true, refusalPrior: 0.125 });
    expect([...request.stems]).toEqual(expect.arrayContaining(['bake', 'bread']));
    expect(request.ngrams.length).toBeGreaterThan(5);
  });

  test('is the same in every spelling', () => {
    const read = (prompt: string) => requestOf(prompt, NOTHING, () => 0);
    expect(read('Ｈｏｗ ｄｏ Ｉ b\u200bake bread?')).toEqual(read('how do i bake bread?'));
    expect(read('パンの作り方は？')).not.toEqual(read('パンの食べ方は？'));
  });

  test('is not made of its material', () => {
    const article = 'The harbour of the old town is deep and its light is tall. '.repeat(40);
    const { stems } = requestOf(`Sum this up in a line.\n\n${article}\n\nThank you.`, NOTHING, () => 0);
    expect([...stems].filter((stem) => stem.startsWith('harb'))).toEqual([]);
    expect(foldedInstruction(article).length).toBeLessThan(article.length / 2);
  });
});
