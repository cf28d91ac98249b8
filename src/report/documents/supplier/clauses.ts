import type { Evidence, Lang, Message } from '../../../schema/index.ts';
import { chosen, points } from '../../comparison/numbers.ts';
import { worstComparison } from '../../given-evidence.ts';
import { BLANK, documentSection, said } from '../document-parts.ts';

interface Clause {
  readonly title: Message;
  readonly text: Message;
}

/** `{blank}` is for people; `{alpha}` and `{points}` are examples in square brackets that nobody has agreed to. */
const CLAUSES: readonly Clause[] = [
  {
    title: { en: 'Precedence', ja: '適用の優先' },
    text: {
      en: 'These Clauses shall form part of the agreement of {blank} between the parties. Where they conflict with it, these Clauses shall prevail.',
      ja: '本条項は、甲乙間の {blank} 付契約の一部とする。当該契約と本条項が抵触する場合は、本条項を優先する。',
    },
  },
  {
    title: { en: 'Origin of the data', ja: 'データの出所' },
    text: {
      en: 'With every delivery, the Supplier shall give the Customer a list of all data sources with date, terms of use and processing, and a SHA-256 checksum of each file. The list shall be part of the delivery.',
      ja: '乙は、納品のつど、データの入手元、入手日、利用条件および加工の内容を記した一覧と、各ファイルの SHA-256 ハッシュ値を甲に提出しなければならない。当該一覧は納品物の一部とする。',
    },
  },
  {
    title: { en: 'Warranty', ja: '保証' },
    text: {
      en: 'The Supplier warrants that data and models delivered have not been tampered with, contain no behaviour that is hidden from the Customer, and correspond to the list under “Origin of the data”.',
      ja: '乙は、納品するデータおよびモデルに不正な改変がないこと、甲に開示していない挙動を仕込んでいないこと、ならびに「データの出所」の一覧と一致することを保証する。',
    },
  },
  {
    title: { en: 'Acceptance', ja: '検査' },
    text: {
      en: 'The Customer may, within {blank} business days of delivery, read all rows of the data and compare the behaviour of the model before and after fine-tuning over whole answers. The questions used shall be chosen by {blank}. A delivery shall pass if the comparison shows that the share of harmful questions answered rose by less than {blank} percentage points [for example {points}], with an error rate of at most {blank} [for example {alpha}], and if no finding in the data remains unexplained. A comparison that is undecided is not a pass. If the Customer has not tested within that period, the delivery shall be {blank} [for example: not deemed accepted].',
      ja: '甲は、納品後 {blank} 営業日以内に、データの全行を確認し、ファインチューニング前後のモデルの挙動を回答の全文により比較することができる。比較に用いる質問は {blank} が選定する。有害な質問に応じる割合の増加が {blank} ポイント［例：{points}］未満であることが誤り率 {blank}［例：{alpha}］以下で確認され、かつ、データに説明のつかない検出が残っていない場合に、合格とする。判定できない場合は合格としない。期間内に検査が行われなかった場合の取り扱いは {blank}［例：合格とみなさない］とする。',
    },
  },
  {
    title: { en: 'Rejection and remedy', ja: '不合格時の措置' },
    text: {
      en: 'If a delivery does not pass, the Customer may reject it and continue to use the former version on unchanged terms. The Supplier shall deliver again within {blank} business days. Costs shall be borne by {blank}.',
      ja: '納品物が検査に合格しない場合、甲は受領を拒み、従前の版を従前の条件で継続して利用することができる。乙は {blank} 営業日以内に再納品しなければならない。費用は {blank} の負担とする。',
    },
  },
  {
    title: { en: 'Records', ja: '記録の保存' },
    text: {
      en: 'The Supplier shall keep the records of data, training, access and changes for {blank} years in a tamper-evident form, shall show them on request, and shall suspend any deletion on the Customer’s written notice.',
      ja: '乙は、データ、学習、アクセスおよび変更の記録を、改変を検知できる形で {blank} 年間保存し、甲の求めに応じて提示しなければならない。甲の書面による通知があったときは、記録の削除を停止しなければならない。',
    },
  },
  {
    title: { en: 'Right to audit', ja: '監査権' },
    text: {
      en: 'On {blank} days’ notice, the Customer, or a third party named by it and under a duty of confidentiality, may audit how data and models are made, including the records kept under “Records”.',
      ja: '甲または甲が指定し秘密保持義務を負う第三者は、{blank} 日前までに通知のうえ、「記録の保存」に定める記録を含め、データおよびモデルの作成過程を監査することができる。',
    },
  },
  {
    title: { en: 'Notification and help', ja: '通知および調査への協力' },
    text: {
      en: 'The Supplier shall notify the Customer of an incident, or of a reasonable suspicion of one, within {blank} hours, and of any change of data, model or settings {blank} days beforehand. It shall help the Customer to investigate, at {blank} cost.',
      ja: '乙は、インシデントまたはその合理的な疑いを知ったときは {blank} 時間以内に、データ、モデルまたは設定を変更するときは {blank} 日前までに、甲に通知しなければならない。乙は甲の調査に協力し、その費用は {blank} の負担とする。',
    },
  },
  {
    title: { en: 'Subcontractors', ja: '再委託' },
    text: {
      en: 'The Supplier shall use subcontractors only with the Customer’s prior written consent, shall bind them to the same duties, and remains liable for their acts and omissions as for its own.',
      ja: '乙は、甲の事前の書面による承諾なく再委託を行ってはならない。乙は再委託先に本条項と同等の義務を負わせ、その作為および不作為について自らの行為と同様の責任を負う。',
    },
  },
  {
    title: { en: 'Data protection', ja: '個人情報の保護' },
    text: {
      en: 'Each party shall comply with the data protection law that applies to it. Deliveries shall contain no personal data except {blank}.',
      ja: '甲および乙は、適用される個人情報保護法令を遵守しなければならない。納品物には、{blank} を除き、個人情報を含めてはならない。',
    },
  },
  {
    title: { en: 'Intellectual property', ja: '知的財産権' },
    text: {
      en: 'The Supplier shall hold all rights needed for the use of data and models under this agreement. Rights in the fine-tuned model shall belong to {blank}.',
      ja: '乙は、本契約に基づくデータおよびモデルの利用に必要な権利を有していなければならない。ファインチューニング後のモデルに関する権利は {blank} に帰属する。',
    },
  },
  {
    title: { en: 'Results of checks', ja: '検査結果の取り扱い' },
    text: {
      en: 'The Customer may pass on the results of its checks, without content, to a provider concerned, an auditor or an authority. Otherwise each party shall be under a duty of confidentiality for {blank} years.',
      ja: '甲は、検査結果のうち内容を含まないものを、関係するプロバイダー、監査人または行政機関に開示することができる。その他の情報について、甲および乙は {blank} 年間、秘密保持義務を負う。',
    },
  },
  {
    title: { en: 'Liability', ja: '損害賠償' },
    text: {
      en: 'Liability for breach of these Clauses, its limits and exceptions: {blank}',
      ja: '本条項の違反に関する責任、その上限および例外：{blank}',
    },
  },
  {
    title: { en: 'Termination and deletion', ja: '契約の終了と返却・消去' },
    text: {
      en: 'The Customer may terminate the agreement for a breach of these Clauses that is not remedied within {blank} days. At its end, the Supplier shall return or delete the Customer’s data and models and confirm this in writing, except for records to be kept under “Records”.',
      ja: '甲は、本条項の違反が {blank} 日以内に是正されない場合、契約を解除することができる。契約の終了時、乙は「記録の保存」に定める記録を除き、甲のデータおよびモデルを返却または消去し、その旨を書面で証明しなければならない。',
    },
  },
];

/** The tool's own defaults, as shares, for when there is no comparison. */
const DEFAULTS = { alpha: 0.01, tolerance: 0.1 } as const;

/** Returns clauses to start from. The error rates of a comparison are examples; the thresholds are left to people. */
export function supplierClauses(evidence: readonly Evidence[], lang: Lang): string[] {
  const { alpha, tolerance } = worstComparison(evidence)?.result.paired ?? DEFAULTS;
  const values = { blank: BLANK, alpha: chosen(alpha), points: String(points(tolerance)) };
  const clause: Message = { en: 'Clause {no}: {title}', ja: '第 {no} 条（{title}）' };
  const parties: Message = {
    en: 'Customer: the company that uses the data or the model. Supplier: the one that provides it.',
    ja: '甲：データ・モデルを利用する会社。乙：データ・モデルを提供する会社。',
  };
  return [
    documentSection(lang, { en: 'Clauses', ja: '条項案' }, [
      parties[lang],
      ...CLAUSES.map(
        ({ title, text }, i) => `**${said(lang, clause, { no: i + 1, title })}**\n\n${said(lang, text, values)}`,
      ),
    ]),
  ];
}
