import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface RiverDetections {
  readonly adwin: readonly number[];
  readonly pageHinkley: readonly number[];
}

const SCRIPT = fileURLToPath(new URL('./river_detectors.py', import.meta.url));

/**
 * Runs River's ADWIN and Page-Hinkley over streams of bits, the first `start` of which only prepare them. `python`: a
 * Python with River.
 */
export function riverDetections(
  python: string,
  streams: readonly string[],
  start: number,
): Promise<readonly RiverDetections[]> {
  return new Promise((resolve, reject) => {
    const child = execFile(python, [SCRIPT], { maxBuffer: 2 ** 30 }, (failure, stdout) => {
      if (failure !== null) reject(failure);
      else
        resolve(
          stdout
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line)),
        );
    });
    child.stdin?.end(streams.map((bits) => `${start} ${bits}\n`).join(''));
  });
}
