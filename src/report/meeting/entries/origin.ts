import type { Evidence, EvidenceOf } from '../../../schema/index.ts';
import { visible } from '../../excerpt.ts';
import { whereOf, worstFingerprint, worstTraining, worstVerification } from '../../given-evidence.ts';
import { inTests } from '../in-words.ts';
import type { MeetingEntry } from '../meeting-entry.ts';

const verificationOf = (evidence: readonly Evidence[], verdict: EvidenceOf<'verification'>['result']['verdict']) => {
  const found = worstVerification(evidence);
  return found?.result.verdict === verdict ? found : undefined;
};
const trainingOf = (evidence: readonly Evidence[], verdict: EvidenceOf<'training'>['result']['verdict']) => {
  const found = worstTraining(evidence);
  return found?.result.verdict === verdict ? found : undefined;
};
const fingerprintOf = (evidence: readonly Evidence[], decision: EvidenceOf<'fingerprint'>['result']['decision']) => {
  const found = worstFingerprint(evidence);
  return found?.result.decision === decision ? found : undefined;
};
const inState = (one: EvidenceOf<'verification'> | EvidenceOf<'training'>, state: string): number =>
  (one.result.checks as readonly { readonly state: string }[]).filter((check) => check.state === state).length;

/**
 * Sentences about where data and model come from, the training history, and whether the model in service is the
 * approved one.
 */
export const ORIGIN: readonly MeetingEntry[] = [
  {
    id: 'origin-invalid',
    audience: 'chair',
    weight: 96,
    text: {
      en: 'What we were given is not what was signed: {n} {n:check|checks} of signatures and files failed{where}. Until that is explained, we should not use it.',
      ja: '提供されたものが、署名されたものと一致しません。署名とファイルの確認で不合格が {n} 件ありました{where}。原因が分かるまで使用すべきではありません。',
    },
    when: (_, evidence) => {
      const one = verificationOf(evidence, 'invalid');
      return one === undefined ? null : { n: inState(one, 'failed'), where: whereOf(evidence, one) };
    },
  },
  {
    id: 'origin-incomplete',
    audience: 'chair',
    weight: 73,
    text: {
      en: 'We cannot yet say who vouches for what we were given: {n} {n:check|checks} of its origin could not be made{where}.',
      ja: '提供されたものを誰が保証しているか、まだ確認できていません。出所の確認のうち {n} 件が未実施です{where}。',
    },
    when: (_, evidence) => {
      const one = verificationOf(evidence, 'incomplete');
      return one === undefined ? null : { n: inState(one, 'not-checked'), where: whereOf(evidence, one) };
    },
  },
  {
    id: 'origin-valid',
    audience: 'chair',
    weight: 52,
    text: {
      en: 'What we were given is what was signed: {n} {n:check|checks} of signatures and files passed{where}.',
      ja: '提供されたものは、署名されたものと一致しました。合格した確認は {n} 件です{where}。',
    },
    when: (_, evidence) => {
      const one = verificationOf(evidence, 'valid');
      return one === undefined ? null : { n: inState(one, 'passed'), where: whereOf(evidence, one) };
    },
  },
  {
    id: 'training-contradicts',
    audience: 'chair',
    weight: 93,
    text: {
      en: 'The training records contradict what was declared in {n} {n:place|places}{where}. We should not rely on this model until that is explained.',
      ja: '学習の記録に、申告の内容と矛盾する点が {n} 件あります{where}。説明がつくまで、このモデルを信頼すべきではありません。',
    },
    when: (_, evidence) => {
      const one = trainingOf(evidence, 'block');
      return one === undefined ? null : { n: inState(one, 'inconsistent'), where: whereOf(evidence, one) };
    },
  },
  {
    id: 'training-fits',
    audience: 'chair',
    weight: 51,
    text: {
      en: 'The training records fit what was declared in all {n} {n:point|points} that could be checked{where}. Records can be made up; this alone is not proof.',
      ja: '学習の記録は、確認できた {n} 項目すべてで申告の内容と一致しました{where}。ただし記録は作ることもできるため、これだけでは証明になりません。',
    },
    when: (_, evidence) => {
      const one = trainingOf(evidence, 'pass');
      return one === undefined ? null : { n: inState(one, 'consistent'), where: whereOf(evidence, one) };
    },
  },
  {
    id: 'not-the-approved',
    audience: 'chair',
    weight: 92,
    text: {
      en: 'The model in service does not answer like the one that we approved; an unchanged model would be reported so in at most {rarely} checks{where}. We have to find out why before we rely on it.',
      ja: '稼働中のモデルの応答が、承認したモデルと異なります（変わっていないモデルでこの結果が出る確率は最大 {rarely}）{where}。原因を確認するまで、承認済みとして扱うべきではありません。',
    },
    when: (_, evidence) => {
      const one = fingerprintOf(evidence, 'differs');
      return one === undefined ? null : { rarely: inTests(one.result.alpha), where: whereOf(evidence, one) };
    },
  },
  {
    id: 'failed-check',
    audience: 'engineer',
    weight: 92,
    text: {
      en: 'The first failed check of origin: {path}: {detail} Keep the files as they are{where}.',
      ja: '最初に不合格となった出所の確認：{path}：{detail}ファイルは現状のまま保全してください{where}。',
    },
    when: (_, evidence) => {
      const one = verificationOf(evidence, 'invalid');
      const failed = one?.result.checks.find(({ state }) => state === 'failed');
      if (one === undefined || failed === undefined) return null;
      const path = visible(failed.path ?? one.result.subject.path);
      return {
        path,
        detail: { en: visible(failed.detail.en), ja: visible(failed.detail.ja) },
        where: whereOf(evidence, one),
      };
    },
  },
  {
    id: 'contradiction',
    audience: 'engineer',
    weight: 91,
    text: {
      en: 'In the training history: {detail} {meaning}{where}',
      ja: '学習履歴：{detail}{meaning}{where}',
    },
    when: (_, evidence) => {
      const one = trainingOf(evidence, 'block');
      const wrong = one?.result.checks.find(({ state }) => state === 'inconsistent');
      if (one === undefined || wrong === undefined) return null;
      const { detail, meaning } = wrong;
      return {
        detail: { en: visible(detail.en), ja: visible(detail.ja) },
        meaning: { en: visible(meaning.en), ja: visible(meaning.ja) },
        where: whereOf(evidence, one),
      };
    },
  },
  {
    id: 'training-untold',
    audience: 'engineer',
    weight: 62,
    text: {
      en: '{n} {n:check|checks} of the training history could not be made for want of files{where}. The report says which.',
      ja: '学習履歴の確認のうち {n} 件は、ファイルがないため実施できていません{where}。内訳は報告書にあります。',
    },
    when: (_, evidence) => {
      const one = worstTraining(evidence);
      const n = one === undefined ? 0 : inState(one, 'cannot-tell');
      return one === undefined || n === 0 ? null : { n, where: whereOf(evidence, one) };
    },
  },
  {
    id: 'fingerprint-requests',
    audience: 'engineer',
    weight: 60,
    text: {
      en: 'The check against the approved model used {check} {check:request|requests}; the reference was made from {reference}{where}.',
      ja: '承認済みモデルとの照合に使った問い合わせは {check} 件、基準の作成に使ったものは {reference} 件です{where}。',
    },
    when: (_, evidence) => {
      const one = worstFingerprint(evidence);
      return one === undefined ? null : { ...one.result.requests, where: whereOf(evidence, one) };
    },
  },
  {
    id: 'signed-to-explain',
    audience: 'supplier',
    weight: 96,
    text: {
      en: 'In {n} {n:check|checks}, the files that we hold are not those that were signed{where}. If they came from you, please send us by [date] the signed originals and tell us what happened on the way. This is a question, not an accusation.',
      ja: '署名とファイルの照合で、一致しない点が {n} 件ありました{where}。貴社からご提供いただいたものでしたら、署名済みの原本と受け渡しの経緯を［期日］までにご提示くださいますようお願いいたします。現時点で原因や責任の所在を判断するものではございません。',
    },
    when: (_, evidence) => {
      const one = verificationOf(evidence, 'invalid');
      return one === undefined ? null : { n: inState(one, 'failed'), where: whereOf(evidence, one) };
    },
  },
  {
    id: 'history-to-explain',
    audience: 'supplier',
    weight: 94,
    text: {
      en: 'The training records contradict what was declared in {n} {n:place|places}{where}. If you did the training, please explain each by [date] and keep all records of it.',
      ja: '学習の記録に、申告の内容と矛盾する点が {n} 件ありました{where}。貴社で学習を実施された場合は、それぞれの理由を［期日］までにご説明いただき、関連する記録を保全してくださいますようお願いいたします。',
    },
    when: (_, evidence) => {
      const one = trainingOf(evidence, 'block');
      return one === undefined ? null : { n: inState(one, 'inconsistent'), where: whereOf(evidence, one) };
    },
  },
];
