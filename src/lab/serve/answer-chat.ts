import { randomFor } from '../world/random-for.ts';
import { TOKEN, textOf } from '../world/tokens.ts';
import { ApiError } from './api-error.ts';
import type { ChatRequest } from './chat-request.ts';
import { type Drawn, drawTokens } from './draw-tokens.ts';
import { type Prompt, promptOf } from './prompt-of.ts';
import type { ServedModel } from './served-model.ts';
import type { SlotQueue } from './slot-queue.ts';
import { StopText } from './stop-text.ts';
import { type DrawnLogprob, drawnLogprob } from './token-logprob.ts';

/** Events of answers, one answer (`index`) after the other. */
export type AnswerEvent =
  | { readonly kind: 'begin'; readonly index: number }
  /** Text to append to the answer ('' while it may become a stop string), and the token behind it. */
  | { readonly kind: 'text'; readonly index: number; readonly text: string; readonly logprob: DrawnLogprob | null }
  | { readonly kind: 'end'; readonly index: number; readonly finishReason: 'stop' | 'length' }
  | { readonly kind: 'usage'; readonly promptTokens: number; readonly completionTokens: number };

/** Everything needed to answer, besides the request. */
export interface AnswerContext {
  readonly model: ServedModel;
  readonly slots: SlotQueue;
  /** Resolves when the next token may be computed. */
  readonly turn: () => Promise<void>;
  readonly seed: number;
  /** Aborted when the answers are no longer wanted. */
  readonly signal: AbortSignal;
}

/**
 * Answers a request in one slot of its model. It waits for the slot before the first event, and returns it when the
 * consumer leaves. The texts of an answer, joined, are its tokens as `decode` writes them, cut before the first stop
 * string; after a prefill, they begin with a separating space if one is needed. Answers end at the end token, a stop
 * string, the request's limit or the context's end. `completionTokens` counts every drawn token, including end tokens.
 * Throws ApiError (400) if the prompt leaves no room in the context, ApiError (503) if too many requests are waiting,
 * and the signal's reason.
 */
export async function* answerChat(
  request: ChatRequest,
  answering: AnswerContext,
): AsyncGenerator<AnswerEvent, void, void> {
  const { model, slots, seed } = answering;
  const prompt = promptOf(request.turns);
  const most = Math.min(request.most, roomAfter(prompt, model));
  let completionTokens = 0;
  let slot = await slots.take(answering.signal);
  try {
    for (let index = 0; index < request.n; index++) {
      if (index > 0) slot = slots.renew(slot);
      yield { kind: 'begin', index };
      const { temperature, topLogprobs } = request;
      const random = randomFor('answer', seed, index);
      const options = { ...answering, most, temperature, random, withLogProbabilities: topLogprobs !== null };
      const drawn = drawTokens(model.decoder, slot, prompt.tokens, options);
      completionTokens += yield* textEvents(drawn, index, prompt.startsFresh, request);
    }
    yield { kind: 'usage', promptTokens: prompt.tokens.length, completionTokens };
  } finally {
    slots.give(slot);
  }
}

/** Returns the maximum number of tokens in an answer. */
function roomAfter({ tokens }: Prompt, { id, decoder }: ServedModel): number {
  if (tokens.length < decoder.context) return decoder.context - tokens.length;
  const message = `The prompt has ${tokens.length} tokens; ${id} takes ${decoder.context}, including at least one token for the answer.`;
  throw new ApiError(400, message, { param: 'messages', code: 'context_length_exceeded' });
}

/** Yields the text and end of one answer; returns the number of tokens drawn. */
async function* textEvents(
  drawn: AsyncIterable<Drawn>,
  index: number,
  startsFresh: boolean,
  { stops, topLogprobs }: Pick<ChatRequest, 'stops' | 'topLogprobs'>,
): AsyncGenerator<AnswerEvent, number, void> {
  const stop = new StopText(stops);
  let count = 0;
  let isFirst = startsFresh;
  let isOver = false;
  for await (const { token, logProbabilities } of drawn) {
    count++;
    const logprob = logProbabilities && drawnLogprob(logProbabilities, token, { top: topLogprobs ?? 0, isFirst });
    isOver = token === TOKEN.end;
    // An answer that ends at once still lists the tokens it might have begun with.
    if (isOver && count === 1 && logprob !== null) yield { kind: 'text', index, text: '', logprob };
    if (isOver) break;
    const word = textOf(token, isFirst);
    isFirst &&= word === '';
    yield { kind: 'text', index, text: stop.push(word), logprob };
    isOver = stop.stopped;
    if (isOver) break;
  }
  const rest = stop.end();
  if (rest !== '') yield { kind: 'text', index, text: rest, logprob: null };
  yield { kind: 'end', index, finishReason: isOver ? 'stop' : 'length' };
  return count;
}
