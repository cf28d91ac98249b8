import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { DETECTORS } from '../../src/detectors/index.ts';

/** Bytes of a part by what they are for. */
export interface PartSizes {
  readonly total: number;
  /** Of states, by detector. */
  readonly states: ReadonlyMap<string, number>;
  /** Marked rows. */
  readonly marks: number;
  /** So many rows are marked. */
  readonly marked: number;
}

/** Measures the lines of a part (docs/design/scan-parts.md). */
export async function partSizes(path: string): Promise<PartSizes> {
  const states = new Map<string, number>();
  let [total, marks, marked] = [0, 0, 0];
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    const bytes = Buffer.byteLength(line) + 1;
    total += bytes;
    const detector = /^\{"state":\[(\d+),/.exec(line)?.[1];
    if (detector !== undefined) states.set(DETECTORS[Number(detector)]!.id, bytes);
    else if (!/^\{"(?:header|piece|shard|notes|end)":/.test(line)) {
      marks += bytes;
      marked += 1;
    }
  }
  return { total, states, marks, marked };
}
