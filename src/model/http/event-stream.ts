import * as z from 'zod';

const TEXT = z.string().nullish().catch(null);
const CALL = z.object({
  index: z.int().nonnegative().catch(0),
  function: z.object({ name: TEXT, arguments: TEXT }).nullish().catch(null),
});
const CALLS = z.array(CALL).nullish().catch(null);
const DELTA = z.object({
  model: TEXT,
  choices: z
    .array(
      z.object({
        delta: z
          .object({ content: TEXT, refusal: TEXT, reasoning_content: TEXT, reasoning: TEXT, tool_calls: CALLS })
          .nullish()
          .catch(null),
        finish_reason: TEXT,
        error: z.unknown().optional(),
      }),
    )
    .catch([]),
  usage: z.unknown().optional(),
  error: z.unknown().optional(),
});
type Delta = NonNullable<z.infer<typeof DELTA>['choices'][number]['delta']>;

/** A message assembled from the deltas of events. */
class GrowingMessage {
  #content = '';
  #refusal = '';
  #reasoning = '';
  readonly #calls = new Map<number, { name: string; arguments: string }>();

  add({ content, refusal, reasoning_content, reasoning, tool_calls }: Delta): void {
    this.#content += content ?? '';
    this.#refusal += refusal ?? '';
    // Servers that send both fields send the same text in each.
    this.#reasoning += reasoning_content ?? reasoning ?? '';
    for (const { index, function: called } of tool_calls ?? []) {
      const call = this.#calls.get(index) ?? { name: '', arguments: '' };
      call.name += called?.name ?? '';
      call.arguments += called?.arguments ?? '';
      this.#calls.set(index, call);
    }
  }

  whole() {
    const calls = [...this.#calls.values()].map((called) => ({ function: called }));
    return {
      content: this.#content,
      refusal: this.#refusal || null,
      ...(this.#reasoning === '' ? {} : { reasoning_content: this.#reasoning }),
      ...(calls.length === 0 ? {} : { tool_calls: calls }),
    };
  }
}

/**
 * Joins the chunks of a streamed completion (`text/event-stream`) into one completion, as if it had been sent whole.
 * Returns undefined if the text is not such a stream, or if the stream broke off before it reported its end.
 */
export function wholeOfStream(text: string): unknown {
  const lines = text.split(/\r?\n/).filter((line) => line.startsWith('data:'));
  if (lines.length === 0) return undefined;
  const message = new GrowingMessage();
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
    // A stream that reported an error holds no answer, even if the server reports the end afterwards.
    if ((chunk.data.error ?? choice?.error ?? null) !== null) return undefined;
    if (choice !== undefined) holdsAnswer = true;
    if (choice?.delta) message.add(choice.delta);
    finish = choice?.finish_reason ?? finish;
    model = chunk.data.model ?? model;
    usage = chunk.data.usage ?? usage;
  }
  if (!holdsAnswer || (!done && finish === null)) return undefined;
  return { model, usage, choices: [{ message: message.whole(), finish_reason: finish }] };
}

/** Parses JSON, or returns undefined (which no server can send) if the text is not JSON. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
