import { type ChecklistEntry, onlyPeople } from '../checklist-entry.ts';
import { everyOne } from '../fill-from.ts';
import {
  abnormalKept,
  exchangesLogged,
  logComplete,
  loggedAnswersRead,
  logIntact,
  logReach,
  ofVerifiedLog,
} from '../read-ledger.ts';
import { aisi, businessGuideline, euAiAct, jis, nist } from '../references.ts';

/** Items about what is kept, for how long, and whether others can check it. */
export const LOG_ITEMS: readonly ChecklistEntry[] = [
  {
    id: 'log-intact',
    teams: ['audit', 'operations'],
    question: {
      en: 'Can it be shown that no record of the log was changed afterwards?',
      ja: '記録が後から書き換えられていないことを示せますか。',
    },
    toShow: {
      en: 'A ledger verified with a key that was obtained separately.',
      ja: '別の経路で入手した鍵により、改ざんがないことを検証した証跡。',
    },
    references: aisi('G9-80', 'G10-15'),
    fill: everyOne('ledger', logIntact),
  },
  {
    id: 'log-complete',
    teams: ['audit', 'operations'],
    question: {
      en: 'Can it be shown that no record of the log is missing?',
      ja: '記録に欠落がないことを示せますか。',
    },
    toShow: {
      en: 'A ledger that contains everything up to a checkpoint kept elsewhere.',
      ja: '別の場所に保管したチェックポイントの内容をすべて含む証跡。',
    },
    references: aisi('G9-80', 'G10-15'),
    fill: everyOne('ledger', ofVerifiedLog(logComplete)),
  },
  {
    id: 'exchanges-logged',
    teams: ['operations', 'audit'],
    question: {
      en: 'Are request and answer of every exchange kept, as the model gave it and as it went out?',
      ja: 'リクエストと回答を、モデルの出力と実際に送信した内容の両方について記録していますか。',
    },
    toShow: {
      en: 'The ledger of the gateway with finished exchanges, and confirmation that all traffic passes through it.',
      ja: '完了したやり取りがあるゲートウェイの証跡と、すべての通信がゲートウェイを通ることの確認。',
    },
    references: [...aisi('G10-13'), ...jis('B.6.2.8'), ...euAiAct('Art. 12')],
    fill: everyOne('ledger', ofVerifiedLog(exchangesLogged)),
  },
  {
    id: 'logged-answers-read',
    teams: ['operations'],
    question: {
      en: 'Was every answer in service read to its end, not only its opening?',
      ja: '提供中の回答を、冒頭だけでなく最後まで読んでいますか。',
    },
    toShow: {
      en: 'A ledger without answers that were read in part, or what these are.',
      ja: '一部しか読めなかった回答のない証跡、または該当する回答の説明。',
    },
    references: aisi('G1-1', 'G10-4'),
    fill: everyOne('ledger', ofVerifiedLog(loggedAnswersRead)),
  },
  {
    id: 'abnormal-kept',
    teams: ['operations', 'audit'],
    question: {
      en: 'When the model behaves abnormally, is what is needed to look into it kept?',
      ja: 'モデルが異常な挙動を示したとき、調査に必要な記録が残りますか。',
    },
    toShow: {
      en: 'A ledger with such answers or alarms, or a test that shows they would be kept.',
      ja: '該当する回答や警報がある証跡、または記録が残ることを確かめた試験。',
    },
    references: aisi('G10-14', 'G10-16'),
    fill: everyOne('ledger', ofVerifiedLog(abnormalKept)),
  },
  {
    id: 'retention-set',
    teams: ['operations', 'management'],
    question: {
      en: 'Is there a written rule for how long logs are kept, and does the log reach that far back?',
      ja: 'ログの保管期間を文書で定め、そのとおりに保管していますか。',
    },
    toShow: {
      en: 'The rule, its reason, and the first record that is still there.',
      ja: '規程とその根拠、残っている最初の記録。',
    },
    references: [...aisi('G9-79'), ...euAiAct('Art. 26(6)')],
    fill: everyOne('ledger', logReach),
  },
  {
    id: 'log-access-limited',
    teams: ['operations', 'management'],
    question: {
      en: 'Who may read texts in the log, is that recorded, and how is the data of one person erased?',
      ja: '証跡の本文を閲覧できる人は決まっていますか。閲覧の記録と、個人のデータを消去する手順がありますか。',
    },
    toShow: {
      en: 'A list of those with access to the texts, and the procedure for erasure.',
      ja: '本文を閲覧できる人の一覧と、消去の手順。',
    },
    references: [...aisi('G6-15', 'G10-11'), ...businessGuideline('プライバシー保護')],
    fill: onlyPeople,
  },
  {
    id: 'checked-outside',
    teams: ['audit', 'management'],
    question: {
      en: 'Has somebody who neither built nor runs the system checked the results and the log?',
      ja: '開発・運用に関わらない人が、結果と証跡を確認しましたか。',
    },
    toShow: {
      en: 'Who checked what, when, with which checkpoint of the log.',
      ja: '確認者、対象、日付、使用した証跡のチェックポイント。',
    },
    references: [...aisi('G10-1'), ...nist('MEASURE 1.3')],
    fill: onlyPeople,
  },
];
