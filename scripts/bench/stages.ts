import { statSync } from 'node:fs';
import { type Chunk, openDataset, parseChunk } from '../../src/dataset/index.ts';
import { DETECTORS, type ReadRow, readRow } from '../../src/detectors/index.ts';
import { isScanned } from '../../src/scan/coverage/scanned-languages.ts';
import type { Example } from '../../src/schema/index.ts';
import { threadTime } from './thread-time.ts';

/** Processor time of one stage of a scan. */
interface Stage {
  readonly name: string;
  readonly microsecondsPerRow: number;
}

export interface Stages {
  readonly stages: readonly Stage[];
  readonly rows: number;
  /** Over all stages. */
  readonly nanosecondsPerByte: number;
  /** Share of answers that were read to their end. */
  readonly readClosely: number;
}

/**
 * Runs every stage over the rows, chunk by chunk, and sums the processor time of each. A first pass over 30 % of the
 * file warms up.
 */
export async function measureStages(path: string): Promise<Stages> {
  await stagesOnce(path, 0.3);
  return stagesOnce(path, 1);
}

async function stagesOnce(path: string, share: number): Promise<Stages> {
  const spent = new Map<string, number>();
  let at = threadTime();
  const mark = (name: string) => {
    const now = threadTime();
    spent.set(name, (spent.get(name) ?? 0) + now - at);
    at = now;
  };
  const states = DETECTORS.map((detector) => detector.start());
  let rows = 0;
  let answers = 0;
  let closely = 0;
  let bytes = 0;
  const most = statSync(path).size * share;
  const reader = await openDataset(path, 0);
  for await (const chunk of reader) {
    mark('read, sha256, split');
    bytes += chunk.bytes.length;
    const examples = examplesOf(chunk);
    mark('decode, JSON.parse, format');
    const all = examples.map(readRow);
    for (const row of all) for (const { text } of row.targets) isScanned(text);
    mark('row, language');
    for (const row of all) closely += closelyRead(row);
    mark('acts');
    DETECTORS.forEach((detector, i) => {
      const state = states[i];
      for (const row of all) detector.see(state, row);
      mark(detector.id);
    });
    rows += all.length;
    answers += all.reduce((sum, { targets }) => sum + targets.length, 0);
    if (bytes > most) break;
  }
  for (const [i, detector] of DETECTORS.entries()) detector.end(states[i]);
  mark('conclusion');
  const total = [...spent.values()].reduce((a, b) => a + b, 0);
  return {
    stages: [...spent].map(([name, time]) => ({ name, microsecondsPerRow: time / rows / 1000 })),
    rows,
    nanosecondsPerByte: total / bytes,
    readClosely: closely / answers,
  };
}

function examplesOf(chunk: Chunk): Example[] {
  const examples: Example[] = [];
  parseChunk(chunk, { example: (one) => examples.push(one), skipped: () => {} });
  return examples;
}

function closelyRead({ targets }: ReadRow): number {
  return targets.filter(({ reading }) => reading.acts.length > 0).length;
}
