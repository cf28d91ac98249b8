import { type ChecklistEntry, onlyPeople } from '../checklist-entry.ts';
import { anyOne, everyOne, gravest } from '../fill-from.ts';
import { loggedAlarmsAnswered, noAlarmLogged, ofVerifiedLog } from '../read-ledger.ts';
import { changesAccounted, errorRatesStated, rolloutStaged, wayBackTaken } from '../read-rollouts.ts';
import { alarmsAnswered, historyWatched } from '../read-watch.ts';
import { actGuideline, aisi, businessGuideline, jis, nist } from '../references.ts';

const watchAlarms = everyOne('watch', alarmsAnswered);
const logAlarms = everyOne('ledger', ofVerifiedLog(loggedAlarmsAnswered));
/** Reads a log without alarms; used only if no watch was watching and no watch or log reports an alarm. */
const noAlarms = everyOne('ledger', ofVerifiedLog(noAlarmLogged));

/** Items about how the model goes live, is watched, and is rolled back. */
export const OPERATION_ITEMS: readonly ChecklistEntry[] = [
  {
    id: 'rollout-staged',
    teams: ['operations', 'planning'],
    question: {
      en: 'Does a new model get a small share of the traffic first, and more in stages?',
      ja: '新しいモデルを、少ない割合から段階的に導入していますか。',
    },
    toShow: {
      en: 'The ledger of the gateway, with a rollout of several stages.',
      ja: '複数の段階からなる導入が記録されたゲートウェイの証跡。',
    },
    references: [...jis('B.6.2.6'), ...nist('MANAGE 4.1')],
    fill: everyOne('ledger', rolloutStaged),
  },
  {
    id: 'error-rates-stated',
    teams: ['planning', 'management'],
    question: {
      en: 'Is it stated how likely it is that a sound model is rolled back, or that a worse one is let through?',
      ja: '問題のないモデルを切り戻す確率と、悪化したモデルを通す確率を示せますか。',
    },
    toShow: {
      en: 'The ledger of the gateway, with both probabilities in the plan of the rollout.',
      ja: '導入の計画に両方の確率が記録されたゲートウェイの証跡。',
    },
    references: nist('MEASURE 2.13'),
    fill: everyOne('ledger', errorRatesStated),
  },
  {
    id: 'changes-accounted',
    teams: ['operations', 'audit'],
    question: {
      en: 'Is it on record who started, sped up, paused or rolled back a rollout, and why?',
      ja: '導入の開始、前倒し、一時停止、切り戻しについて、実施者と理由の記録がありますか。',
    },
    toShow: {
      en: 'The ledger of the gateway with a name and a reason for each change, and a person who confirms them.',
      ja: '変更ごとに名前と理由が記録されたゲートウェイの証跡と、担当者による内容の確認。',
    },
    references: [...aisi('G10-5'), ...businessGuideline('アカウンタビリティ')],
    fill: everyOne('ledger', changesAccounted),
  },
  {
    id: 'way-back-taken',
    teams: ['operations', 'management'],
    question: {
      en: 'Has a rollback to the former model been carried out, for real or in a drill?',
      ja: '以前のモデルへの切り戻しを、実際に、または訓練で行ったことがありますか。',
    },
    toShow: {
      en: 'The ledger of the gateway with a rollback, or with a drill of one.',
      ja: '切り戻し、またはその訓練が記録されたゲートウェイの証跡。',
    },
    references: [...actGuideline('事業継続性・安全な環境'), ...nist('MANAGE 2.4')],
    fill: anyOne('ledger', wayBackTaken),
  },
  {
    id: 'way-back-owner',
    teams: ['management', 'operations'],
    question: {
      en: 'Who may take a model out of service at once, including at night, and do they know how?',
      ja: 'モデルの提供を直ちに止められる担当者は誰ですか。夜間も含めて決まっており、手順を知っていますか。',
    },
    toShow: {
      en: 'Names, how to reach them, and the written steps.',
      ja: '担当者の氏名、連絡方法、手順書。',
    },
    references: [...businessGuideline('人間中心'), ...nist('MANAGE 2.4')],
    fill: onlyPeople,
  },
  {
    id: 'history-watched',
    teams: ['operations'],
    question: {
      en: 'Are the answers in service watched for changes over time?',
      ja: '提供中の回答の傾向が変化していないかを監視していますか。',
    },
    toShow: {
      en: 'A result of zenbun watch --json that has finished learning.',
      ja: '学習が終わった zenbun watch --json の結果。',
    },
    references: [...jis('B.6.2.6'), ...nist('MEASURE 2.4')],
    fill: everyOne('watch', historyWatched),
  },
  {
    id: 'alarms-answered',
    teams: ['operations', 'management'],
    question: {
      en: 'Has somebody looked into every alarm of the watch?',
      ja: '監視が出したすべての警報について、担当者が内容を確認しましたか。',
    },
    toShow: {
      en: 'A watch or a ledger without unacknowledged alarms.',
      ja: '未確認の警報がない監視の結果または証跡。',
    },
    references: [...aisi('G10-16'), ...jis('B.8.4'), ...nist('MANAGE 4.3')],
    fill: (evidence) => gravest([watchAlarms(evidence), logAlarms(evidence)]) ?? noAlarms(evidence),
  },
];
