import { readFile } from 'node:fs/promises';
import { type Document, isMap, isNode, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import * as z from 'zod';
import { ZenbunError } from '../../errors.ts';
import type { Message } from '../../schema/index.ts';
import { CONFIG, type Config } from './config-schema.ts';

/** Reads a configuration. Throws `not-found` if the file is missing, and `usage` like `parseConfig`. */
export async function readConfig(path: string): Promise<Config> {
  const source = await readFile(path, 'utf8').catch((cause: Error) => {
    const message = {
      en: `${path} cannot be read: ${cause.message}`,
      ja: `${path} を読めません：${cause.message}`,
    };
    throw new ZenbunError('not-found', message, { cause });
  });
  return parseConfig(path, source);
}

/**
 * Parses and checks the text of a configuration; `path` is for messages. Throws `usage` with file and line for invalid
 * YAML and unknown settings.
 */
export function parseConfig(path: string, source: string): Config {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  const wrong = (at: number, { en, ja }: Message, advice = KNOWN) => {
    const place = `${path}:${lines.linePos(at).line}`;
    return new ZenbunError('usage', { en: `${place}: ${en}`, ja: `${place}：${ja}` }, { advice });
  };
  const [broken] = document.errors;
  if (broken !== undefined) {
    throw wrong(broken.pos[0], { en: broken.message, ja: `YAML として解釈できません（${broken.message}）` }, NO_YAML);
  }
  if (document.contents === null) return {};
  const checked = CONFIG.safeParse(aliasesResolved(document, wrong));
  if (checked.success) return checked.data;
  const issues = checked.error.issues.map((issue) => placed(document, innermost(issue)));
  const first = issues.reduce((a, b) => (b.at < a.at ? b : a));
  throw wrong(first.at, first.what, first.advice);
}

/** Resolves aliases. An alias that leads nowhere, or expands to too much, is a fault of the file. */
function aliasesResolved(
  document: Document,
  wrong: (at: number, what: Message, advice: Message) => ZenbunError,
): unknown {
  try {
    return document.toJS();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw wrong(0, { en: why, ja: `YAML として解釈できません（${why}）` }, NO_YAML);
  }
}

const NO_YAML: Message = {
  en: 'Correct the syntax of the file: quotes, brackets, indentation and aliases.',
  ja: 'ファイルの構文（引用符、括弧、字下げ、エイリアス）を確認してください。',
};

const names = (part: z.ZodObject) => Object.keys(part.shape).join(', ');
const PARTS = ['scan', 'compare', 'serve'] as const;
const known = [names(CONFIG), ...PARTS.map((part) => `${part}: ${names(CONFIG.shape[part].unwrap())}`)].join('; ');
const KNOWN: Message = { en: `Known settings: ${known}.`, ja: `設定できる項目：${known}` };

/** Returns the innermost issue: if several kinds are allowed, the one inside the kind that was begun. */
function innermost(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== 'invalid_union') return issue;
  const inside = issue.errors.flat().find(({ code, path }) => path.length > 0 || code === 'unrecognized_keys');
  return inside === undefined ? issue : innermost({ ...inside, path: [...issue.path, ...inside.path] });
}

/** Returns the fault, its offset in the text, and the names known there. */
function placed(document: Document, issue: z.core.$ZodIssue): { at: number; what: Message; advice: Message } {
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  // List indexes are left out; the message names the list itself.
  const path = [...issue.path.filter((name) => typeof name === 'string'), ...(unknown === undefined ? [] : [unknown])];
  const { en, ja } = unknown === undefined ? mustBe(path, issue) : UNKNOWN;
  const name = path.join('.');
  const whole = { en: 'the file', ja: 'ファイル' };
  const subject = name === '' ? whole : { en: name, ja: name };
  const what = { en: `${subject.en} ${en}`, ja: `${subject.ja} ${ja}` };
  const place = unknown === undefined ? issue.path : [...issue.path, unknown];
  return { at: offsetOf(document, place), what, advice: knownIn(path.slice(0, -1)) };
}

/** Lists the names that a part may have; for the file itself, all known names. */
function knownIn(path: readonly string[]): Message {
  const part = withNames(path.reduce<z.ZodType>(entryOf, CONFIG));
  if (path.length === 0 || part === null) return KNOWN;
  const name = path.join('.');
  return { en: `Known in ${name}: ${names(part)}.`, ja: `${name} に設定できる項目：${names(part)}` };
}

/** Returns the object with the names of a part, or null. In a list, that is each of its entries. */
function withNames(part: z.ZodType): z.ZodObject | null {
  if (part instanceof z.ZodObject) return part;
  if (part instanceof z.ZodArray) return withNames(part.element as z.ZodType);
  if (!(part instanceof z.ZodUnion)) return null;
  const option = part.options.find(hasEntries);
  return option === undefined ? null : withNames(option as z.ZodType);
}

const UNKNOWN: Message = { en: 'is unknown', ja: 'は未知の項目です' };
const NAMES: Message = { en: 'must contain names and values', ja: 'には名前と値の組を書いてください' };
const TEXT: Message = { en: 'must be a string', ja: 'は文字列で指定してください' };
const TEXTS: Message = { en: 'must be a list of strings', ja: 'は文字列のリストで指定してください' };
const LISTED: Message = {
  en: 'must be a list of entries with names and values',
  ja: 'は名前と値の組のリストで指定してください',
};
const FLAG: Message = { en: 'must be true or false', ja: 'は true か false で指定してください' };
const COUNT: Message = { en: 'must be a whole number above 0', ja: 'は 1 以上の整数で指定してください' };
const WHOLE: Message = { en: 'must be a whole number of at least 0', ja: 'は 0 以上の整数で指定してください' };
const CHANCE: Message = {
  en: 'must be a number above 0 and below 1',
  ja: 'は 0 より大きく 1 未満の数値で指定してください',
};
const AMOUNT: Message = { en: 'must be a number of at least 0', ja: 'は 0 以上の数値で指定してください' };
const ACCEPT: Message = {
  en: 'must be a file, or a list of accepted findings',
  ja: 'はファイルか、承認済みの検出のリストで指定してください',
};

const OFF: Message = {
  en: 'must be false, or contain names and values',
  ja: 'には false、または名前と値の組を指定してください',
};

/** Reports whether a setting may be turned off as a whole. */
const mayBeOff = ({ options }: z.ZodUnion): boolean => options.some((one) => one instanceof z.ZodLiteral);

function mustBe(path: readonly string[], issue: z.core.$ZodIssue): Message {
  if (issue.code === 'invalid_value') {
    const values = issue.values.join(', ');
    return { en: `must be one of ${values}`, ja: `は次のいずれかを指定してください：${values}` };
  }
  const type = path.reduce<z.ZodType>(entryOf, CONFIG);
  if (type instanceof z.ZodObject || type instanceof z.ZodRecord) return NAMES;
  if (type instanceof z.ZodArray) return type.element instanceof z.ZodObject ? LISTED : TEXTS;
  if (type instanceof z.ZodUnion) return path.at(-1) === 'accept' ? ACCEPT : mayBeOff(type) ? OFF : TEXT;
  if (type instanceof z.ZodBoolean) return FLAG;
  if (!(type instanceof z.ZodNumber)) return TEXT;
  if (type.maxValue === 1) return CHANCE;
  return type.isInt ? (type.safeParse(0).success ? WHOLE : COUNT) : AMOUNT;
}

/** Returns the type of a name within a part. In a list, that is within each of its entries. */
function entryOf(part: z.ZodType, name: string): z.ZodType {
  if (part instanceof z.ZodArray) return entryOf(part.element as z.ZodType, name);
  if (part instanceof z.ZodUnion) return entryOf(part.options.find(hasEntries) as z.ZodType, name);
  return inside(part instanceof z.ZodRecord ? (part.valueType as z.ZodType) : (part as z.ZodObject).shape[name]);
}

const hasEntries = (part: unknown): boolean => part instanceof z.ZodObject || part instanceof z.ZodArray;

const inside = (part: z.ZodType): z.ZodType =>
  part instanceof z.ZodExactOptional ? (part.unwrap() as z.ZodType) : part;

/**
 * Returns the offset of the name or list entry at the end of the path, or of the deepest part of the path that exists;
 * for the file itself, of its beginning.
 */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  let node: unknown = document.contents;
  let at = (node as Node).range?.[0] ?? 0;
  for (const name of path) {
    let named: unknown;
    if (isSeq(node)) named = node = node.items[Number(name)];
    else if (isMap(node)) {
      const pair = node.items.find(({ key }) => String((key as { value?: unknown }).value) === name);
      named = pair?.key;
      node = pair?.value;
    }
    if (!isNode(named)) break;
    at = named.range?.[0] ?? at;
  }
  return at;
}
