import type { Evidence, Lang, Message } from '../../../schema/index.ts';
import { blanksFor, documentOf, documentSection, KIND_WORDS, limitsSection, said, tableOf } from '../document-parts.ts';
import type { ReportDocument } from '../report-document.ts';
import { answersDisclosed } from './answers.ts';
import { digestOnly, rootOnly, timeOnly, versionOnly } from './harmless-values.ts';
import { operationDisclosed } from './operation.ts';
import { rowsDisclosed } from './rows.ts';

/** The disclosure note: shapes, counts and digests. No question, answer, path, name of a model, a client or a person. */
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
      said(lang, WITHOUT_CONTENT),
      ...rowsDisclosed(numbered, lang),
      ...answersDisclosed(numbered, lang),
      ...operationDisclosed(numbered, lang),
      documentSection(lang, { en: 'What we ask of you', ja: 'お願いする事項' }, [blanksFor(lang, ASKED)]),
      documentSection(lang, { en: 'Digests of the results', ja: '検査結果のハッシュ値' }, [digests(numbered, lang)]),
      limitsSection(numbered, lang),
    ]);
  },
};

const HEAD: readonly Message[] = [
  { en: 'To (provider, contact for security)', ja: '宛先（プロバイダー、セキュリティ窓口）' },
  { en: 'From (name, contact)', ja: '差出人（氏名、連絡先）' },
  { en: 'Model or job concerned', ja: '対象のモデルまたはジョブ' },
  { en: 'Not to be published before', ja: '公表を控える期限' },
];

const ASKED: readonly Message[] = [
  { en: 'Confirm receipt by', ja: '受領のご連絡の期限' },
  {
    en: 'Check whether other jobs show the same shapes, and tell us by',
    ja: '同じ構造のデータを含む学習ジョブの有無の確認と、ご回答の期限',
  },
  { en: 'Secure channel for content, should you need it', ja: '内容が必要な場合の安全な受け渡し方法' },
];

const WITHOUT_CONTENT: Message = {
  en: 'This note holds shapes (the order of refusal, pivot and compliance), counts and digests only. Questions, answers, names of files, models, clients and people have been left out. What was found is not an accusation.',
  ja: '本書に記載するのは、構造（拒否・転換・応諾などの並び）、件数、ハッシュ値のみです。質問、回答、ファイル名、モデル名、顧客名、個人名は含みません。検出は、責任を問うものではありません。',
};

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
    { en: 'Digest', ja: 'ハッシュ値' },
  ];
  return tableOf(lang, head, rows);
}
