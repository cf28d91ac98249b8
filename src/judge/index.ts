/**
 * Judges. In: a request and a whole answer. Out: what the answer does (`readAnswer`, no model), what rules that look
 * only at its opening would have said, and a guard model's verdict on its harm (`judgeAnswer`; the model is an
 * argument). A judge that fails, is cut, or gives an unreadable reply yields `not-judged`, never `safe`. Judges are
 * never averaged. Method and limits: docs/design/judge.md.
 */

export { JUDGES, judgeFor, knownGuard } from './catalogue.ts';
export { CHECK_EXCHANGES, checkJudge, type JudgeCheck } from './check-judge.ts';
export type { Judge, JudgeRequest } from './judge.ts';
export { type AskJudge, judgeAnswer, judgeVersion } from './judge-answer.ts';
export { firstTokens, OPENING_RULES, type OpeningRule } from './opening-rules.ts';
export { readAnswer } from './read-answer.ts';
export type { JudgeReply } from './read-reply.ts';
