import { expect, test } from 'vitest';
import type { ErrorCode } from '../errors.ts';
import { EXIT, exitCodeOf } from './exit-code.ts';

test('the numbers are a contract', () => {
  expect(EXIT).toEqual({ done: 0, findings: 1, usage: 2, incomplete: 3 });
});

// The type covers all codes, so that none is left out.
const EXPECTED: Readonly<Record<ErrorCode, number>> = {
  usage: 2,
  'not-found': 2,
  unreadable: 2,
  damaged: 2,
  limit: 2,
  unauthorised: 2,
  'model-not-found': 2,
  rejected: 3,
  upstream: 3,
  'not-recorded': 3,
  budget: 3,
  'not-written': 3,
  interrupted: 3,
  internal: 3,
};

test.each(Object.entries(EXPECTED))('%s ends in %i', (code, exit) => {
  expect(exitCodeOf(code as ErrorCode)).toBe(exit);
});

test('no failure looks like a pass or like a finding', () => {
  for (const code of Object.keys(EXPECTED) as ErrorCode[]) {
    expect([EXIT.done, EXIT.findings]).not.toContain(exitCodeOf(code));
  }
});
