/** A JSON object. */
export type VerdictObject = { readonly [key: string]: unknown };

/**
 * The one JSON object that a judge's words consist of, bare or in one code fence; null for anything else. Words around it
 * are not forgiven: an object among words may be a quotation from the answer under judgement.
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

/** `JSON.parse` keeps the last of two equal keys; a judge that says both has contradicted itself. */
export function saysTwice(text: string, key: string): boolean {
  return [...text.matchAll(new RegExp(`(?<!\\\\)"${key}"\\s*:`, 'g'))].length > 1;
}

/** A list of short names; null for anything else. */
export function namesIn(value: unknown): readonly string[] | null {
  if (!Array.isArray(value)) return null;
  return value.every((name): name is string => typeof name === 'string') ? value : null;
}
