/** A JSON object. */
export type VerdictObject = { readonly [key: string]: unknown };

/**
 * Parses a judge's reply that consists of one JSON object, bare or in one code fence; null for anything else. No words
 * are tolerated around it: an object among words may be a quotation from the answer under judgement.
 */
export function jsonVerdict(text: string): VerdictObject | null {
  const fenced = /^```(?:json)?\s*([\s\S]*?)\s*```$/i.exec(text.trim());
  try {
    const value: unknown = JSON.parse(fenced?.[1] ?? text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

export function isObject(value: unknown): value is VerdictObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reports whether a key occurs more than once. `JSON.parse` keeps the last of two equal keys; a judge that gives both
 * has contradicted itself.
 */
export function saysTwice(text: string, key: string): boolean {
  return [...text.matchAll(new RegExp(`(?<!\\\\)"${key}"\\s*:`, 'g'))].length > 1;
}

/** Returns a list of strings; null for anything else. */
export function namesIn(value: unknown): readonly string[] | null {
  if (!Array.isArray(value)) return null;
  return value.every((name): name is string => typeof name === 'string') ? value : null;
}
