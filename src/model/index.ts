/**
 * Models to ask. In: an id (`openai:NAME`, `http://host/v1#NAME`, `replay:answers.jsonl`, …) and what of the world a model
 * needs, as arguments. Out: a `Model` that takes a conversation and gives a whole answer, or a failure that says what to do.
 * Asks again where that can help, reads no more than it was told to, and never turns a failure into an answer. Answer files
 * keep what was said, so that nothing is asked twice. Asks no host more at a time than
 * it bears (`HostPaces`). Never streams or counts money: who asks does. Why it is cut this way: docs/design/model.md.
 */

export type { Environment, HttpLimits } from './environment.ts';
export { HostPaces, type PacesTold } from './http/host-pace.ts';
export type { Model, ModelAnswer, ModelRequest, ModelTurn, UnusedAnswers, UsageGuard } from './model.ts';
export { formatModelId, parseModelId } from './model-id.ts';
export { openModel } from './open-model.ts';
export { type AnswerFile, openAnswerFile } from './recorded/answer-file.ts';
export { recordedModel } from './recorded/recorded-model.ts';
export {
  DEFAULT_UPSTREAM_TIMES,
  openUpstream,
} from './upstream/http-upstream.ts';
