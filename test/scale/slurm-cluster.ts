import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../free-port.ts';

const COMMANDS = ['munged', 'slurmctld', 'slurmd', 'sbatch', 'sinfo'];

/**
 * Returns the reason why Slurm cannot start here, or ''. It needs Debian's slurm-wlm and munge, and root, because
 * slurmd switches to the user of each job.
 */
export function missingSlurm(): string {
  const absent = COMMANDS.filter((name) => spawnSync('which', [name]).status !== 0);
  if (absent.length > 0) return `${absent.join(', ')} not installed`;
  return process.getuid?.() === 0 ? '' : 'not root';
}

/** A real Slurm with one node of eight slots, on loopback, in a separate folder. */
export class SlurmCluster {
  readonly env: Readonly<Record<string, string>>;
  readonly #folder: string;
  readonly #processes: readonly ChildProcess[];

  private constructor(folder: string, processes: readonly ChildProcess[]) {
    this.env = { SLURM_CONF: join(folder, 'slurm.conf') };
    this.#folder = folder;
    this.#processes = processes;
  }

  static async start(): Promise<SlurmCluster> {
    const folder = mkdtempSync(join(tmpdir(), 'zenbun-slurm-'));
    const processes: ChildProcess[] = [];
    const cluster = new SlurmCluster(folder, processes);
    try {
      await startAll(folder, processes);
      while (!cluster.#isUp()) {
        requireRunning(folder, processes);
        await pause(100);
      }
      return cluster;
    } catch (error) {
      await cluster.stop();
      throw error;
    }
  }

  /** Stops the cluster; running jobs are cancelled. */
  async stop(): Promise<void> {
    spawnSync('scancel', ['-u', 'root'], { env: { ...process.env, ...this.env } });
    for (const child of this.#processes.toReversed()) {
      const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGTERM');
      await gone;
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #isUp(): boolean {
    const env = { ...process.env, ...this.env };
    return spawnSync('sinfo', ['-h', '-o', '%T'], { encoding: 'utf8', env }).stdout.trim() === 'idle';
  }
}

async function startAll(folder: string, processes: ChildProcess[]): Promise<void> {
  // munged needs a socket that everybody can reach, and a key that nobody else can read.
  chmodSync(folder, 0o755);
  const [key, socket, conf] = ['munge.key', 'munge.socket', 'slurm.conf'].map((name) => join(folder, name));
  writeFileSync(key!, randomBytes(1024), { mode: 0o400 });
  const own = ['pid', 'log', 'seed'].map((name) => `--${name}-file=${join(folder, `munge.${name}`)}`);
  processes.push(background('munged', ['--foreground', `--key-file=${key}`, `--socket=${socket}`, ...own]));
  while (!existsSync(socket!)) {
    requireRunning(folder, processes);
    await pause(50);
  }
  for (const name of ['controller', 'node']) mkdirSync(join(folder, name));
  const node = hostname().split('.')[0]!;
  writeFileSync(conf!, settings(folder, socket!, node, await freePort(), await freePort()));
  processes.push(background('slurmctld', ['-D', '-f', conf!]));
  processes.push(background('slurmd', ['-D', '-f', conf!, '-N', node]));
}

function requireRunning(folder: string, processes: readonly ChildProcess[]): void {
  if (processes.every(({ exitCode }) => exitCode === null)) return;
  const logs = ['munge.log', 'slurmctld.log', 'slurmd.log'].map((name) => logOf(folder, name));
  throw new Error(`Slurm did not start: ${logs.join('\n')}`);
}

const logOf = (folder: string, name: string) =>
  existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : `no ${name}`;

const background = (command: string, args: readonly string[]) => spawn(command, args, { stdio: 'ignore' });

function settings(folder: string, socket: string, node: string, controllerPort: number, nodePort: number): string {
  const lines = {
    ClusterName: 'zenbun',
    SlurmctldHost: `${node}(127.0.0.1)`,
    SlurmctldPort: controllerPort,
    SlurmdPort: nodePort,
    SlurmUser: 'root',
    SlurmdUser: 'root',
    AuthType: 'auth/munge',
    CredType: 'cred/munge',
    AuthInfo: `socket=${socket}`,
    StateSaveLocation: join(folder, 'controller'),
    SlurmdSpoolDir: join(folder, 'node'),
    SlurmctldPidFile: join(folder, 'slurmctld.pid'),
    SlurmdPidFile: join(folder, 'slurmd.pid'),
    SlurmctldLogFile: join(folder, 'slurmctld.log'),
    SlurmdLogFile: join(folder, 'slurmd.log'),
    ProctrackType: 'proctrack/linuxproc',
    TaskPlugin: 'task/none',
    JobAcctGatherType: 'jobacct_gather/none',
    AccountingStorageType: 'accounting_storage/none',
    SelectType: 'select/cons_tres',
    SelectTypeParameters: 'CR_Core',
    SchedulerParameters: 'batch_sched_delay=0,sched_interval=1,bf_interval=1',
    SwitchType: 'switch/none',
    MpiDefault: 'none',
    ReturnToService: 2,
    // The node has the resources given here, not those of the machine.
    SlurmdParameters: 'config_overrides',
  };
  return [
    ...Object.entries(lines).map(([name, value]) => `${name}=${value}`),
    `NodeName=${node} NodeAddr=127.0.0.1 CPUs=8 Boards=1 SocketsPerBoard=1 CoresPerSocket=8 ThreadsPerCore=1 RealMemory=16000`,
    `PartitionName=all Nodes=${node} Default=YES MaxTime=INFINITE State=UP`,
    '',
  ].join('\n');
}
