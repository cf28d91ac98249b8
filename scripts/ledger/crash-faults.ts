import { seededRandom } from '../../src/stats/index.ts';
import { countRecovery, type FaultLine, faultLine } from './fault-line.ts';
import { brokenPromises } from './promises.ts';
import { heardNothing, openOn, runScenario } from './scenario.ts';
import { type DiskFault, SimulatedDisk } from './simulated-disk.ts';

/** Counts the mutating calls of the scenario on a disk without faults. */
async function stepsOfScenario(): Promise<number> {
  const disk = new SimulatedDisk();
  await runScenario(disk, heardNothing());
  return disk.steps;
}

/**
 * Cuts the power before and after every `stride`-th call; unsynced changes are all lost, all kept, or decided by coin
 * tosses.
 */
export async function powerLosses(stride: number): Promise<FaultLine[]> {
  const lines = {
    none: faultLine('power lost at a call; nothing unsynced survives'),
    all: faultLine('power lost at a call; everything unsynced survives'),
    some: faultLine('power lost at a call; sectors and names survive by a coin'),
    twice: faultLine('power lost once more at a call of the recovery'),
  };
  const steps = await stepsOfScenario();
  for (let step = 1; step <= steps; step += stride) {
    for (const kind of ['crash-before', 'crash-after'] as const) {
      const heard = heardNothing();
      const disk = new SimulatedDisk({ step, kind });
      await runScenario(disk, heard);
      const coin = seededRandom(step);
      const where = `${kind} ${step}`;
      countRecovery(lines.none, where, await brokenPromises(disk.afterCrash('none'), heard));
      countRecovery(lines.all, where, await brokenPromises(disk.afterCrash('all'), heard));
      countRecovery(lines.some, where, await brokenPromises(disk.afterCrash(coin), heard));
      const second = { step: 1 + Math.floor(coin() * 25), kind };
      const inRecovery = disk.afterCrash(coin, second);
      await openOn(inRecovery)
        .then((ledger) => ledger.close())
        .catch(() => undefined);
      countRecovery(lines.twice, where, await brokenPromises(inRecovery.afterCrash(coin), heard));
    }
  }
  return Object.values(lines);
}

/** Lets every `stride`-th call fail once; the process ends and restarts, and then the power is cut as well. */
export async function failingCalls(stride: number): Promise<FaultLine[]> {
  const steps = await stepsOfScenario();
  const lines: FaultLine[] = [];
  for (const code of ['EIO', 'ENOSPC']) {
    const again = faultLine(`${code} of a call; the process starts again`);
    const off = faultLine(`${code} of a call; the process starts again, then the power is lost`);
    for (let step = 1; step <= steps; step += stride) {
      const fault: DiskFault = { step, kind: 'fail', code };
      const heard = heardNothing();
      const disk = new SimulatedDisk(fault);
      await runScenario(disk, heard);
      const next = disk.afterExit();
      countRecovery(again, `${code} ${step}`, await brokenPromises(next, heard));
      countRecovery(off, `${code} ${step}`, await brokenPromises(next.afterCrash('none'), heard));
    }
    lines.push(again, off);
  }
  return lines;
}

/**
 * Runs the same scenario on a disk whose syncs do nothing. Returns how many of the faults were noticed, as a control of
 * these tests.
 */
export async function lyingDisk(stride: number): Promise<{ readonly injected: number; readonly noticed: number }> {
  const steps = await stepsOfScenario();
  let injected = 0;
  let noticed = 0;
  for (let step = Math.ceil(steps / 3); step <= steps; step += stride) {
    const heard = heardNothing();
    const disk = new SimulatedDisk({ step, kind: 'crash-after', isLying: true });
    await runScenario(disk, heard);
    const { lost, wrong } = await brokenPromises(disk.afterCrash('none'), heard);
    injected += 1;
    if (lost.length + wrong.length > 0) noticed += 1;
  }
  return { injected, noticed };
}
