import type { DiskFile, LedgerDisk } from '../disk/ledger-disk.ts';
import { PRIVATE_MODE } from '../disk/whole-file.ts';
import { damagedLedger } from '../ledger-error.ts';
import { SegmentFrames } from '../reading/segment-frames.ts';
import { readLeaf } from '../segments/leaf.ts';
import { destroyEpoch, epochKeyPath, epochsOf, epochTablePath, writeEpoch } from './epoch-files.ts';
import { KEY_BYTES, PSEUDONYM_BYTES, type RandomPool, SubjectSecret, slipPseudonym } from './record-cipher.ts';
import { type LedgerSubject, readTable, tablePortions } from './subject-table.ts';

/** The key of a subject, ready for use. */
export interface SubjectKey {
  readonly pseudonym: Uint8Array;
  readonly secret: SubjectSecret;
}

/**
 * Size of the table's tail that is rewritten at start, because its sync may have failed in the previous process. No
 * batch adds this many bytes of subjects.
 */
const REWRITTEN_BYTES = 8 * 2 ** 20;

/** The keys of the subjects, on the disk and in memory. Allows one writer. Must not be used again after a failure. */
export class SubjectKeys {
  readonly #disk: LedgerDisk;
  readonly #folder: string;
  readonly #random: RandomPool;
  readonly #subjects: Map<string, LedgerSubject>;
  readonly #ready = new Map<string, SubjectKey>();
  /** New subjects that are not on the disk yet. */
  #new: LedgerSubject[] = [];
  #epoch: number;
  #secret: SubjectSecret;
  #tableBytes: number;
  #file: DiskFile | null = null;

  private constructor(disk: LedgerDisk, folder: string, random: RandomPool, epoch: number, open: OpenEpoch) {
    this.#disk = disk;
    this.#folder = folder;
    this.#random = random;
    this.#epoch = epoch;
    this.#secret = open.secret;
    this.#tableBytes = open.tableBytes;
    this.#subjects = new Map(open.subjects.map((subject) => [subject.name, subject]));
  }

  /** Creates a first epoch without subjects. */
  static async create(disk: LedgerDisk, folder: string, random: RandomPool): Promise<void> {
    await writeEpoch(disk, folder, 0, random.take(KEY_BYTES), new Uint8Array(0));
  }

  /** Opens the newest epoch, destroys the remains of others and cuts off a torn end of the table. Throws `damaged`. */
  static async open(disk: LedgerDisk, folder: string, segments: string, random: RandomPool): Promise<SubjectKeys> {
    const { whole, all } = await epochsOf(disk, folder);
    const epoch = whole.at(-1);
    if (epoch === undefined) {
      throw damagedLedger(`${folder} lacks the keys of the subjects`, `${folder} に対象者の鍵がありません`);
    }
    const open = await openEpoch(disk, folder, epoch);
    if (open.isTorn && !(await isUnused(disk, segments, open))) throw foreignKeys(folder);
    await repairTable(disk, folder, epoch, open.tableBytes);
    await disk.syncFolder(folder);
    for (const other of all) if (other !== epoch) await destroyEpoch(disk, folder, other);
    return new SubjectKeys(disk, folder, random, epoch, open);
  }

  /**
   * Returns the key of a subject, creating it if needed. `flush` must put a new key on the disk before any data
   * encrypted with it.
   */
  keyOf(name: string): SubjectKey {
    const ready = this.#ready.get(name);
    if (ready !== undefined) return ready;
    let subject = this.#subjects.get(name);
    if (subject === undefined) {
      const pseudonym = this.#random.take(PSEUDONYM_BYTES).toString('hex');
      subject = { name, pseudonym, key: this.#random.take(KEY_BYTES) };
      this.#subjects.set(name, subject);
      this.#new.push(subject);
    }
    const key = { pseudonym: Buffer.from(subject.pseudonym, 'hex'), secret: new SubjectSecret(subject.key) };
    this.#ready.set(name, key);
    return key;
  }

  /** Returns the pseudonym of a subject, or null if the subject is unknown. */
  pseudonymOf(name: string): string | null {
    return this.#subjects.get(name)?.pseudonym ?? null;
  }

  get hasNew(): boolean {
    return this.#new.length > 0;
  }

  /** Puts the new subjects on the disk. */
  async flush(): Promise<void> {
    const portions = tablePortions(this.#secret, this.#new, () => this.#random.take(KEY_BYTES));
    this.#new = [];
    this.#file ??= await this.#disk.open(epochTablePath(this.#folder, this.#epoch), 'continue', PRIVATE_MODE);
    await this.#file.write(portions, this.#tableBytes);
    await this.#file.datasync();
    for (const portion of portions) this.#tableBytes += portion.length;
  }

  /** Begins a new epoch without the given subject and destroys the old one. No-op if the pseudonym is unknown. */
  async destroy(pseudonym: string): Promise<void> {
    const kept: LedgerSubject[] = [];
    let erased: LedgerSubject | null = null;
    for (const subject of this.#subjects.values()) {
      if (subject.pseudonym === pseudonym) erased = subject;
      else kept.push(subject);
    }
    if (erased === null) return;
    await this.close();
    const raw = this.#random.take(KEY_BYTES);
    const secret = new SubjectSecret(raw);
    const table = Buffer.concat(tablePortions(secret, kept, () => this.#random.take(KEY_BYTES)));
    await writeEpoch(this.#disk, this.#folder, this.#epoch + 1, raw, table);
    await destroyEpoch(this.#disk, this.#folder, this.#epoch);
    raw.fill(0);
    this.#secret.forget();
    this.#secret = secret;
    this.#epoch += 1;
    this.#tableBytes = table.length;
    this.#new = [];
    this.#forget(erased);
  }

  #forget({ name, key }: LedgerSubject): void {
    this.#ready.get(name)?.secret.forget();
    this.#ready.delete(name);
    this.#subjects.delete(name);
    key.fill(0);
  }

  async close(): Promise<void> {
    const file = this.#file;
    this.#file = null;
    await file?.close();
  }
}

interface OpenEpoch {
  readonly secret: SubjectSecret;
  readonly subjects: readonly LedgerSubject[];
  readonly tableBytes: number;
  /** The table continues with bytes that are not a good portion. */
  readonly isTorn: boolean;
}

/**
 * Reports whether no record needs a subject missing from the table. A portion is on the disk before the records that
 * need it, so in that case the end of the table is torn rather than damaged.
 */
async function isUnused(disk: LedgerDisk, segments: string, { subjects }: OpenEpoch): Promise<boolean> {
  const known = new Set(subjects.map(({ pseudonym }) => pseudonym));
  const needed = new Set<string>();
  for await (const { frame } of new SegmentFrames(disk, segments).from(0)) {
    if (frame.slip.length > 0) needed.add(slipPseudonym(frame.slip));
    const leaf = frame.ciphertext.length > 0 ? null : readLeaf(frame.leaf);
    if (leaf?.kind === 'erasure-intended') known.add(String(leaf.fields.subject));
  }
  return [...needed].every((pseudonym) => known.has(pseudonym));
}

async function openEpoch(disk: LedgerDisk, folder: string, epoch: number): Promise<OpenEpoch> {
  const raw = await disk.readFile(epochKeyPath(folder, epoch));
  const table = await disk.readFile(epochTablePath(folder, epoch));
  if (raw?.length !== KEY_BYTES || table === null) throw foreignKeys(folder);
  const secret = new SubjectSecret(raw);
  const { subjects, goodBytes, isForeign } = readTable(secret, Buffer.from(table));
  if (isForeign) throw foreignKeys(folder);
  return { secret, subjects, tableBytes: goodBytes, isTorn: goodBytes < table.length };
}

/** Reads the keys of all subjects from the disk, by pseudonym, for reading bodies. Null if they cannot be read. */
export async function readSubjectSecrets(disk: LedgerDisk, folder: string): Promise<Map<string, SubjectSecret> | null> {
  const epoch = (await epochsOf(disk, folder)).whole.at(-1);
  if (epoch === undefined) return null;
  try {
    const { subjects } = await openEpoch(disk, folder, epoch);
    return new Map(subjects.map(({ pseudonym, key }) => [pseudonym, new SubjectSecret(key)]));
  } catch {
    return null;
  }
}

async function repairTable(disk: LedgerDisk, folder: string, epoch: number, goodBytes: number): Promise<void> {
  const path = epochTablePath(folder, epoch);
  const from = Math.max(0, goodBytes - REWRITTEN_BYTES);
  const end = (await disk.readFile(path, from, goodBytes - from)) ?? new Uint8Array(0);
  const file = await disk.open(path, 'continue', PRIVATE_MODE);
  try {
    await file.truncate(goodBytes);
    if (end.length > 0) await file.write([end], from);
    await file.datasync();
  } finally {
    await file.close();
  }
}

const foreignKeys = (folder: string) =>
  damagedLedger(`The keys of the subjects in ${folder} are damaged`, `${folder} にある対象者の鍵が壊れています`);
