/**
 * A gateway in its own process, for tests and measurements. First argument: the settings of `serve` as JSON; second:
 * hours by which its clock is wrong. Prints `serving URL`. Each line of standard input is a fault that lasts from then
 * on: `no-space` (the ledger cannot write), `die-in-swap` (SIGKILL at the point where the lease would be moved).
 */
import fs from 'node:fs';
import { createInterface } from 'node:readline';
import { serve } from '../../src/gates/index.ts';

const [settings = '{}', skewHours = '0'] = process.argv.slice(2);
const skewMs = Number(skewHours) * 3_600_000;

const faults: Readonly<Record<string, () => void>> = {
  'no-space': () => {
    const failed = (...args: unknown[]) => {
      const told = args.at(-1) as (failure: Error) => void;
      setImmediate(told, Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }));
    };
    fs.writev = failed as typeof fs.writev;
  },
  'die-in-swap': () => void dieInSwap(),
};

async function dieInSwap(): Promise<void> {
  const { Client } = await import('pg');
  const query = Client.prototype.query;
  Client.prototype.query = function (this: unknown, text: unknown, ...rest: unknown[]) {
    if (typeof text === 'string' && /UPDATE zenbun_stage SET[^W]*epoch = /.test(text))
      process.kill(process.pid, 'SIGKILL');
    return Reflect.apply(query, this, [text, ...rest]);
  } as typeof query;
}

const serving = await serve(JSON.parse(settings), {
  env: process.env,
  calendar: () => Date.now() + skewMs,
  onTrouble: ({ message }) => process.stderr.write(`${message}\n`),
});
createInterface({ input: process.stdin }).on('line', (fault) => faults[fault]?.());
process.once('SIGTERM', () => void serving.stop(2000).then(() => process.exit(0)));
process.stdout.write(`serving ${serving.url}\n`);
