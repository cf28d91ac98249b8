import type { Assessment, Evidence, Lang } from '../../../schema/index.ts';
import { STATE_WORDS } from '../../gate-words.ts';
import { rolloutsOf } from '../../given-evidence.ts';
import { markdownList } from '../../markdown-parts.ts';
import {
  BLANK,
  blanksFor,
  digestShown,
  documentOf,
  documentSection,
  evidenceSection,
  gatesTable,
  limitsSection,
  madeWith,
  nextSteps,
  said,
  shown,
} from '../document-parts.ts';
import type { ReportDocument } from '../report-document.ts';
import { rolloutConditions } from './conditions.ts';
import { rolloutHistories, stagesTable } from './stages.ts';

/** The plan of introduction: stages, the conditions for going on and back, and who decides. */
export const ROLLOUT_PLAN: ReportDocument = {
  id: 'rollout-plan',
  title: { en: 'Staged rollout plan', ja: '段階導入計画' },
  write: (assessment, evidence, { lang }) =>
    documentOf(lang, ROLLOUT_PLAN.title, madeWith(assessment), [
      documentSection(lang, { en: 'Where we stand', ja: '現在の状態' }, [
        standing(assessment, lang),
        gatesTable(assessment, lang),
      ]),
      documentSection(lang, { en: 'Stages', ja: '段階' }, [stagesTable(evidence, lang)]),
      ...rolloutConditions(evidence, lang),
      documentSection(lang, { en: 'How we go back', ja: '切り戻しの方法' }, [wayBack(evidence, lang)]),
      documentSection(lang, { en: 'Who decides', ja: '決定者' }, [deciders(lang)]),
      documentSection(lang, { en: 'What happened so far', ja: 'これまでの経過' }, rolloutHistories(evidence, lang)),
      documentSection(lang, { en: 'Not checked', ja: '未確認の事項' }, [
        markdownList(assessment.unchecked.map((one) => shown(one[lang], 400))),
      ]),
      documentSection(lang, { en: 'To be done first', ja: '開始前に行うこと' }, [nextSteps(assessment, lang)]),
      evidenceSection(evidence, lang),
      limitsSection(evidence, lang),
    ]),
};

function standing({ verdict, gates }: Assessment, lang: Lang): string {
  const n = gates.filter(({ state }) => state === (verdict === 'not-checked' ? 'not-checked' : 'block')).length;
  const words = { state: STATE_WORDS[verdict], n };
  if (verdict === 'block')
    return said(
      lang,
      {
        en: '**{state}.** {n} {n:check says|checks say} stop. Do not start, and do not go on, until {n:it is|they are} settled.',
        ja: '**{state}**。{n} 項目が「停止」です。解消するまで、開始も次の段階への移行も行いません。',
      },
      words,
    );
  if (verdict === 'not-checked')
    return said(
      lang,
      {
        en: '**{state}.** {n} checks have not been made. Do not start before the training data and the behaviour have been checked.',
        ja: '**{state}**。{n} 項目が未確認です。学習データと挙動の確認が済むまで開始しません。',
      },
      words,
    );
  return said(
    lang,
    {
      en: '**{state}.** This state is the worst of the checks that were made.',
      ja: '**{state}**。確認済みの項目のうち、最も厳しい状態です。',
    },
    words,
  );
}

function wayBack(evidence: readonly Evidence[], lang: Lang): string {
  const stable = rolloutsOf(evidence)[0]?.rollout.stable;
  const to =
    stable === undefined
      ? BLANK[lang]
      : `${shown(stable.model)}${stable.digest === null ? '' : ` ${digestShown(stable.digest)}`}`;
  return markdownList([
    said(lang, { en: 'Everybody is served by the earlier model: {to}', ja: '全員を従来のモデルに戻す：{to}' }, { to }),
    ...[
      {
        en: 'Longest time from the decision until nobody gets the new model: {blank} minutes',
        ja: '判断から、新しいモデルの提供が止まるまでの上限：{blank} 分',
      },
      { en: 'Last drill: {blank} (date, measured time)', ja: '直近の訓練：{blank}（実施日、実測の時間）' },
      { en: 'Users and partners are told by: {blank}', ja: '利用者・関係先への連絡担当：{blank}' },
    ].map((text) => said(lang, text, { blank: BLANK })),
  ]);
}

const deciders = (lang: Lang): string =>
  blanksFor(lang, [
    { en: 'Goes on to the next stage', ja: '次の段階への移行' },
    { en: 'Goes back by hand, at any time', ja: '手動での切り戻し（随時）' },
    { en: 'Accepts what was not checked', ja: '未確認の事項の受け入れ' },
    { en: 'On call during the stages', ja: '実施中の連絡先' },
    { en: 'Agreed on (date)', ja: '合意日' },
  ]);
