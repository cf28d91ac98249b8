import { expect, test } from 'vitest';
import { MemoryLog } from '../fixtures/memory-log.ts';
import { RecentRates } from './recent-rates.ts';
import { ConsoleRowSource } from './row-source.ts';

function exchange(log: MemoryLog, model: string, ...outcomes: readonly string[]): void {
  const intent = log.add('intent', { model, stage: 'stable' });
  log.add('response', { intent, state: 'complete', answers: outcomes.map((outcome) => ({ outcome })) });
}

test('of an exchange the worst answer counts; a rehearsal does not', async () => {
  const log = new MemoryLog();
  exchange(log, 'm', 'compliance', 'refuse-then-comply', 'refusal');
  exchange(log, 'm', 'compliance');
  exchange(log, 'zenbun-drill', 'refuse-then-comply');
  const rates = await new RecentRates(log, new ConsoleRowSource(log)).rates();
  expect(rates.map(({ model, n, refuseThenComply }) => [model, n, refuseThenComply.k])).toEqual([['m', 2, 1]]);
});
