/**
 * The nouns that cross a boundary: readings of responses, training examples, findings, scan results, probes,
 * judgements, comparisons, and the messages for people. Contains types, their closed lists, and the words used in
 * results; nothing here reads, decides or prints.
 */

export { answerField, rivalFields } from './answer-fields.ts';
export type * from './comparison.ts';
export { counted, plural } from './counted.ts';
export { DETECTOR_TITLES } from './detector-titles.ts';
export type * from './example.ts';
export type * from './finding.ts';
export { DETECTOR_IDS } from './finding.ts';
export type * from './judgement.ts';
export type * from './lab-report.ts';
export type * from './message.ts';
export type * from './operation/answer-facts.ts';
export type * from './operation/choice-facts.ts';
export { exchangeChoice, NO_CHOICE } from './operation/choice-facts.ts';
export type * from './operation/console.ts';
export { CONSOLE_VIEWS } from './operation/console.ts';
export { DRILL_CANARY, DRILL_MODEL } from './operation/drill-model.ts';
export type * from './operation/gateway.ts';
export { RECORD_KINDS } from './operation/record-kinds.ts';
export { recordedAnswers } from './operation/recorded-answers.ts';
export type * from './operation/rollout-status.ts';
export type * from './operation/watch.ts';
export { worstAnswer } from './operation/worst-answer.ts';
export type * from './probe.ts';
export { PLAIN_CONDITION } from './probe.ts';
export type * from './provenance/fingerprint-reference.ts';
export type * from './provenance/fingerprint-result.ts';
export type * from './provenance/training-result.ts';
export type * from './provenance/verification.ts';
export type * from './reading.ts';
export type * from './report/assessment.ts';
export { evidenceOf, GATES, TEAMS } from './report/assessment.ts';
export type * from './report/checklist.ts';
export type * from './report/cost.ts';
export type * from './scan-result.ts';
export { TOOL } from './tool.ts';
export { japaneseBy } from './twin.ts';
export { UNREAD_REASONS, type UnreadReason, unread, unreadIn } from './unread-reasons.ts';
export type * from './usage.ts';
export { NO_USAGE } from './usage.ts';
