import { expect, test } from 'vitest';
import { measureToys } from './measure-toys.ts';
import { broken, fingerprintPage, realPart } from './page.ts';

test('toys: nothing changed is no difference, a tuned model is one, and the page says so', async () => {
  const toys = await measureToys({ references: 2, checks: 3, power: 2 });
  const quiet = toys.nothing[0]!;
  expect(quiet.single).toMatchObject({ same: 6, differs: 0, undecided: 0 });
  expect(quiet.series).toEqual({ count: 2, alarms: 0 });
  const told = (variant: string) => toys.power.find((row) => row.variant === variant && row.noise === 'none')!.single;
  expect(told('toy:noice')).toMatchObject({ differs: 2 });
  expect(told('8 bits a weight')).toMatchObject({ differs: 0 });
  expect(toys.border[0]).toMatchObject({ variant: 'the same weights', single: { differs: 0 } });
  expect(broken(toys, [])).toEqual([]);

  const page = fingerprintPage(toys, realPart([]));
  expect(page).toContain('| none | 0 of 6 (0.0 % to 45.9 %) | 6 | 0 | 0 | 0 of 2 (0.0 % to 84.2 %) |');
  expect(page).not.toMatch(/NaN|undefined|Infinity/);
});

test('too many false alarms are told', async () => {
  const toys = await measureToys({ references: 1, checks: 1, power: 1 });
  const single = { same: 0, differs: 9, undecided: 1, differences: [] };
  const nothing = [{ ...toys.nothing[0]!, single }];
  expect(broken({ ...toys, nothing }, [])).toEqual(['toys, none: 9 false alarms']);
});
