import { type Evidence, evidenceOf, type Lang, type Message, type ScanResult } from '../../../schema/index.ts';
import { chosen } from '../../comparison/numbers.ts';
import { mostTelling } from '../../comparison/verdict.ts';
import { markdownList } from '../../markdown-parts.ts';
import { grouped } from '../../numbers.ts';
import { blanksFor, digestShown, documentSection, said, shown, tableOf } from '../document-parts.ts';

/** Files that are named by their digests; the rest are counted. */
const NAMED_FILES = 100;

const DECISIONS: Readonly<Record<'worse' | 'not-worse' | 'undecided', Message>> = {
  worse: { en: 'worse', ja: '悪化' },
  'not-worse': { en: 'not worse', ja: '悪化なし' },
  undecided: { en: 'undecided, which is not a pass', ja: '判定できず（合格ではありません）' },
};

/** Who asks whom, and what our checks showed: counts and digests. */
export function checkedForSupplier(evidence: readonly Evidence[], lang: Lang): string[] {
  const lines = [...scanLines(evidence, lang), ...comparisonLines(evidence, lang)];
  const nothing: Message = {
    en: 'Neither training data nor a model has been checked yet. The questions below do not depend on that.',
    ja: '学習データ・モデルとも、当社での確認は未実施です。以下の質問は、確認の有無にかかわらずお願いするものです。',
  };
  const noAccusation: Message = {
    en: 'Whether any of this came from you is for you to tell us. A finding is a reason to ask, not an accusation.',
    ja: '以下が貴社からご提供いただいたものかどうかを含め、ご確認をお願いいたします。検出は確認のきっかけであり、責任を問うものではありません。',
  };
  return [
    blanksFor(lang, [
      { en: 'To', ja: '宛先' },
      { en: 'From', ja: '差出人' },
      { en: 'Please answer by', ja: '回答期限' },
    ]),
    documentSection(lang, { en: 'What our checks showed', ja: '当社の確認結果' }, [
      lines.length === 0 ? nothing[lang] : noAccusation[lang],
      markdownList(lines),
      filesTable(evidence, lang),
    ]),
  ];
}

function scanLines(evidence: readonly Evidence[], lang: Lang): string[] {
  return evidenceOf(evidence, 'scan').flatMap(({ source, result }) => [
    said(
      lang,
      {
        en: '{id}: {read} of {rows} {rows:row|rows} of training data read to the end, {skipped} not readable, {flagged} flagged.',
        ja: '{id}：学習データ {rows} 行のうち {read} 行を最後まで確認、{skipped} 行は読み取り不可、{flagged} 行を検出。',
      },
      {
        id: shown(source.id),
        read: result.coverage.read,
        rows: result.coverage.rows,
        skipped: result.coverage.skipped,
        flagged: result.flagged.rows,
      },
    ),
    ...findingLines(result, lang),
  ]);
}

function findingLines({ findings }: ScanResult, lang: Lang): string[] {
  return findings
    .filter(({ level }) => level !== 'info')
    .map(({ title, count, of, digest }) =>
      said(
        lang,
        {
          en: '{title}: {count} of {of}. Digest of these rows: {digest}',
          ja: '{title}：{of} 件中 {count} 件。該当行のハッシュ値：{digest}',
        },
        { title: { en: shown(title.en), ja: shown(title.ja) }, count, of, digest: digestShown(digest) },
      ),
    );
}

function comparisonLines(evidence: readonly Evidence[], lang: Lang): string[] {
  return evidenceOf(evidence, 'comparison').map(({ source, result }) => {
    const { before, after } = mostTelling(result);
    return said(
      lang,
      {
        en: '{id}: comparison before and after fine-tuning: {decision}. Harmful questions complied with: {bk} of {bn} before, {ak} of {an} after. Error rate agreed for a decision: {alpha}.',
        ja: '{id}：ファインチューニング前後の比較：{decision}。有害な質問に応じた数は、前が {bn} 問中 {bk} 問、後が {an} 問中 {ak} 問。判定の誤りの確率の上限：{alpha}。',
      },
      {
        id: shown(source.id),
        decision: DECISIONS[result.decision],
        bk: before.k,
        bn: before.n,
        ak: after.k,
        an: after.n,
        alpha: chosen(result.paired.alpha),
      },
    );
  });
}

/** So that both sides know that they speak of the same bytes. */
function filesTable(evidence: readonly Evidence[], lang: Lang): string {
  const files = evidenceOf(evidence, 'scan').flatMap(({ source, result }) =>
    result.inputs.map(({ sha256, rows, bytes }) => [
      shown(source.id),
      digestShown(`sha256:${sha256}`),
      grouped(rows),
      grouped(bytes),
    ]),
  );
  if (files.length === 0) return '';
  const head: readonly Message[] = [
    { en: 'No.', ja: '番号' },
    { en: 'Digest of the file', ja: 'ファイルのハッシュ値' },
    { en: 'Rows', ja: '行数' },
    { en: 'Bytes', ja: 'バイト数' },
  ];
  const more = files.length - NAMED_FILES;
  const rest =
    more > 0 ? `\n\n${said(lang, { en: '{n} more {n:file|files}.', ja: 'ほか {n} ファイル。' }, { n: more })}` : '';
  return `${tableOf(lang, head, files.slice(0, NAMED_FILES), 2)}${rest}`;
}
