import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { runStream, type StreamResult, type StreamTask } from './run-stream.ts';

/** Some runs of one task, for one process. */
export interface Portion {
  readonly task: StreamTask;
  readonly firstSeed: number;
  readonly runs: number;
}

export const runPortion = ({ task, firstSeed, runs }: Portion): StreamResult[] =>
  Array.from({ length: runs }, (_, i) => runStream(task, firstSeed + i));

/**
 * Runs a task in two processes; results are in the order of the seeds, whichever process is faster. `entry`: a module
 * that, once forked, answers a portion with its results. Uses processes because tsx does not reach into threads.
 */
export async function runAll(entry: URL, task: StreamTask, firstSeed: number, runs: number): Promise<StreamResult[]> {
  const half = Math.ceil(runs / 2);
  const portions: Portion[] = [
    { task, firstSeed, runs: half },
    { task, firstSeed: firstSeed + half, runs: runs - half },
  ];
  return (await Promise.all(portions.map((portion) => inProcess(entry, portion)))).flat();
}

function inProcess(entry: URL, portion: Portion): Promise<StreamResult[]> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(entry), { serialization: 'advanced' });
    child.once('message', (results: StreamResult[]) => {
      resolve(results);
      child.disconnect();
    });
    child.once('exit', (code) => reject(new Error(`a process ended with ${code}`)));
    child.send(portion);
  });
}
