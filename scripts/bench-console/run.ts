/**
 * Measures the console over a ledger of a million records in Chromium, and the sizes of report and console; writes
 * docs/console-speed.md. Needs a build and an installed Chromium. Takes about two minutes with an existing ledger;
 * making one takes five more.
 *
 *     npm run bench:console -- [--ledger FOLDER] [--quick]
 *
 * `--ledger`: a ledger written by scripts/console/big-ledger.ts. `--quick`: 20,000 records, with the page sent to
 * standard output, to check that everything works.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measurePage, type PageMeasures } from './measure-page.ts';
import { consolePage } from './page.ts';
import { sizesOf } from './sizes.ts';

const { values: options } = parseArgs({ options: { ledger: { type: 'string' }, quick: { type: 'boolean' } } });
const root = fileURLToPath(new URL('../..', import.meta.url));
const page = join(root, 'docs/console-speed.md');
const records = options.quick ? 20_000 : 1_000_000;
const folder = mkdtempSync(join(tmpdir(), 'zenbun-bench-console-'));
const ROUNDS = options.quick ? 1 : 5;

/** Starts a new `zenbun view` and returns its address. */
async function view(ledger: string): Promise<{ readonly url: string; readonly stop: () => void }> {
  const child = spawn(
    process.execPath,
    [join(root, 'dist/cli/main.js'), 'view', ledger, '--port', '0', '--lang', 'en'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (bytes: Buffer) => {
      said += bytes.toString();
      const found = /http:\/\/\S+/.exec(said)?.[0];
      if (found !== undefined) resolve(found);
    });
    child.on('exit', () => reject(new Error('zenbun view has ended')));
  });
  return { url, stop: () => void child.kill('SIGINT') };
}

try {
  const ledger = options.ledger ?? join(folder, 'ledger');
  if (options.ledger === undefined)
    execFileSync(
      process.execPath,
      ['--import', 'tsx', join(root, 'scripts/console/big-ledger.ts'), ledger, String(records)],
      {
        stdio: ['ignore', 'inherit', 'inherit'],
      },
    );
  const before = loadavg()[0]!;
  const rounds: PageMeasures[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const { url, stop } = await view(ledger);
    try {
      rounds.push(await measurePage(url));
    } finally {
      stop();
    }
  }
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8', cwd: root }).trim();
  const text = consolePage({ rounds, sizes: sizesOf(root), commit, load: [before, loadavg()[0]!] });
  if (options.quick) process.stdout.write(text);
  else writeFileSync(page, text);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
