import { ZenbunError } from '../../errors.ts';
import type { ListedToken } from '../../schema/index.ts';
import type { ChatTurn } from '../world/tokens.ts';
import { answerChat } from './answer-chat.ts';
import { ApiError } from './api-error.ts';
import { chatRequest } from './chat-request.ts';
import type { ServedModel } from './served-model.ts';
import { SlotQueue } from './slot-queue.ts';
import { Turns } from './turns.ts';

/** A question to a toy model. A final assistant turn is continued. Options have the endpoint's defaults. */
export interface WholeQuestion {
  readonly turns: readonly ChatTurn[];
  readonly seed: number;
  readonly temperature?: number | undefined;
  readonly maxTokens?: number | undefined;
  /** Number of likeliest tokens to list for the first position. */
  readonly topLogprobs?: number | undefined;
}

/**
 * The text of the answer, or what follows the final assistant turn, with the token counts that the endpoint reports.
 */
export interface WholeAnswer {
  readonly text: string;
  readonly finish: 'stop' | 'length';
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** As listed by the endpoint; absent if none were requested. */
  readonly firstTokens?: readonly ListedToken[];
}

/**
 * Returns a function that asks a toy model in this process and gives the same answers as `labEndpoint`. Any number of
 * questions may be asked concurrently. They share the decoder's slots and take turns token by token (`rest` is
 * `setImmediate` as a promise), without affecting each other's answers. Rejects with the signal's reason, otherwise
 * with a ZenbunError (`rejected`) if the question does not fit the context or an option is invalid.
 */
export function wholeAnswers(
  model: ServedModel,
  rest: () => Promise<unknown>,
): (question: WholeQuestion, signal: AbortSignal) => Promise<WholeAnswer> {
  const slots = new SlotQueue(model.decoder, Number.POSITIVE_INFINITY);
  const turns = new Turns(rest);
  const turn = () => turns.next();
  return async ({ turns, seed, temperature, maxTokens, topLogprobs }, stop) => {
    // A separate signal for each question, since many wait at once and each adds a listener.
    const signal = AbortSignal.any([stop]);
    let text = '';
    let finish: WholeAnswer['finish'] = 'stop';
    let firstTokens: readonly ListedToken[] | undefined;
    let counts = { promptTokens: 0, completionTokens: 0 };
    try {
      const messages = turns.map(({ role, text }) => ({ role, content: text }));
      const listing = topLogprobs === undefined ? {} : { logprobs: true, top_logprobs: topLogprobs };
      const request = chatRequest({ model: model.id, messages, temperature, max_tokens: maxTokens, ...listing });
      for await (const event of answerChat(request, { model, slots, turn, seed, signal })) {
        if (event.kind === 'text') {
          text += event.text;
          firstTokens ??= event.logprob?.top_logprobs.map(({ token, logprob }) => [token, logprob] as const);
        } else if (event.kind === 'end') finish = event.finishReason;
        else if (event.kind === 'usage') counts = event;
      }
    } catch (cause) {
      if (!(cause instanceof ApiError)) throw cause;
      throw new ZenbunError(
        'rejected',
        {
          en: `${model.id} does not accept this question: ${cause.message}`,
          ja: `${model.id} はこの質問を受け付けません：${cause.message}`,
        },
        { cause },
      );
    }
    const { promptTokens, completionTokens } = counts;
    return { text, finish, promptTokens, completionTokens, ...(firstTokens === undefined ? {} : { firstTokens }) };
  };
}
