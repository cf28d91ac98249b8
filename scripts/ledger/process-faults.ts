import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { openLedger, realDisk } from '../../src/ledger/index.ts';
import { seededRandom } from '../../src/stats/index.ts';
import { countDetection, countRecovery, type FaultLine, faultLine } from './fault-line.ts';
import { brokenPromises } from './promises.ts';
import { type Heard, heardNothing, heardOf, ORIGIN } from './scenario.ts';

/** Runs `work` in a temporary folder, which is removed afterwards. */
async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'zenbun-ledger-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Bundles a script of this folder into one file, so that its process starts fast. */
function bundled(name: string, folder: string): string {
  const outfile = join(folder, `${name}.mjs`);
  const entryPoints = [fileURLToPath(new URL(`${name}.ts`, import.meta.url))];
  buildSync({ entryPoints, outfile, bundle: true, platform: 'node', format: 'esm' });
  return outfile;
}

/**
 * Kills appending processes in the same folder, each at a random moment: every process continues from what the previous
 * one left.
 */
export function killedProcesses(times: number): Promise<FaultLine[]> {
  const line = faultLine('the process killed (SIGKILL) while it appends, rotates and signs');
  return inFolder(async (folder) => {
    const child = bundled('append-child', folder);
    const ledger = join(folder, 'ledger');
    const next = seededRandom(7);
    const heard = heardNothing();
    for (let time = 0; time < times; time += 1) {
      hear(heard, await killedAfter(child, ledger, Math.floor(5 + 120 * next())));
      const { size, from } = { size: heard.acknowledged.size, from: line.injected };
      countRecovery(line, `kill ${from}, ${size} acknowledged`, await brokenPromises(realDisk, heard, ledger));
      // Verifying against every checkpoint ever received would take quadratic time.
      heard.checkpoints.splice(0, heard.checkpoints.length - 2);
    }
    return [line];
  });
}

/** Returns the output of a process that is killed some milliseconds after its first output. */
function killedAfter(script: string, ledger: string, milliseconds: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ledger], { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.on('data', (text) => {
      if (said === '') setTimeout(() => child.kill('SIGKILL'), milliseconds);
      said += text;
    });
    child.on('error', reject);
    child.on('close', () => resolve(said));
  });
}

function hear(heard: Heard, said: string): void {
  // The last line may be incomplete.
  for (const line of said.split('\n').slice(0, -1)) {
    const [first, second] = line.split(' ');
    if (first === 'checkpoint') heard.checkpoints.push(Buffer.from(second!, 'base64').toString());
    else {
      const record = { leafHash: second!, subject: undefined, text: undefined, erasuresBefore: 0 };
      heard.acknowledged.set(Number(first), record);
    }
  }
}

const CALLS = ['pwritev', 'pwrite64', 'fdatasync', 'fsync', 'rename', 'unlink', 'mkdir', 'ftruncate', 'openat'];

/** Reports whether system calls can be made to fail here. */
export const canInject = (): boolean => spawnSync('strace', ['-V']).status === 0;

/**
 * Makes the n-th system call of each kind fail in a real process, for n from 1 in steps of `stride`, until there is no
 * such call.
 */
export function failingSystemCalls(stride: number): Promise<FaultLine[]> {
  return inFolder(async (folder) => {
    const child = bundled('scenario-child', folder);
    const lines: FaultLine[] = [];
    for (const code of ['EIO', 'ENOSPC']) {
      const line = faultLine(`${code} of system calls in a real process (strace)`);
      for (const call of CALLS) {
        for (let when = 1; ; when += stride) {
          if (!(await oneSystemCall(folder, child, { call, code, when }, line))) break;
        }
      }
      lines.push(line);
    }
    return lines;
  });
}

/** Makes one system call fail; returns false if the process makes fewer calls of this kind. */
async function oneSystemCall(
  folder: string,
  child: string,
  { call, code, when }: { call: string; code: string; when: number },
  line: FaultLine,
): Promise<boolean> {
  const ledger = join(folder, `${call}-${code}-${when}`);
  const log = join(folder, 'strace.log');
  mkdirSync(ledger);
  // Node itself opens files too: only those of the ledger count.
  const paths = call === 'openat' ? ledgerPaths(ledger).flatMap((path) => ['-P', path]) : [];
  const inject = ['-e', `trace=${call}`, '-e', `inject=${call}:error=${code}:when=${when}`];
  const ran = spawnSync('strace', ['-f', '-qq', '-o', log, ...paths, ...inject, process.execPath, child, ledger], {
    env: { ...process.env, UV_THREADPOOL_SIZE: '1' },
    encoding: 'utf8',
  });
  const isInjected = readFileSync(log, 'utf8').includes('(INJECTED)');
  if (isInjected) {
    const heard = ran.stdout === '' ? heardNothing() : heardOf(ran.stdout);
    countRecovery(line, `${code} of ${call} ${when}`, await brokenPromises(realDisk, heard, ledger));
  }
  rmSync(ledger, { recursive: true, force: true });
  return isInjected;
}

const ledgerPaths = (ledger: string): string[] =>
  [
    'ledger.json.tmp',
    'signer.key.tmp',
    'signed.tmp',
    'unfinished.tmp',
    'log/checkpoint.tmp',
    'keys/epoch-0.key.tmp',
    'keys/epoch-0.key',
    'keys/epoch-1.key.tmp',
    'keys/subjects-0.bin',
    'keys/subjects-1.bin',
    'keys/subjects-1.bin.tmp',
    'wal/0000000000000000.wal.tmp',
    'wal/0000000000000000.wal',
    'wal/0000000000000004.wal.tmp',
    'wal',
    'keys',
    'log',
    'log/tile/0/000.p/6.tmp',
    'log/tile/entries/000.p/6.tmp',
  ].map((path) => join(ledger, path));

/** Opens a second writer while the first is open: the second must be refused, and the first must continue. */
export function secondWriters(times: number): Promise<FaultLine[]> {
  const line = faultLine('a second writer opens the same folder');
  return inFolder(async (folder) => {
    const child = bundled('scenario-child', folder);
    const path = join(folder, 'ledger');
    const ledger = await openLedger(path, { origin: ORIGIN, now: Date.now });
    for (let time = 0; time < times; time += 1) {
      const { stdout } = spawnSync(process.execPath, [child, path], { encoding: 'utf8' });
      const isRefused = /in use by another zenbun process/.test(String(heardOf(stdout).failure));
      const { index } = await ledger.append({ kind: 'note', fields: { round: time } });
      countDetection(line, `writer ${time}`, isRefused && index === time + 1);
    }
    await ledger.close();
    return [line];
  });
}

/** Lets the clock jump between records, also backwards. */
export function jumpingClocks(times: number): Promise<FaultLine[]> {
  const line = faultLine('the clock goes backwards between records');
  return inFolder(async (folder) => {
    const next = seededRandom(11);
    for (let time = 0; time < times; time += 1) {
      const path = join(folder, String(time));
      const heard = heardNothing();
      const ledger = await openLedger(path, { origin: ORIGIN, now: () => Math.floor(2e12 * next()) });
      for (let i = 0; i < 5; i += 1) {
        const { index, leafHash } = await ledger.append({ kind: 'note', fields: { i } });
        const record = { subject: undefined, text: undefined, erasuresBefore: 0 };
        heard.acknowledged.set(index, { ...record, leafHash: Buffer.from(leafHash).toString('hex') });
      }
      heard.vkey = ledger.vkey;
      heard.checkpoints.push(await ledger.flush());
      await ledger.close();
      countRecovery(line, `clock ${time}`, await brokenPromises(realDisk, heard, path));
    }
    return [line];
  });
}
