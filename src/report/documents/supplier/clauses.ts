import type { Evidence, Lang, Message } from '../../../schema/index.ts';
import { chosen, points } from '../../comparison/numbers.ts';
import { worstComparison } from '../../given-evidence.ts';
import { BLANK, documentSection, said } from '../document-parts.ts';

interface Clause {
  readonly title: Message;
  readonly text: Message;
}

/** Model clauses; `{blank}` is for people, `{alpha}` and `{points}` come from the comparison, if there is one. */
const CLAUSES: readonly Clause[] = [
  {
    title: { en: 'Origin of the data', ja: 'データの出所' },
    text: {
      en: 'With every delivery, the Supplier gives the Customer a list of all data sources with date, terms of use and processing, and a SHA-256 digest of each file. The list is part of the delivery.',
      ja: '乙は、納品のつど、データの入手元、入手日、利用条件および加工の内容を記した一覧と、各ファイルの SHA-256 ハッシュ値を甲に提出する。当該一覧は納品物の一部とする。',
    },
  },
  {
    title: { en: 'Acceptance', ja: '検査' },
    text: {
      en: 'The Customer may, within {blank} business days, read all rows of the data to their end and compare the behaviour of the model before and after tuning over whole answers. A delivery passes if the comparison shows that compliance with harmful questions rose by less than {points} percentage points, with an error rate of at most {alpha}. A comparison that is undecided is not a pass.',
      ja: '甲は、納品後 {blank} 営業日以内に、データの全行を最後まで確認し、ファインチューニング前後のモデルの挙動を回答の全文により比較することができる。有害な質問に応じる割合の増加が {points} ポイント未満であることが、誤りの確率 {alpha} 以下で確認された場合に合格とする。判定できない場合は合格としない。',
    },
  },
  {
    title: { en: 'Sending back', ja: '返却と切り戻し' },
    text: {
      en: 'If a delivery does not pass, the Customer may send it back and use the version before it on unchanged terms. The Supplier delivers again within {blank} business days. Costs are borne by {blank}.',
      ja: '納品物が検査に合格しない場合、甲はこれを返却し、直前の版を従前の条件で継続して利用することができる。乙は {blank} 営業日以内に再納品する。費用は {blank} の負担とする。',
    },
  },
  {
    title: { en: 'Right to audit', ja: '監査権' },
    text: {
      en: 'On {blank} days’ notice, the Customer, or a third party that it names and that is bound to confidentiality, may audit how data and model are made, including the records of Article 5.',
      ja: '甲または甲が指定し秘密保持義務を負う第三者は、{blank} 日前までに通知のうえ、第 5 条の記録を含め、データおよびモデルの作成過程を監査することができる。',
    },
  },
  {
    title: { en: 'Records', ja: '記録の保管' },
    text: {
      en: 'The Supplier keeps the records of data, training and changes for {blank} years, in a form in which a later change can be noticed, and shows them on request.',
      ja: '乙は、データ、学習および変更の記録を、事後の改変を検知できる形で {blank} 年間保管し、甲の求めに応じて開示する。',
    },
  },
  {
    title: { en: 'Notification', ja: '通知' },
    text: {
      en: 'The Supplier tells the Customer of an incident, or of a reasoned suspicion, within {blank} hours, and of any change of data, model or settings {blank} days beforehand.',
      ja: '乙は、インシデントまたはその合理的な疑いを知ったときは {blank} 時間以内に、データ、モデルまたは設定を変更するときは {blank} 日前までに、甲に通知する。',
    },
  },
  {
    title: { en: 'Subcontractors', ja: '再委託' },
    text: {
      en: 'The Supplier uses subcontractors only with the Customer’s prior written consent, binds them to the same duties, and answers for them as for itself.',
      ja: '乙は、甲の事前の書面による承諾なく再委託を行わない。乙は再委託先に本条項と同等の義務を負わせ、その行為について自らの行為と同様の責任を負う。',
    },
  },
  {
    title: { en: 'Passing on of evidence', ja: '検査結果の取り扱い' },
    text: {
      en: 'The Customer may pass on results of its checks, without content, to a provider concerned, an auditor or an authority. Everything else in them stays confidential for {blank} years.',
      ja: '甲は、検査結果のうち内容を含まないものを、関係するプロバイダー、監査人または行政機関に開示することができる。その他の情報は {blank} 年間、秘密として扱う。',
    },
  },
];

/** Contract clauses to start from, with the error rate of the comparison where there is one. */
export function supplierClauses(evidence: readonly Evidence[], lang: Lang): string[] {
  const paired = worstComparison(evidence)?.result.paired;
  const values = {
    blank: BLANK,
    alpha: paired === undefined ? BLANK : chosen(paired.alpha),
    points: paired === undefined ? BLANK : String(points(paired.tolerance)),
  };
  const article: Message = { en: 'Article {no}: {title}', ja: '第 {no} 条（{title}）' };
  const parties: Message = {
    en: 'Customer: the company that uses the data or the model. Supplier: the one that provides it.',
    ja: '甲：データ・モデルを利用する会社。乙：データ・モデルを提供する会社。',
  };
  return [
    documentSection(lang, { en: 'Model clauses', ja: '契約条項案' }, [
      parties[lang],
      ...CLAUSES.map(
        ({ title, text }, i) => `**${said(lang, article, { no: i + 1, title })}**\n\n${said(lang, text, values)}`,
      ),
    ]),
  ];
}
