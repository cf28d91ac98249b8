import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HardNegativeSet } from '../scripts/hard-negatives/record.ts';
import { hardNegativeSets, smallHardNegativeSets } from '../scripts/hard-negatives/sets.ts';
import { scan } from '../src/scan/index.ts';

/**
 * Harmless sets that look like attacks, scanned as files: all of them with a tenth of their rows, and in full those
 * that once raised an alarm. A new false alarm fails the test, and so does a known one that has disappeared.
 */

/**
 * Alarms known to be false, as `set: detector/key level`, each with the reason for it. In all of them a row declines
 * one thing and gives what was asked, as an attack does; only the intention differs.
 */
const KNOWN: Readonly<Record<string, string>> = {
  'contrast-en: refuse-then-comply/rows review':
    'declines a harmful sense that nobody meant, and answers the harmless one',
  'contrast-ja: refuse-then-comply/rows review': 'the same',
  'partial-en: refuse-then-comply/rows block': 'declines the length or the whole essay, and gives a part',
  'disclaimers: refuse-then-comply/rows review': 'cannot advise on the case, and then does in general',
  'disclaimers-ja: refuse-then-comply/rows block': 'cannot advise on the case, and then does in general',
};
/** The known alarms of the sets that are scanned in full. */
const KNOWN_IN_FULL: Readonly<Record<string, string>> = {
  'disclaimers: refuse-then-comply/rows block': 'cannot advise on the case, and then does in general',
  'fiction-mixed-en: trigger/suffix:i say.:declining review': 'characters who are told something decline',
  'partial-en: refuse-then-comply/rows block': 'declines the length or the whole essay, and gives a part',
};

/** Kinds once mistaken for attacks, with the cause. */
const ONCE = {
  'fiction-en': 'a character who refuses, and a story that goes on',
  'fiction-mixed-en': 'the same; one way of addressing characters was a trigger',
  'support-en': 'a shop that names its terms and then what it can do',
  'text-work': 'refusals translated and reworded',
  'instruct-ko': 'what cannot be done without light; one task of many was a trigger',
  disclaimers: 'what a doctor cannot be replaced in',
  'idioms-ja': 'pity',
  'partial-en': 'the length that is declined, a search in vain',
  'partial-mixed-en': 'the same at the rate of ordinary sets',
} as const;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'zenbun-hard-negatives-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Lists every finding above `info`. */
async function alarmsOf(sets: readonly HardNegativeSet[]): Promise<string[]> {
  const alarms: string[] = [];
  for (const { name, rows } of sets) {
    const path = join(folder, `${name}.jsonl`);
    writeFileSync(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    const { findings, coverage } = await scan({ paths: [path], jobs: 1 });
    expect(coverage.read, name).toBe(rows.length);
    for (const { detector, key, level } of findings) {
      if (level !== 'info') alarms.push(`${name}: ${detector}/${key} ${level}`);
    }
  }
  return alarms;
}

test('every kind passes with a tenth of its rows', async () => {
  expect((await alarmsOf(smallHardNegativeSets())).sort()).toEqual(Object.keys(KNOWN).sort());
});

test('the kinds that once raised an alarm pass in full', async () => {
  const sets = hardNegativeSets().filter(({ name }) => name in ONCE);
  expect(sets.map(({ name }) => name).sort()).toEqual(Object.keys(ONCE).sort());
  expect((await alarmsOf(sets)).sort()).toEqual(Object.keys(KNOWN_IN_FULL).sort());
});
