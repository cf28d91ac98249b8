import { type ChecklistEntry, onlyPeople } from '../checklist-entry.ts';
import { actGuideline, businessGuideline, ds920, jis, nist } from '../references.ts';

/** Items that only people can decide and carry out. */
export const PEOPLE_ITEMS: readonly ChecklistEntry[] = [
  {
    id: 'release-owner',
    teams: ['management'],
    question: {
      en: 'Who decides that the model goes live, and is accountable for it afterwards?',
      ja: 'モデルの提供開始を決定し、その後の責任を負うのは誰ですか。',
    },
    toShow: { en: 'Name, role, and since when.', ja: '氏名、役職、任命日。' },
    references: [...businessGuideline('アカウンタビリティ'), ...actGuideline('ガバナンス'), ...nist('GOVERN 2.1')],
    fill: onlyPeople,
  },
  {
    id: 'release-criteria',
    teams: ['management', 'planning'],
    question: {
      en: 'Were the results that the model needs in order to go live written down before the checks?',
      ja: '提供開始に必要な検査結果の基準を、検査の前に文書で定めましたか。',
    },
    toShow: { en: 'The criteria, with a date before that of the results.', ja: '検査より前の日付がある基準の文書。' },
    references: [...ds920('高リスク判定シート'), ...nist('MANAGE 1.1')],
    fill: onlyPeople,
  },
  {
    id: 'incident-plan',
    teams: ['management', 'operations'],
    question: {
      en: 'Is it agreed what happens when a harmful answer has gone out: who is told, by whom, how soon?',
      ja: '有害な回答を送信してしまった場合の対応（連絡先、担当者、期限）を定めていますか。',
    },
    toShow: { en: 'The plan, and when it was last rehearsed.', ja: '対応手順と、最後に訓練した日付。' },
    references: [...jis('B.8.4'), ...nist('MANAGE 4.3')],
    fill: onlyPeople,
  },
  {
    id: 'users-told',
    teams: ['planning'],
    question: {
      en: 'Are users told that an AI answers, what it is not for, and how to report an answer?',
      ja: '利用者に、AI が回答していること、想定外の用途、問題のある回答の報告方法を伝えていますか。',
    },
    toShow: { en: 'The text as users see it.', ja: '利用者に表示している文面。' },
    references: [...businessGuideline('透明性'), ...actGuideline('透明性'), ...nist('MEASURE 3.3')],
    fill: onlyPeople,
  },
  {
    id: 'staff-trained',
    teams: ['management', 'planning'],
    question: {
      en: 'Do those who decide, build and operate know what these checks show, and what they do not?',
      ja: '決定、開発、運用の担当者は、これらの検査で分かることと分からないことを理解していますか。',
    },
    toShow: { en: 'Who was trained in what, and when.', ja: '教育の受講者、内容、日付。' },
    references: [...businessGuideline('教育・リテラシー'), ...nist('GOVERN 2.2')],
    fill: onlyPeople,
  },
  {
    id: 'cost-weighed',
    teams: ['management', 'planning'],
    question: {
      en: 'Was the cost of the checks weighed against the loss that an incident would bring?',
      ja: '検査の費用と、事故が起きた場合の損失を比較しましたか。',
    },
    toShow: { en: 'The estimate, with its assumptions.', ja: '前提を明記した試算。' },
    references: nist('MAP 3.2'),
    fill: onlyPeople,
  },
];
