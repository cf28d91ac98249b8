import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { checkRun } from '../../src/gates/index.ts';
import type { TrainingResult } from '../../src/schema/index.ts';
import type { HandedRun } from './make-run.ts';

/** Writes a run into a temporary folder and checks it as `zenbun training` does. */
export async function checkHanded({
  files,
  data,
  base,
  statement,
  baseLoss,
  tunedLoss,
}: HandedRun): Promise<TrainingResult> {
  const folder = mkdtempSync(join(tmpdir(), 'zenbun-history-'));
  try {
    const at = (path: string) => join(folder, path);
    const write = (path: string, content: string | Uint8Array) => {
      mkdirSync(dirname(at(path)), { recursive: true });
      writeFileSync(at(path), content);
    };
    for (const [path, content] of files) write(`run/${path}`, content);
    write('train.jsonl', data);
    write('base/model.safetensors', base);
    write('training.dsse.json', statement);
    return await checkRun(at('run'), {
      data: [at('train.jsonl')],
      base: at('base'),
      statements: [at('training.dsse.json')],
      baseLoss,
      tunedLoss,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
