import { ZenbunError } from '../../errors.ts';
import type { Model, ModelAnswer, ModelRequest, UsageGuard } from '../model.ts';
import type { AnswerFile } from './answer-file.ts';
import { questionKey } from './question-key.ts';

/**
 * Wraps a model so that answers are written to the file before they are returned, and taken from the file if they are
 * already there. A failed question is recorded too, because of what it used, and is asked again next time. A question
 * that was never sent, because of a stop or a cap, is not recorded. Identical concurrent questions are asked once.
 * Rejects if the model does, or with `not-written`.
 */
export function recordedModel(model: Model, file: AnswerFile): Model {
  const underWay = new Map<string, Promise<ModelAnswer>>();
  return {
    id: model.id,
    origin: model.origin,
    async ask(request, signal, guard) {
      const key = questionKey(request);
      for (let other = underWay.get(key); other !== undefined; other = underWay.get(key)) {
        await other.catch(() => undefined);
      }
      signal.throwIfAborted();
      const found = file.find(request);
      if (found !== null) return found;

      const asking = askAndRecord(model, file, request, signal, guard);
      underWay.set(key, asking);
      try {
        return await asking;
      } finally {
        underWay.delete(key);
      }
    },
  };
}

async function askAndRecord(
  model: Model,
  file: AnswerFile,
  request: ModelRequest,
  signal: AbortSignal,
  guard: UsageGuard | undefined,
): Promise<ModelAnswer> {
  let answer: ModelAnswer;
  try {
    answer = await model.ask(request, signal, guard);
  } catch (failure) {
    const isSent = (guard?.used.requests ?? 0) > 0;
    const told = signal.aborted ? new ZenbunError('interrupted', STOPPED) : failure;
    const isForbidden = told instanceof ZenbunError && (told.code === 'interrupted' || told.code === 'budget');
    if (told instanceof ZenbunError && (isSent || !isForbidden)) await file.append(request, told, guard?.used);
    throw failure;
  }
  await file.append(request, answer, guard?.used);
  return answer;
}

const STOPPED = { en: 'stopped before the answer arrived', ja: '回答の前に中断されました' };
