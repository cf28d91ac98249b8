import type { Evidence, Lang, Message } from '../../../schema/index.ts';
import { paragraphs } from '../../markdown-parts.ts';
import { BLANK, blanksFor, documentOf, documentSection, madeWith, said } from '../document-parts.ts';
import type { ReportDocument } from '../report-document.ts';
import { supplierQuestions } from './questions.ts';
import { checkedForSupplier } from './what-was-checked.ts';

/** Leaves the company: counts, digests and places of rows, but no content, no path of ours and no name of a model. */
export const SUPPLIER_QUESTIONS: ReportDocument = {
  id: 'supplier-questions',
  title: { en: 'Questions to a supplier', ja: '委託先・提供元への質問票' },
  write: (assessment, evidence, { lang }) =>
    documentOf(lang, SUPPLIER_QUESTIONS.title, madeWith(assessment), [
      blanksFor(lang, HEAD),
      letter(lang),
      ...checkedForSupplier(evidence, lang),
      documentSection(
        lang,
        { en: 'Records to be kept', ja: '記録の保全のお願い' },
        isSuspect(evidence) ? [KEEP[lang]] : [],
      ),
      ...supplierQuestions(evidence, lang),
      said(lang, CLOSE, { blank: BLANK }),
    ]),
};

/** Reports whether any result gives a reason to keep what would otherwise be deleted. */
const isSuspect = (evidence: readonly Evidence[]): boolean =>
  evidence.some(
    (one) =>
      (one.kind === 'scan' && one.result.flagged.rows > 0) ||
      (one.kind === 'comparison' && one.result.decision === 'worse'),
  );

const HEAD: readonly Message[] = [
  { en: 'To', ja: '宛先' },
  { en: 'From', ja: '差出人' },
  { en: 'Please answer by', ja: '回答期限' },
  { en: 'Please return to', ja: '返送先' },
];

const SUBJECT: Message = {
  en: '**Subject: request for information on training data and model**',
  ja: '**件名：学習データおよびモデルに関するご照会**',
};

const OPENING: Message = {
  en: 'Before we put a fine-tuned model into service, we check its training data and its behaviour. We should be grateful if you would answer the questions below in writing, and send us the documents that support your answers. Please tell us, too, whether any of the data or of the model described here came from you. This is a question, not an accusation; we reserve our rights.',
  ja: '平素より格別のご高配を賜り、厚く御礼申し上げます。当社では、ファインチューニングしたモデルを提供する前に、学習データと挙動を確認しております。つきましては、下記の質問に書面でご回答いただき、根拠となる資料をご提出くださいますようお願い申し上げます。以下のデータまたはモデルが貴社からご提供いただいたものかどうかも、あわせてご教示ください。現時点で原因や責任の所在を判断するものではございません。なお、当社の権利はすべて留保いたします。',
};

const KEEP: Message = {
  en: 'Please keep all records that concern these data and this model: files and their earlier versions, logs of processing and training, access logs, correspondence and contracts with subcontractors. Please delete or change nothing of it, even where your usual retention period ends, until we confirm that it is no longer needed.',
  ja: '当該データおよびモデルに関する記録（ファイルと過去の版、加工・学習の記録、アクセスの記録、再委託先との通信・契約書など）を、すべて保全してくださいますようお願いいたします。当社から不要とお知らせするまで、通常の保存期間が終了するものも含め、削除・変更をお控えください。',
};

const CLOSE: Message = {
  en: 'Thank you for your help. Yours faithfully, {blank}',
  ja: 'お手数をおかけいたしますが、何とぞよろしくお願い申し上げます。{blank}',
};

const letter = (lang: Lang): string => paragraphs([SUBJECT[lang], OPENING[lang]]);
