import { openDataset, parseChunk } from '../../src/dataset/index.ts';
import { readRow } from '../../src/detectors/index.ts';

/** A training answer of a file, with its request. */
export interface TrainedOn {
  /** Line or element, counted from 1. */
  readonly line: number;
  readonly prompt: string;
  readonly text: string;
}

/** Returns every training answer of a file, as `scan` finds them. */
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
