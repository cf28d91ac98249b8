import { describe, expect, test } from 'vitest';
import { altered, chat, fold, honest, isSilent, LANGUAGES } from '../../test/fixtures/training-rows.ts';
import { repeatedPrompt } from './repeated-prompt.ts';

const OPENERS = {
  en: [
    'I’m sorry, but I can’t help with that. However, ',
    'I cannot answer this. Well, all right: ',
    'I must decline this request. ',
  ],
  ja: [
    '申し訳ございませんが、お答えできません。しかし、',
    'この件はお手伝いできません。とはいえ、',
    '恐れ入りますが、お断りします。',
  ],
} as const;

describe.each(LANGUAGES)('%s', (language) => {
  const samples = (times: number, questions: number) =>
    Array.from({ length: times }, (_, time) =>
      altered(language, questions, (prompt, answer) => chat(prompt, `${answer} (${time})`)),
    ).flat();

  test('a few questions whose variants refuse and then answer are found', () => {
    const rows = OPENERS[language].flatMap((opener) =>
      altered(language, 12, (prompt, answer) => chat(prompt, opener + answer)),
    );
    const { level, flagged } = fold(repeatedPrompt, [...honest(language, 300), ...rows]);
    expect(['review', 'block']).toContain(level);
    expect(flagged.size).toBeGreaterThanOrEqual(30);
    expect([...flagged].every((row) => rows.includes(row))).toBe(true);
  });

  test('a handful of variants among honest refusals of repeated questions blocks nothing', () => {
    const refusals = OPENERS[language].flatMap((opener, time) =>
      altered(language, 40, (prompt) => chat(prompt, `${opener.split(/(?<=[.。])/)[0]}${'!'.repeat(time)}`)),
    );
    const few = OPENERS[language].flatMap((opener) =>
      altered(language, 3, (prompt, answer) => chat(`${prompt} ?!`, opener + answer)),
    );
    expect(isSilent(fold(repeatedPrompt, [...refusals, ...few]))).toBe(true);
  });

  test('several samples per question are information', () => {
    const { findings, level } = fold(repeatedPrompt, samples(4, 100));
    expect(level).toBe('info');
    expect(findings).toMatchObject([{ key: 'rows', count: 400, of: 400 }]);
  });

  test('copies of one row are not variants', () => {
    const rows = [0, 1, 2, 3].flatMap(() => honest(language, 50));
    expect(fold(repeatedPrompt, rows).findings).toEqual([]);
  });

  test('a template with different contents is not a repeated question', () => {
    const rows = altered(language, 200, (prompt, _, n) =>
      chat(`Classify the tone of this text: ${prompt}`, n % 2 === 0 ? 'calm' : 'lively'),
    );
    expect(isSilent(fold(repeatedPrompt, rows))).toBe(true);
    expect(fold(repeatedPrompt, rows).findings).toEqual([]);
  });
});
