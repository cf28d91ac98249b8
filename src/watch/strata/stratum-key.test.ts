import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keyOf, partKey, stratumKey, stratumOf } from './stratum-key.ts';

const stratum = fc.record({
  hour: fc.integer({ min: 0, max: 23 }),
  isWeekend: fc.boolean(),
  model: fc.oneof(fc.string(), fc.constant('a\nb\n')),
  language: fc.constantFrom('en' as const, 'ja' as const, null),
});

test('a key is read back, whatever the name of the model', () => {
  fc.assert(
    fc.property(stratum, (one) => {
      expect(stratumOf(keyOf(one))).toEqual(one);
    }),
  );
});

test('two strata with one key are the same', () => {
  fc.assert(
    fc.property(stratum, stratum, (a, b) => {
      if (keyOf(a) === keyOf(b)) expect(a).toEqual(b);
    }),
  );
});

test('codes from 24 are of the weekend', () => {
  const part = partKey({ model: 'm', requestLanguage: 'ja' });
  expect(stratumOf(stratumKey(part, 23))).toEqual({ hour: 23, isWeekend: false, model: 'm', language: 'ja' });
  expect(stratumOf(stratumKey(part, 24))).toEqual({ hour: 0, isWeekend: true, model: 'm', language: 'ja' });
});
