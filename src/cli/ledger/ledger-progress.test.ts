import { expect, test } from 'vitest';
import { ownTerminal } from '../fixtures/own-terminal.ts';
import { ledgerProgress } from './ledger-progress.ts';

test('a check says on a terminal how far it is; not when it is to be quiet', () => {
  const drawn = ownTerminal();
  const bar = ledgerProgress('en', false);
  bar.update({ leaves: 256, size: 1024 });
  bar.stop();
  expect(drawn()).toContain('checking ======------------------  25% · 256 records');
  const before = drawn();
  const quiet = ledgerProgress('ja', true);
  quiet.update({ leaves: 1, size: 2 });
  quiet.stop();
  expect(drawn()).toBe(before);
});
