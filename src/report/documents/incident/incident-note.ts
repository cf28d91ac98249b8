import { type Assessment, type Evidence, evidenceOf, type Lang, type Message } from '../../../schema/index.ts';
import { markdownList } from '../../markdown-parts.ts';
import { canaryAnswers } from '../../meeting/proposal-grounds.ts';
import { say } from '../../say.ts';
import {
  BLANK,
  blanksFor,
  documentOf,
  documentSection,
  evidenceSection,
  limitsSection,
  madeWith,
  namesSection,
  nextSteps,
  said,
  shown,
  tableOf,
} from '../document-parts.ts';
import type { ReportDocument } from '../report-document.ts';
import { scopeTables } from './scope.ts';
import { timeline } from './timeline.ts';
import { whatHappened } from './what-happened.ts';

/** The incident note: what happened, when, how much, what was held back and done, and what is still open. */
export const INCIDENT_NOTE: ReportDocument = {
  id: 'incident-note',
  title: { en: 'Incident note', ja: 'インシデント報告' },
  write: (assessment, evidence, { lang }) =>
    documentOf(lang, INCIDENT_NOTE.title, madeWith(assessment), [
      blanksFor(lang, HEAD),
      namesSection(evidence, lang),
      documentSection(lang, { en: 'Summary', ja: '概要' }, [whatHappened(evidence, lang)]),
      documentSection(lang, { en: 'Timeline', ja: '経過' }, [timeline(evidence, lang), blanksFor(lang, TIMES)]),
      documentSection(lang, { en: 'Answers that people got', ja: '利用者への影響' }, [
        reached(evidence, lang),
        ...scopeTables(evidence, lang),
        blanksFor(lang, AFFECTED),
      ]),
      documentSection(lang, { en: 'Cause', ja: '原因' }, [blanksFor(lang, CAUSE)]),
      documentSection(lang, { en: 'Duties to notify', ja: '通知・報告の義務' }, [notices(lang)]),
      documentSection(lang, { en: 'Done so far', ja: '実施した対応' }, [blanksFor(lang, DONE)]),
      documentSection(lang, { en: 'Actions', ja: '今後の対応' }, [nextSteps(assessment, lang)]),
      documentSection(lang, { en: 'Open questions', ja: '未解決の事項' }, [openQuestions(assessment, lang)]),
      evidenceSection(evidence, lang),
      limitsSection(evidence, lang),
    ]),
};

const HEAD: readonly Message[] = [
  { en: 'Severity', ja: '重大度' },
  { en: 'Current state (ongoing, contained, closed)', ja: '現在の状態（継続中・抑止済み・収束）' },
  { en: 'Written by, date', ja: '作成者・作成日' },
  { en: 'Approved by', ja: '承認者' },
  { en: 'Distribution', ja: '配布先' },
  { en: 'Next report on', ja: '次回の報告日' },
];

const TIMES: readonly Message[] = [
  { en: 'First noticed by, when, and how', ja: '検知した人・日時・経緯' },
  { en: 'Began, as far as known', ja: '発生日時（判明している範囲）' },
  { en: 'Contained on, closed on', ja: '抑止日時・収束日時' },
];

const AFFECTED: readonly Message[] = [
  { en: 'Users or partners affected', ja: '影響を受けた利用者・関係先' },
  { en: 'Personal data concerned (yes, no, not known)', ja: '個人情報への影響（有・無・不明）' },
  { en: 'Harm known so far', ja: '判明している被害' },
];

const CAUSE: readonly Message[] = [
  { en: 'Cause (preliminary)', ja: '原因（暫定）' },
  { en: 'Cause (final), established by, date', ja: '原因（確定）・特定者・日付' },
];

const DONE: readonly Message[] = [
  { en: 'Immediately', ja: '初動' },
  { en: 'Records preserved (legal hold), by whom', ja: '記録の保全（リーガルホールド）・実施者' },
  { en: 'To prevent a recurrence', ja: '再発防止' },
];

const ADDRESSEES: readonly Message[] = [
  { en: 'Authorities', ja: '行政機関' },
  { en: 'Insurer', ja: '保険会社' },
  { en: 'Partners with a contractual duty of notice', ja: '契約上の通知義務がある相手先' },
  { en: 'Users', ja: '利用者' },
];

/** Returns a table of those who have to be told, and by when, for people to fill in. */
function notices(lang: Lang): string {
  const head: readonly Message[] = [
    { en: 'To', ja: '相手先' },
    { en: 'Duty (yes, no, by which rule)', ja: '義務の有無・根拠' },
    { en: 'Deadline', ja: '期限' },
    { en: 'Told on, by', ja: '連絡日・担当者' },
  ];
  return tableOf(
    lang,
    head,
    ADDRESSEES.map((one) => [one[lang], BLANK[lang], BLANK[lang], BLANK[lang]]),
  );
}

/** Says how much of what went wrong can have reached people: answers of the new model, as the logs count them. */
function reached(evidence: readonly Evidence[], lang: Lang): string {
  const lines = evidenceOf(evidence, 'ledger').flatMap(({ source, result }) => {
    const canary = canaryAnswers(result);
    const {
      n,
      refusedThenComplied: k,
      withheld: w,
    } = canary ?? {
      n: result.answers.n,
      refusedThenComplied: result.answers.outcomes['refuse-then-comply'],
      withheld: result.answers.withheld,
    };
    const of: Message =
      canary === null ? { en: 'All models', ja: '全モデル' } : { en: 'New model', ja: '新しいモデル' };
    return [
      said(
        lang,
        {
          en: '{of} ({id}): {n} {n:answer|answers} in operation. {k} refused at first and then complied. In {w} {w:answer|answers}, text was held back. Answers that refused, then complied and went out in full: {whole}.',
          ja: '{of}（{id}）：運用中の回答は {n} 件、うち、いったん断った後に応じたものは {k} 件です。本文を止めた回答は {w} 件あります。断った後に応じて全文が届いた回答は{whole}です。',
        },
        { of, id: shown(source.id), n, k, w, whole: wholeAnswers(n, k, w) },
      ),
    ];
  });
  const none: Message = {
    en: 'No log was given: how many people got an answer is not known.',
    ja: '証跡の提出がないため、利用者に届いた回答の数は分かりません。',
  };
  return lines.length === 0 ? none[lang] : markdownList(lines);
}

/**
 * Of `n` answers, `k` refused and then complied, and `w` had text held back; the log does not count how many are both.
 * At least k + w - n are both, and at most the smaller of k and w, so between k - w and n - w of the k went out in
 * full.
 */
function wholeAnswers(n: number, k: number, w: number): Message {
  const least = Math.max(0, k - w);
  const most = Math.max(least, Math.min(k, n - w));
  return least === most
    ? say({ en: '{least}', ja: ' {least} 件' }, { least })
    : say(
        {
          en: 'between {least} and {most} (the lower number if the text held back was theirs; the log tells)',
          ja: ' {least} 件以上 {most} 件以下（止めた本文がすべてこれらの回答のものなら {least} 件。証跡で確認が必要）',
        },
        { least, most },
      );
}

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
