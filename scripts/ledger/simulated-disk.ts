import { basename, dirname } from 'node:path';
import type { DiskFile, LedgerDisk } from '../../src/ledger/index.ts';

/** Effect of an operation on a file before it is synced. */
type FileChange = { readonly at: number; readonly bytes: Uint8Array } | { readonly truncateTo: number };

interface SimulatedFile {
  /** Content on the disk, and content that the system shows. */
  durable: Uint8Array;
  shown: Uint8Array;
  /** Changes that are shown but not yet on the disk. */
  pending: FileChange[];
}

type Entry = SimulatedFile | SimulatedFolder;
type NameChange =
  | { readonly kind: 'set'; readonly name: string; readonly entry: Entry }
  | { readonly kind: 'remove'; readonly name: string }
  | { readonly kind: 'rename'; readonly from: string; readonly to: string; readonly entry: Entry };

interface SimulatedFolder {
  readonly durable: Map<string, Entry>;
  readonly shown: Map<string, Entry>;
  pending: NameChange[];
}

/** Fault at one step. `crash…`: the machine loses power before or after the step; `fail`: the call fails once. */
export interface DiskFault {
  readonly step: number;
  readonly kind: 'crash-before' | 'crash-after' | 'fail';
  /** Error code of `fail`. */
  readonly code?: string;
  /** True if syncs do nothing: a control under which promises must break. */
  readonly isLying?: boolean;
}

/** Unsynced changes that survive: none, all, or each sector and name with a probability of one half. */
export type Survival = 'none' | 'all' | (() => number);

const SECTOR = 512;
const emptyFolder = (): SimulatedFolder => ({ durable: new Map(), shown: new Map(), pending: [] });
const isFolder = (entry: Entry): entry is SimulatedFolder => entry.durable instanceof Map;

/**
 * In-memory disk that distinguishes what a program sees from what survives a loss of power: unsynced content may be
 * lost, torn at sectors and reordered, and so may names in an unsynced folder. A failing sync of a file drops what it
 * should have written (as Linux does): the system still shows it, and a second sync has nothing to do. Names remain to
 * be synced: they are in a journal, which accepts nothing more after a failure.
 */
export class SimulatedDisk implements LedgerDisk {
  /** Number of mutating calls so far. */
  steps = 0;
  hasCrashed = false;
  readonly #root: SimulatedFolder;
  readonly #fault: DiskFault | null;
  readonly #locks = new Set<string>();

  constructor(fault: DiskFault | null = null, root: SimulatedFolder = emptyFolder()) {
    this.#fault = fault;
    this.#root = root;
  }

  /** Returns a disk with these files, all synced. */
  static of(files: ReadonlyMap<string, Uint8Array>): SimulatedDisk {
    const disk = new SimulatedDisk();
    for (const [path, bytes] of files) {
      let at = disk.#root;
      for (const part of dirname(path)
        .split('/')
        .filter((part) => part !== '')) {
        const next = at.shown.get(part) ?? emptyFolder();
        at.shown.set(part, next);
        at.durable.set(part, next);
        at = next as SimulatedFolder;
      }
      disk.put(path, bytes);
    }
    return disk;
  }

  /** Returns the disk as found after a loss of power. */
  afterCrash(survival: Survival, fault: DiskFault | null = null): SimulatedDisk {
    return new SimulatedDisk(fault, survivingFolder(this.#root, survival, new Map()));
  }

  /** Returns the same disk under a new process: the old process has ended, the system keeps running. */
  afterExit(fault: DiskFault | null = null): SimulatedDisk {
    this.hasCrashed = true;
    return new SimulatedDisk(fault, this.#root);
  }

  /** Returns the bytes of every file that is shown, by path. */
  files(): Map<string, Uint8Array> {
    const files = new Map<string, Uint8Array>();
    const walk = (folder: SimulatedFolder, path: string) => {
      for (const [name, entry] of folder.shown) {
        if (isFolder(entry)) walk(entry, `${path}/${name}`);
        else files.set(`${path}/${name}`, entry.shown);
      }
    };
    walk(this.#root, '');
    return files;
  }

  /** Replaces a file without the program's knowledge. */
  put(path: string, bytes: Uint8Array): void {
    const file: SimulatedFile = { durable: bytes, shown: bytes, pending: [] };
    const folder = this.#folder(dirname(path));
    folder.shown.set(basename(path), file);
    folder.durable.set(basename(path), file);
  }

  /** Performs a mutating call: counts it and injects its fault. Nothing undoes it. */
  async #change<T>(effect: () => T, onFailure: () => void = () => undefined): Promise<T> {
    await null;
    if (this.hasCrashed) throw new Error('the power is off');
    this.steps += 1;
    const fault = this.#fault?.step === this.steps ? this.#fault : null;
    if (fault?.kind === 'fail') {
      onFailure();
      throw failure(fault.code ?? 'EIO');
    }
    const result = fault?.kind === 'crash-before' ? null : effect();
    if (fault !== null) {
      this.hasCrashed = true;
      throw new Error('the power went off');
    }
    return result as T;
  }

  async #look<T>(look: () => T): Promise<T> {
    await null;
    if (this.hasCrashed) throw new Error('the power is off');
    return look();
  }

  lock(path: string): () => void {
    if (this.#locks.has(path)) throw failure('EBUSY');
    this.#locks.add(path);
    return () => this.#locks.delete(path);
  }

  makeFolder(path: string): Promise<void> {
    return this.#change(() => {
      const parent = this.#folder(dirname(path));
      if (!parent.shown.has(basename(path))) name(parent, { kind: 'set', name: basename(path), entry: emptyFolder() });
    });
  }

  list(path: string): Promise<readonly string[]> {
    return this.#look(() => [...(this.#folderOrNull(path)?.shown.keys() ?? [])]);
  }

  size(path: string): Promise<number | null> {
    return this.#look(() => this.#file(path)?.shown.length ?? null);
  }

  readFile(path: string, from = 0, bytes = Number.POSITIVE_INFINITY): Promise<Uint8Array | null> {
    return this.#look(() => this.#file(path)?.shown.slice(from, from + bytes) ?? null);
  }

  open(path: string, how: 'create' | 'continue'): Promise<DiskFile> {
    return this.#change(() => {
      let file = this.#file(path);
      if (file === null) {
        if (how === 'continue') throw failure('ENOENT');
        file = { durable: new Uint8Array(0), shown: new Uint8Array(0), pending: [] };
        name(this.#folder(dirname(path)), { kind: 'set', name: basename(path), entry: file });
      } else if (how === 'create') {
        change(file, { truncateTo: 0 });
      }
      return this.#handle(file);
    });
  }

  #handle(file: SimulatedFile): DiskFile {
    return {
      write: (buffers, position) =>
        this.#change(() => change(file, { at: position, bytes: new Uint8Array(Buffer.concat(buffers)) })),
      truncate: (bytes) => this.#change(() => change(file, { truncateTo: bytes })),
      datasync: () =>
        this.#change(
          () => {
            if (this.#fault?.isLying) return;
            // Not everything that is shown: the next sync does not write what a failed one dropped.
            file.durable = file.pending.reduce(changed, file.durable);
            file.pending = [];
          },
          () => {
            file.pending = [];
          },
        ),
      close: () => this.#look(() => undefined),
    };
  }

  rename(from: string, to: string): Promise<void> {
    return this.#change(() => {
      const folder = this.#folder(dirname(from));
      const entry = folder.shown.get(basename(from));
      if (entry === undefined || dirname(from) !== dirname(to)) throw failure('ENOENT');
      name(folder, { kind: 'rename', from: basename(from), to: basename(to), entry });
    });
  }

  unlink(path: string): Promise<void> {
    return this.#change(() => {
      if (this.#file(path) !== null) name(this.#folder(dirname(path)), { kind: 'remove', name: basename(path) });
    });
  }

  removeFolder(path: string): Promise<void> {
    return this.#change(() => {
      if (this.#folderOrNull(path)?.shown.size === 0) {
        name(this.#folder(dirname(path)), { kind: 'remove', name: basename(path) });
      }
    });
  }

  syncFolder(path: string): Promise<void> {
    const folder = this.#folderOrNull(path);
    return this.#change(() => {
      if (folder === null) throw failure('ENOENT');
      if (this.#fault?.isLying) return;
      for (const pending of folder.pending) rename(folder.durable, pending);
      folder.pending = [];
    });
  }

  #folderOrNull(path: string): SimulatedFolder | null {
    let at: SimulatedFolder = this.#root;
    for (const part of path.split('/').filter((part) => part !== '')) {
      const next = at.shown.get(part);
      if (next === undefined || !isFolder(next)) return null;
      at = next;
    }
    return at;
  }

  #folder(path: string): SimulatedFolder {
    const folder = this.#folderOrNull(path);
    if (folder === null) throw failure('ENOENT');
    return folder;
  }

  #file(path: string): SimulatedFile | null {
    const entry = this.#folderOrNull(dirname(path))?.shown.get(basename(path));
    return entry === undefined || isFolder(entry) ? null : entry;
  }
}

const failure = (code: string) => Object.assign(new Error(`${code}: simulated`), { code });

function name(folder: SimulatedFolder, change: NameChange): void {
  folder.pending.push(change);
  rename(folder.shown, change);
}

function rename(names: Map<string, Entry>, change: NameChange): void {
  if (change.kind === 'remove') names.delete(change.name);
  else if (change.kind === 'set') names.set(change.name, change.entry);
  else {
    if (names.get(change.from) === change.entry) names.delete(change.from);
    names.set(change.to, change.entry);
  }
}

function change(file: SimulatedFile, made: FileChange): void {
  file.pending.push(made);
  file.shown = changed(file.shown, made);
}

function changed(content: Uint8Array, made: FileChange): Uint8Array {
  if ('truncateTo' in made) {
    const cut = new Uint8Array(made.truncateTo);
    cut.set(content.subarray(0, made.truncateTo));
    return cut;
  }
  const longer = new Uint8Array(Math.max(content.length, made.at + made.bytes.length));
  longer.set(content);
  longer.set(made.bytes, made.at);
  return longer;
}

function survivingFolder(folder: SimulatedFolder, survival: Survival, moved: Map<Entry, Entry>): SimulatedFolder {
  const names = new Map(folder.durable);
  for (const pending of folder.pending) if (survives(survival)) rename(names, pending);
  const found = new Map([...names].map(([name, entry]) => [name, survivingEntry(entry, survival, moved)] as const));
  return { durable: found, shown: new Map(found), pending: [] };
}

function survivingEntry(entry: Entry, survival: Survival, moved: Map<Entry, Entry>): Entry {
  const known = moved.get(entry);
  if (known !== undefined) return known;
  const found = isFolder(entry) ? survivingFolder(entry, survival, moved) : survivingFile(entry, survival);
  moved.set(entry, found);
  return found;
}

function survivingFile(file: SimulatedFile, survival: Survival): SimulatedFile {
  let content = file.durable;
  for (const made of file.pending) {
    for (const part of sectors(made)) if (survives(survival)) content = changed(content, part);
  }
  return { durable: content, shown: content, pending: [] };
}

/** Splits a change into the parts that a disk may keep or lose independently. */
function sectors(made: FileChange): FileChange[] {
  if ('truncateTo' in made) return [made];
  const parts: FileChange[] = [];
  for (let from = 0; from < made.bytes.length; ) {
    const to = Math.min(made.bytes.length, from + SECTOR - ((made.at + from) % SECTOR));
    parts.push({ at: made.at + from, bytes: made.bytes.slice(from, to) });
    from = to;
  }
  return parts;
}

const survives = (survival: Survival): boolean =>
  typeof survival === 'function' ? survival() < 0.5 : survival === 'all';
