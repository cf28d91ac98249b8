import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Budget, type Reservation, type Spending } from './budget.ts';

const usage = fc.record({ requests: fc.nat(3), tokens: fc.nat(500), usd: fc.nat(100).map((cents) => cents / 64) });
const share = fc.double({ min: 0, max: 1, noNaN: true });
const steps = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('reserve' as const), most: usage }),
    fc.record({ kind: fc.constant('settle' as const), which: fc.nat(), share }),
  ),
  { maxLength: 60 },
);

test('in whatever order calls begin, end and fail, no cap is ever exceeded', () => {
  return fc.assert(
    fc.asyncProperty(usage, steps, async (caps, script) => {
      const budget = new Budget(caps);
      const open: { most: Spending; granted: Reservation }[] = [];
      let spent: Spending = { requests: 0, tokens: 0, usd: 0 };
      for (const step of script) {
        if (step.kind === 'reserve') {
          const { most } = step;
          // It may have to wait until others are settled.
          budget.reserve(most).then((granted) => granted !== null && open.push({ most, granted }));
        } else if (open.length > 0) {
          const [{ most, granted }] = open.splice(step.which % open.length, 1) as [(typeof open)[number]];
          const used = {
            requests: Math.floor(most.requests * step.share),
            tokens: Math.floor(most.tokens * step.share),
            usd: most.usd * step.share,
          };
          granted.settle(used);
          spent = {
            requests: spent.requests + used.requests,
            tokens: spent.tokens + used.tokens,
            usd: spent.usd + used.usd,
          };
        }
        await new Promise(setImmediate);
        // The worst case: every open call uses all that it reserved.
        const worst = open.reduce(
          (sum, { most }) => ({
            requests: sum.requests + most.requests,
            tokens: sum.tokens + most.tokens,
            usd: sum.usd + most.usd,
          }),
          spent,
        );
        expect(worst.requests).toBeLessThanOrEqual(caps.requests);
        expect(worst.tokens).toBeLessThanOrEqual(caps.tokens);
        expect(worst.usd).toBeLessThanOrEqual(caps.usd + 1e-9);
      }
      expect(budget.used.requests).toBe(spent.requests);
      expect(budget.used.tokens).toBe(spent.tokens);
    }),
  );
});

test('what was reserved and not used goes to the call that waits for it, first come, first served', async () => {
  const budget = new Budget({ tokens: 100 });
  const first = (await budget.reserve({ requests: 1, tokens: 80, usd: 0 }))!;
  const order: string[] = [];
  const large = budget.reserve({ requests: 1, tokens: 40, usd: 0 }).finally(() => order.push('large'));
  const small = budget.reserve({ requests: 1, tokens: 10, usd: 0 }).finally(() => order.push('small'));
  await new Promise(setImmediate);
  expect(order).toEqual([]);
  first.settle({ requests: 1, tokens: 60, usd: 0 });
  (await large)!.settle({ requests: 1, tokens: 40, usd: 0 });
  expect(await small).toBeNull();
  expect(order).toEqual(['large', 'small']);
  expect(() => first.settle({ requests: 0, tokens: 0, usd: 0 })).toThrow(RangeError);
});

test('what cannot fit is told so at once, whatever is open', async () => {
  const budget = new Budget({ tokens: 100 });
  await budget.reserve({ requests: 1, tokens: 80, usd: 0 });
  expect(await budget.reserve({ requests: 1, tokens: 101, usd: 0 })).toBeNull();
});

test('a server that used more than was promised closes the budget', async () => {
  const budget = new Budget({ requests: 5, tokens: 100 });
  (await budget.reserve({ requests: 1, tokens: 50, usd: 0 }))!.settle({ requests: 1, tokens: 120, usd: 0 });
  expect(budget.used.tokens).toBe(120);
  expect(await budget.reserve({ requests: 1, tokens: 1, usd: 0 })).toBeNull();
});

test('no caps, no limit', async () => {
  expect(await new Budget({}).reserve({ requests: 1e6, tokens: 1e12, usd: 1e9 })).not.toBeNull();
});
