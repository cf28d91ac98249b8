import { expect, test } from 'vitest';
import { busyLedger } from '../src/assessment/checklist/fixtures/evidence.ts';
import { fillChecklist } from '../src/assessment/index.ts';
import { withOwnKey } from '../src/gates/ledger/nuanced-verdict.ts';

// The checklist recognises by the flag in a verification's note that a log was checked only with its own key.

test('a log that was checked with its own key is told as that', () => {
  const { unchecked } = withOwnKey({ verdict: 'ok', problems: [], unchecked: [], further: 0 });
  const integrity = { verdict: 'ok', problems: 0, notes: unchecked.map(({ message }) => message) } as const;
  const { items } = fillChecklist([busyLedger({ integrity })], null);
  const item = items.find(({ id }) => id === 'log-intact');
  expect(item).toMatchObject({ state: 'open', note: { en: expect.stringContaining('its own key') } });
});
