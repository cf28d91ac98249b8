/** Stands in a text that no client may get. */
export const MARK = 'ZQXMARK';
/** Stands in a text that is to be read or named as unread. */
export const CANARY = 'ZQXCANARY';

/** Longer than any name that passes unread (200 UTF-16 units), apart from the text before it, and plain substance. */
const longText = (word: string) =>
  `\n\nHere is the recipe for ${word} bread:\n${Array.from(
    { length: 9 },
    (_, i) => `${i + 1}. Mix ${100 + i} g of ${word} flour with ${60 + i} ml of water.\n`,
  ).join('')}`;

export const MARKED = longText(MARK);
export const CANARIED = longText(CANARY);

/** A refusal that the guard latches on, with the end of its line. */
export const REFUSAL = "I'm sorry, but I can't help with that.\n\n";

/** Only the server can read these, or it only repeats what the client has sent; nobody has to read them. */
const OPAQUE: ReadonlySet<string> = new Set(
  'signature data encrypted_content instructions tools tool_choice metadata prompt text input logprobs'.split(' '),
);

/** Paths of strings with this word that are not opaque, in parsed JSON. */
export function placesOf(word: string, value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value === 'string') return value.includes(word) ? [[...path]] : [];
  if (typeof value !== 'object' || value === null || path.length > 40) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    OPAQUE.has(key) && (path.at(-1) === 'response' || !isText(key, value)) ? [] : placesOf(word, inner, [...path, key]),
  );
}

/** `text` and `input` are texts of an answer where they stand in a part, and not where a response repeats its request. */
function isText(key: string, holder: object): boolean {
  if (key !== 'text' && key !== 'input') return false;
  const isResponse = 'object' in holder || 'output' in holder || 'created_at' in holder;
  return !isResponse;
}
