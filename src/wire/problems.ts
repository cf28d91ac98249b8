import type { WireProblem } from './endpoint.ts';
import { isRecord, jsonText } from './json-value.ts';

export function isWireProblem(value: object): value is WireProblem {
  return 'message' in value && 'type' in value && 'code' in value;
}

/**
 * Returns the problem of a request that its endpoint does not accept. The message begins with the name of the field.
 */
export function badRequest(message: string): WireProblem {
  return { message, type: 'invalid_request_error', code: null };
}

/** Reads an error as sent by servers: a text, or an object with `message`, `type` and `code` in some form. */
export function problemOf(error: unknown): WireProblem {
  if (!isRecord(error)) return { message: textOf(error), type: null, code: null };
  const nested = isRecord(error.error) ? error.error : error;
  const message = nested.message ?? nested.detail ?? nested.error;
  return {
    message: typeof message === 'string' ? message : textOf(message ?? nested),
    type: nameOf(nested.type),
    code: nameOf(nested.code),
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (jsonText(value) ?? '');
}

function nameOf(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Reports whether the value of `error` is an error: a text, or an object that is not empty. */
export function isError(value: unknown): boolean {
  return (isRecord(value) && Object.keys(value).length > 0) || (typeof value === 'string' && value !== '');
}

/**
 * Returns the error that a body or an event reports under any status: in `error`, or as the object itself. Null if
 * there is none.
 */
export function toldProblem(json: unknown, isErrorEvent: boolean): WireProblem | null {
  if (!isRecord(json)) return isErrorEvent ? problemOf(json) : null;
  if (isError(json.error)) return problemOf(json.error);
  const isNamed = isErrorEvent || json.object === 'error' || json.type === 'error';
  const isBareDetail = 'detail' in json && !('choices' in json) && !('output' in json) && !('content' in json);
  return isNamed || isBareDetail ? problemOf(json) : null;
}

/** Fields in which a body or an event reports a problem. */
export const PROBLEM_KEYS: readonly string[] = ['error', 'message', 'detail', 'code', 'param', 'type'];

/** Returns a problem in OpenAI's format, `{"error": {…}}`. */
export function openAiError(problem: WireProblem): { error: object } {
  const { message, type, code } = problem;
  return { error: { message, type: type ?? 'server_error', param: null, code } };
}
