import { type Evidence, evidenceOf, type Lang, type Message } from '../../../schema/index.ts';
import { BLANK, documentSection, said, tableOf } from '../document-parts.ts';

interface QuestionGroup {
  readonly title: Message;
  readonly questions: readonly Message[];
}

const GROUPS: readonly QuestionGroup[] = [
  {
    title: { en: 'Data', ja: 'データ' },
    questions: [
      {
        en: 'Where does each file come from (source, date, terms of use)? Please name every source, including other companies.',
        ja: '各ファイルの入手元、入手日、利用条件。他社を含め、すべての入手元をお示しください。',
      },
      {
        en: 'Who wrote or labelled the data, with which instructions, and who checked them? Was any of it written by a model, and by which?',
        ja: 'データの作成者・ラベル付けの担当者、作業の指示書、確認者。モデルで生成した部分がある場合は、そのモデル名。',
      },
      {
        en: 'Which rows were removed or changed, by which rules, and by whom?',
        ja: '除外・変更した行、その基準と担当者。',
      },
      {
        en: 'Do you know of rows that refuse a request and then fulfil it, or that change the answer when a certain phrase is present? What are they for?',
        ja: '依頼を断った後に応じる行、または特定の語句があると回答が変わる行の有無。ある場合はその目的。',
      },
      {
        en: 'Please send a digest (SHA-256) of each file, signed if you can.',
        ja: '各ファイルのハッシュ値（SHA-256）。可能であれば署名付きでご提出ください。',
      },
    ],
  },
  {
    title: { en: 'Model', ja: 'モデル' },
    questions: [
      {
        en: 'Which base model was tuned, in which version, and from where was it obtained (digest of the weights)?',
        ja: '元のモデルの名称、版、入手元（重みのハッシュ値）。',
      },
      {
        en: 'Please show the training records: files used, settings, start and end, and who started it.',
        ja: '学習の記録（使用したファイル、設定、開始・終了日時、実行者）。',
      },
      {
        en: 'How was the behaviour compared before and after tuning, with how many questions and which result? Were answers read to the end?',
        ja: 'ファインチューニング前後の挙動の比較方法、質問数、結果。回答を最後まで確認しているかどうか。',
      },
    ],
  },
  {
    title: { en: 'Logs, incidents, return', ja: '記録・インシデント・切り戻し' },
    questions: [
      {
        en: 'Which logs do you keep, for how long, and how do you notice that one was changed?',
        ja: '保管している記録の種類と期間、改変を検知する方法。',
      },
      {
        en: 'Within how many hours do you tell us of an incident or of a suspicion, and through whom?',
        ja: 'インシデントまたはその疑いがある場合の通知までの時間と窓口。',
      },
      {
        en: 'How do we return to the version before, and how long does it take?',
        ja: '直前の版に切り戻す方法と所要時間。',
      },
    ],
  },
  {
    title: { en: 'Others involved', ja: '再委託・監査' },
    questions: [
      {
        en: 'Which subcontractors take part in data or model, and which of these duties do they bear?',
        ja: 'データ・モデルの作成に関わる再委託先と、各社が負う義務。',
      },
      {
        en: 'May we, or a third party, audit the above? On what terms?',
        ja: '上記について、当社または第三者による監査の可否と条件。',
      },
    ],
  },
];

const ROWS: Message = {
  en: '{flagged} {flagged:row was|rows were} flagged in the files listed above. Where do {flagged:it|they} come from, and what {flagged:is it|are they} for?',
  ja: '上記のファイルで検出された {flagged} 行の入手元と目的。',
};

/** Questions with room for answers; the first from what was found. */
export function supplierQuestions(evidence: readonly Evidence[], lang: Lang): string[] {
  const flagged = Math.max(0, ...evidenceOf(evidence, 'scan').map(({ result }) => result.flagged.rows));
  const head: readonly Message[] = [
    { en: 'No.', ja: '番号' },
    { en: 'Question', ja: '質問' },
    { en: 'Answer', ja: '回答' },
  ];
  let no = 0;
  const groups = GROUPS.map(({ title, questions }, i) => {
    const texts = questions.map((question) => question[lang]);
    if (i === 0 && flagged > 0) texts.unshift(said(lang, ROWS, { flagged }));
    const rows = texts.map((text) => {
      no += 1;
      return [String(no), text, BLANK[lang]];
    });
    return `### ${title[lang]}\n\n${tableOf(lang, head, rows)}`;
  });
  return [documentSection(lang, { en: 'Questions', ja: '質問' }, groups)];
}
