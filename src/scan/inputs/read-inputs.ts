import { reportedFormat } from '../../dataset/index.ts';
import { InputFailures } from '../coverage/input-failures.ts';
import type { Engine } from '../workers/engine.ts';
import type { Inputs } from './inputs.ts';
import { interrupted, interruptible } from './interruptible.ts';
import type { Pass } from './pass.ts';
import type { ProgressMeter } from './progress-meter.ts';

/** Bytes allowed in flight per chunk of capacity. Chunks are small, but a long record gets a chunk of its own. */
const BYTES_PER_CHUNK = 2 ** 21;

/**
 * Reads all inputs through the engine and never has more chunks in flight than the engine can take. A file that fails
 * does not stop the others from being read, so that one run reports every failure before it throws.
 */
export async function readInputs(
  inputs: Inputs,
  engine: Engine,
  pass: Pass,
  meter: ProgressMeter,
  signal: AbortSignal | undefined,
): Promise<void> {
  const failures = new InputFailures(inputs.paths);
  const onTheirWay = new Set<Promise<void>>();
  const byteCapacity = engine.capacity * BYTES_PER_CHUNK;
  let bytesOnTheirWay = 0;
  let sequence = 0;
  for (const file of inputs.paths.keys()) {
    try {
      const reader = await interruptible(inputs.open(file), signal);
      for await (const chunk of reader) {
        const { length } = chunk.bytes;
        pass.lines[file]! += chunk.ranges.length / 2;
        while (onTheirWay.size >= engine.capacity || (onTheirWay.size > 0 && bytesOnTheirWay + length > byteCapacity)) {
          await Promise.race(onTheirWay);
        }
        if (signal?.aborted) throw interrupted();
        const place = sequence;
        const { bytesRead } = reader;
        sequence += 1;
        bytesOnTheirWay += length;
        const work = engine.read(chunk).then((outcome) => {
          onTheirWay.delete(work);
          bytesOnTheirWay -= length;
          pass.add(place, file, outcome);
          meter.add(file, bytesRead, outcome.tally);
        });
        work.catch(() => undefined);
        onTheirWay.add(work);
      }
      pass.summaries[file] = reader.summary();
    } catch (error) {
      failures.add(file, error);
    }
  }
  await Promise.all(onTheirWay);
  settleFormats(inputs, pass, failures);
  failures.throwIfAny();
}

/** A file without a single readable row fails too; a range of a file may legitimately have none. */
function settleFormats(inputs: Inputs, pass: Pass, failures: InputFailures): void {
  for (const [file, path] of inputs.paths.entries()) {
    if (failures.has(file) || inputs.pieces[file]!.range !== null) continue;
    try {
      pass.formats[file] = reportedFormat(path, pass.tallies[file]!);
    } catch (error) {
      failures.add(file, error);
    }
  }
}
