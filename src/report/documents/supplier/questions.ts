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
        en: 'Please tell us where each file comes from (source, date, terms of use), naming every source, including other companies.',
        ja: '各ファイルの入手元、入手日、利用条件を、他社を含めてすべてご教示ください。',
      },
      {
        en: 'Please tell us who wrote or labelled the data, with which instructions, who checked them, and whether any of it was written by a model, and by which.',
        ja: 'データの作成者・ラベル付けの担当者、作業の指示書、確認者をご教示ください。モデルで生成した部分がある場合は、そのモデル名もお知らせください。',
      },
      {
        en: 'Please tell us which rows were removed or changed, by which rules, and by whom.',
        ja: '除外・変更した行と、その基準および担当者をご教示ください。',
      },
      {
        en: 'Please tell us whether you know of rows that refuse a request and then fulfil it, or that change the answer when a certain phrase is present, and what they are for.',
        ja: '依頼を断った後に応じる行、または特定の語句があると回答が変わる行の有無をご教示ください。ある場合は、その目的もお知らせください。',
      },
      {
        en: 'Please tell us who had write access to the data, from the first version to delivery, and how it was controlled and logged.',
        ja: 'データの作成から納品までの間に、書き込み権限を持っていた方と、権限の管理・記録の方法をご教示ください。',
      },
      {
        en: 'Please tell us whether the same data or the same signs were seen at other customers, and since when.',
        ja: '同じデータまたは同様の事象が、他の納品先で確認されているかどうかと、その時期をご教示ください。',
      },
      {
        en: 'Please send a digest (SHA-256 checksum) of each file, signed if you can.',
        ja: '各ファイルのハッシュ値（SHA-256）を、可能であれば署名付きでご提出ください。',
      },
    ],
  },
  {
    title: { en: 'Model', ja: 'モデル' },
    questions: [
      {
        en: 'Please tell us which base model was tuned, in which version, and from where it was obtained (with the digest of its weights).',
        ja: '元のモデルの名称、版、入手元（重みのハッシュ値を含む）をご教示ください。',
      },
      {
        en: 'Please send us documents that show the training: files used, settings, start and end, and who started it.',
        ja: '学習に用いたファイル・設定・開始と終了の日時・実行者がわかる資料をご提出ください。',
      },
      {
        en: 'Please tell us how you compared the behaviour before and after fine-tuning, with how many questions and which result, and whether answers were read to the end.',
        ja: 'ファインチューニング前後の挙動の比較方法、質問数、結果と、回答を最後まで確認しているかどうかをご教示ください。',
      },
    ],
  },
  {
    title: { en: 'Records, incidents, former version', ja: '記録・インシデント・従前の版' },
    questions: [
      {
        en: 'Please tell us which records you keep, for how long, and how you would notice that one was changed.',
        ja: '保存している記録の種類と期間、改変を検知する方法をご教示ください。',
      },
      {
        en: 'Please tell us within how many hours you would notify us of an incident or a suspicion, and through whom.',
        ja: 'インシデントまたはその疑いがある場合の、通知までの時間と窓口をご教示ください。',
      },
      {
        en: 'Please tell us how the former version can be restored, and how long that takes.',
        ja: '従前の版に戻す方法と所要時間をご教示ください。',
      },
    ],
  },
  {
    title: { en: 'Subcontractors and audit', ja: '再委託・監査' },
    questions: [
      {
        en: 'Please tell us which subcontractors take part in data or model, and which of these duties they bear.',
        ja: 'データ・モデルの作成に関わる再委託先と、各社が負う義務をご教示ください。',
      },
      {
        en: 'Please tell us whether we, or a third party, may audit the above, and on what terms.',
        ja: '上記について、当社または第三者による監査の可否と条件をご教示ください。',
      },
    ],
  },
];

const ROWS: Message = {
  en: 'Please tell us where the {flagged} suspect {flagged:row|rows} listed above {flagged:comes|come} from, how {flagged:it was|they were} made, and what {flagged:it is|they are} for.',
  ja: '上記の疑わしい {flagged} 行の入手元、作成方法、目的をご教示ください。',
};

/** Returns questions with room for answers; the first ones come from what was found. */
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
  return [documentSection(lang, { en: 'Questions', ja: 'ご質問' }, groups)];
}
