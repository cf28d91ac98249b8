/** Half a surrogate pair: left by a cut, or written so in the data. Valid in a string, but in no UTF-8 and no strict JSON. */
const LONE = /\p{Cs}/gu;

/** The text with lone surrogates replaced by U+FFFD, code unit by code unit: offsets into it hold. */
export function wellFormed(text: string): string {
  return text.replace(LONE, '\ufffd');
}

/** The text without lone surrogates: for messages, of which nobody counts the code units. */
export function withoutHalves<T extends string | undefined>(text: T): T {
  return text?.replace(LONE, '') as T;
}
