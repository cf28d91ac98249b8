import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ChildMessage, Share } from './child.ts';
import type { Counts } from './tally.ts';

/** Milliseconds of silence after which a process counts as stuck in a case. */
const SILENCE = 120_000;

/** Runs a share in a separate process. A case that does not end is a defect, and ends the process. */
export function runShare(share: Share, passed: (level: string, number: number) => void): Promise<Counts[]> {
  return new Promise((resolve) => {
    const all: Counts[] = [];
    const path = fileURLToPath(new URL('./child.ts', import.meta.url));
    const child = fork(path, [], { execArgv: [...process.execArgv, '--expose-gc'] });
    let last = 'the start';
    const broke = (what: string) =>
      all.push({
        level: last,
        cases: {},
        slowest: 0,
        heap: [0, 0],
        defects: [{ level: last, what, endpoint: '', first: 0, cases: 1 }],
      });
    const hangs = () => {
      broke(`does not end, after ${last}`);
      child.kill('SIGKILL');
    };
    let watch = setTimeout(hangs, SILENCE);
    child.on('message', (message: ChildMessage) => {
      clearTimeout(watch);
      watch = setTimeout(hangs, SILENCE);
      if (message.kind === 'counts') all.push(message.counts);
      else {
        last = `${message.level} ${message.number}`;
        passed(message.level, message.number);
      }
    });
    child.on('exit', (code) => {
      clearTimeout(watch);
      if (code !== 0 && code !== null) broke(`the process ends with ${code}, after ${last}`);
      resolve(all);
    });
    child.send(share);
  });
}
