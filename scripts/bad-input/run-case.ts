import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ScanResult } from '../../src/schema/index.ts';
import type { BadCase, Call } from './bad-case.ts';

/** Result of a case. */
export interface Happened {
  readonly name: string;
  /** `why`: what is wrong if `broken`, or why the case could not run. */
  readonly verdict: { readonly kind: 'kept' | 'broken' | 'not run'; readonly why: string };
  readonly exit: number | null;
  /** First line of the command's output, or the number of rows it read. */
  readonly said: string;
  readonly seconds: number;
  /** MiB; null if the process was killed. */
  readonly peak: number | null;
}

/** Promises that hold for every case: it ends in time, within the memory that a scan of any file may take. */
const LIMIT_SECONDS = 60;
const LIMIT_MEBIBYTES = 350;
const REPORT_PEAK = pathToFileURL(join(import.meta.dirname, 'report-peak.mjs')).href;

/** Runs the real command on one case, in the case's own folder. */
export async function runCase(bad: BadCase, main: string, folder: string): Promise<Happened> {
  mkdirSync(folder, { recursive: true });
  const nothing = { name: bad.name, exit: null, said: '', seconds: 0, peak: null };
  let call: Call | string;
  try {
    call = await bad.prepare(folder);
  } catch (failure) {
    call = `could not be prepared: ${failure instanceof Error ? failure.message.split('\n')[0] : failure}`;
  }
  if (typeof call === 'string') return { ...nothing, verdict: { kind: 'not run', why: call } };
  const start = performance.now();
  const { exit, stdout, stderr, hung } = await runCommand(call, main, folder);
  const seconds = (performance.now() - start) / 1000;
  const result = resultOf(stdout);
  const left = call.after?.() ?? null;
  const peak = existsSync(join(folder, 'peak')) ? Number(readFileSync(join(folder, 'peak'), 'utf8')) : null;
  const large = peak !== null && peak > LIMIT_MEBIBYTES ? `${peak.toFixed(0)} MiB of memory` : null;
  const slow = bad.within !== undefined && seconds > bad.within ? `more than ${bad.within} s` : null;
  const why = hung
    ? `still running after ${LIMIT_SECONDS} s`
    : (left ?? wrongWith(bad, exit, stderr, result) ?? large ?? slow);
  return {
    name: bad.name,
    verdict: { kind: why === null ? 'kept' : 'broken', why: why ?? '' },
    exit,
    said: stderr.trim() === '' ? rowsOf(result) : stderr.trim().split('\n')[0]!.replaceAll(folder, '…'),
    seconds,
    peak,
  };
}

async function runCommand(call: Call, main: string, folder: string) {
  const asked = call.args.some((arg) => ['--json', '--md'].includes(arg));
  const args = [
    '--import',
    REPORT_PEAK,
    main,
    'scan',
    ...call.args,
    ...(asked ? [] : ['--quiet', '--json', '-']),
    '--lang',
    'en',
  ];
  const out = call.stdout === undefined ? 'pipe' : openSync(call.stdout, 'w');
  const child: ChildProcess = spawn(process.execPath, args, {
    cwd: folder,
    env: { ...process.env, PEAK_FILE: join(folder, 'peak') },
    stdio: [call.stdin === 'closed' ? 'ignore' : 'pipe', out, 'pipe'],
    ...(call.uid === undefined ? {} : { uid: call.uid }),
  });
  const [stdout, stderr]: Buffer[][] = [[], []];
  child.stdout?.on('data', (chunk: Buffer) => stdout!.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => stderr!.push(chunk));
  child.stdin?.on('error', () => {}).end(call.stdin instanceof Uint8Array ? call.stdin : '');
  let hung = false;
  const limit = setTimeout(() => {
    hung = true;
    child.kill('SIGKILL');
  }, LIMIT_SECONDS * 1000);
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  await call.during?.(child);
  const exit = await ended;
  clearTimeout(limit);
  if (typeof out === 'number') closeSync(out);
  const text = (chunks: Buffer[]) => Buffer.concat(chunks).toString();
  return { exit, stdout: text(stdout!), stderr: text(stderr!), hung };
}

function resultOf(stdout: string): ScanResult | null {
  try {
    return JSON.parse(stdout) as ScanResult;
  } catch {
    return null;
  }
}

function rowsOf(result: ScanResult | null): string {
  if (result === null) return '';
  const { rows, read, skipped, skippedRows } = result.coverage;
  const first = skippedRows[0];
  const reason = first === undefined ? '' : ` (line ${first.line}: ${first.reason})`;
  return `${result.verdict}; ${read} of ${rows} rows read, ${skipped} skipped${reason}`;
}

/** Reports whether a result explains its verdict: it names unread files, skipped rows, or findings. */
const saysWhy = (result: ScanResult | null): boolean =>
  result !== null &&
  result.coverage.skippedRows.length + result.coverage.unreadFiles.length + result.findings.length > 0;

/** Returns the broken promise (another exit code, a stack trace, silence, or missing rows), or null. */
function wrongWith(bad: BadCase, exit: number | null, stderr: string, result: ScanResult | null): string | null {
  if (!bad.exits.includes(exit)) return `exit ${exit} where ${bad.exits.join(' or ')} was promised`;
  if (/^\s+at .*:\d+/m.test(stderr)) return 'a stack trace';
  if (exit !== null && exit >= 2 && stderr.trim() === '' && !saysWhy(result)) return 'no message';
  if (bad.rows === undefined || result === null) return null;
  const { read, skipped } = result.coverage;
  return read === bad.rows.read && skipped === bad.rows.skipped
    ? null
    : `${read} read and ${skipped} skipped where ${bad.rows.read} and ${bad.rows.skipped} were right`;
}
