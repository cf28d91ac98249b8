import { ZenbunError } from '../../errors.ts';
import type { ListedToken } from '../../schema/index.ts';
import type { ChatTurn } from '../world/tokens.ts';
import { answerChat } from './answer-chat.ts';
import { ApiError } from './api-error.ts';
import { chatRequest } from './chat-request.ts';
import type { ServedModel } from './served-model.ts';
import { SlotQueue } from './slot-queue.ts';
import { Turns } from './turns.ts';

/** A question to a toy model; a last turn of the assistant is continued. What is not said is as at the endpoint. */
export interface WholeQuestion {
  readonly turns: readonly ChatTurn[];
  readonly seed: number;
  readonly temperature?: number | undefined;
  readonly maxTokens?: number | undefined;
  /** How many of the likeliest tokens to list in the place of the first. */
  readonly topLogprobs?: number | undefined;
}

/** Text, or what follows the assistant's last turn, with counts as the endpoint tells them. */
export interface WholeAnswer {
  readonly text: string;
  readonly finish: 'stop' | 'length';
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** As the endpoint lists them; absent where none were asked for, or the answer ended at once. */
  readonly firstTokens?: readonly ListedToken[];
}

/**
 * A toy model that is asked in this process, with the answers that `labEndpoint` gives to the same questions. It may be asked any
 * number of things at a time: they share the decoder's slots and take turns token by token (`rest`: `setImmediate`, as a
 * promise), and none changes another's answer. Rejects with the signal's reason, else with a ZenbunError (`rejected`)
 * where the question does not fit the context or an option is none.
 */
export function wholeAnswers(
  model: ServedModel,
  rest: () => Promise<unknown>,
): (question: WholeQuestion, signal: AbortSignal) => Promise<WholeAnswer> {
  const slots = new SlotQueue(model.decoder, Number.POSITIVE_INFINITY);
  const turns = new Turns(rest);
  const turn = () => turns.next();
  return async ({ turns, seed, temperature, maxTokens, topLogprobs }, stop) => {
    // A signal for each question: many wait at once, and each listens.
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
