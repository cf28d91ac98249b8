import { type Evidence, evidenceOf, type Finding, type Lang, type Message } from '../../../schema/index.ts';
import { chosen } from '../../comparison/numbers.ts';
import { mostTelling } from '../../comparison/verdict.ts';
import { markdownList } from '../../markdown-parts.ts';
import { grouped } from '../../numbers.ts';
import { lineOf } from '../../scan/place.ts';
import { BLANK, digestShown, documentSection, said, shown, tableOf } from '../document-parts.ts';

/** Number of files that are named by their digests; the rest are counted. */
const NAMED_FILES = 100;

const DECISIONS: Readonly<Record<'worse' | 'not-worse' | 'undecided', Message>> = {
  worse: { en: 'worse', ja: '悪化' },
  'not-worse': { en: 'not worse', ja: '悪化なし' },
  undecided: { en: 'undecided, which is not a pass', ja: '判定できず（合格ではありません）' },
};

/** Shows the results of our checks: counts, digests, and where the suspect rows are. */
export function checkedForSupplier(evidence: readonly Evidence[], lang: Lang): string[] {
  const lines = [...scanLines(evidence, lang), ...comparisonLines(evidence, lang)];
  const nothing: Message = {
    en: 'Neither training data nor a model has been checked by us yet. The questions below do not depend on that.',
    ja: '学習データ・モデルとも、当社での確認は未実施です。以下の質問は、確認の有無にかかわらずお願いするものです。',
  };
  const rows = suspectRows(evidence, lang);
  const whole: Message = {
    en: '(Sender: please attach the full list of rows, which `zenbun scan --rows` writes.)',
    ja: '（差出人へ：全件の一覧は `zenbun scan --rows` で出力し、添付してください。）',
  };
  return [
    documentSection(lang, { en: 'What our checks showed', ja: '当社の確認結果' }, [
      lines.length === 0 ? nothing[lang] : markdownList(lines),
    ]),
    documentSection(lang, { en: 'Files checked', ja: '確認したファイル' }, [filesTable(evidence, lang)]),
    documentSection(lang, { en: 'Rows in question', ja: '該当行' }, rows === '' ? [] : [rows, whole[lang]]),
  ];
}

function scanLines(evidence: readonly Evidence[], lang: Lang): string[] {
  return evidenceOf(evidence, 'scan').map(({ source, result }) =>
    said(
      lang,
      {
        en: '{id}: of {rows} {rows:row|rows} of training data, {read} were read to the end and {skipped} could not be read; {flagged} {flagged:is|are} suspect.',
        ja: '{id}：学習データ {rows} 行のうち {read} 行を最後まで確認しました（読み取れなかった行は {skipped} 行）。疑わしい行は {flagged} 行です。',
      },
      {
        id: shown(source.id),
        read: result.coverage.read,
        rows: result.coverage.rows,
        skipped: result.coverage.skipped,
        flagged: result.flagged.rows,
      },
    ),
  );
}

function comparisonLines(evidence: readonly Evidence[], lang: Lang): string[] {
  return evidenceOf(evidence, 'comparison').map(({ source, result }) => {
    const { before, after } = mostTelling(result);
    return said(
      lang,
      {
        en: '{id}: comparison of the new, fine-tuned model with the former one: {decision}. Harmful test questions answered: former model {bk} of {bn}, new model {ak} of {an}. Error rate of the test: at most {alpha}.',
        ja: '{id}：ファインチューニング前後の比較の判定は「{decision}」です。有害な質問に応じた数は、従来のモデルが {bn} 問中 {bk} 問、新しいモデルが {an} 問中 {ak} 問です（テストの誤り率は {alpha} 以下）。',
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

/**
 * Lists files by their digest, which is the same on both sides, and by the name under which the supplier finds them.
 */
function filesTable(evidence: readonly Evidence[], lang: Lang): string {
  const files = evidenceOf(evidence, 'scan').flatMap(({ source, result }) =>
    result.inputs.map(({ path, sha256, rows, bytes }) => [
      shown(source.id),
      nameOnly(path),
      digestShown(`sha256:${sha256}`),
      grouped(rows),
      grouped(bytes),
    ]),
  );
  if (files.length === 0) return '';
  const head: readonly Message[] = [
    { en: 'No.', ja: '番号' },
    { en: 'File', ja: 'ファイル' },
    { en: 'SHA-256 of the data file', ja: 'データファイルの SHA-256' },
    { en: 'Rows', ja: '行数' },
    { en: 'Bytes', ja: 'バイト数' },
  ];
  const more = files.length - NAMED_FILES;
  const rest =
    more > 0 ? `\n\n${said(lang, { en: '{n} more {n:file|files}.', ja: 'ほか {n} ファイル。' }, { n: more })}` : '';
  return `${tableOf(lang, head, files.slice(0, NAMED_FILES), 3)}${rest}`;
}

/** Maximum number of rows whose places are given for one finding. */
const TOLD_ROWS = 20;

/** Returns the last part of a path: where we keep the file is nobody else's business. */
const nameOnly = (path: string): string => shown(path.split(/[\\/]/).at(-1) ?? path, 80);

/** Lists where the rows of each finding are, as far as the result names them. */
function suspectRows(evidence: readonly Evidence[], lang: Lang): string {
  const head: readonly Message[] = [
    { en: 'No.', ja: '番号' },
    { en: 'What was found', ja: '検出の内容' },
    { en: 'Rows', ja: '件数' },
    { en: 'Places', ja: '該当箇所' },
    { en: 'Digest of these rows', ja: '該当行のハッシュ値' },
  ];
  const rows = evidenceOf(evidence, 'scan').flatMap(({ source, result }) => {
    const open = result.findings.filter(({ level }) => level !== 'info');
    return open.map((finding, i) => [
      shown(source.id),
      shown(finding.title[lang]),
      `${grouped(finding.count)} / ${grouped(finding.of)}`,
      open.slice(0, i).some(({ digest }) => digest === finding.digest)
        ? said(lang, { en: '(the same rows as above)', ja: '（上記と同じ行）' })
        : placesOfRows(finding, lang),
      digestShown(finding.digest),
    ]);
  });
  return tableOf(lang, head, rows);
}

/** Formats "train.jsonl: 8, 10, 15 (first 3 of 21)". */
function placesOfRows({ examples, count }: Finding, lang: Lang): string {
  const told = examples.slice(0, TOLD_ROWS);
  if (told.length === 0) return BLANK[lang];
  const files = [...new Set(told.map(({ path }) => path))].map((path) => {
    const lines = told.filter((one) => one.path === path).map((one) => grouped(lineOf(one)));
    return `${nameOnly(path)}${lang === 'ja' ? '：' : ': '}${lines.join(', ')}`;
  });
  const rest: Message = { en: ' (first {n} of {count})', ja: '（{count} 件中、最初の {n} 件）' };
  return `${files.join('; ')}${count > told.length ? said(lang, rest, { n: told.length, count }) : ''}`;
}
