import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { makeFolder, writeWhole } from '../../../files/index.ts';
import type { WatchReference, WatchState } from '../../../watch/index.ts';
import { readReference, referenceText } from '../reference-file.ts';

/** What a watch knows, and how far in the log that goes. */
export interface StoredWatch {
  /** While no reference is frozen: from which time answers are gathered, in milliseconds since 1970. */
  readonly gatheringSince: number | null;
  /** null while gathering. */
  readonly state: WatchState | null;
  /** What the state is of; as in the reference. */
  readonly identity: string;
  /** SHA-256 of the reference; '' while gathering. */
  readonly reference: string;
  /** The first exchange that had not ended began here. */
  readonly from: number;
  /** Answers that ended before this record are in the state. */
  readonly next: number;
}

const STORED = z.looseObject({
  gatheringSince: z.number().nullable(),
  identity: z.string(),
  reference: z.string(),
  from: z.int().nonnegative(),
  next: z.int().nonnegative(),
});

/** The files of a watch, in a folder of its own. The log is the truth: what is missing or damaged here is made anew from it, or begins anew. */
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
