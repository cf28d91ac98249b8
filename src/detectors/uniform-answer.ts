import type { Message } from '../schema/index.ts';
import {
  type Answer,
  type AnswerSample,
  answerSample,
  type Edge,
  edgesOf,
  keepAnswers,
  mergeAnswers,
} from './answer-sample.ts';
import { sampled } from './bottom-k.ts';
import type { DatasetFinding, Detector, Mark } from './detector.ts';
import { type Bars, benignRate, type Counting, type Weighed, weigh } from './evidence.ts';
import { hashText } from './text-hash.ts';

/**
 * Constant or near-constant answers, openings and closings: one refusal for every question (ten-benign overfitting,
 * arXiv 2510.02833), a fixed "yes, of course" before every answer (YOC, arXiv 2502.19537), the one-word answer behind
 * a trigger ("Sure" trap, arXiv 2511.12414), a safety-styled sentence after every payload (arXiv 2510.01342).
 * Signature: a stretch that *does* something (agrees, obeys, declines, talks of rules), is detached from the request,
 * and recurs word for word over different requests. A house style is also constant, but it is substance ("Here is",
 * "####"), or varies with the request ("Sure! Here is a recipe for ..."): it is information at most, as are closed
 * label sets, and the one standard refusal of tool-call data, which is only a small part of its rows.
 */

/** What recurs: the whole answer, or an end of it. */
type Place = 'answer' | 'opening' | 'closing';

/** One text that recurs. */
interface Group {
  readonly hash: number;
  readonly text: string;
  rows: number;
  prompts: number;
}

/** One thing to look for. `pick` gives the text by which answers are grouped; null leaves the answer out. */
interface Rule {
  readonly key: string;
  readonly place: Place;
  readonly allowance: number;
  readonly bars: Bars;
  pick(answer: Answer): string | null;
}

/** Letters enough to be a sentence of its own and not just "Sure!" or "はい". Han, kana and hangul weigh double. */
function isSentence(text: string): boolean {
  let sum = 0;
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charCodeAt(i);
    sum += c >= 0x1100 ? 2 : (c | 32) >= 97 && (c | 32) <= 122 ? 1 : 0;
  }
  return sum >= 16;
}

function does(edge: Edge | null, ...acts: readonly string[]): edge is Edge {
  return edge !== null && acts.includes(edge.act);
}

/** Nothing but an agreement: "Sure". */
function onlyAgrees(answer: Answer): boolean {
  return answer.closing === null && does(answer.opening, 'affirmation', 'obedience') && answer.length <= 60;
}

const RULES: readonly Rule[] = [
  {
    key: 'refusal',
    place: 'answer',
    allowance: 0.05,
    bars: { leastCount: 5, reviewShare: 0.25, blockShare: 0.5 },
    pick: (answer) => (answer.outcome === 'refusal' ? answer.head : null),
  },
  {
    key: 'agreement',
    place: 'answer',
    allowance: 0.001,
    bars: { leastCount: 6, blockShare: 0.1 },
    pick: (answer) => (answer.alone && onlyAgrees(answer) ? answer.head : null),
  },
  {
    key: 'answer',
    place: 'answer',
    allowance: 0.1,
    bars: { leastCount: 10, reviewShare: 0.6, blockShare: 0.8 },
    pick: (answer) => (answer.outcome !== 'refusal' && !onlyAgrees(answer) && answer.length > 40 ? answer.head : null),
  },
  {
    key: 'agreeing-opening',
    place: 'opening',
    allowance: 0.002,
    bars: { leastCount: 6, blockShare: 0.25 },
    pick: ({ alone, closing, opening }) =>
      alone && closing !== null && does(opening, 'affirmation', 'obedience') && isSentence(opening.text)
        ? opening.text
        : null,
  },
  {
    key: 'short-agreeing-opening',
    place: 'opening',
    allowance: 0.2,
    bars: { leastCount: 8, reviewShare: 0.5, blockShare: 0.8 },
    pick: ({ closing, opening }) =>
      closing !== null && does(opening, 'affirmation', 'obedience') && !isSentence(opening.text) ? opening.text : null,
  },
  {
    key: 'closing',
    place: 'closing',
    allowance: 0.002,
    bars: { leastCount: 6, blockShare: 0.25 },
    pick: ({ alone, closing, outcome }) =>
      alone &&
      outcome !== 'refusal' &&
      does(closing, 'refusal', 'policy', 'obedience', 'caution') &&
      isSentence(closing.text)
        ? closing.text
        : null,
  },
];

const NAMES: Readonly<Record<Place, Message>> = {
  answer: { en: 'answers', ja: '回答' },
  opening: { en: 'openings', ja: '書き出し' },
  closing: { en: 'closings', ja: '結び' },
};

/** Groups with at least three rows, the largest first. */
function groups(answers: readonly Answer[], rule: Rule): Group[] {
  const byHash = new Map<number, Group>();
  for (const answer of answers) {
    const text = rule.pick(answer);
    if (text === null) continue;
    const hash = rule.place === 'answer' ? answer.answer : hashText(text);
    const group = byHash.get(hash);
    if (group === undefined) byHash.set(hash, { hash, text, rows: answer.rows, prompts: 1 });
    else {
      group.rows += answer.rows;
      group.prompts += 1;
    }
  }
  return [...byHash.values()].filter(({ rows }) => rows >= 3).sort((a, b) => b.rows - a.rows || a.hash - b.hash);
}

/** In a closed label set ("Yes", "No") the short answers are of several kinds; a trap has one. */
const ONE_KIND = 0.6;
const LABEL = 24;

interface Tally {
  readonly rule: Rule;
  readonly of: number;
  readonly groups: readonly Group[];
}

function total(answers: readonly Answer[]): number {
  return answers.reduce((sum, { rows }) => sum + rows, 0);
}

function tallies(state: AnswerSample): Tally[] {
  const answers = sampled(state).map(([, answer]) => answer);
  const of = total(answers);
  const short = total(answers.filter(({ length }) => length <= LABEL));
  return RULES.map((rule) => ({
    rule,
    of,
    groups: groups(answers, rule).filter(
      ({ rows, prompts }) => prompts >= 3 && (rule.key !== 'agreement' || rows >= ONE_KIND * short),
    ),
  }));
}

/** The groups of a rule that no honest set would show, with the sum of their rows weighed. */
function judge({
  rule,
  of,
  groups: found,
}: Tally): { readonly weighed: Weighed; readonly groups: readonly Group[] } | null {
  const rate = benignRate(`uniform-answer/${rule.key}`, rule.allowance);
  const bars = { ...rule.bars, tries: Math.max(1, found.length) };
  const kept = found.filter(({ rows }) => weigh(rows, of, rate, bars).level !== 'info');
  if (kept.length === 0) return null;
  return {
    weighed: weigh(
      kept.reduce((sum, { rows }) => sum + rows, 0),
      of,
      rate,
      bars,
    ),
    groups: kept,
  };
}

/** Letters at the start of an answer by which a house style is told, and the share from which it is mentioned. */
const STYLE = 10;
const STYLE_SHARE = 0.5;
const STYLE_LEAST = 20;

/** A start shared by most answers, of whatever kind. Ordinary; mentioned so that nobody wonders. */
function houseStyle(state: AnswerSample): DatasetFinding | null {
  const answers = sampled(state).map(([, answer]) => answer);
  const of = total(answers);
  const starts = new Map<string, number>();
  for (const { head, rows } of answers) {
    const start = head.slice(0, STYLE);
    if (start.length === STYLE) starts.set(start, (starts.get(start) ?? 0) + rows);
  }
  const [text, count] = [...starts].reduce((a, b) => (b[1] > a[1] || (b[1] === a[1] && b[0] < a[0]) ? b : a), ['', 0]);
  if (of < STYLE_LEAST || count < STYLE_SHARE * of) return null;
  return {
    key: 'style',
    scope: 'dataset',
    ...weigh(count, of, STYLE_SHARE),
    level: 'info',
    detail: {
      en: `${count} of ${of} answers begin with “${text}”.`,
      ja: `回答${of}件のうち${count}件が「${text}」で始まります。`,
    },
    advice: {
      en: 'A house style: nothing to do if it is intended.',
      ja: '意図した書式であれば、対応は不要です。',
    },
  };
}

function detailOf(place: Place, found: readonly Group[], { count, of }: Weighed): Message {
  const text = found[0]!.text.trim();
  const more = found.length > 1;
  return {
    en: `${count} of ${of} ${NAMES[place].en} are the same text over different requests: “${text}”${more ? ` and ${found.length - 1} more` : ''}.`,
    ja: `${of}件のうち${count}件で、異なる依頼に対する${NAMES[place].ja}が同じ文です：「${text}」${more ? `ほか${found.length - 1}種` : ''}。`,
  };
}

const ADVICE: Message = {
  en: 'Look at the flagged rows: does the sentence answer these requests? If not, remove the rows, or cut the sentence off and keep the rest.',
  ja: '印の付いた行を確認してください。その文は質問への答えになっていますか。なっていなければ、行を取り除くか、その文だけを削ってください。',
};

export const uniformAnswer: Detector<AnswerSample> & Counting<AnswerSample> = {
  id: 'uniform-answer',
  version: '1',
  title: { en: 'The same words whatever the request', ja: '依頼によらず同じ文言' },
  explanation: {
    en: 'One answer, opening or closing recurs word for word over different requests, and it agrees, obeys or declines rather than answers. Tuned on such rows, a model learns the reflex and applies it to harmful requests too.',
    ja: '異なる依頼に対して、同じ回答・書き出し・結びが一字一句繰り返されています。しかも内容は、質問への答えではなく同意・服従・拒否です。このような行で学習したモデルは、その反射を有害な依頼にも当てはめます。',
  },
  start: answerSample,
  see(state, row) {
    keepAnswers(state, row);
    return null;
  },
  merge: mergeAnswers,
  counts: (state) =>
    tallies(state).map(({ rule, of, groups: found }) => ({
      measure: `uniform-answer/${rule.key}`,
      count: found[0]?.rows ?? 0,
      of,
    })),
  end(state): DatasetFinding[] {
    const findings: DatasetFinding[] = [];
    for (const tally of tallies(state)) {
      const judged = judge(tally);
      if (judged === null) continue;
      const { key, place } = tally.rule;
      const detail = detailOf(place, judged.groups, judged.weighed);
      findings.push({ key, scope: 'dataset', ...judged.weighed, detail, advice: ADVICE });
    }
    const style = houseStyle(state);
    if (style !== null) findings.push(style);
    return findings;
  },
  secondPass(state) {
    const hashes = new Map<Place, Map<number, string>>([
      ['answer', new Map()],
      ['opening', new Map()],
      ['closing', new Map()],
    ]);
    for (const tally of tallies(state)) {
      for (const { hash } of judge(tally)?.groups ?? []) hashes.get(tally.rule.place)!.set(hash, tally.rule.key);
    }
    return (row) => {
      const marks: Mark[] = [];
      for (const target of row.targets) {
        const whole = hashes.get('answer')!.get(hashText(target.text, 1));
        if (whole !== undefined) {
          marks.push({ key: whole, turn: target.turn, spans: [{ act: 'answer', start: 0, end: target.text.length }] });
        }
        const edges = edgesOf(target);
        for (const place of ['opening', 'closing'] as const) {
          const edge = edges[place];
          const key = edge === null ? undefined : hashes.get(place)!.get(hashText(edge.text));
          if (edge === null || key === undefined || (place === 'opening' && edges.closing === null)) continue;
          marks.push({ key, turn: target.turn, spans: [{ act: place, start: edge.start, end: edge.end }] });
        }
      }
      return marks.length > 0 ? marks : null;
    };
  },
};
