import { expect, test } from 'vitest';
import { compareSettings } from './settings.ts';

const MODELS = { before: 'toy:aligned', after: 'toy:noice' };

test('what is not said has a default', () => {
  expect(compareSettings(MODELS)).toEqual({
    ...MODELS,
    probes: null,
    map: null,
    data: [],
    samples: 1,
    alpha: 0.01,
    margin: 0,
    tolerance: 0.1,
    judges: [],
    prefill: false,
    digests: { before: null, after: null },
    prefix: null,
    maxAnswerTokens: 1024,
    temperature: null,
    seed: 1,
    all: false,
    caps: {},
    prices: [],
    concurrency: 8,
    timeout: null,
  });
});

test('names may be listed with commas, and caps are numbers', () => {
  const { probes, caps } = compareSettings({
    ...MODELS,
    probes: ['core.en, core.ja', 'mine.csv'],
    maxRequests: '400',
    maxTokens: '1e5',
    maxCost: '2.50',
  });
  expect(probes).toEqual(['core.en', 'core.ja', 'mine.csv']);
  expect(caps).toEqual({ requests: 400, tokens: 100_000, usd: 2.5 });
  expect(compareSettings({ ...MODELS, timeout: '2.5' }).timeout).toBe(2.5);
});

test.each([
  [{ after: 'toy:noice' }, '--before is missing'],
  [{ before: 'toy:noice' }, '--after is missing'],
  [{ ...MODELS, alpha: '0' }, '--alpha 0'],
  [{ ...MODELS, alpha: '1' }, '--alpha 1'],
  [{ ...MODELS, alpha: 'one' }, '--alpha one'],
  [{ ...MODELS, samples: '0' }, '--samples 0'],
  [{ ...MODELS, samples: '1.5' }, '--samples 1.5'],
  [{ ...MODELS, margin: '0.1' }, '--tolerance 0.1 must be larger than --margin 0.1'],
  [{ ...MODELS, tolerance: '1' }, '--tolerance 1'],
  [{ ...MODELS, maxRequests: '-1' }, '--max-requests -1'],
  [{ ...MODELS, maxCost: '0x10' }, '--max-cost 0x10'],
  [{ ...MODELS, maxTokens: '' }, '--max-tokens '],
  [{ ...MODELS, prefix: '0' }, '--prefix 0'],
  [{ ...MODELS, concurrency: '0' }, '--concurrency 0'],
  [{ ...MODELS, timeout: '0' }, '--timeout 0'],
  [{ ...MODELS, timeout: '5m' }, '--timeout 5m'],
  [{ ...MODELS, temperature: '3' }, '--temperature 3'],
  [{ ...MODELS, seed: '4294967296' }, '--seed 4294967296'],
])('refuses %j', (flags, message) => {
  expect(() => compareSettings(flags)).toThrow(
    expect.objectContaining({ code: 'usage', message: expect.stringContaining(message) }),
  );
});
