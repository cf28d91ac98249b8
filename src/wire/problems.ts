import type { WireProblem } from './endpoint.ts';
import { isRecord, jsonText } from './json-value.ts';

export function isWireProblem(value: object): value is WireProblem {
  return 'message' in value && 'type' in value && 'code' in value;
}

/** A request that is not one of its endpoint. The message begins with the name of the field. */
export function badRequest(message: string): WireProblem {
  return { message, type: 'invalid_request_error', code: null };
}

/** An error as servers tell it: a text, or an object with `message`, `type` and `code` in some form. */
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

/** Whether what stands under `error` tells one. */
export function isError(value: unknown): boolean {
  return isRecord(value) || (typeof value === 'string' && value !== '');
}

/** The error that a body or an event tells under any status: `error`, or the object itself is one. null: none. */
export function toldProblem(json: unknown, isErrorEvent: boolean): WireProblem | null {
  if (!isRecord(json)) return isErrorEvent ? problemOf(json) : null;
  if (isError(json.error)) return problemOf(json.error);
  const isNamed = isErrorEvent || json.object === 'error' || json.type === 'error';
  const isBareDetail = 'detail' in json && !('choices' in json) && !('output' in json) && !('content' in json);
  return isNamed || isBareDetail ? problemOf(json) : null;
}

/** Where a body or an event that tells a problem says it. */
export const PROBLEM_KEYS: readonly string[] = ['error', 'message', 'detail', 'code', 'param', 'type'];

/** `{"error": {…}}` of OpenAI. */
export function openAiError(problem: WireProblem): { error: object } {
  const { message, type, code } = problem;
  return { error: { message, type: type ?? 'server_error', param: null, code } };
}
