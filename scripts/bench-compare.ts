/**
 * Measures what `zenbun compare` adds to a request, side by side with bare clients, and writes docs/compare-speed.md.
 *
 *     npm run bench:compare
 */
import { fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { median } from './bench/median.ts';

const PROBES = 5000;
const CONCURRENCY = 16;
const ROUNDS = 3;
const CLIENTS = ['undici', 'fetch', 'openai', 'zenbun'] as const;
type Client = (typeof CLIENTS)[number];
const NAMES: Record<Client, string> = {
  undici: 'bare loop, `undici.request` (what zenbun is built on)',
  fetch: 'bare loop, `fetch`',
  openai: 'bare loop, the `openai` package',
  zenbun: '**zenbun compare**',
};
/** Response delays of the server, in milliseconds. */
const DELAYS = [0, 20];

const place = (name: string) => fileURLToPath(new URL(`bench-compare/${name}`, import.meta.url));
const page = new URL('../docs/compare-speed.md', import.meta.url);

interface Asked {
  readonly milliseconds: number;
  readonly heap: Readonly<Record<string, number>>;
}

function ask(client: Client, url: string): Asked {
  const args = ['--expose-gc', place('ask.mjs'), client, url, String(PROBES), String(CONCURRENCY)];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${client} failed: ${stderr}`);
  return JSON.parse(stdout) as Asked;
}

type Times = Record<Client, number[]>;

const server = fork(place('server.mjs'), { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
try {
  const [port] = (await once(server.stdout!, 'data')) as [Buffer];
  const heaps: Readonly<Record<string, number>>[] = [];
  const measured = DELAYS.map((delay): Times => {
    const url = `http://127.0.0.1:${port}/${delay}/v1`;
    const times: Times = { undici: [], fetch: [], openai: [], zenbun: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const client of CLIENTS) {
        process.stderr.write(`${delay} ms, round ${round + 1}, ${client}\n`);
        const { milliseconds, heap } = ask(client, url);
        times[client].push(milliseconds / (2 * PROBES));
        if (client === 'zenbun') heaps.push(heap);
      }
    }
    return times;
  });
  writeFileSync(page, pageOf(measured, heaps));
} finally {
  server.disconnect();
}

function pageOf(measured: readonly Times[], heaps: readonly Readonly<Record<string, number>>[]): string {
  const percent = (share: number) => `${share >= 0 ? '+' : '−'}${Math.abs(100 * share).toFixed(0)} %`;
  const over = (times: Times, client: Client) => median(times.zenbun) / median(times[client]) - 1;
  const mebibytes = (bytes: number) => (bytes / 2 ** 20).toFixed(1);
  const [first, last] = [PROBES / 5, PROBES].map((asked) => median(heaps.map((heap) => heap[asked]!)));
  const perProbe = (last! - first!) / (PROBES - PROBES / 5);
  const table = (
    times: Times,
    delay: number,
  ) => `## A server that answers ${delay === 0 ? 'immediately' : `after ${delay} ms`}

| client | milliseconds per request, median | rounds | zenbun in comparison |
| --- | ---: | --- | ---: |
${CLIENTS.map(
  (client) =>
    `| ${NAMES[client]} | ${median(times[client]).toFixed(3)} | ${times[client].map((time) => time.toFixed(3)).join(', ')} | ${client === 'zenbun' ? '' : percent(over(times, client))} |`,
).join('\n')}
`;
  const met = (holds: boolean) => (holds ? 'met' : '**MISSED**');
  const targets = measured.flatMap((times, i) =>
    CLIENTS.filter((client) => client !== 'zenbun').map((client) => {
      const share = over(times, client);
      return `| at most 15 % over a ${NAMES[client]}, ${DELAYS[i]} ms | ${percent(share)} | ${met(share <= 0.15)} |`;
    }),
  );
  return `# Speed of compare

Written by \`npm run bench:compare\`. ${cpus()[0]?.model}, ${cpus().length} cores, Node ${process.version}. ${PROBES} probes × 2 models = ${2 * PROBES} requests, ${CONCURRENCY} at a
time, to a server in another process that answers with 640 characters; ${ROUNDS} rounds, clients alternating, each in a fresh process.
zenbun draws probes, checks caps, asks, records every answer before using it, reads it to the end, applies the opening-only rules
and folds it into the decision. The bare loops send the same request and extract the text from the reply.

${measured.map((times, i) => table(times, DELAYS[i]!)).join('\n')}
## Targets

| target | measured |  |
| --- | --- | --- |
${targets.join('\n')}
| memory flat: heap after collection, ${PROBES / 5} and ${PROBES} probes | ${mebibytes(first!)} and ${mebibytes(last!)} MiB, ${perProbe.toFixed(0)} bytes per probe | ${met(perProbe <= 4096)} |

What is kept per probe is its outcome, for the result, and the positions of its answers in the record; texts are not kept. No real
model answers immediately: a server that answers in ${DELAYS.at(-1)} ms is very fast.
`;
}
