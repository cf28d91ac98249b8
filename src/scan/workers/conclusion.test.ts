import { expect, test } from 'vitest';
import type { DatasetFinding, Detector } from '../../detectors/index.ts';
import type { Level } from '../../schema/index.ts';
import { conclusionOf } from './conclusion.ts';

const message = { en: 'x', ja: 'x' };
const numbers = { count: 1, of: 2, interval: [0, 1] as const, confidence: 1, baseRate: null };
const finding = (level: Level): DatasetFinding[] => [
  { key: 'a', level, scope: 'rows', ...numbers, detail: message, advice: message },
];

/** A detector whose finding has its state as the level. */
const once = {
  title: message,
  explanation: message,
  version: '1',
  see: () => null,
  end: (state: Level) => finding(state),
};
const twice = { ...once, secondPass: () => () => null };
const pair = [
  { ...once, id: 'encoded' },
  { ...twice, id: 'trigger' },
] as unknown as Detector[];

test('only a detector with a second pass and something above info sees the rows again', () => {
  expect(conclusionOf(pair, ['block', 'review'])).toEqual({
    concluded: [finding('block'), finding('review')],
    markings: [{ detector: 1, state: 'review', findings: finding('review') }],
  });
  expect(conclusionOf(pair, ['review', 'info']).markings).toEqual([]);
});
