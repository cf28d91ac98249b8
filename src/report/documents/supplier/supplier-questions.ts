import { documentOf, madeWith } from '../document-parts.ts';
import type { ReportDocument } from '../report-document.ts';
import { supplierClauses } from './clauses.ts';
import { supplierQuestions } from './questions.ts';
import { checkedForSupplier } from './what-was-checked.ts';

/** Goes out of the house: counts and digests, no content, no names of files. */
export const SUPPLIER_QUESTIONS: ReportDocument = {
  id: 'supplier-questions',
  title: {
    en: 'Supplier questionnaire and contract clauses',
    ja: '委託先・提供元への質問票と契約条項案',
  },
  write: (assessment, evidence, { lang }) =>
    documentOf(lang, SUPPLIER_QUESTIONS.title, madeWith(assessment), [
      ...checkedForSupplier(evidence, lang),
      ...supplierQuestions(evidence, lang),
      ...supplierClauses(evidence, lang),
    ]),
};
