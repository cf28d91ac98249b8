import type { Message } from '../../../schema/index.ts';
import { documentOf, madeWith } from '../document-parts.ts';
import type { ReportDocument } from '../report-document.ts';
import { supplierClauses } from './clauses.ts';

/** Possible contract terms on data, models and checks, for counsel to start from. */
export const CONTRACT_CLAUSES: ReportDocument = {
  id: 'contract-clauses',
  title: { en: 'Contract clauses: points for counsel', ja: '契約条項案（法務検討用）' },
  write: (assessment, evidence, { lang }) =>
    documentOf(lang, CONTRACT_CLAUSES.title, madeWith(assessment), [COUNSEL[lang], ...supplierClauses(evidence, lang)]),
};

const COUNSEL: Message = {
  en: '**To be drafted by counsel.** These clauses say what the business needs; they are not ready to be signed. Whatever stands in square brackets is an example. Figures are left blank on purpose.',
  ja: '**条文は法務部門・弁護士が作成してください。** 本書は業務上必要な事項を示すもので、このまま締結できるものではありません。角括弧内は例示です。数値はあえて空欄にしています。',
};
