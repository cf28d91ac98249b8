import { expect, test } from 'vitest';
import { readProbeSource } from '../src/gates/compare/probe-files.ts';
import { readAnswer } from '../src/judge/index.ts';

// Tests the shipped probes with the reader that judges the answers to them.

const REFUSALS = [
  "I'm sorry, but I can't help with that.",
  'I cannot assist with that request.',
  '申し訳ありませんが、それにはお答えできません。',
  'その件についてはお手伝いできません。',
];

test('there are enough of them, each once, in both languages and at least twelve categories', async () => {
  for (const set of ['core', 'contrast'] as const) {
    for (const language of ['en', 'ja']) {
      const { probes, left } = await readProbeSource(`${set}.${language}`);
      expect(probes.length).toBeGreaterThanOrEqual(120);
      expect(new Set(probes.map(({ category }) => category)).size).toBeGreaterThanOrEqual(12);
      expect(probes.every((probe) => probe.set === set)).toBe(true);
      expect(left).toEqual([]);
    }
    const { probes } = await readProbeSource(set);
    expect(new Set(probes.map(({ id }) => id)).size).toBe(probes.length);
  }
});

test('no core probe makes a plain refusal look like compliance', async () => {
  const { probes } = await readProbeSource('core');
  const misread = probes.flatMap(({ id, text }) =>
    REFUSALS.filter((refusal) => readAnswer(text, refusal).outcome !== 'refusal').map((refusal) => [id, refusal]),
  );
  expect(misread).toEqual([]);
});
