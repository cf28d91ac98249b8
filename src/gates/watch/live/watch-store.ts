import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { makeFolder, writeWhole } from '../../../files/index.ts';
import type { WatchReference, WatchState } from '../../../watch/index.ts';
import { readReference, referenceText } from '../reference-file.ts';

/** State of a watch, and how much of the log it covers. */
export interface StoredWatch {
  /** While no reference is frozen: the time from which answers are gathered, in milliseconds since 1970. */
  readonly gatheringSince: number | null;
  /** null while gathering. */
  readonly state: WatchState | null;
  /** Identity that the state belongs to; as in the reference. */
  readonly identity: string;
  /** SHA-256 of the reference; '' while gathering. */
  readonly reference: string;
  /** Index of the first exchange that had not ended. */
  readonly from: number;
  /** Answers that ended before this record are included in the state. */
  readonly next: number;
}

const STORED = z.looseObject({
  gatheringSince: z.number().nullable(),
  identity: z.string(),
  reference: z.string(),
  from: z.int().nonnegative(),
  next: z.int().nonnegative(),
});

/**
 * The files of a watch, in a folder of its own. The log is the source of truth: what is missing or damaged here is
 * rebuilt from it, or begins anew.
 */
export class WatchStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async stored(): Promise<StoredWatch | null> {
    const text = await readFile(this.#statePath, 'utf8').catch(() => null);
    if (text === null) return null;
    try {
      const parsed: unknown = JSON.parse(text);
      return STORED.safeParse(parsed).success ? (parsed as StoredWatch) : null;
    } catch {
      return null;
    }
  }

  async reference(): Promise<WatchReference | null> {
    return readReference(this.referencePath).catch(() => null);
  }

  async writeReference(reference: WatchReference): Promise<void> {
    await makeFolder(this.#folder);
    await writeWhole(this.referencePath, referenceText(reference));
  }

  async write(stored: StoredWatch): Promise<void> {
    await makeFolder(this.#folder);
    await writeWhole(this.#statePath, JSON.stringify(stored));
  }

  get referencePath(): string {
    return join(this.#folder, 'reference.json');
  }

  get #statePath(): string {
    return join(this.#folder, 'state.json');
  }
}
