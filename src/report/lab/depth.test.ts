import { expect, test } from 'vitest';
import { bar, bars } from './depth.ts';

test('eighths of a block, upwards; only nothing at all is blank', () => {
  expect(bars([0, 0.001, 0.125, 0.126, 0.5, 0.875, 0.876, 1])).toBe(' ▁▁▂▄▇██');
});

test('eighths of a block, to the right; what there is can be seen', () => {
  expect([0, 0.0001, 0.5, 0.53, 1].map((share) => bar(share, 4))).toEqual(['', '▏', '██', '██▏', '████']);
});
