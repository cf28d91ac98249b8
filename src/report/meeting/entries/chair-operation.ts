import { type EvidenceOf, evidenceOf, type Message } from '../../../schema/index.ts';
import { lastStep, most, rolloutsOf, whereOf, worstLedger, worstWatch } from '../../given-evidence.ts';
import { minuteOf } from '../../iso-time.ts';
import { NOTHING, say } from '../../say.ts';
import { inTests, noneOr } from '../in-words.ts';
import type { MeetingEntry } from '../meeting-entry.ts';
import { canaryAnswers } from '../proposal-grounds.ts';

/** The name under which `zenbun` signs what the evidence decided. */
const BY_EVIDENCE = 'zenbun';

export const CHAIR_OPERATION: readonly MeetingEntry[] = [
  {
    id: 'people-got',
    audience: 'chair',
    weight: 95,
    text: {
      en: 'People have got the new model: it gave {n} {n:answer|answers}{where}. Of these, {k} refused at first and then complied; in {w}, text was held back.{back}',
      ja: '新しいモデルは、利用者に {n} 件回答しています{where}。うち、いったん断った後に応じた回答は {k} 件、本文を止めた回答は {w} 件です。{back}',
    },
    when: (_, evidence) => {
      const logs = evidenceOf(evidence, 'ledger');
      const found = most(logs, ({ result }) => canaryAnswers(result)?.n ?? 0);
      const answers = found === undefined ? null : canaryAnswers(found.result);
      if (found === undefined || answers === null) return null;
      return {
        n: answers.n,
        k: noneOr(answers.refusedThenComplied),
        w: noneOr(answers.withheld),
        back: wentBack(found),
        where: whereOf(evidence, found),
      };
    },
  },
  {
    id: 'rolled-back',
    audience: 'chair',
    weight: 93,
    text: {
      en: 'On {time} the new model was rolled back {how}{state}{where}. That put everybody back on the previous one.',
      ja: '{time} に、新しいモデルを{how}切り戻しました{state}{where}。これにより、全員が従来のモデルに戻っています。',
    },
    when: (_, evidence) => {
      const found = lastStep(evidence, 'rollback');
      if (found === undefined) return null;
      const { step, before, from } = found;
      return {
        time: minuteOf(step.time),
        how: step.by === BY_EVIDENCE ? { en: 'automatically', ja: '自動で' } : { en: 'by hand', ja: '手動で' },
        state: stateAt(before?.share ?? null, step.exposures),
        where: whereOf(evidence, from),
      };
    },
  },
  {
    id: 'rollout-running',
    audience: 'chair',
    weight: 60,
    text: {
      en: 'As of {to}, the new model is in its staged rollout: since {time}, it serves {share} % of users{paused}{where}.',
      ja: '{to} の時点で、新しいモデルは段階公開の途中です。{time} 以降、利用者の {share} % に提供しています{paused}{where}。',
    },
    when: (_, evidence) => {
      const found = rolloutsOf(evidence).find(({ rollout: { state, steps } }) => {
        return (state === 'running' || state === 'paused') && steps.at(-1)?.share != null;
      });
      const step = found?.rollout.steps.at(-1);
      if (found === undefined || step?.share == null) return null;
      return {
        to: minuteOf(found.from.result.to ?? step.time),
        time: minuteOf(sinceWhen(found.rollout.steps)),
        share: step.share,
        paused: found.rollout.state === 'paused' ? { en: ' (paused there)', ja: '（現在は一時停止中）' } : NOTHING,
        where: whereOf(evidence, found.from),
      };
    },
  },
  {
    id: 'rollout-completed',
    audience: 'chair',
    weight: 55,
    text: {
      en: 'The staged rollout was completed on {time}, in {steps} recorded {steps:step|steps}{where}.',
      ja: '段階公開は {time} に完了しています（記録された手順は {steps} 件）{where}。',
    },
    when: (_, evidence) => {
      const found = lastStep(evidence, 'complete');
      if (found === undefined || found.rollout.state !== 'completed') return null;
      return {
        time: minuteOf(found.step.time),
        steps: found.rollout.steps.length,
        where: whereOf(evidence, found.from),
      };
    },
  },
  {
    id: 'watch-alarm',
    audience: 'chair',
    weight: 91,
    text: {
      en: 'Monitoring raised an alarm after {answers} {answers:answer|answers}: they are not as they were{where}. If nothing had changed, there would be a false alarm in at most {chance} runs of {horizon} answers.',
      ja: '監視で警報が出ています。{answers} 件目の回答で、傾向の変化を検出しました{where}。傾向が変わらないのに誤って警報を出す確率は、回答 {horizon} 件につき {chance} 以下です。',
    },
    when: (_, evidence) => {
      const found = evidenceOf(evidence, 'watch').find(({ result }) => result.verdict === 'alarm');
      const alarm = found?.result.alarm;
      if (found === undefined || alarm == null) return null;
      const { answers, horizon, alpha } = alarm;
      return { answers, horizon, chance: inTests(alpha), where: whereOf(evidence, found) };
    },
  },
  {
    id: 'watch-learning',
    audience: 'chair',
    weight: 73,
    text: {
      en: 'Monitoring cannot say anything yet: it has seen {seen} {seen:answer|answers}, too few to compare{where}.',
      ja: '監視は、まだ判断できる状態にありません。これまでの回答は {seen} 件で、比較には足りません{where}。',
    },
    when: (_, evidence) => {
      const found = evidenceOf(evidence, 'watch').find(({ result }) => result.verdict === 'learning');
      return found === undefined ? null : { seen: found.result.answers.seen, where: whereOf(evidence, found) };
    },
  },
  {
    id: 'watch-quiet',
    audience: 'chair',
    weight: 52,
    text: {
      en: 'Monitoring compared {watched} of {seen} {seen:answer|answers} with earlier ones and saw no sign of a change{where}.',
      ja: '監視では、回答 {seen} 件のうち {watched} 件を以前の傾向と比較し、変化の兆候は見つかっていません{where}。',
    },
    when: (_, evidence) => {
      const found = worstWatch(evidence);
      if (found?.result.verdict !== 'quiet') return null;
      const { seen, watched } = found.result.answers;
      return { seen, watched, where: whereOf(evidence, found) };
    },
  },
  {
    id: 'answered-after-refusal',
    audience: 'chair',
    weight: 75,
    text: {
      en: 'By our automatic reading, {k} of {n} {n:answer|answers} in operation refused at first and then gave what was asked for{where}.',
      ja: '自動の読み取りでは、運用中の回答 {n} 件のうち {k} 件が、いったん断った後に応じています{where}。',
    },
    when: (_, evidence) => {
      const found = most(evidenceOf(evidence, 'ledger'), ({ result }) => result.answers.outcomes['refuse-then-comply']);
      if (found === undefined) return null;
      const { n, outcomes } = found.result.answers;
      return { n, k: outcomes['refuse-then-comply'], where: whereOf(evidence, found) };
    },
  },
  {
    id: 'log-broken',
    audience: 'chair',
    weight: 97,
    text: {
      en: 'Verifying the operation log found {problems} {problems:problem|problems}{where}. Until {problems:it is|they are} explained, we cannot rely on this log.',
      ja: '運用の証跡の検証で、{problems} 件の問題が見つかりました{where}。原因が分かるまで、この証跡は根拠として使えません。',
    },
    when: (_, evidence) => {
      const found = worstLedger(evidence);
      if (found?.result.integrity.verdict !== 'broken') return null;
      return { problems: found.result.integrity.problems, where: whereOf(evidence, found) };
    },
  },
  {
    id: 'log-unknown',
    audience: 'chair',
    weight: 77,
    text: {
      en: 'The operation log, with {records} {records:record|records}, could not be verified in full{where}. This is not a pass.',
      ja: '運用の証跡（記録 {records} 件）は、改変の有無を完全には検証できていません{where}。合格という意味ではありません。',
    },
    when: (_, evidence) => {
      const found = worstLedger(evidence);
      if (found?.result.integrity.verdict !== 'unknown') return null;
      return { records: found.result.records, where: whereOf(evidence, found) };
    },
  },
  {
    id: 'log-ok',
    audience: 'chair',
    weight: 50,
    text: {
      en: 'The operation log has been verified: no sign of a change in its {records} {records:record|records}{where}.',
      ja: '運用の証跡（記録 {records} 件）は検証済みで、改変の形跡は見つかっていません{where}。',
    },
    when: (_, evidence) => {
      const found = worstLedger(evidence);
      if (found?.result.integrity.verdict !== 'ok') return null;
      return { records: found.result.records, where: whereOf(evidence, found) };
    },
  },
];

/** Says when the last rollout of a log was rolled back, as a sentence of its own. */
function wentBack(log: EvidenceOf<'ledger'>): Message {
  const step = lastStep([log], 'rollback')?.step;
  if (step === undefined) return NOTHING;
  return say({ en: ' It was rolled back on {time}.', ja: '{time} に切り戻しました。' }, { time: minuteOf(step.time) });
}

/**
 * Returns the time since which the last share has been served: that of the first in the final run of steps with this
 * share.
 */
function sinceWhen(steps: readonly { readonly time: string; readonly share: number | null }[]): string {
  const share = steps.at(-1)!.share;
  let first = steps.length - 1;
  while (first > 0 && steps[first - 1]!.share === share) first -= 1;
  return steps[first]!.time;
}

/** Says how far a rollout had come, as far as is known. */
function stateAt(share: number | null, exposures: number | null): Message {
  if (share !== null && exposures !== null)
    return say(
      {
        en: ', while serving {share} % of users, after {n} of its {n:answer|answers} had been counted',
        ja: '（利用者の {share} % に提供中、回答 {n} 件を集計した時点）',
      },
      { share, n: exposures },
    );
  if (share !== null)
    return say({ en: ', while serving {share} % of users', ja: '（利用者の {share} % に提供中）' }, { share });
  if (exposures !== null)
    return say(
      { en: ', after {n} of its {n:answer|answers} had been counted', ja: '（回答 {n} 件を集計した時点）' },
      { n: exposures },
    );
  return NOTHING;
}
