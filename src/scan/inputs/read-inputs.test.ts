import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Engine, inThisThread } from '../workers/engine.ts';
import { Inputs } from './inputs.ts';
import { Pass } from './pass.ts';
import { ProgressMeter } from './progress-meter.ts';
import { readInputs } from './read-inputs.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'read-inputs-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const MEBIBYTE = 2 ** 20;
const row = (length: number) => `${JSON.stringify({ prompt: 'Why?', completion: 'so '.repeat(length / 3) })}\n`;

/** Returns the largest number of chunks that an engine of capacity four had in progress at once. */
async function busiest(content: string): Promise<number> {
  const path = join(folder, 'a.jsonl');
  writeFileSync(path, content);
  const inputs = await Inputs.of([path], {});
  const inner = inThisThread([]);
  let busy = 0;
  let most = 0;
  const engine: Engine = {
    ...inner,
    capacity: 4,
    async read(chunk) {
      busy += 1;
      most = Math.max(most, busy);
      // Long enough for the reader to hand over as many chunks as it is allowed to.
      for (let i = 0; i < 50; i += 1) await new Promise((resolve) => setImmediate(resolve));
      busy -= 1;
      return inner.read(chunk);
    },
  };
  await readInputs(inputs, engine, new Pass([path], 0), new ProgressMeter(undefined, 'read', inputs), undefined);
  await inputs.close();
  return most;
}

test('ordinary chunks are on their way as many as the engine takes', async () => {
  expect(await busiest(row(3_000).repeat(4_000))).toBe(4);
});

test('a record that is a chunk by itself and as large as several goes alone', async () => {
  expect(await busiest(row(6 * MEBIBYTE).repeat(5))).toBe(1);
});
