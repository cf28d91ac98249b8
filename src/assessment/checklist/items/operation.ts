import { type ChecklistEntry, onlyPeople } from '../checklist-entry.ts';
import { anyOne, everyOne, gravest } from '../fill-from.ts';
import { loggedAlarmsAnswered, ofVerifiedLog } from '../read-ledger.ts';
import { changesAccounted, errorRatesStated, rolloutStaged, wayBackTaken } from '../read-rollouts.ts';
import { alarmsAnswered, historyWatched } from '../read-watch.ts';
import { actGuideline, aisi, businessGuideline, jis, nist } from '../references.ts';

const watchAlarms = everyOne('watch', alarmsAnswered);
const logAlarms = everyOne('ledger', ofVerifiedLog(loggedAlarmsAnswered));

/** How the model goes in service, is watched, and is taken back. */
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
      en: 'Is it stated how often a sound model may be taken back, and a worse one let through?',
      ja: '問題のないモデルを戻す確率と、悪化したモデルを通す確率を示せますか。',
    },
    toShow: {
      en: 'The ledger of the gateway, with alpha and beta of the rollout.',
      ja: '導入時の alpha と beta が記録されたゲートウェイの証跡。',
    },
    references: nist('MEASURE 2.13'),
    fill: everyOne('ledger', errorRatesStated),
  },
  {
    id: 'changes-accounted',
    teams: ['operations', 'audit'],
    question: {
      en: 'Is it on record who started, sped up, paused or took back a rollout, and why?',
      ja: '導入の開始、前倒し、一時停止、切り戻しについて、実施者と理由の記録がありますか。',
    },
    toShow: {
      en: 'The ledger of the gateway: each change by a person has a name and a reason.',
      ja: '人による変更すべてに名前と理由があるゲートウェイの証跡。',
    },
    references: [...aisi('G10-5'), ...businessGuideline('アカウンタビリティ')],
    fill: everyOne('ledger', changesAccounted),
  },
  {
    id: 'way-back-taken',
    teams: ['operations', 'management'],
    question: {
      en: 'Has the way back to the former model been tried, in earnest or in a drill?',
      ja: '以前のモデルへの切り戻しを、実際に、または訓練で行ったことがありますか。',
    },
    toShow: {
      en: 'The ledger of the gateway with a rollback, or a zenbun rollout drill.',
      ja: '切り戻し、または zenbun rollout drill が記録されたゲートウェイの証跡。',
    },
    references: [...actGuideline('事業継続性・安全な環境'), ...nist('MANAGE 2.4')],
    fill: anyOne('ledger', wayBackTaken),
  },
  {
    id: 'way-back-owner',
    teams: ['management', 'operations'],
    question: {
      en: 'Who may take a model out of service at once, also at night, and do they know how?',
      ja: 'モデルの提供を直ちに止められる担当者は誰ですか。夜間も含めて決まっており、手順を知っていますか。',
    },
    toShow: {
      en: 'Names, how to reach them, and the command they use.',
      ja: '担当者の氏名、連絡方法、使用するコマンド。',
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
      en: 'A result of zenbun watch --json that is no longer learning.',
      ja: '学習中ではない zenbun watch --json の結果。',
    },
    references: [...jis('B.6.2.6'), ...nist('MEASURE 2.4')],
    fill: everyOne('watch', historyWatched),
  },
  {
    id: 'alarms-answered',
    teams: ['operations', 'management'],
    question: {
      en: 'Has somebody looked into every alarm?',
      ja: 'すべての警報について、担当者が内容を確認しましたか。',
    },
    toShow: {
      en: 'A watch or a ledger without an alarm that waits.',
      ja: '未確認の警報がない監視の結果または証跡。',
    },
    references: [...aisi('G10-16'), ...jis('B.8.4'), ...nist('MANAGE 4.3')],
    fill: (evidence) => gravest([watchAlarms(evidence), logAlarms(evidence)]),
  },
];
