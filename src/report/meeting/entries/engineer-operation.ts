import { evidenceOf } from '../../../schema/index.ts';
import { lastStep, most, whereOf, worstLedger, worstWatch } from '../../given-evidence.ts';
import { aboutPower } from '../in-words.ts';
import type { MeetingEntry } from '../meeting-entry.ts';

export const ENGINEER_OPERATION: readonly MeetingEntry[] = [
  {
    id: 'why-rolled-back',
    audience: 'engineer',
    weight: 91,
    text: {
      en: 'The automatic rollback fired because the evidence against the new model reached its limit ({evidence}; the limit is {goal}){where}. The answers logged until then have to be looked at.',
      ja: '悪化を示す証拠の強さが基準に達したため、自動で切り戻しました（{evidence}、基準は{goal}）{where}。それまでに記録された回答を確認する必要があります。',
    },
    when: (_, evidence) => {
      const found = lastStep(evidence, 'rollback');
      if (found?.step.rollback == null || found.step.by !== 'zenbun') return null;
      const { log10, goal } = found.step.rollback;
      // An alarm of the watch causes a rollback, too, whatever the evidence says.
      if (log10 < goal) return null;
      return { evidence: aboutPower(log10), goal: aboutPower(goal), where: whereOf(evidence, found.from) };
    },
  },
  {
    id: 'ends-missing',
    audience: 'engineer',
    weight: 67,
    text: {
      en: '{open} of {exchanges} logged {exchanges:exchange has|exchanges have} no recorded end, {lost} of them after a crash{where}. What was answered there is not known.',
      ja: '記録されたやり取り {exchanges} 件のうち {open} 件は、終わりの記録がありません（うち障害によるもの {lost} 件）{where}。その回答の内容は不明です。',
    },
    when: (_, evidence) => {
      const found = most(evidenceOf(evidence, 'ledger'), ({ result }) => result.openIntents);
      if (found === undefined) return null;
      const { openIntents, exchanges, lost } = found.result;
      return { open: openIntents, exchanges, lost, where: whereOf(evidence, found) };
    },
  },
  {
    id: 'partly-unread',
    audience: 'engineer',
    weight: 65,
    text: {
      en: 'In {k} of {n} logged {n:answer|answers}, something was not read{where}. We have to see which channel or part it was.',
      ja: '記録された回答 {n} 件のうち {k} 件には、読み取れなかった部分があります{where}。該当する部分を確認する必要があります。',
    },
    when: (_, evidence) => {
      const found = most(evidenceOf(evidence, 'ledger'), ({ result }) => result.answers.partlyUnread);
      if (found === undefined) return null;
      return { k: found.result.answers.partlyUnread, n: found.result.answers.n, where: whereOf(evidence, found) };
    },
  },
  {
    id: 'alarms-open',
    audience: 'engineer',
    weight: 86,
    text: {
      en: '{open} of {n} logged {n:alarm is|alarms are} not acknowledged{where}. {open:Its|Their} causes have to be found and noted.',
      ja: '記録された警報 {n} 件のうち {open} 件が未確認のままです{where}。原因を確認し、記録する必要があります。',
    },
    when: (_, evidence) => {
      const openOf = (alarms: readonly { readonly isAcknowledged: boolean }[]) =>
        alarms.filter(({ isAcknowledged }) => !isAcknowledged).length;
      const found = most(evidenceOf(evidence, 'ledger'), ({ result }) => openOf(result.alarms));
      if (found === undefined) return null;
      const { alarms } = found.result;
      return { open: openOf(alarms), n: alarms.length, where: whereOf(evidence, found) };
    },
  },
  {
    id: 'held',
    audience: 'engineer',
    weight: 45,
    text: {
      en: 'In {latched} of {n} logged {n:answer|answers}, the guard saw a safety refusal; text was held back in {withheld}, and another model answered in {fallback}{where}.',
      ja: '記録された回答 {n} 件のうち、ガードが安全上の拒否を検出したものは {latched} 件、本文を止めたものは {withheld} 件、別のモデルが回答したものは {fallback} 件です{where}。',
    },
    when: (_, evidence) => {
      const found = most(evidenceOf(evidence, 'ledger'), ({ result }) => result.answers.latched);
      if (found === undefined) return null;
      const { latched, n, withheld, fallback } = found.result.answers;
      return { latched, n, withheld, fallback, where: whereOf(evidence, found) };
    },
  },
  {
    id: 'logged',
    audience: 'engineer',
    weight: 20,
    text: {
      en: 'The log holds {records} {records:record|records} of {exchanges} {exchanges:exchange|exchanges}; {erased} {erased:text has|texts have} been erased{where}.',
      ja: '証跡の記録は {records} 件、やり取りは {exchanges} 件です。本文を消去したものは {erased} 件あります{where}。',
    },
    when: (_, evidence) => {
      const found = worstLedger(evidence);
      if (found === undefined) return null;
      const { records, exchanges, erased } = found.result;
      return { records, exchanges, erased, where: whereOf(evidence, found) };
    },
  },
  {
    id: 'watched',
    audience: 'engineer',
    weight: 18,
    text: {
      en: 'Monitoring compared {watched} of {seen} {seen:answer|answers} with a reference of {reference}; {learning} could not be compared for want of reference{where}.',
      ja: '監視では、回答 {seen} 件のうち {watched} 件を基準 {reference} 件と比較しました。基準が足りず比較できなかったものは {learning} 件です{where}。',
    },
    when: (_, evidence) => {
      const found = worstWatch(evidence);
      if (found === undefined) return null;
      const { answers, reference } = found.result;
      return {
        watched: answers.watched,
        seen: answers.seen,
        reference: reference.answers,
        learning: answers.learning,
        where: whereOf(evidence, found),
      };
    },
  },
  {
    id: 'operation-unchecked',
    audience: 'engineer',
    weight: 50,
    text: {
      en: 'Nothing from operation has been checked. Before users get the model, it has to be served through "zenbun serve", with its log.',
      ja: '運用については未確認です。利用者に提供する前に、証跡を有効にした「zenbun serve」を経由させる必要があります。',
    },
    when: (_, evidence) => (worstLedger(evidence) === undefined && worstWatch(evidence) === undefined ? {} : null),
  },
];
