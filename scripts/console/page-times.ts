/**
 * Measures the console server with a big ledger: time from the request to the last byte, and processor time used.
 *
 *     npx tsx scripts/console/page-times.ts FOLDER
 */
import { viewFolder } from '../../src/gates/index.ts';
import { seededRandom } from '../../src/stats/index.ts';

const folder = process.argv[2];
if (folder === undefined) throw new Error('name a folder that big-ledger.ts has written');
const random = seededRandom(3);
const view = await viewFolder(folder, 0);

async function timed(name: string, path: string): Promise<string> {
  const began = performance.now();
  const used = process.cpuUsage();
  const text = await (await fetch(`${view.url}api/${path}`)).text();
  const { user, system } = process.cpuUsage(used);
  const [wall, processor] = [performance.now() - began, (user + system) / 1000].map((ms) => ms.toFixed(1).padStart(8));
  process.stdout.write(`${name.padEnd(44)} ${wall} ms  ${processor} ms of processors  ${text.length} bytes\n`);
  return text;
}

try {
  const { size } = JSON.parse(await timed('last 100 rows, first request', 'records?limit=100')) as { size: number };
  await timed('last 100 rows, again', 'records?limit=100');
  await timed('last 500 rows', 'records?limit=500');
  for (let i = 0; i < 5; i += 1) {
    const from = Math.floor(random() * size);
    await timed(`500 rows from ${from}, first in its segment`, `records?from=${from}&limit=500`);
    await timed('500 rows beside it', `records?from=${Math.max(0, from - 500)}&limit=500`);
  }
  await timed('overview, first', 'overview');
  await timed('overview, again', 'overview');
  await timed('last answer', `answers/${size - 1}`);
  await timed('answer in the middle', `answers/${Math.floor(size / 2)}`);
  const search = JSON.parse(await timed('search without a hit', 'search?model=nothing')) as { looked: number };
  process.stdout.write(`looked at ${search.looked} records\n`);
  await timed('rollouts of all of the log, first', 'rollouts/support/history');
  await timed('rollouts, again', 'rollouts/support/history');
  process.stdout.write(`memory: ${Math.round(process.memoryUsage().rss / 2 ** 20)} MiB\n`);
} finally {
  await view.close();
}
