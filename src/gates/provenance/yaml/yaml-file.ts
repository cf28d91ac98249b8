import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { type Document, isMap, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type * as z from 'zod';
import { ZenbunError } from '../../../errors.ts';
import type { Message } from '../../../schema/index.ts';

/** Limit for a file: what people write by hand is small. */
const MOST_BYTES = 1024 * 1024;

/** A YAML file that was read: its bytes, for their digest, and its checked value. */
export interface YamlFile<T> {
  readonly bytes: Uint8Array;
  readonly value: T;
}

/**
 * Reads a YAML file and checks its shape. `advice`: what the file should be. Throws `not-found`, and `usage` with file
 * and line.
 */
export async function readYamlFile<T>(path: string, shape: z.ZodType<T>, advice: Message): Promise<YamlFile<T>> {
  const bytes = await bytesOf(path, advice);
  return { bytes, value: parseYaml(path, bytes, shape, advice) };
}

async function bytesOf(path: string, advice: Message): Promise<Uint8Array> {
  try {
    // Open without blocking, and accept only files: a pipe would hang, and a device has no end.
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const known = await file.stat();
      const { size } = known;
      if (!known.isFile())
        throw wrong(path, 1, { en: 'is not a regular file', ja: '通常のファイルではありません' }, advice);
      if (size > MOST_BYTES) throw wrong(path, 1, { en: 'is larger than 1 MiB', ja: '1 MiB を超えています' }, advice);
      return await file.readFile();
    } finally {
      await file.close();
    }
  } catch (cause) {
    if (cause instanceof ZenbunError) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ZenbunError(
      'not-found',
      { en: `${path} cannot be read: ${why}`, ja: `${path} を読めません：${why}` },
      { advice, cause },
    );
  }
}

function parseYaml<T>(path: string, bytes: Uint8Array, shape: z.ZodType<T>, advice: Message): T {
  const lines = new LineCounter();
  const document = parseDocument(textOf(path, bytes, advice), { lineCounter: lines, prettyErrors: false });
  const [broken] = document.errors;
  if (broken !== undefined) throw notYaml(path, lines.linePos(broken.pos[0]).line, broken.message, advice);
  const checked = shape.safeParse(valueIn(path, document, advice));
  if (checked.success) return checked.data;
  const issues = checked.error.issues.map(innermost).map((issue) => ({ issue, at: offsetOf(document, pathOf(issue)) }));
  const { issue, at } = issues.reduce((a, b) => (b.at < a.at ? b : a));
  throw wrong(path, lines.linePos(at).line, mustBe(issue), advice);
}

function textOf(path: string, bytes: Uint8Array, advice: Message): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw wrong(path, 1, { en: 'is not UTF-8', ja: 'UTF-8 ではありません' }, advice);
  }
}

/** Resolves aliases: one that leads nowhere, or expands to too much, is a fault of the file. */
function valueIn(path: string, document: Document, advice: Message): unknown {
  try {
    return document.toJS() ?? {};
  } catch (cause) {
    throw notYaml(path, 1, cause instanceof Error ? cause.message : String(cause), advice);
  }
}

/** For a union, returns the fault inside the alternative that was begun. */
function innermost(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== 'invalid_union') return issue;
  const inside = issue.errors.flat().find(({ code, path }) => path.length > 0 || code === 'unrecognized_keys');
  return inside === undefined ? issue : innermost({ ...inside, path: [...issue.path, ...inside.path] });
}

/** Returns the path of an issue; for an unknown name, including that name. */
const pathOf = (issue: z.core.$ZodIssue): readonly PropertyKey[] =>
  issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0]!] : issue.path;

/** Returns the offset at which a path ends, or of its last part that exists. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  let node: unknown = document.contents;
  let at = (node as Node | null)?.range?.[0] ?? 0;
  for (const name of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => String((key as { value?: unknown }).value) === String(name));
      if (pair === undefined) break;
      at = (pair.key as Node).range?.[0] ?? at;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(name)];
      at = (node as Node | undefined)?.range?.[0] ?? at;
    } else break;
  }
  return at;
}

function mustBe(issue: z.core.$ZodIssue): Message {
  const place = pathOf(issue).map(String).join('.');
  const subject = place === '' ? { en: 'the file', ja: 'ファイル' } : { en: place, ja: place };
  const what = requirement(issue);
  return { en: `${subject.en} ${what.en}`, ja: `${subject.ja} ${what.ja}` };
}

const KINDS: Readonly<Record<string, Message>> = {
  string: { en: 'must be a text', ja: 'は文字列で指定してください' },
  number: { en: 'must be a number', ja: 'は数値で指定してください' },
  int: { en: 'must be a whole number', ja: 'は整数で指定してください' },
  boolean: { en: 'must be true or false', ja: 'は true か false で指定してください' },
  array: { en: 'must be a list', ja: 'はリストで指定してください' },
  object: { en: 'must contain names and values', ja: 'には名前と値の組を書いてください' },
  record: { en: 'must contain names and values', ja: 'には名前と値の組を書いてください' },
};

function requirement(issue: z.core.$ZodIssue): Message {
  if (issue.code === 'unrecognized_keys') return { en: 'is unknown', ja: 'は未知の項目です' };
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String).join(', ');
    return { en: `must be one of ${values}`, ja: `は次のいずれかを指定してください：${values}` };
  }
  if (issue.code === 'custom') return { en: `must be ${issue.message}`, ja: `は ${issue.message} で指定してください` };
  if (issue.code === 'invalid_type') return KINDS[issue.expected] ?? OTHERWISE;
  if (issue.code === 'too_small') return { en: 'is empty or too small', ja: 'が空か、小さすぎます' };
  return OTHERWISE;
}

const OTHERWISE: Message = { en: 'is not in the form that is expected', ja: 'の形式が正しくありません' };

const notYaml = (path: string, line: number, why: string, advice: Message) =>
  wrong(path, line, { en: why, ja: `YAML として解釈できません（${why}）` }, advice);

const wrong = (path: string, line: number, { en, ja }: Message, advice: Message) =>
  new ZenbunError('usage', { en: `${path}:${line}: ${en}`, ja: `${path}:${line}：${ja}` }, { advice });
