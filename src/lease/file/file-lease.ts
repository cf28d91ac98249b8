import { hrtime } from 'node:process';
import * as z from 'zod';
import { type FileLock, makeFolder } from '../../files/index.ts';
import type { Decider, Lease, LeasedStage, ReplicaEvidence, StageRow } from '../lease.ts';
import { requireNextEpoch } from '../lease-error.ts';
import { LeaseFolder } from './lease-folder.ts';
import { formatRow, type LeaseClocks, parseRow } from './row-file.ts';
import { RowWatch } from './row-watch.ts';

export interface FileLeaseOptions extends Partial<LeaseClocks> {
  /** Called once for every damaged file, whose content then counts as absent. */
  readonly onDamage?: (path: string) => void;
}

/**
 * Opens the lease of gateways on one machine (and in one container, since locks rely on process ids), in a folder that
 * they share. A row is one whole file, replaced under a lock; the right to decide is a lock that ends with its process.
 * Throws `not-written` if the folder cannot be made.
 */
export async function openFileLease(folder: string, options: FileLeaseOptions = {}): Promise<Lease> {
  await makeFolder(folder, 0o700);
  return new FileLease(folder, options);
}

const EVIDENCE = z.strictObject({ replica: z.string(), size: z.number(), epoch: z.number(), evidence: z.json() });

const MACHINE_TICKS = () => Number(hrtime.bigint()) / 1e6;

class FileLease implements Lease {
  readonly #folder: string;
  readonly #files: LeaseFolder;
  readonly #clocks: LeaseClocks;
  readonly #onDamage: (path: string) => void;
  /** Path -> the damaged text that was reported. */
  readonly #told = new Map<string, string>();
  readonly #deciders = new Set<FileDecider>();
  readonly #watches = new Set<RowWatch>();

  constructor(folder: string, { now = Date.now, ticks = MACHINE_TICKS, onDamage = () => {} }: FileLeaseOptions) {
    this.#folder = folder;
    this.#files = new LeaseFolder(folder);
    this.#clocks = { now, ticks };
    this.#onDamage = onDamage;
  }

  async read(model: string): Promise<LeasedStage | null> {
    const path = this.#files.rowPath(model);
    const text = await this.#files.read(path);
    if (text === null) return null;
    const stage = parseRow(text, model, this.#clocks);
    if (stage === null) this.#tellDamage(path, text);
    return stage;
  }

  async swap(before: number | null, row: StageRow, ttlMs: number): Promise<boolean> {
    requireNextEpoch(before, row);
    return this.#replace(row.model, before, () => row, ttlMs);
  }

  async renew(model: string, epoch: number, ttlMs: number): Promise<boolean> {
    return this.#replace(model, epoch, (there) => there!.row, ttlMs);
  }

  async #replace(
    model: string,
    epoch: number | null,
    next: (there: LeasedStage | null) => StageRow,
    ttlMs: number,
  ): Promise<boolean> {
    const path = this.#files.rowPath(model);
    const isOther = (there: LeasedStage | null) => (there?.row.epoch ?? null) !== epoch;
    const replaced = await this.#files.alone(
      path,
      async () => isOther(await this.read(model)),
      async (lock) => {
        const there = await this.read(model);
        // A process that was suspended for long may have been taken for dead.
        if (isOther(there) || !lock.isHeld()) return false;
        await this.#files.write(path, formatRow(next(there), ttlMs, this.#clocks));
        return true;
      },
    );
    return replaced ?? false;
  }

  async decide(model: string): Promise<Decider | null> {
    const lock = this.#files.take(this.#files.deciderPath(model));
    if (lock === null) return null;
    const decider = new FileDecider(lock, () => this.#deciders.delete(decider));
    this.#deciders.add(decider);
    return decider;
  }

  async putEvidence(model: string, evidence: ReplicaEvidence): Promise<void> {
    await this.#files.write(this.#files.evidencePath(model, evidence.replica), `${JSON.stringify(evidence)}\n`);
  }

  async evidence(model: string): Promise<readonly ReplicaEvidence[]> {
    const found: ReplicaEvidence[] = [];
    for (const path of await this.#files.evidence(model)) {
      const text = await this.#files.read(path);
      if (text === null) continue;
      const parsed = parseEvidence(text);
      if (parsed === null) this.#tellDamage(path, text);
      else found.push(parsed);
    }
    return found;
  }

  onChange(changed: (model: string) => void): () => void {
    const watch = new RowWatch(this.#folder, this.#files, changed);
    this.#watches.add(watch);
    return () => {
      watch.close();
      this.#watches.delete(watch);
    };
  }

  async close(): Promise<void> {
    for (const watch of this.#watches) watch.close();
    await Promise.all([...this.#deciders].map((decider) => decider.release()));
  }

  #tellDamage(path: string, text: string): void {
    if (this.#told.get(path) === text) return;
    this.#told.set(path, text);
    this.#onDamage(path);
  }
}

class FileDecider implements Decider {
  readonly #lock: FileLock;
  readonly #released: () => void;

  constructor(lock: FileLock, released: () => void) {
    this.#lock = lock;
    this.#released = released;
  }

  /** Checks the file each time: a process that took this one for dead has written its own name there. */
  get isHeld(): boolean {
    try {
      return this.#lock.isHeld();
    } catch {
      return false;
    }
  }

  async release(): Promise<void> {
    this.#lock.giveBack();
    this.#released();
  }
}

function parseEvidence(text: string): ReplicaEvidence | null {
  try {
    return EVIDENCE.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
