import type { Message } from '../../schema/index.ts';
import type { TrainingRecord } from '../training-record.ts';

/** A file as a gate passes it in. */
export interface GivenFile {
  /** Relative to the folder that was given, with `/` as the separator. */
  readonly path: string;
  /** Size of the whole file, in bytes. */
  readonly size: number;
  /** The beginning of the file, as many bytes as `bytesToRead` asks for; the whole file if there are `size` of them. */
  readonly bytes: Uint8Array;
  /** SHA-256 of the whole file, lower-case hex; null if it was not computed. */
  readonly sha256: string | null;
}

/**
 * Functions that a pure module cannot provide itself. Both may throw; the file is then not read, and the reason says
 * so.
 */
export interface FormatPorts {
  /** Returns null if the bytes are not of this encoding. */
  readonly decode: (bytes: Uint8Array, encoding: 'utf-8' | 'utf-16le' | 'utf-16be') => string | null;
  /** Parses YAML 1.1 or 1.2: the first document, as plain values (no `Map`, no `Date`), with a bound on aliases. */
  readonly parseYaml: (text: string) => YamlReading;
}

interface YamlReading {
  readonly value: unknown;
  /** Keys that occur twice in one mapping; the last value counts, as in Python. */
  readonly repeatedKeys: readonly string[];
}

/** A line of JSON Lines, numbered from 1. */
export interface JsonLine {
  readonly line: number;
  readonly value: unknown;
}

/** The content of a file, in a form that depends on the extension of its name. */
export type FileContent =
  /** `.json`, `.yaml`, `.yml`. */
  | { readonly form: 'value'; readonly value: unknown }
  /** `.jsonl`, `.ndjson`. */
  | { readonly form: 'lines'; readonly lines: readonly JsonLine[] }
  | { readonly form: 'text'; readonly text: string }
  /** Bytes that are not text, from the beginning of the file. */
  | { readonly form: 'bytes'; readonly bytes: Uint8Array }
  /** A file of which only the digest is needed. */
  | { readonly form: 'unopened' };

/** A file as a reader sees it. */
export interface SeenFile {
  readonly path: string;
  /** The last part of the path, in lower case. */
  readonly name: string;
  /** The names of its folders, outermost first, unchanged. */
  readonly folders: readonly string[];
  readonly size: number;
  readonly sha256: string | null;
  readonly content: FileContent;
  readonly ports: FormatPorts;
}

/** The record that a reader makes of a file, or the reason why it makes none. */
export type ReaderOutcome =
  | { readonly isRead: true; readonly record: TrainingRecord }
  | { readonly isRead: false; readonly reason: Message };

/** One kind of file that a trainer leaves behind. A reader never throws, whatever the file contains. */
export interface TrainerFile {
  /** A stable name, as in `TrainingRecord.kind`. */
  readonly kind: string;
  /** Set if files of a special kind have the same marks; this kind is then not named besides that one. */
  readonly isGeneral?: true;
  /**
   * Reports whether the file is of this kind, by name and content. If two readers claim a file, the earlier one in the
   * catalogue reads it, and the result names the others.
   */
  readonly claims: (file: SeenFile) => boolean;
  readonly read: (file: SeenFile) => ReaderOutcome;
}

/**
 * The result for one file. `unread`: of an unknown kind, or of one that is never opened. `failed`: of a known kind or
 * form, but damaged.
 */
export type FileReading =
  | {
      readonly state: 'read';
      readonly path: string;
      readonly kind: string;
      readonly record: TrainingRecord;
      /** Other kinds that the file might be. */
      readonly others: readonly string[];
    }
  | {
      readonly state: 'unread' | 'failed';
      readonly path: string;
      /** null if the kind is unknown. */
      readonly kind: string | null;
      readonly reason: Message;
    };

/** Returns the value of a JSON or YAML file; null for other files. */
export const parsedValue = ({ content }: SeenFile): unknown => (content.form === 'value' ? content.value : null);
