import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ZenbunError } from '../../errors.ts';
import { type FileLock, takeFile, writeWhole } from '../../files/index.ts';
import { unreachable } from '../lease-error.ts';

/** How long to wait for another process that holds a row: it only writes one small file. */
const MOST_WAIT_MS = 1000;
const PAUSE_MS = 2;

const ROW = '.row.json';

/** The files of a lease. Names are hashes, because a model may be called anything. */
export class LeaseFolder {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  rowPath = (model: string): string => join(this.#folder, `${nameOf(model)}${ROW}`);
  deciderPath = (model: string): string => join(this.#folder, `${nameOf(model)}.decider`);

  evidencePath = (model: string, replica: string): string =>
    join(this.#folder, `${nameOf(model)}.evidence.${nameOf(replica)}.json`);

  /** Returns the paths of all rows. */
  async rows(): Promise<string[]> {
    return (await this.#names()).filter((name) => name.endsWith(ROW)).map((name) => join(this.#folder, name));
  }

  /** Returns the paths of the evidence of all gateways. */
  async evidence(model: string): Promise<string[]> {
    const start = `${nameOf(model)}.evidence.`;
    const names = (await this.#names()).filter((name) => name.startsWith(start));
    return names.sort().map((name) => join(this.#folder, name));
  }

  /** Returns null if there is no such file. */
  async read(path: string): Promise<string | null> {
    try {
      return await readFile(path, 'utf8');
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw this.#failed(cause);
    }
  }

  async write(path: string, text: string): Promise<void> {
    // A row holds the salt of its assignment: nobody else on this machine may learn who will get which model.
    await writeWhole(path, text, 0o600).catch((cause) => {
      throw this.#failed(cause);
    });
  }

  /** Locks a file for this process; null if another process holds it. */
  take(path: string): FileLock | null {
    try {
      return takeFile(path);
    } catch (cause) {
      if (cause instanceof ZenbunError && cause.code === 'usage') return null;
      throw this.#failed(cause);
    }
  }

  /**
   * Runs work on a file while no other process does. While another process holds the file, checks `isInVain` and gives
   * up with null once it is true.
   */
  async alone<T>(
    path: string,
    isInVain: () => Promise<boolean>,
    work: (lock: FileLock) => Promise<T>,
  ): Promise<T | null> {
    const until = performance.now() + MOST_WAIT_MS;
    let lock = this.take(path);
    while (lock === null) {
      if (await isInVain()) return null;
      if (performance.now() > until) throw unreachable(this.#folder, 'another process holds it');
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      lock = this.take(path);
    }
    try {
      return await work(lock);
    } finally {
      lock.giveBack();
    }
  }

  async #names(): Promise<string[]> {
    return readdir(this.#folder).catch((cause) => {
      throw this.#failed(cause);
    });
  }

  #failed(cause: unknown): ZenbunError {
    return unreachable(this.#folder, cause instanceof Error ? cause.message : String(cause));
  }
}

const nameOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);
