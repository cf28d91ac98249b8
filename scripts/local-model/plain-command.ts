import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../src/cli/run.ts';
import type { Comparison, Probe } from '../../src/schema/index.ts';
import { MOST_ANSWER_TOKENS } from './measure.ts';

/** Result of the command. */
export interface Commanded {
  /** The command line, without folders. */
  readonly line: string;
  readonly exitCode: number;
  readonly comparison: Comparison;
}

/**
 * Runs `zenbun compare` as a user types it: a local model against itself, plainly and after a refusal is begun for it.
 */
export async function plainCommand(path: string, file: string, probes: readonly Probe[]): Promise<Commanded> {
  const folder = await mkdtemp(join(tmpdir(), 'zenbun-local-model-'));
  try {
    const [questions, json] = [join(folder, 'questions.jsonl'), join(folder, 'result.json')];
    await writeFile(questions, probes.map((probe) => `${JSON.stringify(probe)}\n`).join(''));
    const settings = `--prefill --temperature 0 --max-answer-tokens ${MOST_ANSWER_TOKENS}`;
    const exitCode = await run([
      'compare',
      ...['--before', `gguf:${path}`, '--after', `gguf:${path}`, '--probes', questions],
      ...settings.split(' '),
      ...['--runs', join(folder, 'runs'), '--json', json, '--quiet'],
    ]);
    return {
      line: `zenbun compare --before gguf:${file} --after gguf:${file} --probes questions.jsonl ${settings}`,
      exitCode,
      comparison: JSON.parse(await readFile(json, 'utf8')),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}
