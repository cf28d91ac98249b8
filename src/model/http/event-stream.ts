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

/** A message that is put together from what events add to it. */
class GrowingMessage {
  #content = '';
  #refusal = '';
  #reasoning = '';
  readonly #calls = new Map<number, { name: string; arguments: string }>();

  add({ content, refusal, reasoning_content, reasoning, tool_calls }: Delta): void {
    this.#content += content ?? '';
    this.#refusal += refusal ?? '';
    // Servers that have both names say the same under them.
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
 * The chunks of a streamed completion (`text/event-stream`) as one completion that was sent whole; undefined for a text that
 * is no such stream, or broke off before it said that it was done.
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
    // What broke off is no answer, also where the server says afterwards that it is done.
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

/** undefined, which no server means, where it is no JSON. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
