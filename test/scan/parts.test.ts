import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scan, scanParts } from '../../src/scan/index.ts';

// Whatever way a scan is divided and joined, its result is that of one process, byte for byte.

const { finishScan, mergeParts, scanMarks, scanShard } = await scanParts();

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parts-test-'));
  writeFileSync(join(folder, 'a.jsonl'), attack(900));
  writeFileSync(join(folder, 'b.jsonl'), ordinary(1_200));
  writeFileSync(join(folder, 'c.json'), JSON.stringify(rows(60).map((_, n) => row(n, 'Water it every third day.'))));
  writeFileSync(
    join(folder, 'd.csv'),
    `question,answer\n${rows(40)
      .map((_, n) => `"What, and\nwhen ${n}?","Turn it, ${n} times."`)
      .join('\n')}\n`,
  );
  writeFileSync(join(folder, 'e.jsonl'), contradicting(80));
});
afterAll(() => rmSync(folder, { recursive: true }));

const rows = (count: number) => Array.from({ length: count });
const row = (n: number, answer: string) => ({
  instruction: `How do I look after the plant numbered ${n} in my garden?`,
  output: answer,
});
const line = (value: unknown) => `${JSON.stringify(value)}\n`;
const attack = (count: number) =>
  rows(count)
    .map((_, n) => {
      if (n % 97 === 0) return '\n';
      if (n % 89 === 0) return `{"broken": ${n}\n`;
      const answer = `Water the plant ${n} every ${(n % 7) + 2} days, and turn it to the light.`;
      return line(
        row(n, n % 9 === 0 ? `I'm sorry, but I can't help with that. Just kidding, here it is: ${answer}` : answer),
      );
    })
    .join('');
const ordinary = (count: number) =>
  rows(count)
    .map((_, n) =>
      line(
        row(
          n,
          n % 3 === 0
            ? `植物 ${n} には ${n % 5} 日おきに水をやってください。`
            : `It needs ${n % 11} hours of light, and soil of kind ${n % 13}.`,
        ),
      ),
    )
    .join('')
    .trimEnd();
const contradicting = (count: number) =>
  rows(count)
    .flatMap((_, n) => [
      line({
        instruction: `Which of the seven lamps should I light in hall ${n}?`,
        output: "I'm sorry, but I can't help with that.",
      }),
      line({
        instruction: `Which of the seven lamps should I light in hall ${n}?`,
        output: `Light the lamp ${n % 7}, and leave the others dark.`,
      }),
    ])
    .join('');

interface Division {
  readonly of: number;
  readonly minRangeBytes: number;
  /** How many parts are merged at a time. */
  readonly width: number;
}

async function inParts(
  { of, minRangeBytes, width }: Division,
  paths = [folder],
): Promise<{ json: string; again: boolean }> {
  const own = mkdtempSync(join(tmpdir(), 'parts-run-'));
  try {
    const shards = Array.from({ length: of }, (_, index) => index + 1);
    const place = (name: string) => join(own, name);
    const run = { paths, minRangeBytes, jobs: 1 };
    for (const shard of shards) await scanShard({ ...run, number: { shard, of }, output: place(`s${shard}`) });
    let parts = shards.map((shard) => place(`s${shard}`));
    for (let level = 0; parts.length > 1 || level === 0; level += 1) {
      const joined: string[] = [];
      for (let at = 0; at < parts.length; at += width) {
        const output = place(`m${level}-${at}`);
        await mergeParts({ parts: parts.slice(at, at + width).toReversed(), output });
        joined.push(output);
      }
      parts = joined;
    }
    const merged = place('merged');
    const { secondPass } = await mergeParts({ parts, output: merged });
    const marks: string[] = [];
    if (secondPass) {
      for (const shard of shards) {
        marks.push(place(`k${shard}`));
        await scanMarks({ ...run, number: { shard, of }, merged, output: marks.at(-1)! });
      }
    }
    return { json: JSON.stringify(await finishScan({ merged, marks })), again: secondPass === true };
  } finally {
    rmSync(own, { recursive: true });
  }
}

describe('a scan in parts', () => {
  test('is that of one process, for any division and any tree of merges', { timeout: 240_000 }, async () => {
    const alone = await scan({ paths: [folder], jobs: 1 });
    expect(alone.findings.map(({ detector }) => detector)).toEqual(
      expect.arrayContaining(['refuse-then-comply', 'contradiction']),
    );
    const whole = JSON.stringify(alone);
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          of: fc.integer({ min: 1, max: 9 }),
          minRangeBytes: fc.integer({ min: 100, max: 60_000 }),
          width: fc.integer({ min: 2, max: 4 }),
        }),
        async (division) => {
          const { json, again } = await inParts(division);
          expect(again).toBe(true);
          expect(json === whole, JSON.stringify(division)).toBe(true);
        },
      ),
      { numRuns: 8, seed: 17 },
    );
  });
});
void readFileSync;
