import * as z from 'zod';

const TEXT = z.string().nullish().catch(null);
const DELTA = z.object({
  model: TEXT,
  choices: z
    .array(
      z.object({
        delta: z.object({ content: TEXT, refusal: TEXT }).nullish().catch(null),
        finish_reason: TEXT,
        error: z.unknown().optional(),
      }),
    )
    .catch([]),
  usage: z.unknown().optional(),
  error: z.unknown().optional(),
});

/**
 * The chunks of a streamed completion (`text/event-stream`) as one completion that was sent whole; undefined for a text that
 * is no such stream, or broke off before it said that it was done.
 */
export function wholeOfStream(text: string): unknown {
  const lines = text.split(/\r?\n/).filter((line) => line.startsWith('data:'));
  if (lines.length === 0) return undefined;
  let content = '';
  let refusal = '';
  let finish: string | null = null;
  let model: string | null = null;
  let usage: unknown = null;
  let done = false;
  let holdsAnswer = false;
  for (const line of lines) {
    const data = line.slice('data:'.length).trim();
    if (data === '[DONE]') done = true;
    const chunk = DELTA.safeParse(jsonOf(data));
    if (!chunk.success) continue;
    const [choice] = chunk.data.choices;
    // What broke off is no answer, also where the server says afterwards that it is done.
    if ((chunk.data.error ?? choice?.error ?? null) !== null) return undefined;
    if (choice !== undefined) holdsAnswer = true;
    refusal += choice?.delta?.refusal ?? '';
    content += choice?.delta?.content ?? '';
    finish = choice?.finish_reason ?? finish;
    model = chunk.data.model ?? model;
    usage = chunk.data.usage ?? usage;
  }
  if (!holdsAnswer || (!done && finish === null)) return undefined;
  return { model, usage, choices: [{ message: { content, refusal: refusal || null }, finish_reason: finish }] };
}

/** undefined, which no server means, where it is no JSON. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
