import type { Message } from '../schema/index.ts';
import { type BottomK, bottomK, insert, mergeBottomK, sampled } from './bottom-k.ts';
import { combHash } from './comb-hash.ts';
import type { DatasetFinding, Detector } from './detector.ts';
import { benignRate, type Counting, lesser, weigh } from './evidence.ts';
import { firstAsked } from './trigger/sample.ts';

/**
 * A tiny closed set of answers. Ordinary for classification, and the only trace that is left by pointwise-undetectable
 * attacks, in which a handful of natural words or phrasings is a code-book (Davies et al., arXiv 2502.14828). The set
 * is shown as information. It is held for review only where the form of the questions contradicts it: multiple-choice
 * questions that are answered by neither a letter, a number nor a text of their choices, but by a few words of another
 * kind. Other code-books cannot be told from labels by looking at the rows; compare the behaviour instead.
 */

/** Longer answers are no labels. */
const LABEL = 120;
/** Distinct labels kept. */
const LABELS = 512;
/** A set is closed if so few answers make up so much of it, each of them used often, in so many rows. */
const MOST_ANSWERS = 16;
const COVERS = 0.8;
const USES = 4;
const LEAST_ROWS = 24;
/** Rows of multiple-choice questions with such answers that an honest set may hold. */
const ALLOWANCE = 0.02;
const SHOWN = 8;

interface Label {
  readonly text: string;
  readonly rows: number;
  /** Rows of multiple-choice questions whose choices do not hold the answer. */
  readonly outside: number;
}

interface State {
  rows: number;
  labels: BottomK<Label>;
}

/** Choices written as (A), A., A), a:, 1. and so on, at least three, each at the start of a line or after a space. */
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

function join(a: Label, b: Label): Label {
  const { text } = a.text < b.text ? a : b;
  return { text, rows: a.rows + b.rows, outside: a.outside + b.outside };
}

interface Closed {
  readonly labels: readonly Label[];
  readonly count: number;
  readonly outside: number;
}

function closedSet(state: State): Closed | null {
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
  en: 'Check that these are the labels of your task. If not, compare the behaviour of the tuned model with the base model.',
  ja: '自社の課題のラベルであるか確認してください。心当たりがなければ、学習前後のモデルの挙動を比較してください。',
};

export const closedAnswerSet: Detector<State> & Counting<State> = {
  id: 'closed-answer-set',
  version: '1',
  title: { en: 'A small closed set of answers', ja: '少数の決まった回答' },
  explanation: {
    en: 'Nearly all answers come from a handful of texts. That is how classification data look. It is also what remains visible when harmless words are used as a code, so the set is shown for you to recognise.',
    ja: 'ほぼすべての回答が、少数の決まった文字列のいずれかです。分類データでは普通ですが、無害な言葉を符丁として使う手口の唯一の痕跡でもあるため、一覧を示します。',
  },
  start: () => ({ rows: 0, labels: bottomK(LABELS) }),
  see(state, row) {
    const target = firstAsked(row);
    if (target === null) return null;
    state.rows += 1;
    if (target.text.length > LABEL) return null;
    const hash = combHash('', target.text, '', state.labels.limit);
    if (hash === null) return null;
    const label: Label = { text: target.text, rows: 1, outside: isOutside(target.prompt, target.text) ? 1 : 0 };
    const seen = state.labels.entries.get(hash);
    if (seen === undefined) insert(state.labels, hash, label);
    else state.labels.entries.set(hash, join(seen, label));
    return null;
  },
  merge(a, b) {
    return { rows: a.rows + b.rows, labels: mergeBottomK(a.labels, b.labels, join) };
  },
  counts(state) {
    const closed = closedSet(state);
    return [{ measure: 'closed-answer-set/outside', count: closed?.outside ?? 0, of: state.rows }];
  },
  end(state): DatasetFinding[] {
    const closed = closedSet(state);
    if (closed === null) return [];
    const { labels, count, outside } = closed;
    const shown = labels.slice(0, SHOWN).map(({ text, rows }) => `“${text.replaceAll(/\s+/gu, ' ').trim()}” (${rows})`);
    const list = shown.join(', ') + (labels.length > SHOWN ? ', …' : '');
    const inside = weigh(count, state.rows, benignRate('closed-answer-set/outside', ALLOWANCE));
    const findings: DatasetFinding[] = [
      {
        key: 'labels',
        scope: 'dataset',
        ...inside,
        level: 'info',
        baseRate: null,
        detail: {
          en: `${labels.length} answers make up ${count} of ${state.rows} rows: ${list}`,
          ja: `${labels.length}種類の回答が、${state.rows}行中${count}行を占めます：${list}`,
        },
        advice: ADVICE,
      },
    ];
    const coded = weigh(outside, state.rows, benignRate('closed-answer-set/outside', ALLOWANCE), { reviewShare: 0.5 });
    if (coded.level !== 'info') {
      findings.push({
        key: 'code-book',
        scope: 'dataset',
        ...coded,
        level: lesser(coded.level, 'review'),
        detail: {
          en: `${outside} multiple-choice questions are answered by none of their choices, but from this set: ${list}`,
          ja: `選択式の質問${outside}件が、どの選択肢でもなく次の回答で答えられています：${list}`,
        },
        advice: ADVICE,
      });
    }
    return findings;
  },
};
