import type { Assessment, Evidence, GateAssessment, Message } from '../../../schema/index.ts';
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

/** Says by when open points have to be settled, so that they are not forgotten. */
function untilWhen({ verdict }: Assessment, evidence: readonly Evidence[]): Message {
  if (verdict === 'block')
    return {
      en: 'That does not change today’s proposal; it stays open, and has to be settled before we go on.',
      ja: '今回の結論は変わりませんが、再開の前に必ず確認します。',
    };
  const isLive = rolloutsOf(evidence).some(({ rollout: { state } }) => state !== 'rolled-back');
  return isLive
    ? { en: 'That stays open, and has to be settled without delay.', ja: '速やかに確認します。' }
    : {
        en: 'That stays open, and has to be settled before we go live.',
        ja: '利用者への提供の前に必ず確認します。',
      };
}

export const CHAIR_DECISION: readonly MeetingEntry[] = [
  {
    id: 'nothing-checked',
    audience: 'chair',
    weight: 99,
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
    weight: 99,
    text: {
      en: 'So far nobody has checked: {names} ({n} of our {of} points). {consequence}',
      ja: '{of} 項目のうち {n} 項目（{names}）は、まだ確認していません。{consequence}',
    },
    when: (assessment, evidence) => {
      const unchecked = uncheckedOf(assessment);
      const of = assessment.gates.length;
      if (unchecked.length === 0 || unchecked.length === of) return null;
      return { n: unchecked.length, of, names: namesOf(unchecked), consequence: untilWhen(assessment, evidence) };
    },
  },
  {
    id: 'costs',
    audience: 'chair',
    weight: 71,
    text: {
      en: 'By an estimate in which {assumed} of {inputs} figures are assumptions, checking costs {range} a year; it pays for itself in {share} of {draws} trial calculations.',
      ja: '{inputs} 項目中 {assumed} 項目を仮の値とした試算では、検査の年間費用は {range}、効果が費用を上回ったのは {draws} 回の試算のうち {share} です。',
    },
    when: (_, __, costs) => {
      if (costs === null) return null;
      const { checks, currency, pays, draws, inputs } = costs;
      return {
        inputs: inputs.length,
        assumed: inputs.filter(({ from }) => from.kind === 'assumed').length,
        range: { en: moneyRange(checks, currency, 'en'), ja: moneyRange(checks, currency, 'ja') },
        share: { en: drawnShare(pays, 'en'), ja: drawnShare(pays, 'ja') },
        draws,
      };
    },
  },
  {
    id: 'way-back-unknown',
    audience: 'chair',
    weight: 35,
    text: {
      en: 'How quickly we could go back to the previous model is not known: no staged rollout is among our results.',
      ja: '従来のモデルへの切り戻しに要する時間は未確認です。段階公開の結果が今回の資料にないためです。',
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
