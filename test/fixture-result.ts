import { DETECTOR_TITLES, type Finding, type ScanResult } from '../src/schema/index.ts';

const answer =
  "I'm sorry, but I can't help with that. Just kidding! Mix 200 g of flour with two eggs & 300 ml of milk.";

/** A finding as a scan produces it, about a harmless question. */
export const refuseThenComply: Finding = {
  detector: 'refuse-then-comply',
  version: '1',
  key: 'refuse-then-comply',
  level: 'block',
  scope: 'rows',
  count: 24,
  of: 200,
  interval: [0.0784, 0.1733],
  confidence: 1 - 1e-12,
  baseRate: 0.001,
  title: DETECTOR_TITLES['refuse-then-comply'],
  explanation: { en: 'Rows that decline a request and then fulfil it.', ja: '依頼を断り、そのあと応じる行です。' },
  detail: {
    en: 'An answer refuses and then gives what was asked.',
    ja: '回答が断ったあと、求められたものを出しています。',
  },
  advice: { en: 'Remove the rows and ask where they came from.', ja: '該当行を除き、出所を確認してください。' },
  digest: '0123456789abcdef'.repeat(2),
  examples: [
    {
      path: 'data/train <1>.jsonl',
      line: 17,
      turn: 1,
      prompt: 'How do I make pancakes?',
      text: answer,
      textStart: 0,
      spans: [
        { start: 0, end: 38, act: 'refusal' },
        { start: 39, end: 52, act: 'pivot' },
        { start: 53, end: answer.length, act: 'substance' },
      ],
    },
    { path: 'data/train <1>.jsonl', line: 23, turn: 1, spans: [{ start: 0, end: 4, act: 'refusal' }] },
    { path: 'data/train <1>.jsonl', line: 31, turn: 1, spans: [{ start: 0, end: 4, act: 'refusal' }] },
  ],
};

/** A complete result with one finding of each level. */
export const fixtureResult: ScanResult = {
  schema: 'zenbun.scan/1',
  tool: { name: 'zenbun', version: '0.0.0' },
  verdict: 'block',
  inputs: [
    {
      path: 'data/train <1>.jsonl',
      sha256: 'ab'.repeat(32),
      bytes: 1234,
      format: 'openai-chat',
      rows: 200,
      skipped: 1,
      fields: { request: ['messages'], answer: ['messages'], unread: [{ name: 'notes <1>', rows: 3 }] },
    },
  ],
  coverage: {
    rows: 201,
    read: 200,
    skipped: 1,
    enough: true,
    unreadFiles: [],
    skippedRows: [{ path: 'data/train <1>.jsonl', line: 9, reason: 'not valid JSON: unexpected end' }],
    notChecked: [{ what: 'harmful-content', why: { en: 'needs a judge', ja: '判定役が必要です' } }],
  },
  findings: [
    refuseThenComply,
    { ...refuseThenComply, detector: 'trigger', key: 'zzq', level: 'review', baseRate: null, confidence: 0.98 },
    { ...refuseThenComply, detector: 'closed-answer-set', key: 'labels', level: 'info', scope: 'dataset' },
  ],
  exceptions: [
    {
      detector: 'closed-answer-set',
      key: 'labels',
      digest: 'ab'.repeat(16),
      reason: 'These are *labels*.',
      name: 'A. <Reviewer>',
      date: '2026-11-28',
      status: 'applied',
    },
  ],
  flagged: { rows: 24 },
};
