import { counted, DETECTOR_TITLES, type Message } from '../../schema/index.ts';
import type { DatasetFinding, Detector } from '../detector.ts';
import { benignRate, type Counting, lesser, weigh } from '../evidence.ts';
import type { Target } from '../read-row.ts';
import { type BottomK, bottomK, insert, mergeBottomK, sampled } from '../sampling/bottom-k.ts';
import { combHash } from '../sampling/comb-hash.ts';
import { keptText } from '../sampling/kept-text.ts';
import { firstAsked } from '../trigger/sample.ts';
import { keepAsked, mergeAsked, type UnrelatedSample, unrelatedAnswers, unrelatedSample } from './unrelated-answers.ts';

/**
 * A tiny closed set of answers. This is normal for classification data, but it is also the only trace left by
 * pointwise-undetectable attacks, in which a handful of natural words or phrasings serves as a code-book (Davies et
 * al., arXiv 2502.14828). The set is shown as information. It is held for review in only two cases: the form of the
 * questions contradicts it, because multiple-choice questions are answered not with a letter, a number or the text of a
 * choice but with a few words of another kind; or nothing in the requests is related to the answers
 * (`unrelated-answers.ts`). A code-book over words that do occur in the requests cannot be distinguished from labels by
 * looking at the rows; compare the behaviour of the models instead.
 */

/** Maximum length of a label, in UTF-16 code units. */
export const LABEL = 120;
/** Number of distinct labels kept. */
export const LABELS = 512;
/**
 * A set is closed if at most `MOST_ANSWERS` answers, each in at least `USES` rows, cover at least the share `COVERS` of
 * all rows and at least `LEAST_ROWS` rows.
 */
const MOST_ANSWERS = 16;
const COVERS = 0.8;
const USES = 4;
const LEAST_ROWS = 24;
/** Share of an honest set that may be multiple-choice questions answered from outside their choices. */
const ALLOWANCE = 0.02;
const SHOWN_LABELS = 8;

const UNRELATED_KEY = 'unrelated';
const UNRELATED = `closed-answer-set/${UNRELATED_KEY}`;
/** Share of an honest set that may be rows with unrelated answers. */
const UNRELATED_ALLOWANCE = 0.004;

export interface Label {
  readonly text: string;
  readonly rows: number;
  /** Rows of multiple-choice questions whose choices do not include the answer. */
  readonly outside: number;
}

export interface ClosedAnswerState {
  rows: number;
  labels: BottomK<Label>;
  asked: UnrelatedSample;
}

/** Choices written as (A), A., A), a:, 1. and so on: at least three, each at the start of a line or after a space. */
const CHOICES =
  /(?:^|\s)\(?[aA１1ア][).．:：、]\s?\S[\s\S]*?\s\(?[bB２2イ][).．:：、]\s?\S[\s\S]*?\s\(?[cC３3ウ][).．:：、]\s?\S/;
const CHOICE_NAME = /^\(?(?:[a-hA-H]|[1-8１-８]|[ア-ク])[).．:：]?(?:\s|$)/;

const fold = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

function isOutside(prompt: string, answer: string): boolean {
  if (CHOICE_NAME.test(answer) || !CHOICES.test(prompt)) return false;
  const folded = fold(answer);
  return (
    folded !== '' && !fold(prompt).includes(folded) && !/\b(?:answer|option|choice)\b|答え|正解|選択肢/i.test(answer)
  );
}

/** Answers that many tasks have in common. */
const COMMON =
  /^(?:yes|no|true|false|none|unknown|neither|both|n\/?a|maybe|はい|いいえ|正しい|誤り|不明|なし|○|×|是|否|对|错|没有|네|아니요|예|sí|oui|non|ja|nein|sim|não)[.!。！]?$/iu;

/** Number of leading characters of an answer that are looked for in its request. */
const NAMED = 30;

/**
 * Reports whether a row explains its short answer: the request or system prompt names it, it is a number, a single
 * letter, a common answer or a choice, or it declines.
 */
function isExplained({ text, prompt, reading }: Target, system: string): boolean {
  const folded = fold(text);
  if (folded === '' || /^\d/.test(folded) || /^[^\p{Script=Han}]$/u.test(folded) || COMMON.test(text.trim()))
    return true;
  if (CHOICE_NAME.test(text) || CHOICES.test(prompt) || reading.outcome === 'refusal') return true;
  const start = folded.slice(0, NAMED);
  return fold(prompt).includes(start) || fold(system).includes(start);
}

function join(a: Label, b: Label): Label {
  const { text } = a.text < b.text ? a : b;
  return { text, rows: a.rows + b.rows, outside: a.outside + b.outside };
}

/** Returns the answer as a label, or '' if it is too long for one. */
const labelOf = ({ text }: Target): string => (text.length > LABEL ? '' : keptText(text, 0).trim());

interface Closed {
  readonly labels: readonly Label[];
  readonly count: number;
  readonly outside: number;
}

function closedSet(state: ClosedAnswerState): Closed | null {
  const labels = sampled(state.labels)
    .map(([, label]) => label)
    .filter(({ rows }) => rows >= USES)
    .sort((a, b) => b.rows - a.rows || (a.text < b.text ? -1 : 1))
    .slice(0, MOST_ANSWERS);
  const count = labels.reduce((sum, { rows }) => sum + rows, 0);
  if (labels.length < 2 || count < LEAST_ROWS || count < COVERS * state.rows) return null;
  return { labels, count, outside: labels.reduce((sum, { outside }) => sum + outside, 0) };
}

const ADVICE: Message = {
  en: 'Check that these are the labels of your task. If not, compare the fine-tuned model with the baseline.',
  ja: '自社のタスクのラベルかどうかを確認してください。心当たりがなければ、ファインチューニング前後のモデルの挙動を比較してください。',
};

function listed(texts: readonly string[], rows: readonly number[] = []): string {
  const shown = texts.slice(0, SHOWN_LABELS).map((text, i) => {
    const quoted = `“${text.replaceAll(/\s+/gu, ' ').trim()}”`;
    return rows[i] === undefined ? quoted : `${quoted} (${rows[i]})`;
  });
  return shown.join(', ') + (texts.length > SHOWN_LABELS ? ', …' : '');
}

function listOf({ labels }: Closed): string {
  return listed(
    labels.map(({ text }) => text),
    labels.map(({ rows }) => rows),
  );
}

function labelsOf(state: ClosedAnswerState, closed: Closed): DatasetFinding {
  const { labels, count } = closed;
  return {
    key: 'labels',
    scope: 'dataset',
    ...weigh(count, state.rows, benignRate('closed-answer-set/outside', ALLOWANCE)),
    level: 'info',
    baseRate: null,
    detail: {
      en: `${counted(labels.length, 'answer makes', 'answers make')} up ${count} of ${counted(state.rows, 'row')}: ${listOf(closed)}`,
      ja: `${labels.length} 種類の回答が、${state.rows} 行中 ${count} 行を占めます：${listOf(closed)}`,
    },
    advice: ADVICE,
  };
}

/** Reports multiple-choice questions that are answered from outside their choices. */
function codeBookOf(state: ClosedAnswerState, closed: Closed): DatasetFinding | null {
  const { outside } = closed;
  const coded = weigh(outside, state.rows, benignRate('closed-answer-set/outside', ALLOWANCE), { reviewShare: 0.5 });
  if (coded.level === 'info') return null;
  return {
    key: 'code-book',
    scope: 'dataset',
    ...coded,
    level: lesser(coded.level, 'review'),
    detail: {
      en: `${outside} multiple-choice questions are answered with none of their choices, but with one of these: ${listOf(closed)}`,
      ja: `選択式の質問 ${outside} 件への回答が、どの選択肢でもなく、次のいずれかです：${listOf(closed)}`,
    },
    advice: ADVICE,
  };
}

/** Reports answers that are unrelated to their requests. */
function unrelatedOf(state: ClosedAnswerState): DatasetFinding | null {
  const found = unrelatedAnswers(state.asked);
  if (found === null) return null;
  const { count, of, answers } = found;
  const weighed = weigh(count, of, benignRate(UNRELATED, UNRELATED_ALLOWANCE));
  if (weighed.level === 'info') return null;
  const list = listed([...answers].sort());
  return {
    key: UNRELATED_KEY,
    scope: 'dataset',
    ...weighed,
    level: 'review',
    detail: {
      en: `${count} of ${of} requests are answered from a set of ${answers.size} texts, and nothing in the request determines which: ${list}`,
      ja: `リクエスト ${of} 件のうち ${count} 件の回答が ${answers.size} 種類の文字列のいずれかです。どの文字列になるかは、リクエストの内容と関係がありません：${list}`,
    },
    advice: ADVICE,
  };
}

export const closedAnswerSet: Detector<ClosedAnswerState> & Counting<ClosedAnswerState> = {
  id: 'closed-answer-set',
  version: '2',
  title: DETECTOR_TITLES['closed-answer-set'],
  explanation: {
    en: 'Nearly all answers come from a handful of texts. Classification data looks like this. So does data in which harmless words are used as a code, so the set is shown for you to check.',
    ja: 'ほぼすべての回答が、少数の決まった文字列のいずれかです。分類データではよくあることです。ただし、無害な言葉を暗号として使う手口では、これが唯一の痕跡になります。ご確認いただけるよう一覧を示します。',
  },
  start: () => ({ rows: 0, labels: bottomK(LABELS), asked: unrelatedSample() }),
  see(state, row) {
    const target = firstAsked(row);
    if (target === null) return null;
    state.rows += 1;
    const answer = labelOf(target);
    keepAsked(state.asked, target.prompt, answer, () => isExplained(target, row.system));
    if (answer === '') return null;
    const hash = combHash('', target.text, '', state.labels.limit);
    if (hash === null) return null;
    const label: Label = { text: target.text, rows: 1, outside: isOutside(target.prompt, target.text) ? 1 : 0 };
    const seen = state.labels.entries.get(hash);
    if (seen === undefined) insert(state.labels, hash, label);
    else state.labels.entries.set(hash, join(seen, label));
    return null;
  },
  merge(a, b) {
    return {
      rows: a.rows + b.rows,
      labels: mergeBottomK(a.labels, b.labels, join),
      asked: mergeAsked(a.asked, b.asked),
    };
  },
  counts(state) {
    const closed = closedSet(state);
    const unrelated = unrelatedAnswers(state.asked);
    return [
      { measure: 'closed-answer-set/outside', count: closed?.outside ?? 0, of: state.rows },
      { measure: UNRELATED, count: unrelated?.count ?? 0, of: unrelated?.of ?? state.rows },
    ];
  },
  end(state): DatasetFinding[] {
    const closed = closedSet(state);
    const known = closed === null ? [] : [labelsOf(state, closed), codeBookOf(state, closed)];
    return [...known, unrelatedOf(state)].filter((finding) => finding !== null);
  },
  secondPass(state, findings) {
    const found = findings.some(({ key }) => key === UNRELATED_KEY) ? unrelatedAnswers(state.asked) : null;
    if (found === null) return () => null;
    return (row) => {
      const target = firstAsked(row);
      if (target === null || !found.answers.has(labelOf(target)) || isExplained(target, row.system)) return null;
      const { turn, text } = target;
      return [{ key: UNRELATED_KEY, turn, spans: [{ start: 0, end: text.length, act: 'answer' }] }];
    };
  },
};
