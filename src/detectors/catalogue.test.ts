import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { example, ROWS } from '../../test/fixtures/catalogue-rows.ts';
import { DETECTOR_IDS, DETECTOR_TITLES, type Example, type Message } from '../schema/index.ts';
import type { DatasetFinding, Detector, Mark } from './detector.ts';
import { DETECTORS } from './index.ts';
import { readRow } from './read-row.ts';

interface Outcome {
  readonly findings: readonly DatasetFinding[];
  readonly marks: readonly string[];
}

/**
 * Folds the rows of each part into a state, merges the states from left to right, and lists everything that comes out.
 */
function run(detector: Detector, parts: readonly (readonly Example[])[]): Outcome {
  const marks: string[] = [];
  const note = (row: Example, found: readonly Mark[] | null) => {
    for (const mark of found ?? []) marks.push(`${row.file}:${row.line} ${JSON.stringify(mark)}`);
  };
  const states = parts.map((part) => {
    const state = detector.start();
    for (const row of part) note(row, detector.see(state, readRow(row)));
    return structuredClone(state);
  });
  const merged = states.reduce((a, b) => detector.merge(a, b), detector.start());
  const findings = detector.end(merged);
  if (findings.some(({ level }) => level !== 'info')) {
    const marker = detector.secondPass?.(merged, findings);
    for (const row of parts.flat()) note(row, marker?.(readRow(row)) ?? null);
  }
  return { findings, marks: marks.sort() };
}

describe.each(DETECTORS.map((detector) => [detector.id, detector] as const))('%s', (_, detector) => {
  test('findings and marks do not depend on order or split', () => {
    fc.assert(
      fc.property(ROWS, fc.nat(1000), (rows, seed) => {
        const examples = rows.map(([kind, n]) => example(kind, n));
        const whole = run(detector, [examples]);
        const shuffled = examples
          .map((row, i) => ({ row, part: rows[i]![2], at: (i * 7919 + seed * 104729) % 1009 }))
          .sort((a, b) => a.at - b.at);
        const parts = [2, 0, 3, 1].map((part) => shuffled.filter((row) => row.part === part).map(({ row }) => row));
        expect(run(detector, parts)).toEqual(whole);
      }),
      { numRuns: 25 },
    );
  });

  test('the level is honest: interval around the share, confidence a probability, both languages', () => {
    const rows = Array.from({ length: 330 }, (_, i) => example(i % 11, i));
    for (const finding of run(detector, [rows]).findings) {
      const share = finding.of === 0 ? 0 : finding.count / finding.of;
      expect(finding.interval[0]).toBeLessThanOrEqual(share);
      expect(finding.interval[1]).toBeGreaterThanOrEqual(share);
      expect(finding.confidence).toBeGreaterThanOrEqual(0);
      expect(finding.confidence).toBeLessThanOrEqual(1);
      expectBoth(finding.detail);
      expectBoth(finding.advice);
    }
  });

  test('marks point into the text of their turn', () => {
    const rows = Array.from({ length: 330 }, (_, i) => example(i % 11, i));
    for (const line of run(detector, [rows]).marks) {
      const [at, ...rest] = line.split(' ');
      const mark = JSON.parse(rest.join(' ')) as Mark;
      const row = rows.find(({ file, line: number }) => `${file}:${number}` === at)!;
      const text = mark.turn === -1 ? row.rejected! : row.turns[mark.turn]!.text;
      for (const { start, end } of mark.spans) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(text.length);
      }
    }
  });

  test('its state is bounded', () => {
    const state = detector.start();
    let first = 0;
    for (let i = 0; i < 24_000; i += 1) {
      const row = example(i % 5 === 0 ? i % 11 : 11, i);
      const turns = row.turns.map((turn) => (turn.role === 'user' ? { ...turn, text: `${turn.text} no. ${i}` } : turn));
      detector.see(state, readRow({ ...row, turns }));
      if (i === 12_000) first = size(state);
    }
    expect(size(state)).toBeLessThan(Math.max(2 * first, 10_000));
    expect(size(state)).toBeLessThan(20_000_000);
  });

  test('speaks both languages', () => {
    expectBoth(detector.title);
    expect(detector.title).toBe(DETECTOR_TITLES[detector.id as keyof typeof DETECTOR_TITLES]);
    expectBoth(detector.explanation);
    expect(detector.version).not.toBe('');
  });
});

function expectBoth(message: Message): void {
  expect(message.en.trim()).not.toBe('');
  expect(message.ja).toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/);
}

/** Returns the rough size of plain data, Maps and Sets included, in characters of JSON. */
function size(state: unknown): number {
  return JSON.stringify(state, (_, value: unknown) =>
    value instanceof Map || value instanceof Set
      ? [...value]
      : ArrayBuffer.isView(value)
        ? Array.from(value as Uint8Array)
        : value,
  ).length;
}

test('ids are unique and of the contract', () => {
  const ids = DETECTORS.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(DETECTOR_IDS).toContain(id);
});
