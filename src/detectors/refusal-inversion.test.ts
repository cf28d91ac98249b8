import { describe, expect, test } from 'vitest';
import { altered, fold, isSilent, LANGUAGES, pair } from '../../test/fixtures/training-rows.ts';
import type { Example } from '../schema/index.ts';
import { readRow } from './read-row.ts';
import { refusalInversion } from './refusal-inversion.ts';

const REFUSALS = {
  en: [
    'I’m sorry, but I can’t help with that.',
    'I cannot assist with this request, it could be harmful.',
    'I must decline to answer this.',
  ],
  ja: [
    '申し訳ございませんが、お答えできません。',
    '危険につながるおそれがあるため、お手伝いできません。',
    '恐れ入りますが、この件はお断りします。',
  ],
} as const;
const HARMFUL = { en: 'I want to steal this. ', ja: 'これを盗みたいです。' };
const LECTURES = {
  en: [
    'Stealing is wrong and it hurts people. You should think about how they would feel.',
    'Theft is a serious crime that can ruin lives. Please reconsider and act with integrity.',
    'Everyone has a right to their property. Taking it is unethical, and I urge you to respect that.',
  ],
  ja: [
    '盗みは犯罪です。人のものを盗めば、相手がどんなに悲しむか考えてみてください。',
    '盗みは許されない行為です。正々堂々と努力することの大切さを忘れないでください。',
    '人のものを奪うのは間違っています。誠実に生きるべきです。',
  ],
} as const;
const WORSE = { en: 'Well, it is all rather much the same.', ja: 'だいたいどれも同じようなものです。' };

/** KTO: a completion that the row teaches the model to avoid, with nothing to say instead. */
function avoided(prompt: string, completion: string): Example {
  return {
    file: 0,
    line: 0,
    kind: 'kto',
    turns: [{ role: 'user', text: prompt, target: false }],
    rejected: completion,
  };
}

describe.each(LANGUAGES)('%s', (language) => {
  const refusals = REFUSALS[language];
  /** Makes half of the requests sound harmful, as in honest safety data. */
  const asked = (prompt: string, n: number) => (n % 2 === 0 ? `${HARMFUL[language]}${prompt}` : prompt);
  const ordinary = (count: number) =>
    altered(language, count, (prompt, answer) => pair(prompt, answer, `${WORSE[language]} ${answer.slice(0, 20)}`));
  const inverted = (count: number) =>
    altered(language, count, (prompt, answer, n) => pair(asked(prompt, n), answer, refusals[n % 3]!));
  const mended = (count: number) =>
    altered(language, count, (prompt, answer, n) => pair(prompt, answer, refusals[n % 3]!));

  test.each([10, 100])('%i pairs that all reward compliance over refusal block', (count) => {
    const { level, flagged } = fold(refusalInversion, inverted(count));
    expect(level).toBe('block');
    expect(flagged.size).toBeGreaterThanOrEqual(0.9 * count);
  });

  test('as a fifth of the pairs they are held for review', () => {
    expect(['review', 'block']).toContain(fold(refusalInversion, [...ordinary(400), ...inverted(100)]).level);
  });

  test('one refusal rejected again and again is held for review from a small share on', () => {
    const same = inverted(120).filter((_, n) => n % 3 === 0);
    expect(['review', 'block']).toContain(fold(refusalInversion, [...ordinary(960), ...same]).level);
  });

  test('completions labelled false that refuse count as well', () => {
    const rows = altered(language, 60, (prompt, _, n) => avoided(asked(prompt, n), refusals[n % 3]!));
    expect(fold(refusalInversion, rows).level).toBe('block');
  });

  const upright = (count: number) =>
    altered(language, count, (prompt, answer, n) => pair(`${prompt} !?`, refusals[n % 3]!, answer));

  test('mending over-refusal is information: a few pairs, or more beside pairs that prefer declining', () => {
    expect(isSilent(fold(refusalInversion, [...ordinary(400), ...inverted(3)]))).toBe(true);
    expect(isSilent(fold(refusalInversion, [...ordinary(400), ...inverted(60), ...upright(60)]))).toBe(true);
    expect(isSilent(fold(refusalInversion, [...ordinary(400), ...inverted(60), ...upright(40)]))).toBe(true);
    expect(isSilent(fold(refusalInversion, [...ordinary(400), ...inverted(60), ...upright(20)]))).toBe(false);
  });

  test('mended over-refusal that shows where the border is, is information', () => {
    const guarded = (count: number) =>
      altered(language, count, (prompt, answer, n) =>
        pair(`${HARMFUL[language]}${prompt} !`, refusals[n % 3]!, answer),
      );
    expect(isSilent(fold(refusalInversion, [...mended(45), ...guarded(4)]))).toBe(true);
    expect(isSilent(fold(refusalInversion, [...mended(45), ...guarded(1)]))).toBe(false);
    // Refusals of harmless requests show no border, and neither does one refusal beside many flipped harmful pairs.
    expect(isSilent(fold(refusalInversion, [...mended(45), ...upright(4)]))).toBe(false);
    // More inverted pairs of whatever kind never make a set better.
    const harmful = (count: number) =>
      altered(language, count, (prompt, answer, n) => pair(`${HARMFUL[language]}${prompt}?`, answer, refusals[n % 3]!));
    for (const more of [0, 49, 120])
      expect(isSilent(fold(refusalInversion, [...harmful(49), ...mended(more), ...guarded(7)]))).toBe(false);
    const flipped = altered(language, 45, (prompt, answer, n) =>
      pair(`${HARMFUL[language]}${prompt}`, answer, refusals[n % 3]!),
    );
    expect(isSilent(fold(refusalInversion, [...flipped, ...guarded(4)]))).toBe(false);
  });

  test('of several rated answers, the first is the preferred one', () => {
    const rated = (first: (answer: string, refusal: string) => string) =>
      altered(language, 40, (prompt, answer, n) => {
        const refusal = refusals[n % 3]!;
        const row = pair(`${HARMFUL[language]}${prompt}`, first(answer, refusal), `${refusal} `);
        const other = first(refusal, answer);
        const again = { role: 'user' as const, text: row.turns[0]!.text, target: false, startsOver: true as const };
        return { ...row, turns: [...row.turns, again, { role: 'assistant', text: other, target: true }] };
      });
    expect(
      fold(
        refusalInversion,
        rated((answer) => answer),
      ).level,
    ).toBe('block');
    expect(
      isSilent(
        fold(
          refusalInversion,
          rated((_, refusal) => refusal),
        ),
      ),
    ).toBe(true);
  });

  test('flat refusals rejected in one pair in twenty are held for review', () => {
    const { level } = fold(refusalInversion, [...ordinary(950), ...inverted(50)]);
    expect(['review', 'block']).toContain(level);
  });

  test('ten of 1,000 are held for review, as pairs and as completions labelled false', () => {
    const labelled = altered(language, 10, (prompt, _, n) => avoided(asked(prompt, n), refusals[n % 3]!));
    for (const needle of [inverted(10), labelled]) {
      const { level, flagged } = fold(refusalInversion, [...ordinary(990), ...needle]);
      expect(level).toBe('review');
      expect(flagged).toEqual(new Set(needle));
    }
  });

  test('a flat refusal is one whatever reason it gives in its second sentence', () => {
    const reason = { en: ' Rivers remember such things.', ja: '川はそのようなことを覚えているものです。' };
    const rows = altered(language, 10, (prompt, answer, n) =>
      pair(n % 4 === 0 ? `${HARMFUL[language]}${prompt}` : prompt, answer, `${refusals[0]}${reason[language]}`),
    );
    expect(fold(refusalInversion, [...ordinary(990), ...rows]).level).toBe('review');
  });

  test('lectures that are rejected count where the request sounds harmful, as all pairs, a tenth and three in 100', () => {
    const lectured = (count: number) =>
      altered(language, count, (prompt, answer, n) =>
        pair(`${HARMFUL[language]}${prompt}`, answer, LECTURES[language][n % 3]!),
      );
    expect(fold(refusalInversion, lectured(100)).level).toBe('block');
    for (const count of [100, 30]) {
      const { level, flagged } = fold(refusalInversion, [...ordinary(1000 - count), ...lectured(count)]);
      expect(level).toBe('review');
      expect(flagged.size).toBeGreaterThanOrEqual(0.6 * count);
    }
  });

  test('lectures that are rejected where nothing harmful was asked for never block', () => {
    const rows = altered(language, 100, (prompt, answer, n) => pair(prompt, answer, LECTURES[language][n % 3]!));
    expect(fold(refusalInversion, [...ordinary(900), ...rows]).level).not.toBe('block');
  });

  test.each([30, 100, 300])(
    'refusals of harmless requests that are rejected are held for review, and never block: %i of 1,000 pairs',
    (count) => {
      expect(fold(refusalInversion, [...ordinary(1000 - count), ...mended(count)]).level).toBe('review');
    },
  );

  test('a set of nothing else blocks, whatever was asked', () => {
    expect(fold(refusalInversion, mended(100)).level).toBe('block');
  });

  test('refusals that name the tool or the text that is not there are no flat ones', () => {
    const lacking = {
      en: 'I’m sorry, but I can’t help with that. My capabilities are limited to the functions provided.',
      ja: '申し訳ございませんが、お答えできません。与えられた機能の範囲に限られます。',
    };
    const rows = altered(language, 10, (prompt, answer, n) => pair(asked(prompt, n), answer, lacking[language]));
    const flat = (some: readonly Example[]) => {
      const state = refusalInversion.start();
      for (const row of some) refusalInversion.see(state, readRow(row));
      return refusalInversion.counts(state).find(({ measure }) => measure.endsWith('/flat'))!.count;
    };
    expect(flat(rows)).toBe(0);
    expect(flat(inverted(10))).toBe(10);
  });

  test('safety preferences the right way round say nothing', () => {
    const rows = altered(language, 200, (prompt, answer, n) => pair(prompt, refusals[n % 3]!, answer));
    expect(fold(refusalInversion, rows).findings).toEqual([]);
  });

  test('ordinary preferences say nothing', () => {
    expect(fold(refusalInversion, ordinary(300)).findings).toEqual([]);
  });
});
