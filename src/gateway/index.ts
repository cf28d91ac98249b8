/**
 * Sits between clients and model servers that speak the same endpoint. In: HTTP requests, a router, a log, a clock.
 * Out: HTTP responses whose answers were read to their end, and two records of each exchange. Never opens a connection
 * to a model server itself, never writes a file, and never passes on unread content without saying so. Design:
 * docs/design/gateway.md.
 */
export {
  ACCESS_SCOPES,
  type AccessKey,
  type AccessLimits,
  keyOf,
  newAccessKey,
} from './access/access-key.ts';
export { exchangeFacts, firstAnswerFacts } from './exchange/exchange-facts.ts';
export { AnswerGuard } from './guard/answer-guard.ts';
export { LATCH_CONFIDENCE, type Latch, latchOf } from './guard/guard-policy.ts';
export type { GuardedAnswer } from './guard/guarded-answer.ts';
export { GatewayMetrics } from './metrics.ts';
export type {
  ControlPage,
  ControlReply,
  ControlRequest,
  GatewayClient,
  GatewayClock,
  GatewayRecord,
  GatewayRoute,
  LiveJudge,
  Recorder,
  RouteRollout,
  Upstream,
  UpstreamAnswer,
} from './ports.ts';
export { Gateway, type GatewayPlan, type GatewayPorts } from './server/gateway.ts';
export { DEFAULT_LISTENING, isLoopback, type Listening, listen } from './server/listen.ts';
export { DEFAULT_SETTINGS, type GatewaySettings } from './settings.ts';
export { ExchangeTracer } from './tracing.ts';
