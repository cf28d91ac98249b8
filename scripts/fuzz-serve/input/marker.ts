/** Marks text that no client may receive. */
export const MARK = 'ZQXMARK';
/** Marks text that must be read or named as unread. */
export const CANARY = 'ZQXCANARY';

/**
 * Returns text of plain substance, set off from the text before it and longer than any name that may pass unread (200
 * UTF-16 units).
 */
const longText = (word: string) =>
  `\n\nHere is the recipe for ${word} bread:\n${Array.from(
    { length: 9 },
    (_, i) => `${i + 1}. Mix ${100 + i} g of ${word} flour with ${60 + i} ml of water.\n`,
  ).join('')}`;

export const MARKED = longText(MARK);
export const CANARIED = longText(CANARY);

/** A refusal on which the guard latches, with the end of its line. */
export const REFUSAL = "I'm sorry, but I can't help with that.\n\n";

/** Keys that only the server can read, or that merely repeat the client's request; nobody has to read them. */
const OPAQUE: ReadonlySet<string> = new Set(
  'signature data encrypted_content instructions tools tool_choice metadata prompt text input logprobs'.split(' '),
);

/** Returns the paths of non-opaque strings with this word in parsed JSON. */
export function placesOf(word: string, value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value === 'string') return value.includes(word) ? [[...path]] : [];
  if (typeof value !== 'object' || value === null || path.length > 40) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    OPAQUE.has(key) && (path.at(-1) === 'response' || !isText(key, value)) ? [] : placesOf(word, inner, [...path, key]),
  );
}

/**
 * Reports whether `text` or `input` is text of an answer: true within a part, false if a response repeats its request.
 */
function isText(key: string, holder: object): boolean {
  if (key !== 'text' && key !== 'input') return false;
  const isResponse = 'object' in holder || 'output' in holder || 'created_at' in holder;
  return !isResponse;
}
