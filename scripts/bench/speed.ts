import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { createVard } from '@andersmyrmel/vard';
import type { scan as scanFunction } from '../../src/index.ts';
import { parseLines } from './parse-lines.ts';

/** Rates in bytes per second, one per round. */
export interface Speed {
  readonly bytes: number;
  readonly rows: number;
  readonly parse: readonly number[];
  readonly one: readonly number[];
  readonly two: readonly number[];
}

/** Reads the same file three times per round in this process: bare parse, one worker, two workers. */
export async function measureSpeed(path: string, scan: typeof scanFunction, rounds: number): Promise<Speed> {
  const bytes = statSync(path).size;
  const rate = async (work: () => unknown) => {
    const start = performance.now();
    await work();
    return (bytes / (performance.now() - start)) * 1000;
  };
  const [parse, one, two]: number[][] = [[], [], []];
  let rows = 0;
  for (let i = 0; i < rounds; i += 1) {
    parse!.push(await rate(() => (rows = parseLines(path))));
    one!.push(await rate(() => scan({ paths: [path], jobs: 1 })));
    two!.push(await rate(() => scan({ paths: [path], jobs: 2 })));
  }
  return { bytes, rows, parse: parse!, one: one!, two: two! };
}

/** Returns the texts of a file's first rows. */
export function firstTexts(path: string, sampleBytes: number): string[] {
  const file = openSync(path, 'r');
  const sample = Buffer.alloc(sampleBytes);
  const read = readSync(file, sample, 0, sampleBytes, 0);
  closeSync(file);
  const rows = sample.toString('utf8', 0, sample.lastIndexOf(10, read - 1)).split('\n');
  return rows.flatMap((row) =>
    (JSON.parse(row) as { messages: { content: string }[] }).messages.map(({ content }) => content),
  );
}

/**
 * Returns the rate of the npm guard in bytes of text per second. The texts are already in memory, so reading and
 * parsing are not counted against it.
 */
export function measureVard(texts: readonly string[]): number {
  const guard = createVard().maxLength(Number.MAX_SAFE_INTEGER);
  const start = performance.now();
  for (const text of texts) guard.safeParse(text);
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  return (bytes / (performance.now() - start)) * 1000;
}
