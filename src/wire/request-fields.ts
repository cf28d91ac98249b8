import type { WireProblem } from './endpoint.ts';
import { isRecord, type JsonRecord, listOf } from './json-value.ts';
import { badRequest } from './problems.ts';

/** Reads the fields of a request; `problem` is the first invalid one. */
export class RequestFields {
  problem: WireProblem | null = null;
  readonly body: JsonRecord;

  constructor(body: unknown) {
    this.body = isRecord(body) ? body : {};
    if (!isRecord(body)) this.wrong('the body must be a JSON object');
  }

  wrong(message: string): void {
    this.problem ??= badRequest(message);
  }

  /** Reads a required text that must not be empty. */
  name(key: string): string {
    const value = this.body[key];
    if (typeof value === 'string' && value !== '') return value;
    this.wrong(`${key}: must be a string that is not empty`);
    return '';
  }

  /** Reads a flag; false if absent or null. */
  flag(key: string): boolean {
    const value = this.body[key];
    if (value !== undefined && value !== null && typeof value !== 'boolean')
      this.wrong(`${key}: must be true or false`);
    return value === true;
  }

  /** Reads a whole number from 1; null if absent or null. */
  count(key: string): number | null {
    const value = this.body[key];
    if (value === undefined || value === null) return null;
    if (Number.isSafeInteger(value) && (value as number) >= 1) return value as number;
    this.wrong(`${key}: must be a whole number, at least 1`);
    return null;
  }

  /** Returns the user named in the body, if any. Never a problem: a value that is not text is ignored. */
  user(): string | null {
    const { safety_identifier: identifier, user, metadata } = this.body;
    const named = [identifier, user, isRecord(metadata) ? metadata.user_id : undefined];
    return named.find((name): name is string => typeof name === 'string' && name !== '') ?? null;
  }

  /** Reads an object; empty if absent or null. */
  record(key: string): JsonRecord {
    const value = this.body[key];
    if (value === undefined || value === null) return {};
    if (isRecord(value)) return value;
    this.wrong(`${key}: must be an object`);
    return {};
  }

  /** Reads a list of objects with at least one entry. */
  records(key: string): readonly JsonRecord[] {
    const value = this.body[key];
    if (!Array.isArray(value) || value.length === 0) this.wrong(`${key}: must be a list that is not empty`);
    const list = listOf(value);
    const odd = list.findIndex((item) => !isRecord(item));
    if (odd !== -1) this.wrong(`${key}[${odd}]: must be an object`);
    return list.filter(isRecord);
  }
}

/** Returns the texts of the first and the last user turn that have text; '' if there is none. */
export const userTexts = (turns: readonly JsonRecord[]): { readonly firstPrompt: string; readonly prompt: string } => ({
  firstPrompt: turns.map(userText).find((text) => text !== '') ?? '',
  prompt: lastUserText(turns),
});

/**
 * Returns the text of the last user turn that has text. Tool results have the same role but are not turns of the user.
 */
function lastUserText(turns: readonly JsonRecord[]): string {
  for (let i = turns.length - 1; i >= 0; i--) {
    const text = userText(turns[i]!);
    if (text !== '') return text;
  }
  return '';
}

const userText = ({ role, content }: JsonRecord): string => (role === 'user' ? joinedText(content) : '');

/** Returns a text, or the texts of a list of parts joined by LF. */
function joinedText(content: unknown): string {
  if (typeof content === 'string') return content;
  const texts = listOf(content).map((part) => (isRecord(part) ? part.text : part));
  return texts.filter((text): text is string => typeof text === 'string' && text !== '').join('\n');
}
