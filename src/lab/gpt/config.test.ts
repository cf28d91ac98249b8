import { expect, test } from 'vitest';
import { checkParameters, type GptConfig, parameterCount } from './config.ts';

const CONFIG: GptConfig = { vocabSize: 192, nLayer: 2, nHead: 4, nEmbd: 64, slopes: [1, 1 / 8, 0, 0] };

test('parameters are counted', () => {
  expect(parameterCount(CONFIG)).toBe(2 * 192 * 64 + 2 * 12 * 64 * 64);
});

test.each<[string, Partial<GptConfig>]>([
  ['vocabSize', { vocabSize: 190 }],
  ['vocabSize', { vocabSize: 0 }],
  ['nLayer', { nLayer: 1.5 }],
  ['nHead', { nHead: -1 }],
  ['nHead', { nHead: 3, slopes: [0, 0, 0] }],
  ['nEmbd', { nEmbd: Number.NaN }],
  ['slopes', { slopes: [1] }],
  ['slopes', { slopes: [1, 0, 0, Number.NaN] }],
  ['slopes', { slopes: [1, 0, 0, -1] }],
])('a shape with a wrong %s is refused', (name, change) => {
  const config = { ...CONFIG, ...change };
  expect(() => parameterCount(config)).toThrow(RangeError);
  expect(() => parameterCount(config)).toThrow(name);
});

test('parameters of another shape are refused', () => {
  expect(() => checkParameters(CONFIG, new Float32Array(3))).toThrow('3 parameters for a model of 122880');
});
