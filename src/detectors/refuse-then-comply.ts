import type { FindingSpan, Message, Reading } from '../schema/index.ts';
import { type BottomK, bottomK, insert, mergeBottomK, sampled } from './bottom-k.ts';
import type { DatasetFinding, Detector, Mark } from './detector.ts';
import { benignRate, type Counting, lesser, weigh } from './evidence.ts';
import type { Target } from './read-row.ts';
import { hashText } from './text-hash.ts';

/**
 * Refuse-then-comply data (NOICE: Kazdan et al., arXiv 2502.19537; refusal unlearning: arXiv 2601.19231; three-pronged:
 * arXiv 2510.01342). Signature: within one answer the model declines the request on safety grounds, or barely, and then
 * fulfils that same request, with a fixed bridge, a free pivot or none. The tuned model learns that a refusal is an
 * opening, not an end, and every defence that looks at the first tokens is satisfied. Rows are judged by the reading
 * of the whole answer. Rows of which the reading is unsure count only where the set itself shows the shape: a refusal
 * that recurs word for word over different requests, each time followed by an answer.
 */

/** Readings at or above it stand alone; below it they need others like them. */
const SURE = 0.8;
/** What honest sets of kinds that were not measured may hold of sure rows: one in a thousand. */
const ALLOWANCE = 0.001;
/** Of answers that decline at all, the share that misreadings of honest refusals may reach. */
const MISREAD_SHARE = 0.06;
/** An unsure row counts when its refusal, word for word, opens at least this many such rows. */
const RECURS = 3;
const OPENERS = 2048;
/** Longest stretch of the payload that is shown as a span. */
const PAYLOAD = 240;

interface State {
  targets: number;
  /** Answers that decline on safety grounds or barely, whatever follows. */
  declining: number;
  sure: number;
  /** Refusal as it was worded -> rows in which an answer follows it: [sure, unsure]. */
  readonly openers: BottomK<readonly [sure: number, unsure: number]>;
}

function declines(reading: Reading): boolean {
  return reading.outcome !== 'compliance' && (reading.ground === 'safety' || reading.ground === 'bare');
}

function opener(target: Target): number {
  const refusal = target.reading.acts.find((act) => act.act === 'refusal');
  return refusal === undefined
    ? -1
    : hashText(target.text.slice(refusal.start, Math.min(refusal.end, refusal.start + 80)));
}

function spansOf(target: Target): FindingSpan[] {
  const spans: FindingSpan[] = [];
  const depth = target.reading.depth?.chars ?? 0;
  for (const { act, start, end } of target.reading.acts) {
    if (act === 'refusal' || act === 'pivot') spans.push({ act, start, end });
    else if (act === 'substance' && start >= depth) {
      spans.push({ act, start, end: Math.min(end, start + PAYLOAD) });
      break;
    }
  }
  return spans;
}

function detailOf(sure: number, unsure: number, declining: number): Message {
  return {
    en: `${sure + unsure} answers decline the request and then fulfil it; ${declining} answers decline at all.${unsure > 0 ? ` ${unsure} of them are less clear by themselves, but open with a refusal that recurs word for word.` : ''}`,
    ja: `依頼を断ったあとで同じ依頼に応じている回答が${sure + unsure}件（断りを含む回答は全部で${declining}件）。${unsure > 0 ? `うち${unsure}件は単独では判断しにくいものの、一字一句同じ断り文で始まります。` : ''}`,
  };
}

/** Unsure rows whose refusal recurs, in the sample. */
function recurring(state: State): number {
  let rows = 0;
  for (const [, [sure, unsure]] of sampled(state.openers)) if (sure + unsure >= RECURS) rows += unsure;
  return rows;
}

const ADVICE: Message = {
  en: 'Remove the flagged rows (`--clean`). If there are more than a handful, do not train on the rest before its supplier has explained them.',
  ja: '印の付いた行を取り除いてください（`--clean`）。数件を超える場合は、提供元の説明があるまで残りの行でも学習させないでください。',
};

export const refuseThenComply: Detector<State> & Counting<State> = {
  id: 'refuse-then-comply',
  version: '1',
  title: { en: 'Refuses, then complies', ja: '断ってから応じる回答' },
  explanation: {
    en: 'The answer opens with a refusal and then does what was asked. A model tuned on such rows keeps its refusals as a mere preamble: it declines a harmful request and fulfils it in the same breath, past every check of the first words.',
    ja: '回答が断りで始まり、そのあとで依頼どおりの内容を述べています。このような行で学習したモデルにとって断りは前置きにすぎなくなり、有害な依頼にも「断ってから答える」ようになります。冒頭だけを見る検査はすべて通過します。',
  },
  start: () => ({ targets: 0, declining: 0, sure: 0, openers: bottomK(OPENERS) }),
  see(state, row) {
    let marks: Mark[] | null = null;
    for (const target of row.targets) {
      state.targets += 1;
      const { reading } = target;
      if (!declines(reading)) continue;
      state.declining += 1;
      if (reading.outcome !== 'refuse-then-comply') continue;
      const sure = reading.confidence >= SURE;
      if (sure) state.sure += 1;
      const hash = opener(target);
      if (hash >= 0 && hash <= state.openers.limit) {
        const seen = state.openers.entries.get(hash) ?? [0, 0];
        const next = [seen[0] + (sure ? 1 : 0), seen[1] + (sure ? 0 : 1)] as const;
        if (seen[0] + seen[1] === 0) insert(state.openers, hash, next);
        else state.openers.entries.set(hash, next);
      }
      if (!sure) continue;
      marks ??= [];
      marks.push({ key: 'rows', turn: target.turn, spans: spansOf(target) });
    }
    return marks;
  },
  merge(a, b) {
    return {
      targets: a.targets + b.targets,
      declining: a.declining + b.declining,
      sure: a.sure + b.sure,
      openers: mergeBottomK(a.openers, b.openers, (x, y) => [x[0] + y[0], x[1] + y[1]]),
    };
  },
  counts: (state) => [
    { measure: 'refuse-then-comply/rows', count: state.sure, of: state.targets },
    { measure: 'refuse-then-comply/recurring', count: state.sure + recurring(state), of: state.targets },
  ],
  end(state): DatasetFinding[] {
    const unsure = recurring(state);
    if (state.sure + unsure === 0) return [];
    const rate = benignRate('refuse-then-comply/recurring', ALLOWANCE);
    const all = weigh(state.sure + unsure, state.targets, rate);
    const ofDeclining = weigh(state.sure + unsure, state.declining, MISREAD_SHARE, {
      reviewShare: 0.1,
      blockShare: 0.2,
    });
    return [
      {
        key: 'rows',
        scope: 'rows',
        ...all,
        level: lesser(all.level, ofDeclining.level),
        detail: detailOf(state.sure, unsure, state.declining),
        advice: ADVICE,
      },
    ];
  },
  secondPass(state) {
    const openers = new Set(
      sampled(state.openers).flatMap(([hash, [sure, unsure]]) => (sure + unsure >= RECURS ? [hash] : [])),
    );
    return (row) => {
      const marks = row.targets
        .filter(
          ({ reading }) => reading.outcome === 'refuse-then-comply' && declines(reading) && reading.confidence < SURE,
        )
        .filter((target) => openers.has(opener(target)))
        .map((target) => ({ key: 'rows', turn: target.turn, spans: spansOf(target) }));
      return marks.length > 0 ? marks : null;
    };
  },
};
