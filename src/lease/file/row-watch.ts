import { type FSWatcher, watch } from 'node:fs';
import type { LeaseFolder } from './lease-folder.ts';
import { modelOf } from './row-file.ts';

const POLL_MS = 1000;

interface SeenRow {
  readonly text: string;
  readonly model: string | null;
}

/**
 * Calls back for every changed row. Uses file system events and also polls once a second, since not every system
 * reports events.
 */
export class RowWatch {
  readonly #files: LeaseFolder;
  readonly #changed: (model: string) => void;
  readonly #timer: NodeJS.Timeout;
  readonly #watcher: FSWatcher | null;
  /** By path, as last seen. */
  #seen: ReadonlyMap<string, SeenRow> = new Map();
  #looking: Promise<void> | null = null;
  #isOutdated = false;

  constructor(folder: string, files: LeaseFolder, changed: (model: string) => void) {
    this.#files = files;
    this.#changed = changed;
    const look = () => this.#look();
    this.#timer = setInterval(look, POLL_MS).unref();
    this.#watcher = watcherOf(folder, look);
    look();
  }

  close(): void {
    clearInterval(this.#timer);
    this.#watcher?.close();
  }

  #look(): void {
    this.#isOutdated = true;
    this.#looking ??= this.#lookUntilCurrent().finally(() => {
      this.#looking = null;
    });
  }

  async #lookUntilCurrent(): Promise<void> {
    while (this.#isOutdated) {
      this.#isOutdated = false;
      // An unreadable folder is reported to callers that read a row.
      await this.#compare().catch(() => undefined);
    }
  }

  async #compare(): Promise<void> {
    const found = new Map<string, SeenRow>();
    for (const path of await this.#files.rows()) {
      const text = (await this.#files.read(path)) ?? '';
      found.set(path, { text, model: modelOf(text) ?? this.#seen.get(path)?.model ?? null });
    }
    const before = this.#seen;
    this.#seen = found;
    for (const path of new Set([...before.keys(), ...found.keys()])) {
      if (before.get(path)?.text === found.get(path)?.text) continue;
      const model = found.get(path)?.model ?? before.get(path)?.model ?? null;
      if (model !== null) this.#changed(model);
    }
  }
}

/** Returns null if the system has no watches left. */
function watcherOf(folder: string, look: () => void): FSWatcher | null {
  try {
    return watch(folder, { persistent: false }, look).on('error', () => undefined);
  } catch {
    return null;
  }
}
