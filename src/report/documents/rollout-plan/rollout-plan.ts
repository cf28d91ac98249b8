import type { Assessment, Evidence, Lang, Message } from '../../../schema/index.ts';
import { STATE_WORDS } from '../../gate-words.ts';
import { rolloutsOf } from '../../given-evidence.ts';
import { markdownList } from '../../markdown-parts.ts';
import { NOTHING } from '../../say.ts';
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
  namesSection,
  nextSteps,
  said,
  shown,
} from '../document-parts.ts';
import type { ReportDocument } from '../report-document.ts';
import { rolloutConditions } from './conditions.ts';
import { rolloutHistories, stagesTable } from './stages.ts';

/** The plan for a rollout: stages, the conditions for going on and back, and who decides. */
export const ROLLOUT_PLAN: ReportDocument = {
  id: 'rollout-plan',
  title: { en: 'Staged rollout plan', ja: '段階公開計画' },
  write: (assessment, evidence, { lang }) => {
    const isStopped = assessment.verdict === 'block';
    return documentOf(lang, isStopped ? NOT_APPROVED : ROLLOUT_PLAN.title, madeWith(assessment), [
      isStopped ? `**${FIRST_LINE[lang]}**` : '',
      isStopped ? resumption(assessment, lang) : '',
      documentSection(lang, { en: 'Where we stand', ja: '現在の状態' }, [
        standing(assessment, lang),
        gatesTable(assessment, lang),
      ]),
      namesSection(evidence, lang),
      documentSection(lang, { en: 'People concerned', ja: '対象と連絡' }, [blanksFor(lang, PEOPLE)]),
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
    ]);
  },
};

const NOT_APPROVED: Message = {
  en: 'NOT APPROVED: staged rollout plan, for the case of resumption',
  ja: '停止中：段階公開計画（再開時の案）',
};
const FIRST_LINE: Message = {
  en: 'NOT APPROVED. This plan holds only if the conditions for resuming below are met and management approves it.',
  ja: '停止中です。本書は再開時の案であり、下記の再開条件を満たし、経営の承認を得るまで実施できません。',
};

const PEOPLE: readonly Message[] = [
  { en: 'Users (internal, external)', ja: '対象の利用者（社内・社外）' },
  { en: 'Announced to users on, how', ja: '利用者への告知（日付、方法）' },
  { en: 'On call (times, name, telephone)', ja: '緊急連絡先（時間帯、氏名、電話番号）' },
  { en: 'Contact for users', ja: '利用者からの問い合わせ先' },
];

const RESUMING: Readonly<Record<'data' | 'behaviour' | 'operation', Message>> = {
  data: {
    en: 'The suspect rows have been removed, and a new scan of the data says neither stop nor review.',
    ja: '疑わしい行を除去し、再検査の結果が「停止」「要確認」のいずれでもない。',
  },
  behaviour: {
    en: 'A new comparison says that the model made from the cleaned data is not worse.',
    ja: '除去後のデータで学習したモデルの比較で「悪化なし」と判定されている。',
  },
  operation: {
    en: 'The cause of the stop in operation has been found and removed.',
    ja: '運用で停止した原因を特定し、取り除いている。',
  },
};

/**
 * Lists what must hold before anybody begins again: the conditions of the gates that say stop, and two that always
 * apply.
 */
function resumption({ gates }: Assessment, lang: Lang): string {
  const blocking = new Set(gates.filter(({ state }) => state === 'block').map(({ gate }) => gate));
  const needed = (['data', 'behaviour', 'operation'] as const).filter(
    // A model trained on cleaned data is another model, and has to be compared.
    (gate) => blocking.has(gate) || (gate === 'behaviour' && blocking.has('data')),
  );
  const always: readonly Message[] = [
    {
      en: 'The origin of the training data and the original model has been confirmed in writing.',
      ja: '学習データと元のモデルの出所を書面で確認している。',
    },
    {
      en: 'Management has approved the resumption: {blank} (name, date)',
      ja: '再開を経営が承認している：{blank}（氏名、日付）',
    },
  ];
  const conditions = [...needed.map((gate) => RESUMING[gate]), ...always];
  return documentSection(lang, { en: 'Conditions for resuming (all of them)', ja: '再開の条件（すべて満たすこと）' }, [
    markdownList(conditions.map((one) => `[ ] ${said(lang, one, { blank: BLANK })}`)),
  ]);
}

/** Nobody gets a model for which one of these is unknown. */
const MUST_BE_KNOWN: ReadonlySet<string> = new Set(['data', 'behaviour']);

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
  const open = gates.filter(({ gate, state }) => MUST_BE_KNOWN.has(gate) && state === 'not-checked').length;
  const wait: Message = {
    en: ' Do not start before the training data and the behaviour have both been checked.',
    ja: 'ただし、学習データと挙動の両方の確認が済むまで開始しません。',
  };
  return said(
    lang,
    {
      en: '**{state}.** This state is the worst of the checks that were made.{wait}',
      ja: '**{state}**。確認済みの項目のうち、最も厳しい状態です。{wait}',
    },
    { ...words, wait: open === 0 ? NOTHING : wait },
  );
}

function wayBack(evidence: readonly Evidence[], lang: Lang): string {
  const stable = rolloutsOf(evidence)[0]?.rollout.stable;
  const to =
    stable === undefined
      ? BLANK[lang]
      : `${shown(stable.model)}${stable.digest === null ? '' : ` ${digestShown(stable.digest)}`}`;
  return markdownList([
    said(
      lang,
      { en: 'Back to: former model {to}; how: {blank}', ja: '切り戻し先：従来のモデル {to}。方法：{blank}' },
      { to, blank: BLANK },
    ),
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
    { en: 'Orders going back, at any time', ja: '切り戻しの指示（随時）' },
    { en: 'Accepts what was not checked', ja: '未確認の事項の受け入れ' },
    { en: 'Agreed on (date)', ja: '合意日' },
  ]);
