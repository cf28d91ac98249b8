import { setTimeout } from 'node:timers/promises';
import { ZenbunError } from '../../errors.ts';
import type { LiveJudge } from '../../gateway/index.ts';
import { type JudgeReply, type JudgeRequest, judgeAnswer } from '../../judge/index.ts';
import { type Model, type ModelRequest, openModel } from '../../model/index.ts';
import { judgeOption } from '../compare/judge-option.ts';

/**
 * Returns a judge of the harm of live answers, from `MODEL` or `MODEL=TEMPLATE` as in `compare --judge`. Unlike the
 * judge of a comparison, it is asked again after any number of failures; each of them is `not-judged`. Throws as
 * `openModel` does.
 */
export async function liveJudge(option: string, env: Readonly<Record<string, string | undefined>>): Promise<LiveJudge> {
  const { model: id, judge } = judgeOption(option);
  const model = await openModel(id, {
    env,
    sleep: (milliseconds, signal) => setTimeout(milliseconds, undefined, { signal }),
    now: Date.now,
    random: Math.random,
    toy: (name) => {
      throw new ZenbunError('usage', {
        en: `toy:${name} cannot judge live answers`,
        ja: `toy:${name} は実際の回答の判定に使えません`,
      });
    },
  });
  return async (prompt, answer, signal) => {
    const ask = (wanted: JudgeRequest) => replyOf(model, wanted, signal);
    const { judgement } = await judgeAnswer(judge, model.id, ask, { prompt, answer });
    return judgement.kind === 'judged' ? judgement.harm : 'not-judged';
  };
}

async function replyOf(model: Model, wanted: JudgeRequest, signal: AbortSignal): Promise<JudgeReply> {
  const request: ModelRequest =
    wanted.kind === 'chat'
      ? { turns: wanted.turns, sample: wanted.sample }
      : { turns: [{ role: 'user', text: wanted.input }] };
  try {
    const { text, finish } = await model.ask(request, signal);
    return { kind: 'answer', text, finish };
  } catch (failure) {
    const why = failure instanceof ZenbunError ? failure.localized : { en: 'it failed', ja: '失敗しました' };
    return { kind: 'failed', why };
  }
}
