import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import type { StageRow } from '../lease.ts';
import { type FileLeaseOptions, openFileLease } from './file-lease.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zenbun-lease-'));
  const made = folder;
  return () => rmSync(made, { recursive: true });
});

async function opened(options: FileLeaseOptions = {}) {
  const lease = await openFileLease(folder, options);
  onTestFinished(() => lease.close());
  return lease;
}

/** Two clocks that the test moves. */
function clocks() {
  const at = { now: 1_700_000_000_000, ticks: 5_000_000 };
  return { at, options: { now: () => at.now, ticks: () => at.ticks } };
}

const row = (epoch: number, model = 'chat'): StageRow => ({
  model,
  epoch,
  state: { share: 5000 },
  leaf: `example.org/log#${epoch}`,
});

const rowFile = () => join(folder, readdirSync(folder).find((name) => name.endsWith('.row.json'))!);

test('a row is read by another gateway until it runs out', async () => {
  const { at, options } = clocks();
  const [one, other] = [await opened(options), await opened(options)];
  expect(await other.read('chat')).toBeNull();
  expect(await one.swap(null, row(1), 3000)).toBe(true);
  at.now += 1000;
  at.ticks += 1000;
  expect(await other.read('chat')).toEqual({ row: row(1), remainingMs: 2000 });
  expect(await one.renew('chat', 1, 3000)).toBe(true);
  expect((await other.read('chat'))?.remainingMs).toBe(3000);
  expect(await one.renew('chat', 2, 3000)).toBe(false);
});

test.each<[string, { now: number; ticks: number }, number]>([
  ['set back by an hour', { now: -3_600_000, ticks: 1000 }, 2000],
  ['set forward by an hour: it may only run out early', { now: 3_600_000, ticks: 1000 }, 3000 - 3_600_000],
  ['of a machine that slept: ticks stand still', { now: 2500, ticks: 0 }, 500],
  ['of a machine that was started anew', { now: 10, ticks: -4_000_000 }, Number.NEGATIVE_INFINITY],
])('a clock %s', async (_, { now, ticks }, remainingMs) => {
  const { at, options } = clocks();
  const lease = await opened(options);
  await lease.swap(null, row(1), 3000);
  at.now += now;
  at.ticks += ticks;
  expect((await lease.read('chat'))?.remainingMs).toBe(remainingMs);
});

test('epochs follow one another', async () => {
  const lease = await opened();
  await lease.swap(null, row(7), 1000);
  expect(await lease.swap(null, row(1), 1000)).toBe(false);
  expect(await lease.swap(6, row(7), 1000)).toBe(false);
  await expect(lease.swap(7, row(9), 1000)).rejects.toMatchObject({ code: 'internal' });
  expect(await lease.swap(7, row(8), 1000)).toBe(true);
  expect((await lease.read('chat'))?.row.epoch).toBe(8);
});

test('of twenty at once exactly one wins each epoch', async () => {
  const leases = await Promise.all(Array.from({ length: 20 }, () => opened()));
  for (let epoch = 1; epoch <= 5; epoch += 1) {
    const before = epoch === 1 ? null : epoch - 1;
    const won = await Promise.all(leases.map((lease) => lease.swap(before, row(epoch), 1000)));
    expect(won.filter(Boolean)).toHaveLength(1);
  }
});

test.each(['', '{"schema":"zenbun.lease/1"', '[]', '{"schema":"zenbun.lease/2"}', '\0\0\0\0'])(
  'a damaged row is none, is told once, and gives way to the next: %j',
  async (text) => {
    const damaged: string[] = [];
    const lease = await opened({ onDamage: (path) => damaged.push(path) });
    await lease.swap(null, row(1), 1000);
    writeFileSync(rowFile(), text);
    expect(await lease.read('chat')).toBeNull();
    expect(await lease.read('chat')).toBeNull();
    expect(damaged).toEqual([rowFile()]);
    expect(await lease.renew('chat', 1, 1000)).toBe(false);
    expect(await lease.swap(null, row(2), 1000)).toBe(true);
  },
);

test('a row of another model under this name is none', async () => {
  const lease = await opened();
  await lease.swap(null, row(1), 1000);
  writeFileSync(rowFile(), readFileSync(rowFile(), 'utf8').replace('"chat"', '"code"'));
  expect(await lease.read('chat')).toBeNull();
});

test('one gateway decides, and the next when it has given that back', async () => {
  const [one, other] = [await opened(), await opened()];
  const decider = await one.decide('chat');
  expect(decider?.isHeld).toBe(true);
  expect(await other.decide('chat')).toBeNull();
  expect((await other.decide('code'))?.isHeld).toBe(true);
  await decider?.release();
  expect(decider?.isHeld).toBe(false);
  const next = await other.decide('chat');
  expect(next?.isHeld).toBe(true);
  await other.close();
  expect(next?.isHeld).toBe(false);
});

test('who was taken for dead no longer decides; what a dead process left is taken over', async () => {
  const lease = await opened();
  const decider = await lease.decide('chat');
  const lock = join(folder, readdirSync(folder).find((name) => name.endsWith('.decider.lock'))!);
  writeFileSync(lock, `${spawnSync(process.execPath, ['--version']).pid} other\n`);
  expect(decider?.isHeld).toBe(false);
  expect((await lease.decide('chat'))?.isHeld).toBe(true);
});

test('the latest evidence of each gateway; damaged evidence is none', async () => {
  const damaged: string[] = [];
  const lease = await opened({ onDamage: (path) => damaged.push(path) });
  const of = (replica: string, size: number) => ({ replica, size, epoch: 1, evidence: { pairs: size } });
  await lease.putEvidence('chat', of('a', 1));
  await lease.putEvidence('chat', of('a', 2));
  await lease.putEvidence('chat', of('b', 1));
  await lease.putEvidence('code', of('a', 9));
  const found = await lease.evidence('chat');
  expect([...found].sort((x, y) => x.replica.localeCompare(y.replica))).toEqual([of('a', 2), of('b', 1)]);
  for (const name of readdirSync(folder)) if (name.includes('.evidence.')) writeFileSync(join(folder, name), '{');
  expect(await lease.evidence('chat')).toEqual([]);
  expect(damaged).toHaveLength(2);
});

test('a change is called back', async () => {
  const [one, other] = [await opened(), await opened()];
  let told = (_: string) => {};
  const next = () =>
    new Promise<string>((resolve) => {
      told = resolve;
    });
  const end = other.onChange((model) => told(model));
  let change = next();
  await one.swap(null, row(1), 1000);
  expect(await change).toBe('chat');
  change = next();
  writeFileSync(rowFile(), 'damaged');
  expect(await change).toBe('chat');
  end();
});

test('a folder that is gone is told', async () => {
  const lease = await opened();
  rmSync(folder, { recursive: true });
  const failed = { code: 'upstream', message: expect.stringContaining(folder) };
  await expect(lease.swap(null, row(1), 1000)).rejects.toMatchObject(failed);
  await expect(lease.decide('chat')).rejects.toMatchObject(failed);
  await expect(lease.evidence('chat')).rejects.toMatchObject(failed);
  await expect(lease.putEvidence('chat', { replica: 'a', size: 0, epoch: 0, evidence: null })).rejects.toMatchObject(
    failed,
  );
  expect(await lease.read('chat')).toBeNull();
  await makeAgain();
});

const makeAgain = async () => void (await openFileLease(folder));

test('rows and evidence are for the user who wrote them alone: a row has the salt of its assignment', async () => {
  const own = join(folder, 'rows');
  const lease = await openFileLease(own);
  onTestFinished(() => lease.close());
  await lease.swap(null, row(1), 1000);
  await lease.putEvidence('chat', { replica: 'a', size: 1, epoch: 1, evidence: null });
  const modes = [own, ...readdirSync(own).map((name) => join(own, name))].map((path) => statSync(path).mode & 0o77);
  expect(modes).toEqual([0, 0, 0]);
});
