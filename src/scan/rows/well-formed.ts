/** A lone surrogate: left by a cut, or present in the data. Valid in a string, but not in UTF-8 or strict JSON. */
const LONE = /\p{Cs}/gu;

/**
 * Returns the text with each lone surrogate replaced by U+FFFD. The length in code units, and so every offset, stays
 * valid.
 */
export function wellFormed(text: string): string {
  return text.replace(LONE, '\ufffd');
}

/** Returns the text without lone surrogates. For messages, where offsets do not matter. */
export function withoutHalves<T extends string | undefined>(text: T): T {
  return text?.replace(LONE, '') as T;
}
