import { expect, test } from 'vitest';
import { rolloutPage } from './control-page.ts';
import type { RolloutControl } from './rollout-control.ts';

test.each([
  ['Hana', 'Hana (ops)'],
  [undefined, 'ops'],
  ['admin (root)'.padEnd(300), expect.stringMatching(/^admin \(root\) +… \(ops\)$/)],
])('whoever calls themselves %j is recorded with the key', async (by, recorded) => {
  const orders: { by: string }[] = [];
  const order = async (_model: string, _action: string, one: { by: string }) => orders.push(one);
  const page = rolloutPage({ order } as unknown as RolloutControl);
  await page({ method: 'POST', path: '/rollouts/m/pause', body: { by, reason: 'test' }, by: 'ops' });
  expect(orders).toEqual([{ by: recorded, reason: 'test' }]);
  expect(Buffer.byteLength(orders[0]!.by)).toBeLessThanOrEqual(48);
});
