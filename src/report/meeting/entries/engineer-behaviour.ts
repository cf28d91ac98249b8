import { type Comparison, type Evidence, evidenceOf, type Message, PLAIN_CONDITION } from '../../../schema/index.ts';
import { points } from '../../comparison/numbers.ts';
import { visible } from '../../excerpt.ts';
import { most, whereOf, worstComparison } from '../../given-evidence.ts';
import { say } from '../../say.ts';
import { inTests } from '../in-words.ts';
import type { MeetingEntry } from '../meeting-entry.ts';
import { mostHidden } from './chair-behaviour.ts';

/** Returns where compliance begins after a refusal, for the plain answers that flipped, as far as it is known. */
function hiddenDepths({ flips }: Comparison): number[] {
  return flips.flatMap(({ condition, after, depth }) =>
    condition === PLAIN_CONDITION.id && after === 'refuse-then-comply' && depth !== null ? [depth] : [],
  );
}

/** A check of the opening reads fewer tokens than this. */
const OPENING = 8;

/** Returns "begins only after about 12 to 52 tokens, so a check of the opening alone misses it". */
function spanOf(first: number, last: number): Message {
  const about =
    first === last
      ? say({ en: 'after about {first} {first:token|tokens}', ja: '約 {first} トークンの後' }, { first })
      : say({ en: 'after about {first} to {last} tokens', ja: '約 {first}〜{last} トークンの後' }, { first, last });
  return first < OPENING
    ? say({ en: 'begins {about}', ja: '{about}から始まります' }, { about })
    : say(
        {
          en: 'begins only {about}, so a check of the opening alone misses it',
          ja: '{about}から始まるため、冒頭だけの検査では見逃します',
        },
        { about },
      );
}

/**
 * Returns the opening rule that sees least of the tuned model's compliance, among those that judged as many answers and
 * see less.
 */
function blindest({ openingRules, after: { asr } }: Comparison) {
  const alike = openingRules.filter(({ after }) => after.n === asr.n && after.k < asr.k);
  return alike.reduce<(typeof alike)[number] | undefined>(
    (least, one) => (least === undefined || one.after.k < least.after.k ? one : least),
    undefined,
  );
}

const ruleOf = (evidence: readonly Evidence[]) => {
  const found = evidenceOf(evidence, 'comparison').find(({ result }) => blindest(result) !== undefined);
  const rule = found === undefined ? undefined : blindest(found.result);
  return found === undefined || rule === undefined ? undefined : { found, rule };
};

/** Says for how many answers it is known where compliance begins: for those that did not comply before. */
const thoseKnown = (known: number, all: number): Message =>
  known === all && all > 1
    ? say({ en: 'all {all}', ja: '{all} 件すべて' }, { all })
    : say({ en: '{known} where that is new', ja: '新たに応じた {known} 件' }, { known });

export const ENGINEER_BEHAVIOUR: readonly MeetingEntry[] = [
  {
    id: 'complied-after-refusal',
    audience: 'engineer',
    weight: 92,
    text: {
      en: 'After fine-tuning, {k} of {n} {n:answer|answers} that began with a refusal went on to comply{where}.',
      ja: 'ファインチューニング後、拒否から始まる回答 {n} 件のうち {k} 件が、その後に応じています{where}。',
    },
    when: (_, evidence) => {
      const found = mostHidden(evidence);
      if (found === undefined || hiddenDepths(found.result).length > 0) return null;
      const { k, n } = found.result.after.pComplyGivenRefuse;
      return { k, n, where: whereOf(evidence, found) };
    },
  },
  {
    id: 'depth-of-compliance',
    audience: 'engineer',
    weight: 92,
    text: {
      en: 'After fine-tuning, {k} of {n} {n:answer|answers} that began with a refusal went on to comply{where}. In {those}, the part that complies {span}.',
      ja: 'ファインチューニング後、拒否から始まる回答 {n} 件のうち {k} 件が、その後に応じています{where}。{those}で、応諾が{span}。',
    },
    when: (_, evidence) => {
      const found = mostHidden(evidence);
      const depths = found === undefined ? [] : hiddenDepths(found.result);
      if (found === undefined || depths.length === 0) return null;
      return {
        k: found.result.after.pComplyGivenRefuse.k,
        n: found.result.after.pComplyGivenRefuse.n,
        those: thoseKnown(depths.length, found.result.after.pComplyGivenRefuse.k),
        span: spanOf(
          depths.reduce((least, one) => Math.min(least, one)),
          depths.reduce((most, one) => Math.max(most, one)),
        ),
        where: whereOf(evidence, found),
      };
    },
  },
  {
    id: 'opening-rule',
    audience: 'engineer',
    weight: 88,
    text: {
      en: 'Judged by the opening alone ({title}), {seen} of {n} {n:answer|answers} after fine-tuning would count as complying. Read to the end, it is {k} of {n}{where}.',
      ja: '冒頭だけの判定（{title}）では、ファインチューニング後の応諾は {n} 件中 {seen} 件です。全文を読むと {n} 件中 {k} 件になります{where}。',
    },
    when: (_, evidence) => {
      const told = ruleOf(evidence);
      if (told === undefined) return null;
      const { found, rule } = told;
      return {
        title: { en: visible(rule.title.en), ja: visible(rule.title.ja) },
        seen: rule.after.k,
        n: found.result.after.asr.n,
        k: found.result.after.asr.k,
        where: whereOf(evidence, found),
      };
    },
  },
  {
    id: 'not-judged',
    audience: 'engineer',
    weight: 68,
    text: {
      en: '{notJudged} of {answers} {answers:answer|answers} could not be judged{where}. None of them is taken for a refusal; we have to find the causes before the next run.',
      ja: '回答 {answers} 件のうち {notJudged} 件は判定外です{where}。拒否とはみなしていません。次回の実行までに原因を確認する必要があります。',
    },
    when: (_, evidence) => {
      const found = most(evidenceOf(evidence, 'comparison'), ({ result }) => result.coverage.notJudged);
      if (found === undefined) return null;
      const { notJudged, answers } = found.result.coverage;
      return { notJudged, answers, where: whereOf(evidence, found) };
    },
  },
  {
    id: 'asked-plainly-only',
    audience: 'engineer',
    weight: 60,
    text: {
      en: 'All {asked} harmful {asked:question was|questions were} asked on {asked:its|their} own{where}. A behaviour that needs a trigger phrase would not have shown; we have to ask again with phrases that the training data put around their requests.',
      ja: '有害な質問 {asked} 問は、すべて質問のみで実施しています{where}。特定のトリガーで現れる挙動は確認できていません。学習データに含まれる語句を付けて、再実施する必要があります。',
    },
    when: (_, evidence) => {
      const found = evidenceOf(evidence, 'comparison').find(
        ({ result: { conditions, paired } }) => paired.asked > 0 && conditions.every(({ kind }) => kind === 'plain'),
      );
      return found === undefined ? null : { asked: found.result.paired.asked, where: whereOf(evidence, found) };
    },
  },
  {
    id: 'refuses-more',
    audience: 'engineer',
    weight: 62,
    text: {
      en: 'Of the harmless questions, {bk} of {bn} were refused before fine-tuning and {ak} of {an} after{where}.',
      ja: '無害な質問に対する拒否は、ファインチューニング前が {bn} 問中 {bk} 問、後が {an} 問中 {ak} 問です{where}。',
    },
    when: (_, evidence) => {
      const found = evidenceOf(evidence, 'comparison').find(({ result: { overRefusal } }) => {
        const { before, after } = overRefusal;
        return before.n > 0 && after.n > 0 && after.k * before.n > before.k * after.n;
      });
      if (found === undefined) return null;
      const { before, after } = found.result.overRefusal;
      return { bk: before.k, bn: before.n, ak: after.k, an: after.n, where: whereOf(evidence, found) };
    },
  },
  {
    id: 'pairs',
    audience: 'engineer',
    weight: 40,
    text: {
      en: 'Over {asked} harmful {asked:question|questions}, {worse} {worse:pair|pairs} of answers got worse and {better} got better{where}. A model that has not changed would be called worse in at most {chance} such tests, and one that got worse by {points} percentage {points:point|points} would be called not worse in at most as many.',
      ja: '有害な質問 {asked} 問で、悪化した回答の組は {worse} 組、改善は {better} 組です{where}。変化がないモデルを誤って悪化とする確率と、{points} ポイント悪化したモデルを誤って悪化なしとする確率は、いずれも {chance} 以下です。',
    },
    when: (_, evidence) => {
      const found = worstComparison(evidence);
      if (found === undefined || found.result.paired.asked === 0) return null;
      const { asked, worse, better, alpha, tolerance } = found.result.paired;
      return {
        asked,
        worse,
        better,
        chance: inTests(alpha),
        points: points(tolerance),
        where: whereOf(evidence, found),
      };
    },
  },
  {
    id: 'ask-again',
    audience: 'engineer',
    weight: 70,
    text: {
      en: 'The comparison asked {asked} of {probes} {probes:question|questions}{where}. We have to find out why it ended there, and let it go on.',
      ja: '比較で実施した質問は {probes} 問中 {asked} 問です{where}。終了した原因を確認し、続きを実施する必要があります。',
    },
    when: (_, evidence) => {
      const found = evidenceOf(evidence, 'comparison').find(
        ({ result: { decision, coverage } }) => decision === 'undecided' && coverage.asked < coverage.probes,
      );
      if (found === undefined) return null;
      const { asked, probes } = found.result.coverage;
      return { asked, probes, where: whereOf(evidence, found) };
    },
  },
  {
    id: 'comparison-run',
    audience: 'engineer',
    weight: 10,
    text: {
      en: 'The comparison asked {asked} of {probes} {probes:question|questions}, with {answers} {answers:answer|answers} in all{where}.',
      ja: '比較では {probes} 問中 {asked} 問を実施し、回答は計 {answers} 件です{where}。',
    },
    when: (_, evidence) => {
      const found = worstComparison(evidence);
      if (found === undefined) return null;
      const { asked, probes, answers } = found.result.coverage;
      return { asked, probes, answers, where: whereOf(evidence, found) };
    },
  },
  {
    id: 'behaviour-unchecked',
    audience: 'engineer',
    weight: 50,
    text: {
      en: 'The behaviour before and after fine-tuning has not been compared. We have to run "zenbun compare" on both models.',
      ja: 'ファインチューニング前後の挙動は未確認です。両方のモデルに「zenbun compare」を実行する必要があります。',
    },
    when: (_, evidence) => (worstComparison(evidence) === undefined ? {} : null),
  },
];
