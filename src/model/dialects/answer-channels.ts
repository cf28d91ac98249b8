import { type ReplyAnswer, streamedReply, withFurther } from '../../wire/index.ts';
import type { ModelAnswer } from '../model.ts';

/** Returns what an answer says, in the form of a `ModelAnswer`. */
export function channelsOf({
  text,
  reasoning,
  unread,
  finish,
}: ReplyAnswer): Pick<ModelAnswer, 'text' | 'reasoning' | 'unread' | 'finish'> {
  return {
    text,
    ...(reasoning === '' ? {} : { reasoning }),
    ...(unread.length === 0 ? {} : { unread }),
    finish,
  };
}

/** Reads a completion that was sent as an event stream, as if it had been sent whole. See `Dialect.readStream`. */
export function streamedCompletion(text: string): ModelAnswer | null {
  const reply = streamedReply(text);
  const [first, ...others] = reply?.answers ?? [];
  if (!reply || first === undefined || first.isUnread || !reply.isEnded || reply.isFailed) return null;
  return {
    ...channelsOf(withFurther(first, others)),
    promptTokens: reply.usage?.promptTokens ?? null,
    completionTokens: reply.usage?.completionTokens ?? null,
    servedModel: reply.model,
  };
}
