import type { JsonObject } from '../format.ts';
import { isObject, isTokens, textOf, thought } from './text-of.ts';

/** Minimum length of a string next to a text; shorter ones are labels, names or dates. */
const LEAST_TEXT = 40;
/** Words separated by spaces, or a non-ASCII script, which may need none: pictures, keys and addresses have neither. */
const PROSE = /\S\s+\S|[^\0-\x7f]/;
/** An address, a path, or data written as one. */
const ADDRESS = /^\S*[/\\:]\S*$/;
/** Members that describe a part or its origin, or hold it as bytes. */
const LABEL =
  /^(?:type|role|name|index|model|format|detail|language|outcome|status|path|image|audio|video|data|bytes|source|created(?:_?at)?|cache_?control|file\w*|redacted\w*|encrypted\w*|\w*(?:ur[il]|signature|mime_?type|media_?type)|(?:\w*_)?id|\w+Id)$/i;

const TEXTS = ['text', 'value', 'refusal', 'content', 'parts'] as const;

/**
 * Returns the texts of a message's content or of an answer, each to be read from its own start: first the combined text
 * of its parts, then the tool calls and every text under a name of its own (`{text, full}`, `{type: "markdown",
 * markdown}`). No text is left out; pictures, sounds and files are not text. null for any other value.
 */
export function textsOf(content: unknown): readonly string[] | null {
  if (isTokens(content)) return null;
  if (!Array.isArray(content) && !isObject(content)) {
    const text = textOf(content);
    if (text === null) return null;
    return text === '' ? [] : [text];
  }
  const said: SaidTexts = { text: '', apart: [] };
  addContent(said, content);
  return allOf(said);
}

/**
 * Returns the texts of an answer, where a list may hold several alternatives. Strings, and objects without a `type`,
 * are separate answers, each trained on from its own start; typed parts make up one answer. null for any other value.
 */
export function answersOf(answer: unknown): readonly string[] | null {
  if (isTokens(answer)) return null;
  if (!Array.isArray(answer) || answer.length < 2 || answer.some(isPart)) return textsOf(answer);
  return answer.flatMap((one) => textsOf(one) ?? []);
}

const isPart = (value: unknown): boolean =>
  isObject(value) && (value.type !== undefined || callOf(value) !== undefined);

/** Returns the long texts of a message, apart from those of its `read` members. */
export function textsBeside(message: JsonObject, read: readonly string[]): readonly string[] {
  const said: SaidTexts = { text: '', apart: [] };
  addOthers(said, message, new Set(read), true);
  return allOf(said);
}

/** Returns a tool call as JSON. Arguments that are JSON text are unpacked, so that they are not escaped twice. */
export function callText(call: unknown): string {
  return JSON.stringify(call, (name, value: unknown) =>
    (name === 'arguments' || name === 'input') && typeof value === 'string' ? unpackedArguments(value) : value,
  );
}

function unpackedArguments(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : text;
  } catch {
    return text;
  }
}

interface SaidTexts {
  text: string;
  readonly apart: string[];
}

const allOf = ({ text, apart }: SaidTexts): readonly string[] =>
  text === '' ? [...new Set(apart)] : [text, ...new Set(apart)];

function addContent(said: SaidTexts, content: unknown): void {
  if (Array.isArray(content)) for (const part of content) addContent(said, part);
  else if (isObject(content)) addPart(said, content);
  else said.text += textOf(content) ?? '';
}

function addPart(said: SaidTexts, part: JsonObject): void {
  // Nearly all parts are of this kind.
  if (part.type === 'text' && typeof part.text === 'string' && Object.keys(part).length === 2) {
    said.text += part.text;
    return;
  }
  const call = callOf(part);
  if (call !== undefined) {
    said.apart.push(callText(call));
    return;
  }
  const result = part.functionResponse ?? part.toolResult;
  if (result !== undefined) {
    said.text += JSON.stringify(result);
    return;
  }
  const read = new Set<string>();
  const before = said.text;
  const reasoning = reasoningOf(part);
  if (reasoning !== null) {
    read.add(reasoning.name);
    said.text += thought((textsOf(reasoning.value) ?? []).join('\n'));
  } else {
    const name = TEXTS.find((one) => part[one] != null && part[one] !== '');
    if (name !== undefined) {
      read.add(name);
      addContent(said, part[name]);
    }
  }
  addOthers(said, part, read, said.text !== before);
}

function callOf(part: JsonObject): unknown {
  if (part.type === 'tool_use') return { name: part.name, arguments: part.input };
  if (typeof part.name === 'string' && part.arguments !== undefined) return part;
  return part.functionCall ?? part.toolUse;
}

/**
 * Reasoning in a part: `thinking` of Anthropic and Magistral, `reasoningContent` of Bedrock, `thought` of Gemini,
 * `reasoning` of the Responses API.
 */
function reasoningOf(part: JsonObject): { readonly name: string; readonly value: unknown } | null {
  for (const name of ['thinking', 'reasoningContent', 'reasoning'])
    if (part[name] != null) return { name, value: part[name] };
  if (part.thought === true) return { name: 'text', value: part.text };
  if (part.type !== 'reasoning' && part.type !== 'thinking') return null;
  const name = part.summary == null || part.text != null ? 'text' : 'summary';
  return { name, value: part[name] };
}

/**
 * Adds the strings under unknown names at any depth, each as a separate text. `spoke`: the part has already yielded
 * text, so a short string next to it is a label.
 */
function addOthers(said: SaidTexts, part: JsonObject, read: ReadonlySet<string>, spoke: boolean): void {
  const collect = (name: string, value: unknown): void => {
    if (typeof value === 'string') {
      const text = value.trim();
      if (isText(name, text, spoke) && !said.text.includes(text)) said.apart.push(value);
    } else if (Array.isArray(value)) for (const one of value) collect(name, one);
    else if (isObject(value)) for (const [inner, one] of Object.entries(value)) collect(inner, one);
  };
  for (const name in part) if (!read.has(name)) collect(name, part[name]);
}

function isText(name: string, text: string, spoke: boolean): boolean {
  if (isLongText(text)) return true;
  return !spoke && text !== '' && !LABEL.test(name) && !ADDRESS.test(text);
}

/** Reports whether a string is running text of some length, whatever its name. */
export function isLongText(text: string): boolean {
  return text.length >= LEAST_TEXT && text.trim().length >= LEAST_TEXT && PROSE.test(text);
}
