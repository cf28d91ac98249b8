import type { Message } from '../../../schema/index.ts';

/** What a failed proof says, in both languages where it knows them. */
export function failureText(cause: unknown): Message {
  const { localized } = cause as { localized?: Message };
  const text = cause instanceof Error ? cause.message : String(cause);
  return localized ?? { en: text, ja: text };
}
