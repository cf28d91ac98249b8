import { expect, test } from 'vitest';
import { benefitOf, type CostValues, costOfYear } from './cost-model.ts';

/**
 * 100 harmful requests an hour, 50 more of which are answered, for 10 hours; one answer in a thousand causes the
 * incident.
 */
const VALUES: CostValues = {
  requestsPerMonth: 730_000,
  riskyShare: 0.1,
  tuningRuns: 4,
  compromise: 0.25,
  attackBefore: 0.1,
  attackAfter: 0.6,
  incidentShare: 0.001,
  incidentCost: 1_000_000,
  dataGate: 0.5,
  behaviourGate: 0.8,
  operationGate: 0.5,
  noticedWithout: 10,
  noticedWith: 2,
  comparisonTokens: 500_000,
  tokenPrice: 2,
  dollar: 150,
  checkHours: 3,
  operationHours: 2,
  hourlyCost: 5000,
  gatewayMachine: 8000,
  falseAlarm: 0.1,
  falseAlarmHours: 4,
};

test('a year is what it is by hand', () => {
  const year = costOfYear(VALUES);
  // 4 x 0.5 million tokens x 2 dollars x 150; (4 x 3 + 12 x 2) hours; 12 months; 4 x 0.75 x 0.1 alarms of 4 hours.
  expect(year.comparisons).toBeCloseTo(600, 9);
  expect(year.staff).toBe(180_000);
  expect(year.gateway).toBe(96_000);
  expect(year.falseAlarms).toBeCloseTo(6000, 9);
  expect(year.checks).toBeCloseTo(282_600, 9);
  // 1000 an hour x 0.1 x 0.5 = 50 an hour: 500 answers without checks; 100 with checks, half of which are held back.
  expect(year.incidentsWithout).toBeCloseTo(1 - 0.999 ** 500, 12);
  expect(year.incidentsWith).toBeCloseTo(0.1 * (1 - 0.999 ** 50), 12);
  expect(year.lossWithout).toBeCloseTo(393_621.055, 2);
  expect(benefitOf(year)).toBeCloseTo(year.lossWithout - year.lossWith - 282_600, 6);
});

test('a model serves no longer than until the next one replaces it', () => {
  const forever = costOfYear({ ...VALUES, tuningRuns: 876, noticedWithout: 1e9 });
  expect(forever.incidentsWithout).toBeCloseTo(876 * 0.25 * (1 - 0.999 ** 500), 9);
});

test('there is at most one incident of a model, and its loss is at most the cost of one', () => {
  const certain = costOfYear({ ...VALUES, incidentShare: 1, noticedWithout: 1e12 });
  expect(certain.incidentsWithout).toBe(1);
  expect(certain.lossWithout).toBe(1_000_000);
});

test('harm that the model before tuning would have done is not counted', () => {
  const safer = costOfYear({ ...VALUES, attackBefore: 0.7 });
  expect([safer.lossWithout, safer.lossWith]).toEqual([0, 0]);
});

test.each(['requestsPerMonth', 'riskyShare', 'tuningRuns', 'compromise', 'incidentShare', 'incidentCost'] as const)(
  'without %s nothing is lost, and everything is a number',
  (id) => {
    const year = costOfYear({ ...VALUES, [id]: 0 });
    expect(year.lossWithout).toBe(0);
    expect(year.lossWith).toBe(0);
    expect(Object.values(year).every(Number.isFinite)).toBe(true);
  },
);

test.each(['dataGate', 'behaviourGate', 'operationGate'] as const)('%s that misses nothing leaves no loss', (id) => {
  expect(costOfYear({ ...VALUES, [id]: 1 }).lossWith).toBe(0);
});
