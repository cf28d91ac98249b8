import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { describeWith } from '../optional.ts';
import { QUICK_ENGINES } from './engines.ts';
import { FaultyRun } from './faulty-run.ts';

// Runs the recipes of examples/scale on their engines. `npm run scale-engines` runs Spark too, which takes minutes to
// install.

for (const engine of QUICK_ENGINES)
  describeWith(`examples/scale/${engine.recipe}`, engine.missing(), { timeout: 180_000 }, () => {
    test('one part killed, one run twice, one slow: the result is that of one process', async () => {
      const run = new FaultyRun(mkdtempSync(join(tmpdir(), 'zenbun-scale-')));
      onTestFinished(() => run.remove());
      const { whole, inParts, missed, exitCodes, last } = await engine.compare(run);
      expect(missed, `${last.out}${last.err}${run.events().join('\n')}`).toEqual([]);
      expect(JSON.parse(whole).verdict).toBe('block');
      expect(inParts, last.err).toBe(whole);
      expect(exitCodes).toEqual([1, 1]);
    });
  });
