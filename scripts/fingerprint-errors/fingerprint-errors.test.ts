import { expect, test } from 'vitest';
import { measureToys, SHORT_TOY_PLAN } from './measure-toys.ts';
import { broken, fingerprintPage, realPart } from './page.ts';

test('toys: nothing changed is no difference, a tuned model is one, and the page says so', async () => {
  const toys = await measureToys(SHORT_TOY_PLAN);
  const quiet = toys.nothing[0]!;
  expect(quiet.single).toMatchObject({ same: 3, differs: 0, undecided: 0 });
  expect(quiet.series).toEqual({ count: 1, alarms: 0 });
  const told = (variant: string) => toys.power.find((row) => row.variant === variant && row.noise === 'none')!.single;
  expect(told('toy:noice')).toMatchObject({ differs: 1 });
  expect(told('one step of Adam, rate 1e-5')).toMatchObject({ same: 1, differs: 0 });
  expect(toys.border[0]).toMatchObject({ variant: 'the same weights', single: { differs: 0 } });
  expect(broken(toys, [])).toEqual([]);

  const page = fingerprintPage(toys, realPart([]));
  expect(page).toContain('| none | 0 of 3 (0.0 % to 70.8 %) | 3 | 0 | 0 | 0 of 1 (0.0 % to 97.5 %) |');
  expect(page).not.toMatch(/NaN|undefined|Infinity/);

  const single = { same: 0, differs: 9, undecided: 1, differences: [] };
  expect(broken({ ...toys, nothing: [{ ...quiet, single }] }, [])).toEqual(['toys, none: 9 false alarms']);
}, 180_000);
