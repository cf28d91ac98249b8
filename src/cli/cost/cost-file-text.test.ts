import { describe, expect, test } from 'vitest';
import { COST_CURRENCIES, costAssumptions } from '../../assessment/index.ts';
import { parseCostFile } from './cost-file.ts';
import { costFileText } from './cost-file-text.ts';

const BOTH = COST_CURRENCIES.flatMap((currency) => (['en', 'ja'] as const).map((lang) => [currency, lang] as const));

describe.each(BOTH)('a new file in %s, %s', (currency, lang) => {
  const text = costFileText(currency, lang);

  test('is read back as the assumptions that it was written from', () => {
    const { currency: read, given } = parseCostFile('new.yaml', text);
    expect(read).toBe(currency);
    expect([...given.keys()]).toEqual(costAssumptions(currency).map(({ id }) => id));
    for (const { id, range } of costAssumptions(currency)) {
      for (const end of ['low', 'likely', 'high'] as const)
        expect(given.get(id)?.range[end], `${id} ${end}`).toBeCloseTo(range[end], 12);
    }
  });

  test('no line is wider than a hundred columns and its comment sign', () => {
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(104);
  });

  test('shares are written in percent, without the digits of binary fractions', () => {
    for (const { id, unit } of costAssumptions(currency)) {
      const [line = ''] = text.match(new RegExp(`^  ${id}: .*$`, 'm')) ?? [];
      expect(line.match(/%/g)?.length ?? 0).toBe(unit === 'share' ? 3 : 0);
      expect(line).not.toMatch(/\d\.\d{6}/);
    }
  });

  test('money is told in the currency of the file', () => {
    const money = costAssumptions(currency).find(({ unit }) => unit === 'money')!;
    const told = lang === 'ja' ? `（${currency}）` : `(${currency})`;
    expect(text.replace(/\n +# /g, lang === 'ja' ? '' : ' ')).toContain(
      `${money.title[lang]}${lang === 'ja' ? '' : ' '}${told}`,
    );
  });
});
