import { openDataset, parseChunk } from '../../src/dataset/index.ts';
import { readRow } from '../../src/detectors/index.ts';

/** An answer that a file trains on, and its request. */
export interface TrainedOn {
  /** 1-based line, or element. */
  readonly line: number;
  readonly prompt: string;
  readonly text: string;
}

/** Every answer that a file trains on, as `scan` finds them. */
export async function answersOf(path: string): Promise<TrainedOn[]> {
  const found: TrainedOn[] = [];
  const reader = await openDataset(path, 0);
  try {
    for await (const chunk of reader) {
      parseChunk(chunk, {
        example(example) {
          for (const { text, prompt } of readRow(example).targets) found.push({ line: example.line, prompt, text });
        },
        skipped() {},
      });
    }
  } finally {
    await reader.close();
  }
  return found;
}
