import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { openFileLease } from '../../src/lease/index.ts';
import { folderWith } from '../cli/command.ts';

const CHILD = fileURLToPath(new URL('lease-child.mjs', import.meta.url));

interface Gateway {
  readonly child: ChildProcess;
  /** Lines printed so far. */
  readonly said: string[];
  readonly closed: Promise<unknown>;
}

function gateway(folder: string, ...args: string[]): Gateway {
  const child = spawn(process.execPath, ['--import', 'tsx', CHILD, folder, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const said: string[] = [];
  let text = '';
  child.stdout!.on('data', (bytes) => {
    text += bytes;
    said.splice(0, said.length, ...text.split('\n').slice(0, -1));
  });
  return { child, said, closed: once(child, 'close') };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
}

test('processes that change one row at once: each epoch is won by one, also where one is killed', {
  timeout: 60_000,
}, async () => {
  const folder = folderWith({});
  const gateways = Array.from({ length: 4 }, () => gateway(folder, 'climb', '300'));
  const victim = gateways[0]!;
  await until(() => victim.said.length >= 10);
  victim.child.kill('SIGKILL');
  await Promise.all(gateways.map(({ closed }) => closed));
  const won = gateways.flatMap(({ said }) => said.map(Number));
  expect(new Set(won).size).toBe(won.length);
  // The killed process may have changed the row without reporting it.
  expect(won.length).toBeGreaterThanOrEqual(299);
  const lease = await openFileLease(folder);
  expect((await lease.read('chat'))?.row.epoch).toBe(300);
});

test('the right to decide ends with its process', { timeout: 60_000 }, async () => {
  const folder = folderWith({});
  const lease = await openFileLease(folder);
  onTestFinished(() => lease.close());
  const { child, said, closed } = gateway(folder, 'decide');
  await until(() => said.length > 0);
  expect(said).toEqual(['true']);
  expect(await lease.decide('chat')).toBeNull();
  child.kill('SIGKILL');
  await closed;
  expect((await lease.decide('chat'))?.isHeld).toBe(true);
});
