import type { Buffer } from 'node:buffer';
import { isObject } from '../formats/turns/text-of.ts';

/** What happens to a file of a folder: it is read, ignored silently, listed as left aside, or listed as unread. */
export type FilePlace = 'read' | 'companion' | 'aside' | 'unread';

/** The properties of a file that decide its place. */
export interface BesideFile {
  /** The last part of its path, in any letter case. */
  readonly name: string;
  /** Size in bytes. */
  readonly size: number;
  /** The first `HEAD_BYTES` bytes, or all if there are fewer. */
  readonly head: Buffer;
}

/**
 * Maximum number of bytes inspected per file. A larger file is not a companion of data, unless it is a picture, a sound,
 * a film or a PDF.
 */
export const HEAD_BYTES = 256 * 2 ** 10;

/**
 * Files that commonly accompany data, by name, each with a check of their content. Other files with these extensions
 * are left aside or unread.
 */
const COMPANIONS: readonly { readonly name: RegExp; readonly keeps: (file: BesideFile, text: string) => boolean }[] = [
  {
    name: /^(?:readme|licen[cs]e|notice|citation|changelog|contributing|authors|makefile|dockerfile)(?:[._-].*)?\.?(?:md|markdown|rst|txt|cff)?$/,
    keeps: (file, text) => isSmall(file) && !looksLikeRows(text),
  },
  { name: /^_success$|\.lock$/, keeps: ({ size }) => size === 0 },
  { name: /\.(?:sha256|md5)$/, keeps: (file, text) => isSmall(file) && text.split('\n').every(isDigestLine) },
];
/** Metadata that tools write next to data, in a data format. */
const METADATA =
  /^(?:dataset_infos?|dataset_dict|state|croissant|(?:generation_|tokenizer_|adapter_|preprocessor_)?config|special_tokens_map|added_tokens)\.json$/;
/**
 * Pictures, sounds, films and PDFs hold no rows, whatever their size. They are listed, because a model may be trained on
 * the first three, and the texts of a PDF may have become the rows.
 */
const MEDIA = /\.(?:png|jpe?g|gif|webp|pdf|wav|mp3|flac|ogg|opus|mp4|m4a|mov|webm)$/;
const MEDIA_BYTES =
  /^(?:\x89PNG|\xff\xd8\xff|GIF8|%PDF-|RIFF....(?:WEBP|WAVE)|ID3|\xff[\xe2\xe3\xf2\xf3\xfa\xfb]|fLaC|OggS|....ftyp|\x1a\x45\xdf\xa3)/s;
const isDigestLine = (line: string) => /^(?:[0-9a-f]{32,128}(?:\s.*)?)?\s*$/i.test(line);
const isSmall = ({ size }: BesideFile) => size <= HEAD_BYTES;

/** Extensions of documents about data, and of files that tools leave next to it. */
const ABOUT = /\.(?:md|markdown|rst|py|ipynb|js|ts|sh|ya?ml|toml|ini|cfg|cff|lock|svg|bib|tex|sha256|md5)$/;

/**
 * Reports whether the name of a file is not enough to decide its place. `isRead`: its extension is that of a data file.
 */
export const mayStandBeside = (name: string, isRead: boolean): boolean =>
  isNamedCompanion(name, isRead) || (!isRead && [ABOUT, MEDIA].some((known) => known.test(name.toLowerCase())));

/** Reports whether a name suggests that the file holds no rows. */
export function isNamedCompanion(name: string, isRead: boolean): boolean {
  const own = name.toLowerCase();
  return isRead ? METADATA.test(own) : MEDIA.test(own) || COMPANIONS.some((companion) => companion.name.test(own));
}

/** Decides the place of a file for which `mayStandBeside` is true. */
export function placeBeside(file: BesideFile, isRead: boolean): FilePlace {
  if (file.size === 0) return 'companion';
  const text = file.head.toString('utf8');
  if (isRead) return isSmall(file) && isMetadata(text) ? 'companion' : 'read';
  const name = file.name.toLowerCase();
  const isMedia = MEDIA.test(name) && MEDIA_BYTES.test(file.head.toString('latin1', 0, 16));
  // Rows behind the first bytes of a sound are rows; binary data hold zeros.
  if (isMedia && (file.head.includes(0) || !looksLikeRows(text.slice(text.indexOf('\n') + 1)))) return 'aside';
  if (COMPANIONS.some((companion) => companion.name.test(name) && companion.keeps(file, text))) return 'companion';
  return isSmall(file) && !looksLikeRows(text) ? 'aside' : 'unread';
}

/** Number of similar lines that make a text a table rather than an example of one. */
const MANY = 10;

/**
 * Reports whether a text with another file type holds rows (JSON, a table, YAML or a dialogue) or is not text at all.
 */
function looksLikeRows(text: string): boolean {
  if (text.includes('\0') || /^(?:PAR1|ARROW1|\x1f|\s*\[\s*\{)/.test(text)) return true;
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const many = (sign: RegExp) => lines.filter((line) => sign.test(line)).length >= MANY;
  if (many(/^\s*[{[].*[:,].*[}\]][\s,]*$/) || many(/^- +(?:["\w]|[^\0-\x7f]).*:/) || many(SPEAKER)) return true;
  const first = lines.slice(0, MANY);
  return ['\t', ',', ';'].some((separator) => {
    const [cells = 1, ...others] = first.map((line) => line.split(separator).length);
    return cells > 1 && others.length === MANY - 1 && others.every((count) => count === cells);
  });
}

const SPEAKER =
  /^[\s#*<|[]*(?:user|human|assistant|gpt|instructions?|input|output|response|question|answer|q|a|質問|回答|指示|応答)[\]|>*]*\s*[:：\n]/i;

/** Members of metadata that may hold long descriptions or prompts. */
const DESCRIBES = /^(?:description|citation|license|homepage|chat_template|template|@context)$/;

/** Reports whether a text is a JSON object without rows: it holds prose only in descriptions. */
function isMetadata(text: string): boolean {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return false;
  }
  const proseIn = (one: unknown): number => {
    if (typeof one === 'string') return isProse(one) ? 1 : 0;
    if (Array.isArray(one)) return one.reduce((sum: number, inner) => sum + proseIn(inner), 0);
    if (!isObject(one)) return 0;
    return Object.entries(one).reduce((sum, [name, inner]) => sum + (DESCRIBES.test(name) ? 0 : proseIn(inner)), 0);
  };
  return isObject(value) && proseIn(value) === 0;
}

/** Reports whether a text says something, unlike a name, a path, a date or a number. */
export const isProse = (text: string): boolean =>
  /[\u3041-\u9fff]{12}|(?:\\u[3-9][0-9a-f]{3}){12}/i.test(text) || (text.length >= 40 && text.split(' ').length > 4);
