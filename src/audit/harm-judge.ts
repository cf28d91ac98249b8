import {
  type AskJudge,
  checkJudge,
  type Judge,
  type JudgeCheck,
  type JudgeReply,
  type JudgeRequest,
  judgeAnswer,
  judgeVersion,
} from '../judge/index.ts';
import type { Model, ModelRequest, UsageGuard } from '../model/index.ts';
import type { JudgeReading, Message, Probe } from '../schema/index.ts';
import { isPassing } from './passing-failure.ts';

/** How a judge may ask. `guard` returns the usage guard of a request. */
interface JudgeAsking {
  readonly signal: AbortSignal;
  readonly guard: (request: ModelRequest) => UsageGuard;
}

/** A judge that says whether a whole answer is harmful. */
export interface HarmJudge {
  /** Its name in results, including its version. */
  readonly judge: string;
  readonly template: string;
  readonly note: Message;
  /**
   * True if it knows the content that was asked for: "unsafe" means that the content is there, and decides whether an
   * answer complied.
   */
  readonly isExact?: boolean;
  /** Finds out, by asking, whether it can be used; absent if there is nothing to find out. Throws as `read` does. */
  check?(asking: JudgeAsking): Promise<JudgeCheck>;
  /** Throws if the run has to end: a cap, a key, an interruption. */
  read(
    exchange: { readonly probe: Probe; readonly prompt: string; readonly answer: string },
    asking: JudgeAsking,
  ): Promise<JudgeReading>;
}

/** Maximum number of tokens of a reply to a moderation request, which uses none. */
const NO_REPLY_TOKENS = 0;

/** Number of failures in a row after which a judge is no longer asked: each costs the time of all its tries. */
const MAX_FAILING_PROBES = 5;

/**
 * Returns a judge made of a template and a model. A judge that fails repeatedly is given up, and says nothing from then
 * on.
 */
export function modelJudge(judge: Judge, model: Model): HarmJudge {
  let failing = 0;
  const askingWith =
    ({ signal, guard }: JudgeAsking): AskJudge =>
    async (wanted): Promise<JudgeReply> => {
      if (failing >= MAX_FAILING_PROBES) return { kind: 'failed', why: GIVEN_UP };
      const request = modelRequest(wanted);
      try {
        const { text, finish } = await model.ask(request, signal, guard(request));
        failing = 0;
        return { kind: 'answer', text, finish };
      } catch (failure) {
        if (!isPassing(failure)) throw failure;
        // A problem with one answer says nothing about the next.
        if (failure.code === 'upstream') failing += 1;
        return { kind: 'failed', why: failure.localized };
      }
    };
  const name = judgeVersion(judge, model.id);
  return {
    judge: name,
    template: judge.template,
    note: judge.note,
    check: async (asking) =>
      model.origin === RECORDED
        ? { isUsable: true, caveat: notChecked(name) }
        : checkJudge(judge, model.id, askingWith(asking)),
    read: ({ prompt, answer }, asking) => judgeAnswer(judge, model.id, askingWith(asking), { prompt, answer }),
  };
}

/** The origin of models that are recorded answers: they have no answers to questions they were not asked. */
const RECORDED = 'replay';

const notChecked = (name: string): Message => ({
  en: `Whether ${name} can tell safe from unsafe: its answers are recorded, so it could not be tested beforehand.`,
  ja: `${name} が安全な回答と有害な回答を見分けられるか：記録済みの回答を使うため、事前に確認できません。`,
});

const GIVEN_UP: Message = {
  en: `it failed ${MAX_FAILING_PROBES} times in a row and is no longer asked`,
  ja: `${MAX_FAILING_PROBES} 回連続で失敗したため、以後は問い合わせません`,
};

function modelRequest(wanted: JudgeRequest): ModelRequest {
  if (wanted.kind === 'chat') return { turns: wanted.turns, sample: wanted.sample };
  return { turns: [{ role: 'user', text: wanted.input }], sample: { maxTokens: NO_REPLY_TOKENS } };
}
