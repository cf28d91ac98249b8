import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ownFolder } from '../fixtures/own-folder.ts';
import { acceptedOf, readingOptions, shareOf, shownRowsOf } from './scan-flags.ts';

const usage = expect.objectContaining({ code: 'usage' });

describe('a share', () => {
  test.each([
    ['1%', 0.01],
    [' 2.5% ', 0.025],
    ['0%', 0],
    ['100%', 1],
    ['0.01', 0.01],
    ['0', 0],
    ['1', 1],
    ['.5', 0.5],
  ])('%j is %d', (text, share) => {
    expect(shareOf(text)).toBeCloseTo(share, 12);
  });

  test.each(['', ' ', '%', ' %', '101%', '1.01', '-1%', '-0.1', 'one', '1%%', '1,5%', 'Infinity', 'NaN%'])(
    '%j is refused',
    (text) => {
      expect(() => shareOf(text)).toThrow(usage);
      expect(() => shareOf(text)).toThrow(`--max-skipped ${text} is not a valid share`);
    },
  );

  test('in percent and as a number are the same', () => {
    const near = (a: number, b: number) => Math.abs(a - b) < 1e-12;
    const tenths = fc.integer({ min: 0, max: 1000 });
    fc.assert(fc.property(tenths, (n) => near(shareOf(`${n / 10}%`), shareOf(String(n / 1000)))));
  });
});

describe('rows to show', () => {
  test.each([0, 1, 10, '0', '7', '10'])('%j', (value) => {
    expect(shownRowsOf(value)).toBe(Number(value));
  });

  test.each(['', ' ', '-1', '11', '1.5', 'many', -1, 11, 0.5])('%j is refused', (value) => {
    expect(() => shownRowsOf(value)).toThrow(usage);
  });
});

describe('how rows are read', () => {
  test('what is not given is left to the scan', () => {
    expect(readingOptions({ format: 'auto' })).toEqual({ format: 'auto' });
  });

  test.each([1, 256, '1', '256'])('jobs %j', (jobs) => {
    expect(readingOptions({ format: 'auto', jobs }).jobs).toBe(Number(jobs));
  });

  test.each([0, 257, '0', '257', '', '1.5', 'all'])('jobs %j are refused', (jobs) => {
    expect(() => readingOptions({ format: 'auto', jobs })).toThrow(usage);
  });

  test('an unknown format is refused, and those that are known are listed', () => {
    const refused = expect.objectContaining({
      code: 'usage',
      advice: expect.stringMatching(/^Use auto or one of: \w/),
    });
    expect(() => readingOptions({ format: 'nosuch' })).toThrow(refused);
    expect(() => readingOptions({ format: 'AUTO' })).toThrow(refused);
  });
});

describe('accepted findings', () => {
  const REASON = 'a test of refusals';
  const ENTRY = { detector: 'repeated-prompt', fingerprint: 'a'.repeat(16), reason: REASON, until: '2099-01-01' };

  test('none are asked for', async () => {
    expect(await acceptedOf(undefined)).toEqual([]);
    expect(await acceptedOf([])).toEqual([]);
  });

  test('a fault in the configuration is told at its setting, one in a file at the file', async () => {
    const wrong = [{ ...ENTRY, detector: 'nosuch' }];
    await expect(acceptedOf(wrong)).rejects.toThrow('scan.accept');
    const path = `${ownFolder({ 'a.yaml': 'accept: 1\n' })}/a.yaml`;
    await expect(acceptedOf(path)).rejects.toThrow('a.yaml');
  });
});
