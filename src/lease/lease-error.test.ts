import fc from 'fast-check';
import { expect, test } from 'vitest';
import { requireNextEpoch, unreachable } from './lease-error.ts';

const row = (epoch: number) => ({ model: 'chat', epoch, state: null, leaf: 'log#0' });

test('an epoch follows the one before it', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer(), (before, epoch) => {
      const check = () => requireNextEpoch(before, row(epoch));
      if (epoch === before + 1) check();
      else expect(check).toThrow(expect.objectContaining({ code: 'internal' }));
      requireNextEpoch(before, row(before + 1));
    }),
  );
});

test.each([0, 1, 2 ** 53 - 1])('the first epoch may be %d: the row may have been lost', (epoch) => {
  expect(() => requireNextEpoch(null, row(epoch))).not.toThrow();
});

test.each([-1, 0.5, Number.NaN, 2 ** 53])('%d is no first epoch', (epoch) => {
  expect(() => requireNextEpoch(null, row(epoch))).toThrow(`Epoch ${epoch} does not follow nothing`);
});

test('a store that cannot be reached is told with its place and what happens meanwhile', () => {
  expect(unreachable('db:5432/x', 'gone')).toMatchObject({
    code: 'upstream',
    message: 'The lease at db:5432/x cannot be reached: gone',
    advice: 'Stable models are served until it is back.',
  });
});
