import type { Assessment, Lang, Message } from '../../../schema/index.ts';
import { markdownList } from '../../markdown-parts.ts';
import {
  blanksFor,
  documentOf,
  documentSection,
  evidenceSection,
  limitsSection,
  madeWith,
  nextSteps,
  shown,
} from '../document-parts.ts';
import type { ReportDocument } from '../report-document.ts';
import { scopeTables } from './scope.ts';
import { timeline } from './timeline.ts';
import { whatHappened } from './what-happened.ts';

/** The incident note: what, when, how much, what was held and done, and what is still open. */
export const INCIDENT_NOTE: ReportDocument = {
  id: 'incident-note',
  title: { en: 'Incident note', ja: 'インシデント報告' },
  write: (assessment, evidence, { lang }) =>
    documentOf(lang, INCIDENT_NOTE.title, madeWith(assessment), [
      blanksFor(lang, HEAD),
      documentSection(lang, { en: 'What happened', ja: '概要' }, [whatHappened(evidence, lang)]),
      documentSection(lang, { en: 'When', ja: '経過' }, [timeline(evidence, lang), blanksFor(lang, TIMES)]),
      documentSection(lang, { en: 'Scope', ja: '影響範囲' }, [
        ...scopeTables(evidence, lang),
        blanksFor(lang, AFFECTED),
      ]),
      documentSection(lang, { en: 'What was done', ja: '実施した対応' }, [blanksFor(lang, DONE)]),
      documentSection(lang, { en: 'What is to be done', ja: '今後の対応' }, [nextSteps(assessment, lang)]),
      documentSection(lang, { en: 'Open questions', ja: '未解決の事項' }, [openQuestions(assessment, lang)]),
      evidenceSection(evidence, lang),
      limitsSection(evidence, lang),
    ]),
};

const HEAD: readonly Message[] = [
  { en: 'Number', ja: '管理番号' },
  { en: 'Written by, date', ja: '作成者・作成日' },
  { en: 'Approved by', ja: '承認者' },
  { en: 'Sent to', ja: '配布先' },
];

const TIMES: readonly Message[] = [
  { en: 'First noticed by, when', ja: '最初に気付いた人・日時' },
  { en: 'Began, as far as known', ja: '発生日時（判明している範囲）' },
  { en: 'Resolved on', ja: '収束日時' },
];

const AFFECTED: readonly Message[] = [
  { en: 'Users or partners affected', ja: '影響を受けた利用者・関係先' },
  {
    en: 'Answers concerned that reached users (to be looked up in the log)',
    ja: '利用者に届いた該当回答の数（証跡で確認）',
  },
  { en: 'Harm known so far', ja: '判明している被害' },
];

const DONE: readonly Message[] = [
  { en: 'Immediately', ja: '初動' },
  { en: 'Users, partners and authorities informed (who, when)', ja: '利用者・関係先・行政機関への連絡（相手、日時）' },
  { en: 'To prevent a recurrence', ja: '再発防止' },
];

function openQuestions({ unchecked }: Assessment, lang: Lang): string {
  const asked: readonly Message[] = [
    { en: 'What caused it?', ja: '原因は何か。' },
    { en: 'Since when, and which versions are concerned?', ja: 'いつから、どの版が対象か。' },
    {
      en: 'Whose data or model was it, and have they been asked?',
      ja: 'データ・モデルの提供元はどこか。照会は済んでいるか。',
    },
  ];
  const lines = [...asked.map((one) => one[lang]), ...unchecked.map((one) => shown(one[lang], 400))];
  return markdownList(lines.map((line) => `[ ] ${line}`));
}
