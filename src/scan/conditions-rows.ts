import { stat } from 'node:fs/promises';
import { parseChunk } from '../dataset/index.ts';
import { type ReadRow, readRow } from '../detectors/index.ts';
import { ZenbunError } from '../errors.ts';
import type { ScanInput } from '../schema/index.ts';
import type { Inputs } from './inputs.ts';
import { interrupted, interruptible } from './interruptible.ts';
import type { ProgressMeter } from './progress-meter.ts';

/** Throws `usage` for what can be read only once: standard input, pipes. */
export async function requireFiles(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const isFile =
      path !== '-' &&
      (await stat(path)
        .then((known) => known.isFile())
        .catch(() => true));
    if (isFile) continue;
    throw new ZenbunError(
      'usage',
      {
        en: `${path === '-' ? 'Standard input' : path} can be read only once`,
        ja: `${path === '-' ? '標準入力' : path} は一度しか読めません`,
      },
      {
        advice: { en: 'Save the data to a file and name that.', ja: 'データをファイルに保存して指定してください。' },
      },
    );
  }
}

/** Shows every readable row that trains an answer, in the order of files and lines. Throws `damaged` if a file is not what was scanned. */
export async function eachRow(
  inputs: Inputs,
  scanned: readonly ScanInput[],
  meter: ProgressMeter,
  signal: AbortSignal | undefined,
  see: (row: ReadRow) => void,
): Promise<void> {
  const sink = { example: (example: Parameters<typeof readRow>[0]) => see(readRow(example)), skipped: () => undefined };
  for (const [file, path] of inputs.paths.entries()) {
    const reader = await interruptible(inputs.open(file), signal);
    for await (const chunk of reader) {
      if (signal?.aborted) throw interrupted();
      meter.add(file, reader.bytesRead, parseChunk(chunk, sink));
    }
    if (reader.summary().sha256 === scanned[file]?.sha256) continue;
    throw new ZenbunError(
      'damaged',
      { en: `${path} changed between two readings`, ja: `${path} は 1 回目と 2 回目の読み取りの間に変更されました` },
      { advice: { en: 'Run it again.', ja: 'もう一度実行してください。' } },
    );
  }
}
