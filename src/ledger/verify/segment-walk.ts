import { join } from 'node:path';
import type { LedgerDisk } from '../disk/ledger-disk.ts';
import { openBody, type SubjectSecrets } from '../reading/read-body.ts';
import type { PlacedFrame } from '../segments/frame.ts';
import { segmentFirsts } from '../segments/recovered-segments.ts';
import { type ReadSegment, readSegment, segmentName } from '../segments/segment.ts';
import type { VerdictDraft } from './verdict.ts';

/** The outcome for the bodies: how many could be opened, and which could not, with the pseudonym of their subject. */
export interface WalkedBodies {
  readonly opened: number;
  readonly unreadable: readonly { readonly index: number; readonly pseudonym: string }[];
}

/**
 * Walks through the segments of a folder once, front to back, alongside the public log, and checks every frame and
 * body.
 */
export class SegmentWalk {
  readonly #disk: LedgerDisk;
  readonly #folder: string;
  readonly #secrets: SubjectSecrets;
  readonly #integrity: VerdictDraft;
  readonly #completeness: VerdictDraft;
  readonly #unreadable: { index: number; pseudonym: string }[] = [];
  #opened = 0;
  #firsts: number[] = [];
  #frames: readonly PlacedFrame[] = [];
  #first = 0;
  #next = 0;
  #before: { first: number; bytes: number } | null = null;
  /** Index of the first record there. */
  from = 0;

  constructor(
    disk: LedgerDisk,
    folder: string,
    secrets: SubjectSecrets,
    drafts: { readonly integrity: VerdictDraft; readonly completeness: VerdictDraft },
  ) {
    this.#disk = disk;
    this.#folder = folder;
    this.#secrets = secrets;
    this.#integrity = drafts.integrity;
    this.#completeness = drafts.completeness;
  }

  async begin(): Promise<void> {
    this.#firsts = await segmentFirsts(this.#disk, this.#folder);
    this.from = this.#firsts[0] ?? 0;
    this.#first = this.from;
  }

  get bodies(): WalkedBodies {
    return { opened: this.#opened, unreadable: this.#unreadable };
  }

  /** Index after the last frame walked over. */
  get to(): number {
    return this.#first + this.#next;
  }

  /** Returns the leaf of a record, or null if the segments lack it; synchronously if its segment is loaded. */
  leafAt(index: number): Uint8Array | null | Promise<Uint8Array | null> {
    const inside = index < this.#first + this.#frames.length;
    return inside || this.#firsts.length === 0 ? this.#walkTo(index) : this.#seek(index);
  }

  async #seek(index: number): Promise<Uint8Array | null> {
    while (index >= this.#first + this.#frames.length && this.#firsts.length > 0) {
      this.#walkTo(this.#first + this.#frames.length - 1);
      await this.#open(this.#firsts.shift()!);
    }
    return this.#walkTo(index);
  }

  #walkTo(index: number): Uint8Array | null {
    if (index < this.#first) return null;
    while (this.#next <= index - this.#first && this.#next < this.#frames.length) {
      this.#check(this.#first + this.#next, this.#frames[this.#next]!);
      this.#next += 1;
    }
    return this.#frames[index - this.#first]?.leaf ?? null;
  }

  /** Walks to the end; `visit` receives the leaves from an index on. */
  async finish(from: number, visit: (index: number, leaf: Uint8Array) => void): Promise<void> {
    for (let index = from; ; index += 1) {
      const found = this.leafAt(index);
      const leaf = found instanceof Promise ? await found : found;
      if (leaf !== null) visit(index, leaf);
      else if (this.#firsts.length === 0 && index >= this.#first + this.#frames.length) return;
    }
  }

  async #open(first: number): Promise<void> {
    const path = segmentName(first);
    const bytes = Buffer.from((await this.#disk.readFile(join(this.#folder, path))) ?? []);
    const segment = readSegment(bytes);
    const expected = this.#first + this.#frames.length;
    if (first > expected && this.#before !== null) this.#missing(expected, first);
    this.#first = first;
    this.#next = 0;
    this.#frames = segment?.frames ?? [];
    if (segment === null || segment.header.first !== first) {
      this.#integrity.problem('segment', `the header of ${path} is bad`, `${path} のヘッダーが壊れています`, { path });
    } else {
      this.#checkEnds(segment, path, bytes.length);
    }
    this.#before = { first, bytes: bytes.length };
  }

  #missing(from: number, to: number): void {
    this.#completeness.problem(
      'missing',
      `the segments lack records ${from} to ${to - 1}`,
      `記録 ${from} から ${to - 1} がセグメントにありません`,
      { index: from },
    );
  }

  #checkEnds({ header, fault, goodBytes }: ReadSegment, path: string, bytes: number): void {
    const { previous } = header;
    if (previous !== null && this.#before !== null) {
      if (previous.first === this.#before.first && previous.bytes !== this.#before.bytes) {
        const cut = segmentName(previous.first);
        this.#completeness.problem(
          'missing',
          `${cut} has ${this.#before.bytes} bytes instead of ${previous.bytes}`,
          `${cut} の大きさが ${previous.bytes} バイトではなく ${this.#before.bytes} バイトです`,
          { path: cut },
        );
      }
    }
    if (fault === null) return;
    if (fault === 'torn' && this.#firsts.length === 0) {
      this.#completeness.aside(
        `${bytes - goodBytes} bytes at the end of ${path} are of a batch that was not finished`,
        `${path} の末尾 ${bytes - goodBytes} バイトは、書き込みが完了していません`,
      );
      return;
    }
    this.#integrity.problem(
      'segment',
      `${path} is not as it was written, from byte ${goodBytes} on`,
      `${path} の ${goodBytes} バイト目以降が壊れています`,
      { path },
    );
  }

  #check(index: number, frame: PlacedFrame): void {
    const body = openBody(frame, this.#secrets);
    if (body.state === 'open') this.#opened += 1;
    if (body.state === 'unreadable') this.#unreadable.push({ index, pseudonym: body.pseudonym });
    if (body.state === 'damaged') {
      this.#integrity.problem(
        'body',
        `the ${body.what} of record ${index} does not belong to its leaf`,
        `記録 ${index} の${body.what === 'key' ? '鍵' : '暗号文'}が記録と一致しません`,
        { index },
      );
    }
  }
}
