import { expect, test } from 'vitest';
import type { DatasetFinding, Detector } from '../detectors/index.ts';
import type { AcceptedFinding, Level } from '../schema/index.ts';
import { applyExceptions, digestOf, findingDigests } from './exceptions.ts';
import type { StandingRow } from './rows/flagged-rows.ts';

const message = { en: 'x', ja: 'x' };
const detectors = ['encoded', 'trigger'].map((id) => ({ id }) as Detector);
const finding = (key: string, level: Level): DatasetFinding => ({
  ...{ key, level, scope: 'rows', count: 1, of: 2, interval: [0, 1], confidence: 1, baseRate: null },
  ...{ detail: message, advice: message },
});
const row = (
  line: number,
  digest: string,
  ...marks: readonly (readonly [detector: number, key: string])[]
): StandingRow => ({
  ...{ file: 0, line, digest },
  marks: marks.map(([detector, key]) => ({ detector, key, turn: 0, spans: [], level: 'review' })),
});
const accepted = (some: Partial<AcceptedFinding>): AcceptedFinding => ({
  ...{ detector: 'encoded', key: 'base64', digest: '', reason: 'an exercise', name: 'A', date: '2026-11-29' },
  ...some,
});

const rows = [
  row(1, 'aaaa', [0, 'base64'], [0, 'base64']),
  row(2, 'bbbb', [0, 'base64'], [1, 'zzq']),
  row(9, 'cccc', [1, 'zzq']),
];
const digests = findingDigests(rows);
const base64 = digestOf(digests, 0, 'base64');

test('a digest is of what the rows say, wherever they stand, once for each row, and in their order', () => {
  const moved = rows.map((one) => ({ ...one, line: one.line + 7 }));
  expect(digestOf(findingDigests(moved), 0, 'base64')).toBe(base64);
  expect(digestOf(findingDigests(rows.slice(1)), 0, 'base64')).not.toBe(base64);
  expect(digestOf(findingDigests([...rows].reverse()), 0, 'base64')).not.toBe(base64);
  expect(digestOf(digests, 1, 'zzq')).not.toBe(base64);
  expect(base64).toMatch(/^[0-9a-f]{32}$/);
});

const concluded = [[finding('base64', 'block'), finding('rot13', 'review')], [finding('zzq', 'block')]];
const told = (exceptions: readonly AcceptedFinding[]) => {
  const reviewed = applyExceptions(detectors, concluded, digests, exceptions);
  return {
    levels: reviewed.concluded
      .flat()
      .map(({ key, level, accepted: by }) => `${key} ${level}${by ? ` ${by.name}` : ''}`),
    status: reviewed.exceptions.map(({ status }) => status),
  };
};
const STANDING = ['base64 block', 'rot13 review', 'zzq block'];

test('lowers exactly the finding that it names', () => {
  expect(told([accepted({ digest: base64 })])).toEqual({
    levels: ['base64 info A', 'rot13 review', 'zzq block'],
    status: ['applied'],
  });
});

test.each([
  ['other rows', { digest: 'f'.repeat(32) }, 'ended'],
  ['another key', { digest: base64, key: 'hex' }, 'unused'],
  ['another detector', { digest: base64, detector: 'trigger' }, 'unused'],
] as const)('does nothing for %s', (_name, some, status) => {
  expect(told([accepted(some)])).toEqual({ levels: STANDING, status: [status] });
});

test('of several for one finding the one that holds counts, and the others have ended', () => {
  const { levels, status } = told([accepted({}), accepted({ digest: base64, name: 'B' })]);
  expect(levels[0]).toBe('base64 info B');
  expect(status).toEqual(['ended', 'applied']);
});
