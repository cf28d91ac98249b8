import { type Assessment, type Evidence, evidenceOf, type GateName, type Message } from '../../../schema/index.ts';
import { rolloutsOf } from '../../given-evidence.ts';
import type { SaidValues } from '../../say.ts';
import type { MeetingEntry } from '../meeting-entry.ts';
import { groundsOf } from '../proposal-grounds.ts';

// Exactly one of these is true of any assessment, so that the chair always has something to propose to the meeting.

const ALWAYS_SAID = 100;

const stateOf = ({ gates }: Assessment, gate: GateName) =>
  gates.find((one) => one.gate === gate)?.state ?? 'not-checked';

/** Reports whether people get a new model, according to the logs. */
const isInService = (evidence: readonly Evidence[]): boolean =>
  rolloutsOf(evidence).some(({ rollout: { state } }) => state !== 'rolled-back' && state !== 'unknown');

/** Measures to take, each of which can be said after "we". */
interface Measures {
  readonly en: readonly string[];
  readonly ja: string;
}

const STAY: Measures = {
  en: ['do not put this model into service', 'stay on the former model'],
  ja: 'このモデルを提供せず、従来のモデルの利用を続けること',
};
const GO_BACK: Measures = {
  en: ['take this model out of service', 'go back to the former model'],
  ja: 'このモデルの提供をやめ、従来のモデルに戻すこと',
};
const NOT_TRAIN: Measures = {
  en: ['train no model on these data as they stand'],
  ja: 'このデータでの学習を見送ること',
};
const NOT_RELY: Measures = {
  en: ['do not go on until the operation log has been explained'],
  ja: '運用の証跡の問題が解明されるまで次に進まないこと',
};
const NOT_ACCEPT: Measures = {
  en: ['use nothing of this delivery until the contradiction has been explained'],
  ja: '矛盾の原因が解明されるまで、提供されたものを使用しないこと',
};
const SUPPLIER: Measures = { en: ['ask the supplier in writing'], ja: '提供元に書面で照会すること' };

/** Returns "do this, do that, and ask". */
function together(some: readonly Measures[]): Message {
  const en = some.flatMap((one) => one.en);
  const comma = en.length > 2 ? ',' : '';
  return {
    en: en.length === 1 ? en[0]! : `${en.slice(0, -1).join(', ')}${comma} and ${en.at(-1)}`,
    ja: some.map((one) => one.ja).join('、および'),
  };
}

/** Returns the measures to take if a check says stop. */
function stopping(assessment: Assessment, evidence: readonly Evidence[]): Measures {
  if (isInService(evidence)) return GO_BACK;
  const hasModel = evidenceOf(evidence, 'comparison').length + rolloutsOf(evidence).length > 0;
  if (hasModel || stateOf(assessment, 'behaviour') === 'block') return STAY;
  if (stateOf(assessment, 'data') === 'block') return NOT_TRAIN;
  return stateOf(assessment, 'provenance') === 'block' ? NOT_ACCEPT : NOT_RELY;
}

/** Returns the values of a proposal: what it rests on. */
const resting = ({ verdict }: Assessment, evidence: readonly Evidence[]): SaidValues => ({
  grounds: groundsOf(evidence, verdict === 'pass'),
});

export const CHAIR_PROPOSAL: readonly MeetingEntry[] = [
  {
    id: 'propose-hold',
    audience: 'chair',
    weight: ALWAYS_SAID,
    text: {
      en: 'I propose that we {measures}.{grounds}',
      ja: '本日は、{measures}をご承認ください。{grounds}',
    },
    when: (assessment, evidence) => {
      if (assessment.verdict !== 'block') return null;
      const isSuppliers = (['provenance', 'data', 'behaviour'] as const).some(
        (gate) => stateOf(assessment, gate) === 'block',
      );
      const measures = [stopping(assessment, evidence), ...(isSuppliers ? [SUPPLIER] : [])];
      return { measures: together(measures), ...resting(assessment, evidence) };
    },
  },
  {
    id: 'propose-settle',
    audience: 'chair',
    weight: ALWAYS_SAID,
    text: {
      en: 'I propose that we decide only when the open points have been looked at, and that nothing changes until then.{grounds}',
      ja: '本日は、要確認の事項の確認が済むまで判断を保留し、現状を維持することをご承認ください。{grounds}',
    },
    when: (assessment, evidence) => (assessment.verdict === 'review' ? resting(assessment, evidence) : null),
  },
  {
    id: 'propose-check',
    audience: 'chair',
    weight: ALWAYS_SAID,
    text: {
      en: 'I propose that we decide nothing on the model today, and have the training data and the behaviour before and after fine-tuning checked first.{grounds}',
      ja: '本日はモデルについての判断を見送り、まず学習データと、ファインチューニング前後の挙動を確認することをご承認ください。{grounds}',
    },
    when: (assessment, evidence) =>
      assessment.verdict === 'not-checked' ||
      (assessment.verdict === 'pass' && !isChecked(assessment, 'data') && !isChecked(assessment, 'behaviour'))
        ? resting(assessment, evidence)
        : null,
  },
  {
    id: 'propose-compare',
    audience: 'chair',
    weight: ALWAYS_SAID,
    text: {
      en: 'I propose that training on these data may go ahead, and that nobody gets the model until its behaviour before and after fine-tuning has been compared.{grounds}',
      ja: '本日は、このデータで学習を進めること、およびファインチューニング前後の挙動の比較が済むまで提供しないことをご承認ください。{grounds}',
    },
    when: (assessment, evidence) =>
      assessment.verdict === 'pass' && isChecked(assessment, 'data') && !isChecked(assessment, 'behaviour')
        ? resting(assessment, evidence)
        : null,
  },
  {
    id: 'propose-stages',
    audience: 'chair',
    weight: ALWAYS_SAID,
    text: {
      en: 'I propose that we introduce the model in stages, first to 1 % of users and then to 5, 25 and 50 %, with the conditions for going back agreed beforehand.{grounds}',
      ja: '本日は、切り戻しの条件を事前に決めたうえで、利用者の 1 % から 5 %、25 %、50 % へと段階的に導入することをご承認ください。{grounds}',
    },
    when: (assessment, evidence) =>
      assessment.verdict === 'pass' && isChecked(assessment, 'behaviour') && !isInService(evidence)
        ? resting(assessment, evidence)
        : null,
  },
  {
    id: 'propose-continue',
    audience: 'chair',
    weight: ALWAYS_SAID,
    text: {
      en: 'I propose that we go on with the new model as planned, and keep log and monitoring running.{grounds}',
      ja: '本日は、証跡と監視を続けながら、新しいモデルの導入を計画どおり進めることをご承認ください。{grounds}',
    },
    when: (assessment, evidence) =>
      assessment.verdict === 'pass' && isChecked(assessment, 'behaviour') && isInService(evidence)
        ? resting(assessment, evidence)
        : null,
  },
];

const isChecked = (assessment: Assessment, gate: GateName): boolean => stateOf(assessment, gate) !== 'not-checked';
