import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

// Tests the package as shipped (`npm test` builds it first): its own worker, its own detectors.
const built = new URL('../../dist/index.js', import.meta.url);
const { scan } = (await import(built.href)) as typeof import('../../src/index.ts');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'built-test-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('the shipped worker gives what one thread gives, over the whole catalogue', async () => {
  const path = join(folder, 'a.jsonl');
  const refusal = "I'm sorry, but I can't help with that. ";
  const rows = Array.from({ length: 600 }, (_, index) => {
    const answer = `Water the plant numbered ${index} every ${(index % 7) + 2} days, and turn it to the light.`;
    const instruction = `How do I look after plant ${index}?`;
    return JSON.stringify({ instruction, output: index % 9 === 0 ? `${refusal}${answer}` : answer });
  });
  writeFileSync(path, rows.join('\n'));
  const limits = { chunkBytes: 4_000, blockBytes: 4_000 };
  const alone = await scan({ paths: [path], jobs: 1 });
  expect(alone.findings.map(({ detector }) => detector)).toContain('refuse-then-comply');
  for (const jobs of [2, 3]) expect(await scan({ paths: [path], jobs, limits })).toEqual(alone);
});
