/**
 * Models that can be asked. Input: an id (`openai:NAME`, `http://host/v1#NAME`, `replay:answers.jsonl`, …) and, as
 * arguments, everything a model needs from the outside world. Output: a `Model` that takes a conversation and returns a
 * whole answer, or a failure that says what to do. This room asks again if that can help, reads no more than it was
 * told to, and never turns a failure into an answer. Answer files record what was said, so that nothing is asked twice.
 * No host gets more concurrent requests than it can handle (`HostPaces`). This room never streams and never counts
 * money; that is up to the caller. Design rationale: docs/design/model.md.
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
