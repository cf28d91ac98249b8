import type { Message } from '../../schema/index.ts';
import type { TrainingRecord } from '../training-record.ts';

/** A file as a gate hands it in. */
export interface GivenFile {
  /** Relative to the folder that was given, with `/`. */
  readonly path: string;
  /** Of the whole file, in bytes. */
  readonly size: number;
  /** From its beginning, as many as `bytesToRead` asks for; the whole file where they are as many as `size`. */
  readonly bytes: Uint8Array;
  /** Of the whole file, lower-case hex; null where it was not computed. */
  readonly sha256: string | null;
}

/** What a pure room cannot do itself. Both may throw: then the file is not read, and the reason says so. */
export interface FormatPorts {
  /** null where the bytes are not of this encoding. */
  readonly decode: (bytes: Uint8Array, encoding: 'utf-8' | 'utf-16le' | 'utf-16be') => string | null;
  /** YAML 1.1 or 1.2, the first document, as plain values (no `Map`, no `Date`), with a bound on aliases. */
  readonly parseYaml: (text: string) => YamlReading;
}

interface YamlReading {
  readonly value: unknown;
  /** Keys that come twice in one mapping: the last counts, as in Python. */
  readonly repeatedKeys: readonly string[];
}

/** A line of JSON Lines; its number is from 1. */
export interface JsonLine {
  readonly line: number;
  readonly value: unknown;
}

/** What stands in a file, by the ending of its name. */
export type FileContent =
  /** `.json`, `.yaml`, `.yml`. */
  | { readonly form: 'value'; readonly value: unknown }
  /** `.jsonl`, `.ndjson`. */
  | { readonly form: 'lines'; readonly lines: readonly JsonLine[] }
  | { readonly form: 'text'; readonly text: string }
  /** Bytes that are not text, from the beginning of the file. */
  | { readonly form: 'bytes'; readonly bytes: Uint8Array }
  /** A file of which the digest is all that is wanted. */
  | { readonly form: 'unopened' };

/** A file as a reader sees it. */
export interface SeenFile {
  readonly path: string;
  /** The last part of the path, in lower case. */
  readonly name: string;
  /** The names of its folders, outermost first, as they stand. */
  readonly folders: readonly string[];
  readonly size: number;
  readonly sha256: string | null;
  readonly content: FileContent;
  readonly ports: FormatPorts;
}

/** What a reader makes of a file, or why it does not. */
export type ReaderOutcome =
  | { readonly isRead: true; readonly record: TrainingRecord }
  | { readonly isRead: false; readonly reason: Message };

/** One kind of file that a trainer leaves. A reader never throws, whatever stands in the file. */
export interface TrainerFile {
  /** A stable name, as `TrainingRecord.kind`. */
  readonly kind: string;
  /** Set where a file of a special kind has the same marks: then it is not named beside that kind. */
  readonly isGeneral?: true;
  /** Whether the file is of this kind, by name and content. Two readers that claim one file: the earlier in the catalogue reads, and the result names the others. */
  readonly claims: (file: SeenFile) => boolean;
  readonly read: (file: SeenFile) => ReaderOutcome;
}

/** What came of one file. `unread`: not of a kind that is known, or of one that is never opened. `failed`: of a known kind or form, and damaged. */
export type FileReading =
  | {
      readonly state: 'read';
      readonly path: string;
      readonly kind: string;
      readonly record: TrainingRecord;
      /** Other kinds that the file might be of, too. */
      readonly others: readonly string[];
    }
  | {
      readonly state: 'unread' | 'failed';
      readonly path: string;
      /** null: not of a kind that is known. */
      readonly kind: string | null;
      readonly reason: Message;
    };

/** The value of a JSON or YAML file; of other files null. */
export const parsedValue = ({ content }: SeenFile): unknown => (content.form === 'value' ? content.value : null);
