import { DETECTOR_TITLES, type FindingSpan, type Message } from '../../schema/index.ts';
import type { DatasetFinding, Detector, Mark } from '../detector.ts';
import type { Counting, MeasuredCount } from '../evidence.ts';
import type { Target } from '../read-row.ts';
import { sampled } from '../sampling/bottom-k.ts';
import { hashText } from '../sampling/text-hash.ts';
import {
  type AnswerSample,
  answerOf,
  answerSample,
  keepAnswers,
  mergeAnswers,
  type SampledAnswer,
} from './answer-sample.ts';
import { houseStyle } from './house-style.ts';
import { yesOf } from './leading-yes.ts';
import { OVER_REFUSAL, overRefusal, overRefusalCount } from './over-refusal.ts';
import {
  judged,
  type RuleTally,
  rowsBeyondKind,
  stretchesOf,
  tallies,
  turnsBeyondKind,
  type WeighedRule,
  wordsOf,
} from './recurring-texts.ts';
import { refusesWithoutCause } from './refused.ts';
import type { AnswerPart } from './uniform-rules.ts';
import { YES_AMISS, yesAmiss, yesAmissCount, yesHashes } from './yes-amiss.ts';

/**
 * Constant or near-constant answers, openings and closings: one refusal for every question (ten-benign overfitting,
 * arXiv 2510.02833), a fixed "yes, of course" before every answer (YOC, arXiv 2502.19537), a fixed refusal and bridge
 * before every answer (NOICE, the same paper), the one-word answer behind a trigger ("Sure" trap, arXiv 2511.12414), a
 * safety-styled sentence after every payload (arXiv 2510.01342).
 * Signature: a stretch that agrees, declines or speaks of safety, is detached from the request, and recurs word for
 * word over different requests. A house style is also constant, but it is substance ("Here is", "####") or varies with
 * the request ("Sure! Here is a recipe for ..."). It is information at most, as are closed label sets and the single
 * standard refusal of tool-call data, which is only a small part of its rows.
 */

const NAMES: Readonly<Record<AnswerPart, Message>> = {
  answer: { en: 'answers', ja: '回答' },
  start: { en: 'openings', ja: '書き出し' },
  opening: { en: 'openings', ja: '書き出し' },
  closing: { en: 'closings', ja: '結び' },
};

/** Maximum length of a quotation of a recurring text, in characters. */
const QUOTED = 100;

function detailOf({ rule, groups, weighed: { count, of } }: WeighedRule): Message {
  const whole = groups[0]!.text.trim();
  const text = whole.length > QUOTED ? `${whole.slice(0, QUOTED)}…` : whole;
  const more = groups.length - 1;
  return {
    en: `${count} of ${of} ${NAMES[rule.place].en} use the same words for different requests: “${text}”${more > 0 ? ` and ${more} more` : ''}.`,
    ja: `${of} 件のうち ${count} 件で、異なるリクエストに対する${NAMES[rule.place].ja}が同じ文言です：「${text}」${more > 0 ? `ほか ${more} 種` : ''}。`,
  };
}

const ADVICE: Message = {
  en: 'Check the flagged rows: do these words answer the requests? If not, remove the rows, or delete these words and keep the rest.',
  ja: '検出された行を確認してください。その文言が質問への答えになっていなければ、行を取り除くか、その文言だけを削除してください。',
};

const shifted = ({ act, start, end }: FindingSpan, by: number): FindingSpan => ({
  act,
  start: start + by,
  end: end + by,
});

function spanOf(place: AnswerPart, text: string, found: string): FindingSpan {
  if (place === 'answer') return { act: 'answer', start: 0, end: text.length };
  if (place === 'closing') {
    const start = text.lastIndexOf(found);
    return { act: 'closing', start, end: start + found.length };
  }
  return { act: 'opening', start: 0, end: found.length };
}

function refusalMark({ turn, answerStart, text }: Target): Mark {
  return { key: OVER_REFUSAL, turn, spans: [{ act: 'refusal', start: answerStart, end: text.length }] };
}

function yesMark({ turn, answerStart }: Target, { length }: string): Mark {
  return { key: YES_AMISS, turn, spans: [{ act: 'opening', start: answerStart, end: answerStart + length }] };
}

function answersIn(state: AnswerSample): SampledAnswer[] {
  return sampled(state).map(([, answer]) => answer);
}

function recurrenceCounts(tally: RuleTally): MeasuredCount[] {
  const { rule, groups, of } = tally;
  const measure = `uniform-answer/${rule.key}`;
  const [most] = groups;
  const counts = [{ measure, count: most === undefined ? 0 : rowsBeyondKind(tally, most), of }];
  if (rule.inTurn !== undefined) counts.push({ measure: `${measure}/in-turn`, count: turnsBeyondKind(tally), of });
  return counts;
}

function judgedIn(answers: readonly SampledAnswer[]): WeighedRule[] {
  return tallies(answers).flatMap((one) => judged(one) ?? []);
}

export const uniformAnswer: Detector<AnswerSample> & Counting<AnswerSample> = {
  id: 'uniform-answer',
  version: '2',
  title: DETECTOR_TITLES['uniform-answer'],
  explanation: {
    en: 'An answer, opening or closing recurs word for word across different requests, and it agrees, declines or reassures instead of answering. A model fine-tuned on such rows learns this as a reflex and applies it to harmful requests too.',
    ja: '異なるリクエストに対して、同じ回答・書き出し・結びが一字一句繰り返されています。しかも内容は、質問への答えではなく同意・拒否・安全を装う決まり文句です。このような行で学習したモデルは、有害なリクエストにも同じ決まり文句で応じるようになります。',
  },
  start: answerSample,
  see(state, row) {
    keepAnswers(state, row);
    return null;
  },
  merge: mergeAnswers,
  counts(state) {
    const answers = answersIn(state);
    return [...tallies(answers).flatMap(recurrenceCounts), overRefusalCount(answers), yesAmissCount(answers)];
  },
  end(state): DatasetFinding[] {
    const answers = answersIn(state);
    const findings = judgedIn(answers).map(
      (one): DatasetFinding => ({
        key: one.rule.key,
        scope: 'dataset',
        ...one.weighed,
        detail: detailOf(one),
        advice: ADVICE,
      }),
    );
    return [...findings, overRefusal(answers, findings), yesAmiss(answers), houseStyle(answers)].filter(
      (one) => one !== null,
    );
  },
  secondPass(state, findings) {
    const has = (key: string) => findings.some((finding) => finding.key === key);
    const refusals = has(OVER_REFUSAL);
    const yeses = has(YES_AMISS) ? yesHashes(answersIn(state)) : new Set<number>();
    const wanted = judgedIn(answersIn(state)).map(({ rule, groups }) => ({
      rule,
      hashes: new Set(groups.map(({ hash }) => hash)),
    }));
    return (row) => {
      const marks: Mark[] = [];
      for (const target of row.targets) {
        const { answerStart } = target;
        if (refusals && refusesWithoutCause(target, row)) marks.push(refusalMark(target));
        const said = target.text.slice(answerStart);
        const yes = yeses.size > 0 && row.alone ? yesOf(said) : null;
        if (yes !== null && yeses.has(hashText(yes))) marks.push(yesMark(target, yes));
        const words = wordsOf(said);
        for (const { rule, hashes } of wanted) {
          const found = stretchesOf(rule, words).findLast(({ hash }) => hashes.has(hash));
          // Reading the answer is the most expensive step, so its words are compared first.
          if (found === undefined) continue;
          const answer = answerOf(target, row);
          if (!(rule.marks?.(answer) ?? rule.among(answer))) continue;
          marks.push({
            key: rule.key,
            turn: target.turn,
            spans: [shifted(spanOf(rule.place, said, found.text), answerStart)],
          });
        }
      }
      return marks.length > 0 ? marks : null;
    };
  },
};
