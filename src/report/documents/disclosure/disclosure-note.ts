import { type Evidence, evidenceOf, type Lang, type Message } from '../../../schema/index.ts';
import { COMPARISON_TEXTS } from '../../comparison/texts.ts';
import { mostTelling } from '../../comparison/verdict.ts';
import { markdownList, paragraphs } from '../../markdown-parts.ts';
import {
  BLANK,
  blanksFor,
  documentOf,
  documentSection,
  KIND_WORDS,
  limitsSection,
  said,
  tableOf,
} from '../document-parts.ts';
import type { ReportDocument } from '../report-document.ts';
import { answersDisclosed } from './answers.ts';
import { digestOnly, rootOnly, timeOnly, versionOnly } from './harmless-values.ts';
import { operationDisclosed } from './operation.ts';
import { rowsDisclosed } from './rows.ts';

/**
 * The disclosure note: patterns, counts and digests, but no question, answer, path, or name of a model, a client or a
 * person.
 */
export const DISCLOSURE_NOTE: ReportDocument = {
  id: 'disclosure-note',
  title: { en: 'Disclosure note to a provider', ja: 'プロバイダーへの開示' },
  write: ({ at, tool }, evidence, { lang }) => {
    const numbered = evidence.map(
      (one, i): Evidence => ({ ...one, source: { ...one.source, id: `E${i + 1}` } }) as Evidence,
    );
    const known = { at: timeOnly(at)[lang], version: versionOnly(tool.version)[lang] };
    return documentOf(lang, DISCLOSURE_NOTE.title, known, [
      blanksFor(lang, HEAD),
      `${WHY[lang]}\n\n${WITHOUT_CONTENT[lang]}\n\n${CONFIDENTIAL[lang]}`,
      documentSection(lang, { en: 'In short', ja: '要約' }, [summary(numbered, lang)]),
      ...rowsDisclosed(numbered, lang),
      ...answersDisclosed(numbered, lang),
      ...operationDisclosed(numbered, lang),
      documentSection(lang, { en: 'What we ask of you', ja: 'お願いする事項' }, [
        markdownList(ASKED.map((one) => said(lang, one, { blank: BLANK }))),
      ]),
      documentSection(lang, { en: 'Approved for sending', ja: '発信の承認' }, [blanksFor(lang, APPROVAL)]),
      documentSection(lang, { en: 'Digests of the results', ja: '検査結果のハッシュ値' }, [digests(numbered, lang)]),
      limitsSection(numbered, lang),
    ]);
  },
};

const HEAD: readonly Message[] = [
  { en: 'To (provider, contact for security)', ja: '宛先（プロバイダー、セキュリティ窓口）' },
  { en: 'From (name, contact)', ja: '差出人（氏名、連絡先）' },
  { en: 'Model or job concerned', ja: '対象のモデルまたはジョブ' },
  { en: 'Embargoed until', ja: '公表禁止期限' },
];

const WHY: Message = {
  en: 'This note reports signs of poisoned training data or of a model changed for the worse to the provider of a model or training service, so that it can protect other customers, too. It asks nothing about a contract: questions to a supplier of data or models are in a document of their own.',
  ja: '本書は、学習データの汚染やモデルの悪化の兆候を、モデルまたは学習サービスのプロバイダーにお知らせし、他の利用者の保護にもお役立ていただくためのものです。契約に関する照会ではありません。データやモデルの提供元への質問は、別の文書（質問票）で行います。',
};

const APPROVAL: readonly Message[] = [
  { en: 'Legal (name, date)', ja: '法務（氏名、日付）' },
  { en: 'Public relations (name, date)', ja: '広報（氏名、日付）' },
  { en: 'Signed by (name, date)', ja: '発信責任者（氏名、日付）' },
];

const CONFIDENTIAL: Message = {
  en: 'Please treat this note as confidential, and pass it on only to those who need it to look into the matter.',
  ja: '本書は秘密として扱い、調査に必要な範囲でのみ共有してくださいますようお願いいたします。',
};

const ASKED: readonly Message[] = [
  {
    en: 'Please confirm receipt by {blank} (date).',
    ja: '{blank}（期日）までに、受領のご連絡をお願いいたします。',
  },
  {
    en: 'Please check whether other jobs show the same patterns, and tell us the result by {blank} (date).',
    ja: '同じパターンのデータを含む学習ジョブの有無をご確認のうえ、{blank}（期日）までにご回答をお願いいたします。',
  },
  {
    en: 'Please keep the records of the job concerned until {blank} (date).',
    ja: '対象のジョブに関する記録を、{blank}（期日）まで保全してくださいますようお願いいたします。',
  },
  {
    en: 'If you need the content, please name a secure channel for it by {blank} (date).',
    ja: '内容の確認が必要な場合は、安全な受け渡し方法を {blank}（期日）までにお知らせください。',
  },
];

const WITHOUT_CONTENT: Message = {
  en: 'It holds patterns (the order of refusal, change of direction and compliance), counts and digests only. Questions, answers, names of files, models, clients and people have been left out. This is not a finding of fault.',
  ja: '記載するのは、パターン（拒否・転換・応諾などの並び）、件数、ハッシュ値のみです。質問、回答、ファイル名、モデル名、顧客名、個人名は含みません。現時点で原因や責任の所在を判断するものではありません。',
};

/** Reports whether a result shows something that a provider would want to know. */
function hasSign(one: Evidence): boolean {
  if (one.kind === 'scan') return one.result.flagged.rows > 0;
  if (one.kind === 'comparison') return one.result.decision === 'worse';
  if (one.kind === 'watch') return one.result.verdict === 'alarm';
  if (one.kind === 'training') return one.result.verdict === 'block';
  if (one.kind === 'verification') return one.result.verdict === 'invalid';
  if (one.kind === 'fingerprint') return one.result.decision === 'differs';
  const { answers, alarms, rollouts } = one.result;
  return (
    answers.outcomes['refuse-then-comply'] + alarms.length > 0 || rollouts.some(({ state }) => state === 'rolled-back')
  );
}

/** Summarises the note for the person who signs it, in numbers alone. */
function summary(evidence: readonly Evidence[], lang: Lang): string {
  const lines = [
    ...evidenceOf(evidence, 'scan').map(({ source: { id }, result: { coverage, flagged } }) =>
      said(
        lang,
        {
          en: 'Training data ({id}): {flagged} of {read} {read:row|rows} checked {flagged:is|are} suspect.',
          ja: '学習データ（{id}）：確認した {read} 行のうち、疑わしい行は {flagged} 行です。',
        },
        { id, flagged: flagged.rows, read: coverage.read },
      ),
    ),
    ...evidenceOf(evidence, 'comparison').map(({ source: { id }, result }) => {
      const { before, after } = mostTelling(result);
      return said(
        lang,
        {
          en: 'Behaviour ({id}): the former model answered {bk} of {bn} harmful test questions, the new one {ak} of {an}. Decision: {decision}.',
          ja: '挙動（{id}）：有害な質問に応じた数は、従来のモデルが {bn} 問中 {bk} 問、新しいモデルが {an} 問中 {ak} 問です。判定：{decision}。',
        },
        { id, bk: before.k, bn: before.n, ak: after.k, an: after.n, decision: COMPARISON_TEXTS[result.decision] },
      );
    }),
    ...evidenceOf(evidence, 'ledger').map(({ source: { id }, result: { answers } }) =>
      said(
        lang,
        {
          en: 'Operation ({id}): of {n} {n:answer|answers}, {k} refused at first and then complied; text was held back in {w}.',
          ja: '運用（{id}）：回答 {n} 件のうち、いったん断った後に応じたものが {k} 件、本文を止めたものが {w} 件です。',
        },
        { id, n: answers.n, k: answers.outcomes['refuse-then-comply'], w: answers.withheld },
      ),
    ),
  ];
  const none: Message = { en: 'Nothing has been checked yet.', ja: 'まだ何も確認していません。' };
  const quiet: Message = {
    en: 'None of these results calls for this note by itself.',
    ja: 'これらの結果だけでは、本書をお送りする理由は見つかっていません。',
  };
  return lines.length === 0 ? none[lang] : paragraphs([markdownList(lines), evidence.some(hasSign) ? '' : quiet[lang]]);
}

function digests(evidence: readonly Evidence[], lang: Lang): string {
  if (evidence.length === 0) return said(lang, { en: 'No results were given.', ja: '検査結果は提出されていません。' });
  const rows = evidence.map(({ kind, source: { id, sha256, ledger } }) => [
    id,
    KIND_WORDS[kind][lang],
    ledger === null
      ? digestOnly(sha256)[lang]
      : said(
          lang,
          { en: '{size} records, root {root}', ja: '{size} 件、ルート {root}' },
          { size: ledger.size, root: rootOnly(ledger.root) },
        ),
  ]);
  const head: readonly Message[] = [
    { en: 'No.', ja: '番号' },
    { en: 'Kind', ja: '種類' },
    { en: 'SHA-256 of the result file, or root of the log', ja: '検査結果ファイルの SHA-256、または証跡のルート' },
  ];
  return tableOf(lang, head, rows);
}
