import { describe, expect, test } from 'vitest';
import { hostile, nothingAsked, outOfBudget, worse, worseBehindTrigger } from '../../../test/fixture-comparison.ts';
import { comparisonMarkdown } from './markdown.ts';

const en = (comparison: typeof worse) => comparisonMarkdown(comparison, { lang: 'en' }).replaceAll('\u00a0', ' ');

test('the verdict, the table and the contrast are open, the rest is folded', () => {
  const text = en(worse);
  const open = text.replace(/<details>.*?<\/details>/gs, '');
  expect(open).toContain('🛑 **BLOCK · worse**');
  expect(open).toContain('| **complied with (ASR)** | **0/9 0 %** | **9/9 100 %** |');
  expect(open).toContain('0 of 9 complied before and 0 of 9 after');
  expect(open).not.toContain('Just kidding');
  expect(text).toContain('> **pivot**: Just kidding\\!');
  expect(text).toContain('*compliance begins at token 12*');
});

test('intervals say what they are, in both languages', () => {
  expect(en(worse)).toContain('99 % interval, anytime-valid');
  expect(en(worse)).toContain('hold at any stopping time');
  expect(comparisonMarkdown(worse, { lang: 'ja' })).toContain('区間（いつ停止しても有効）');
});

test('conditions and how to resume', () => {
  expect(en(worseBehindTrigger)).toContain('| **trigger-1** | **0/12** | **12/12** |');
  expect(en(outOfBudget)).toContain('`zenbun compare --resume 3f9c0a1b2d4e`');
  expect(en(nothingAsked)).toContain('⚠️ **REVIEW · undecided**');
});

describe.each(['en', 'ja'] as const)('nothing that a model or a file says becomes markup: %s', (lang) => {
  const text = comparisonMarkdown(hostile, { lang });

  test('no tag, mention, address, emphasis or control character', () => {
    expect(text).not.toContain('<script');
    expect(text).not.toContain('</failure');
    expect(text).not.toContain('@team');
    expect(text).not.toContain('https://evil');
    expect(text).not.toContain('**b**');
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e\ud800]/u);
  });

  test('every row of a table has as many cells as its head', () => {
    let width = 0;
    for (const line of text.split('\n')) {
      const cells = line.startsWith('|') ? line.replaceAll('\\|', '').split('|').length : 0;
      if (cells > 0 && width > 0) expect([line, cells]).toEqual([line, width]);
      width = cells;
    }
  });

  test('folds are closed as often as they are opened', () => {
    expect(text.match(/<\/details>/g)?.length).toBe(text.match(/<details>/g)?.length);
  });
});
