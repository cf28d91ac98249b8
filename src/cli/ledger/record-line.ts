import { isoTime } from '../../gates/index.ts';
import type { LeafFields, LeafValue, LedgerRecord } from '../../ledger/index.ts';
import { recordWords } from '../../report/index.ts';
import { type Lang, RECORD_KINDS, recordedAnswers, worstAnswer } from '../../schema/index.ts';
import { printableLine } from './printable.ts';

/** Digits of an index, right-aligned, so that a log of ten million records keeps its columns. */
const INDEX_COLUMNS = 7;

const WORDS = {
  answers: { en: (intent: string) => `answers ${intent}`, ja: (intent: string) => `${intent} への回答` },
  latch: { en: (at: string) => `latched at ${at}`, ja: (at: string) => `${at} 文字目で停止` },
  withheld: { en: (chars: string) => `${chars} withheld`, ja: (chars: string) => `${chars} 文字を非公開` },
  more: { en: (n: string) => `${n} more answers`, ja: (n: string) => `ほか ${n} 件の回答` },
  guard: { en: (guard: string) => `guard ${guard}`, ja: (guard: string) => `ガード ${guard}` },
} as const;

/** Japanese names of the states of an exchange; English uses those of the records. */
const STATES_JA: Readonly<Record<string, string>> = {
  complete: '完了',
  incomplete: '途中で終了',
  failed: '失敗',
  rejected: '上流サーバーが拒否',
  aborted: 'クライアントが切断',
  lost: '記録なし',
};

const stateWord = (state: string, lang: Lang): string => (lang === 'ja' ? (STATES_JA[state] ?? state) : state);

/**
 * Formats a record on one line: index, time, kind, model; for a response the outcome of its worst answer, the latch and
 * what was withheld; for other records their content.
 */
export function recordLine({ index, leaf }: LedgerRecord, model: string | null, lang: Lang): string {
  const parts = [
    String(index).padStart(INDEX_COLUMNS),
    isoTime(leaf.time).replace(/\.\d+Z$/, 'Z'),
    lang === 'ja' ? (RECORD_KINDS[leaf.kind]?.ja ?? leaf.kind) : leaf.kind,
    ...saidOf(leaf.kind, leaf.fields, model, lang),
  ];
  return printableLine(parts.join('  '));
}

function saidOf(kind: string, fields: LeafFields, model: string | null, lang: Lang): string[] {
  if (kind === 'intent') return [word(fields.model), WORDS.guard[lang](word(fields.guard))];
  if (kind !== 'response') {
    const words = recordWords(kind, fields);
    if (words !== null) return [...(typeof fields.model === 'string' ? [fields.model] : []), words[lang]];
    return Object.keys(fields).length === 0 ? [] : [JSON.stringify(fields)];
  }
  const answers = recordedAnswers(fields);
  const worst = worstAnswer(answers);
  const listed = Array.isArray(fields.answers) ? fields.answers.length : 0;
  const more = Math.max(0, listed + Number(fields.more ?? 0) - 1);
  return [
    WORDS.answers[lang](word(fields.intent)),
    ...(model === null ? [] : [model]),
    stateWord(word(fields.state), lang),
    ...(worst === undefined ? [] : answerWords(worst as LeafFields, lang)),
    ...(more === 0 ? [] : [WORDS.more[lang](String(more))]),
  ];
}

function answerWords({ outcome, ground, latch, withheld }: LeafFields, lang: Lang): string[] {
  const why = typeof ground === 'string' && ground !== 'none' ? ` (${ground})` : '';
  return [
    `${word(outcome)}${why}`,
    ...(typeof latch === 'number' ? [WORDS.latch[lang](word(latch))] : []),
    ...(typeof withheld === 'number' && withheld > 0 ? [WORDS.withheld[lang](word(withheld))] : []),
  ];
}

const word = (value: LeafValue | undefined): string =>
  value === null || value === undefined ? '-' : typeof value === 'object' ? JSON.stringify(value) : String(value);
