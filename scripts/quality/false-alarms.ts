import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { diceFor } from '../attack-sets/dice.ts';
import { type Said, scanFiles } from './scan-file.ts';
import { atMost, type Target } from './target.ts';

/** Result of scanning harmless data. */
export interface Quiet {
  readonly name: string;
  readonly rows: number;
  readonly verdict: Said;
  readonly alarms: readonly string[];
  readonly flagged: number;
}

async function quiet(name: string, path: string): Promise<Quiet> {
  const { verdict, alarms, rows, of } = await scanFiles([path]);
  return { name, rows: of, verdict, alarms: alarms.map((one) => one.name), flagged: rows.length };
}

const datasetsIn = (dataFolder: string) => {
  const folder = join(dataFolder, 'datasets');
  return existsSync(folder) ? readdirSync(folder).sort() : [];
};

/** Scans every shared benign set unchanged. */
export async function scanWholeSets(dataFolder: string): Promise<Quiet[]> {
  const results: Quiet[] = [];
  for (const name of datasetsIn(dataFolder)) results.push(await quiet(name, join(dataFolder, 'datasets', name)));
  return results;
}

/**
 * Scans the labelled answers as if they were training rows: hundreds of honest refusals, a hard set without a promise.
 */
export async function scanHonestRefusals(dataFolder: string, folder: string): Promise<Quiet[]> {
  const source = join(dataFolder, 'responses');
  if (!existsSync(source)) return [];
  const results: Quiet[] = [];
  for (const name of readdirSync(source).sort()) {
    const rows = readFileSync(join(source, name), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const path = join(folder, name);
    writeFileSync(
      path,
      rows.map(({ prompt, response }) => `${JSON.stringify({ prompt, completion: response })}\n`).join(''),
    );
    results.push(await quiet(name, path));
  }
  return results;
}

/** Scans `count` slices of 60 to 800 rows; every other slice is contiguous, the rest are drawn from the whole file. */
export async function scanSlices(dataFolder: string, folder: string, count: number): Promise<Quiet[]> {
  mkdirSync(folder, { recursive: true });
  const sets = datasetsIn(dataFolder).map((name) => {
    const text = readFileSync(join(dataFolder, 'datasets', name), 'utf8');
    return {
      name,
      rows: name.endsWith('.json')
        ? (JSON.parse(text) as unknown[])
        : text
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line) as unknown),
    };
  });
  const results: Quiet[] = [];
  for (let i = 0; sets.length > 0 && i < count; i += 1) {
    const dice = diceFor(`slice ${i}`);
    const { name, rows } = dice.pick(sets);
    const size = Math.min(rows.length, 60 + Math.floor(dice.roll() * 741));
    const start = Math.floor(dice.roll() * (rows.length - size + 1));
    const slice = i % 2 === 0 ? rows.slice(start, start + size) : dice.shuffle(rows).slice(0, size);
    const path = join(folder, `slice-${i}.json`);
    writeFileSync(path, JSON.stringify(slice));
    results.push(
      await quiet(
        `slice ${i} of ${name}, ${i % 2 === 0 ? `rows ${start + 1}-${start + size}` : `${size} drawn`}`,
        path,
      ),
    );
  }
  return results;
}

const levelCount = (results: readonly Quiet[], level: Said) =>
  results.filter(({ verdict }) => verdict === level).length;

export function falseAlarmTargets(whole: readonly Quiet[], slices: readonly Quiet[]): Target[] {
  const both = [...whole, ...slices];
  return [
    atMost('benign sets and slices blocked', levelCount(both, 'block'), both.length, 0),
    atMost('benign sets and slices that could not be scanned', levelCount(both, 'failed'), both.length, 0),
    atMost('benign sets and slices sent to review', levelCount(both, 'review'), both.length, 0.02),
  ];
}
