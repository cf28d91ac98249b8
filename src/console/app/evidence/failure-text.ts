import type { Message } from '../../../schema/index.ts';

/** Returns the text of a failed proof, in both languages if it has them. */
export function failureText(cause: unknown): Message {
  const { localized } = cause as { localized?: Message };
  const text = cause instanceof Error ? cause.message : String(cause);
  return localized ?? { en: text, ja: text };
}
