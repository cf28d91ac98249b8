import type { AnswerEvent } from './answer-chat.ts';
import type { DrawnLogprob } from './token-logprob.ts';

/** The fields shared by all objects of one answer, with OpenAI's names; `created` is in Unix seconds. */
export interface Head {
  readonly id: string;
  readonly created: number;
  readonly model: string;
  readonly system_fingerprint: string | null;
}

/** Collects events into a `chat.completion`. */
export async function chatCompletion(head: Head, events: AsyncIterable<AnswerEvent>, withLogprobs: boolean) {
  const choices: { text: string; logprobs: DrawnLogprob[]; finishReason: string }[] = [];
  let usage = usageOf(0, 0);
  for await (const event of events) {
    if (event.kind === 'begin') choices.push({ text: '', logprobs: [], finishReason: 'stop' });
    else if (event.kind === 'usage') usage = usageOf(event.promptTokens, event.completionTokens);
    else {
      const choice = choices[event.index]!;
      if (event.kind === 'end') choice.finishReason = event.finishReason;
      else {
        choice.text += event.text;
        if (event.logprob !== null) choice.logprobs.push(event.logprob);
      }
    }
  }
  return {
    ...head,
    object: 'chat.completion',
    choices: choices.map(({ text, logprobs, finishReason }, index) => ({
      index,
      message: { role: 'assistant', content: text, refusal: null },
      logprobs: withLogprobs ? { content: logprobs, refusal: null } : null,
      finish_reason: finishReason,
    })),
    usage,
  };
}

/** Returns an event as a `chat.completion.chunk`, or null if it adds nothing. */
export function chatChunk(head: Head, event: AnswerEvent, includeUsage: boolean) {
  const chunk = { ...head, object: 'chat.completion.chunk', ...(includeUsage ? { usage: null } : {}) };
  switch (event.kind) {
    case 'begin':
      return { ...chunk, choices: [delta(event.index, { role: 'assistant', content: '' })] };
    case 'text':
      if (event.text === '' && event.logprob === null) return null;
      return { ...chunk, choices: [delta(event.index, { content: event.text }, event.logprob)] };
    case 'end':
      return { ...chunk, choices: [{ ...delta(event.index, {}), finish_reason: event.finishReason }] };
    case 'usage':
      return includeUsage
        ? { ...chunk, choices: [], usage: usageOf(event.promptTokens, event.completionTokens) }
        : null;
  }
}

const delta = (index: number, said: { role?: string; content?: string }, logprob: DrawnLogprob | null = null) => ({
  index,
  delta: said,
  logprobs: logprob && { content: [logprob], refusal: null },
  finish_reason: null,
});

const usageOf = (prompt: number, completion: number) => ({
  prompt_tokens: prompt,
  completion_tokens: completion,
  total_tokens: prompt + completion,
});
