import { type ChecklistEntry, onlyPeople } from '../checklist-entry.ts';
import { anyOne, everyOne } from '../fill-from.ts';
import { weightsNamed } from '../read-comparison.ts';
import { dataAsAttested, dataSigned } from '../read-training.ts';
import { actGuideline, aisi, businessGuideline, ds920, euAiAct, JIS_DATA, jis, nist } from '../references.ts';

/** Items about where data and models come from. */
export const PROVENANCE_ITEMS: readonly ChecklistEntry[] = [
  {
    id: 'data-sources',
    teams: ['planning', 'development'],
    question: {
      en: 'For each training file: is it on record who supplied or made it, when, and how?',
      ja: '学習データのファイルごとに、提供元または作成者、時期、作成方法の記録がありますか。',
    },
    toShow: {
      en: 'A list of the files with supplier, date, how they were made, and SHA-256.',
      ja: 'ファイルの一覧（提供元、日付、作成方法、SHA-256）。',
    },
    references: [...aisi('G9-67', 'G9-73'), ...jis(JIS_DATA), ...nist('MAP 4.1'), ...euAiAct('Annex XI 2(c)')],
    fill: anyOne('verification', dataSigned),
  },
  {
    id: 'data-rights',
    teams: ['planning', 'management'],
    question: {
      en: 'Has somebody confirmed that the training data may be used: copyright, contracts, personal data?',
      ja: '著作権、契約、個人情報の面から、学習データを利用できることを確認しましたか。',
    },
    toShow: {
      en: 'Licences or consents for each source, and what was done with personal data.',
      ja: '入手元ごとのライセンスまたは同意、個人情報の取り扱いの記録。',
    },
    references: [...aisi('G9-71'), ...businessGuideline('プライバシー保護'), ...nist('MAP 4.1')],
    fill: onlyPeople,
  },
  {
    id: 'scanned-is-trained',
    teams: ['development', 'audit'],
    question: {
      en: 'Are the files that were scanned exactly those on which the model was trained?',
      ja: '検査したファイルは、実際の学習に使ったファイルと同一ですか。',
    },
    toShow: {
      en: 'The training log with the SHA-256 of its inputs, matching those in the result of zenbun scan.',
      ja: '学習ログにある入力の SHA-256 と、zenbun scan の結果にある SHA-256 の一致。',
    },
    references: aisi('G9-68', 'G10-24'),
    fill: everyOne('training', dataAsAttested),
  },
  {
    id: 'weights-identified',
    teams: ['development', 'audit'],
    question: {
      en: 'Is it on record, by digest, which weights were compared before and after fine-tuning?',
      ja: 'ファインチューニング前後の比較に使った重みを、ダイジェストで特定できますか。',
    },
    toShow: {
      en: 'A comparison with --before-digest and --after-digest.',
      ja: '--before-digest と --after-digest を指定した比較の結果。',
    },
    references: aisi('G10-8'),
    fill: everyOne('comparison', weightsNamed),
  },
  {
    id: 'outside-model-information',
    teams: ['planning', 'development'],
    question: {
      en: 'For a base model from outside: what information do you hold on its design, training and data, and whom can you ask for the rest?',
      ja: '外部のベースモデルについて、設計、学習、学習データの情報を入手していますか。また、不足分の問い合わせ先はありますか。',
    },
    toShow: {
      en: 'Per document: held, not supplied, or asked for; and a contact at the maker.',
      ja: '資料ごとの状況（入手済み、提供なし、問い合わせ中）と、開発元の連絡先。',
    },
    references: [
      ...aisi('G10-17', 'G10-18', 'G10-19', 'G10-20', 'G10-21'),
      ...ds920('調達チェックシート'),
      ...nist('MANAGE 3.2'),
    ],
    fill: onlyPeople,
  },
  {
    id: 'training-repeatable',
    teams: ['development'],
    question: {
      en: 'Could somebody else repeat the fine-tuning: program, settings, versions and data?',
      ja: 'ファインチューニングを第三者が再現できるよう、プログラム、設定、バージョン、データを保管していますか。',
    },
    toShow: {
      en: 'The commit, the settings and the data list of the run that made these weights.',
      ja: 'この重みを作成した実行のコミット、設定、データの一覧。',
    },
    references: aisi('G10-23', 'G10-25'),
    fill: onlyPeople,
  },
  {
    id: 'components-listed',
    teams: ['development', 'operations'],
    question: {
      en: 'Is there a list of the software that trains and serves the model, with versions?',
      ja: '学習と提供に使うソフトウェアの一覧（バージョンを含む）がありますか。',
    },
    toShow: { en: 'An SBOM, or the lock files of both.', ja: 'SBOM、または両方のロックファイル。' },
    references: aisi('G10-12'),
    fill: onlyPeople,
  },
  {
    id: 'supplier-contract',
    teams: ['management', 'planning'],
    question: {
      en: 'Do contracts with suppliers of data and models cover origin, the right to audit, logs, and rejection or return?',
      ja: 'データやモデルの供給元との契約に、来歴、監査の権利、ログ、差し戻しの条項がありますか。',
    },
    toShow: {
      en: 'The clauses, or the answers of the supplier to a questionnaire.',
      ja: '該当する条項、または供給元への質問票の回答。',
    },
    references: [...ds920('契約チェックシート'), ...nist('GOVERN 6.1')],
    fill: onlyPeople,
  },
  {
    id: 'compute-estimate',
    teams: ['planning', 'development'],
    question: {
      en: 'If the model is offered in the EU: is the compute of the fine-tuning on record, beside that of the base model?',
      ja: 'EU で提供する場合、ファインチューニングの計算量を、ベースモデルの計算量と比べて記録していますか。',
    },
    toShow: {
      en: 'An estimate in FLOP and how it was made. Ask counsel what follows from it.',
      ja: '計算量の見積もり（FLOP）とその方法。扱いについては専門家に確認してください。',
    },
    references: euAiAct('C(2025) 7719'),
    fill: onlyPeople,
  },
  {
    id: 'model-described',
    teams: ['planning', 'development'],
    question: {
      en: 'Is there a description of the model for those who use it: purpose, limits, training, results of checks?',
      ja: 'モデルの用途、限界、学習方法、検査結果を、利用者向けにまとめた資料がありますか。',
    },
    toShow: { en: 'A model card, with its version.', ja: 'モデルカード（版を明記したもの）。' },
    references: [...aisi('G10-22', 'G10-26'), ...businessGuideline('透明性'), ...actGuideline('透明性')],
    fill: onlyPeople,
  },
];
