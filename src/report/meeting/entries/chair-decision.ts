import type { Assessment, GateAssessment } from '../../../schema/index.ts';
import { drawnShare, moneyRange } from '../../cost/cost-numbers.ts';
import { GATE_NAMES } from '../../gate-words.ts';
import { rolloutsOf } from '../../given-evidence.ts';
import { notProven } from '../../limits/not-proven.ts';
import type { MeetingEntry } from '../meeting-entry.ts';

const uncheckedOf = ({ gates }: Assessment): GateAssessment[] => gates.filter(({ state }) => state === 'not-checked');

const namesOf = (gates: readonly GateAssessment[]) => ({
  en: gates.map(({ gate }) => GATE_NAMES[gate].en).join('; '),
  ja: gates.map(({ gate }) => GATE_NAMES[gate].ja).join('、'),
});

export const CHAIR_DECISION: readonly MeetingEntry[] = [
  {
    id: 'nothing-checked',
    audience: 'chair',
    weight: 100,
    text: {
      en: 'None of the {n} checks has been carried out yet, so there is no result that a decision could rest on.',
      ja: '{n} 項目の確認は、いずれも未実施です。判断の根拠となる結果は、まだありません。',
    },
    when: (assessment) => {
      const n = assessment.gates.length;
      return n > 0 && uncheckedOf(assessment).length === n ? { n } : null;
    },
  },
  {
    id: 'some-unchecked',
    audience: 'chair',
    weight: 98,
    text: {
      en: '{n} of {of} checks {n:has|have} not been made ({names}). We have left {n:it|them} out of today’s decision.',
      ja: '{of} 項目のうち {n} 項目（{names}）については未確認のため、今回の判断材料には含めておりません。',
    },
    when: (assessment) => {
      const unchecked = uncheckedOf(assessment);
      const of = assessment.gates.length;
      if (unchecked.length === 0 || unchecked.length === of) return null;
      return { n: unchecked.length, of, names: namesOf(unchecked) };
    },
  },
  {
    id: 'costs',
    audience: 'chair',
    weight: 71,
    text: {
      en: 'By our estimate, checking costs {range} a year; it pays for itself in {share} of {draws} trial calculations.',
      ja: '当社の試算では、検査の年間費用は {range}、効果が費用を上回ったのは {draws} 回の試算のうち {share} です。',
    },
    when: (_, __, costs) => {
      if (costs === null) return null;
      const { checks, currency, pays, draws } = costs;
      return {
        range: { en: moneyRange(checks, currency, 'en'), ja: moneyRange(checks, currency, 'ja') },
        share: { en: drawnShare(pays, 'en'), ja: drawnShare(pays, 'ja') },
        draws,
      };
    },
  },
  {
    id: 'propose-hold',
    audience: 'chair',
    weight: 70,
    text: {
      en: 'We propose not to go on until the {n} {n:check that says stop has|checks that say stop have} been settled.',
      ja: '「停止」となった {n} 項目が解消されるまで、次の段階に進まないことをご提案します。',
    },
    when: ({ gates }) => {
      const n = gates.filter(({ state }) => state === 'block').length;
      return n === 0 ? null : { n };
    },
  },
  {
    id: 'propose-check',
    audience: 'chair',
    weight: 70,
    text: {
      en: 'Before we decide, we propose to have the training data and the behaviour before and after fine-tuning checked.',
      ja: '判断の前に、学習データと、ファインチューニング前後の挙動の確認を実施することをご提案します。',
    },
    when: ({ verdict }) => (verdict === 'not-checked' ? {} : null),
  },
  {
    id: 'propose-stages',
    audience: 'chair',
    weight: 40,
    text: {
      en: 'If we introduce the model, we propose to start with 1 % of users and to go on by way of 5, 25 and 50 %, with the conditions for going back agreed beforehand.',
      ja: '導入する場合は、利用者の 1 % から始めて 5 %、25 %、50 % と広げ、戻す条件を事前に決めておくことをご提案します。',
    },
    when: ({ verdict }, evidence) =>
      (verdict === 'pass' || verdict === 'review') && rolloutsOf(evidence).length === 0 ? {} : null,
  },
  {
    id: 'way-back-unknown',
    audience: 'chair',
    weight: 35,
    text: {
      en: 'How quickly we could go back to the previous model is not known: no staged rollout is among our results.',
      ja: '従来のモデルへの切り戻しに要する時間は未確認です。段階導入の結果が今回の資料にないためです。',
    },
    when: (_, evidence) => (rolloutsOf(evidence).length === 0 ? {} : null),
  },
  {
    id: 'basis',
    audience: 'chair',
    weight: 15,
    text: {
      en: 'All of this rests on {n} {n:result|results}, each listed in the report so that somebody else can check it.',
      ja: '以上は {n} 件の結果に基づいています。いずれも報告書に一覧があり、第三者が確認できます。',
    },
    when: (_, evidence) => (evidence.length === 0 ? null : { n: evidence.length }),
  },
  {
    id: 'limits',
    audience: 'chair',
    weight: 20,
    text: {
      en: 'The report lists {n} {n:thing|things} that these results do not prove. Please take {n:it|them} into account.',
      ja: '今回の結果から証明できないことを、報告書に {n} 点挙げています。あわせてご確認ください。',
    },
    when: (_, evidence) => ({ n: notProven(evidence).length }),
  },
];
