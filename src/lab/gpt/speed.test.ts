import { expect, test } from 'vitest';
import { measureKernels } from './speed.ts';

test('speed is tokens by the clock that was passed', () => {
  let now = 0;
  const clock = () => {
    now += 1000;
    return now;
  };
  expect(measureKernels('wasm', clock)).toEqual({ trainTokensPerSecond: 48 * 24, decodeTokensPerSecond: 24 });
});
