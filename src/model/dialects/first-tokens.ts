import * as z from 'zod';
import type { ListedToken } from '../../schema/index.ts';

const ENTRY = z.object({
  token: z.string(),
  logprob: z.number(),
  bytes: z.array(z.int()).nullish().catch(null),
});

/** Maximum number of entries read from a list; no server lists more. */
const MAX_ENTRIES = 100;

const CHAT = z.object({
  content: z.tuple([z.object({ top_logprobs: z.array(z.unknown()) })], z.unknown()),
});
const COMPLETION = z.object({ top_logprobs: z.tuple([z.record(z.string(), z.unknown())], z.unknown()) });

/** Names a token. Part of a character has no text of its own, so its bytes distinguish it from other such parts. */
function nameOf(token: string, bytes: readonly number[] | null | undefined): string {
  if (!token.includes('\ufffd') || !bytes) return token;
  return bytes.map((byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`).join('');
}

/**
 * Returns the likeliest first tokens from a chat completion's `logprobs`, or null if there are none. Unreadable entries
 * are left out.
 */
export function chatFirstTokens(logprobs: unknown): readonly ListedToken[] | null {
  const read = CHAT.safeParse(logprobs);
  if (!read.success) return null;
  const listed = read.data.content[0].top_logprobs.slice(0, MAX_ENTRIES).flatMap((entry): ListedToken[] => {
    const { data } = ENTRY.safeParse(entry);
    return data === undefined ? [] : [[nameOf(data.token, data.bytes), data.logprob]];
  });
  return likeliestFirst(listed);
}

/**
 * Returns the likeliest first tokens from a completion's `logprobs`, in either form that servers use, or null if there
 * are none.
 */
export function completionFirstTokens(logprobs: unknown): readonly ListedToken[] | null {
  const read = COMPLETION.safeParse(logprobs);
  // llama.cpp uses the chat form here too.
  if (!read.success) return chatFirstTokens(logprobs);
  const listed = Object.entries(read.data.top_logprobs[0]).slice(0, MAX_ENTRIES);
  return likeliestFirst(listed.filter((entry): entry is [string, number] => typeof entry[1] === 'number'));
}

const likeliestFirst = (listed: readonly ListedToken[]): readonly ListedToken[] | null =>
  listed.length === 0 ? null : listed.toSorted((a, b) => b[1] - a[1]);
