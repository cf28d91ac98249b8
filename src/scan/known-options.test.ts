import { expect, test } from 'vitest';
import { requireKnownOptions } from './known-options.ts';

interface Oven {
  readonly degrees?: number;
  readonly minutes?: number;
}

const NAMES = { degrees: true, minutes: true } as const;
const required = (options: object) => requireKnownOptions<Oven>(options, NAMES, 'bake');

test.each([{}, { degrees: 180 }, { degrees: 180, minutes: 20 }, { minuets: undefined }])('takes %j', (options) => {
  expect(() => required(options)).not.toThrow();
});

test.each(['minuets', 'Degrees', 'constructor', '__proto__x'])('refuses %s, and says what there is', (name) => {
  expect(() => required({ degrees: 180, [name]: 1 })).toThrow(
    expect.objectContaining({
      code: 'usage',
      localized: { en: `bake: unknown option ${name}`, ja: `bake：${name} というオプションはありません` },
      localizedAdvice: {
        en: 'Known options: degrees, minutes.',
        ja: '指定できるオプション：degrees, minutes',
      },
    }),
  );
});
