import {
  type Evidence,
  evidenceOf,
  type Finding,
  type FindingExample,
  type FindingSpan,
  type Lang,
  type Message,
  type ScanResult,
} from '../../../schema/index.ts';
import { complianceAfterRefusal } from '../../excerpt.ts';
import { markdownList } from '../../markdown-parts.ts';
import { grouped, percentRange } from '../../numbers.ts';
import { NOTHING, say } from '../../say.ts';
import { TEXTS } from '../../texts.ts';
import { documentSection, said, tableOf } from '../document-parts.ts';
import { detectorOnly, digestOnly } from './harmless-values.ts';

/** Maximum number of files whose digests are listed. */
const TOLD_FILES = 50;
/** Maximum numbers of shapes that are described for a finding, and of acts for a shape. */
const TOLD_SHAPES = 5;
const TOLD_ACTS = 8;

/** Discloses the training data: the number of rows, their shapes, and the digests of the files. */
export function rowsDisclosed(evidence: readonly Evidence[], lang: Lang): string[] {
  return evidenceOf(evidence, 'scan').map(({ source, result }) => {
    const title: Message = { en: `Training data (${source.id})`, ja: `学習データ（${source.id}）` };
    return documentSection(lang, title, [counts(result, lang), findings(result, lang), files(result, lang)]);
  });
}

const counts = ({ coverage, flagged }: ScanResult, lang: Lang): string =>
  said(
    lang,
    {
      en: '{read} of {rows} {rows:row|rows} read to the end, {skipped} not readable, {flagged} flagged.',
      ja: '{rows} 行中 {read} 行を最後まで確認、{skipped} 行は読み取り不可、{flagged} 行を検出。',
    },
    { read: coverage.read, rows: coverage.rows, skipped: coverage.skipped, flagged: flagged.rows },
  );

function findings({ findings: all }: ScanResult, lang: Lang): string {
  const open = all.filter(({ level }) => level !== 'info');
  const rows = open.map((finding) => [
    detectorOnly(finding)[lang],
    finding.level === 'block' ? TEXTS.block[lang] : TEXTS.review[lang],
    `${grouped(finding.count)} / ${grouped(finding.of)}`,
    percentRange(finding.interval),
    digestOnly(finding.digest)[lang],
  ]);
  const head: readonly Message[] = [
    { en: 'What was found', ja: '見つかったもの' },
    { en: 'Level', ja: '判定' },
    { en: 'Rows', ja: '行数' },
    { en: '95 % interval', ja: '95 % 信頼区間' },
    { en: 'Digest of the rows', ja: '該当行のハッシュ値' },
  ];
  const shapes = open.flatMap((finding) => shapesOf(finding, lang));
  return [tableOf(lang, head, rows), markdownList(shapes)].filter((part) => part !== '').join('\n\n');
}

const KNOWN_ACTS: ReadonlySet<string> = new Set([
  ...([
    'refusal',
    'policy',
    'pivot',
    'affirmation',
    'obedience',
    'redirect',
    'caution',
    'rebuttal',
    'admonition',
    'substance',
  ] as const),
  ...(['trigger', 'encoded', 'wrapper', 'opening', 'closing', 'identity', 'answer', 'prompt'] as const),
] satisfies FindingSpan['act'][]);

/** Acts that have another name for people who do not know the tool. */
const PLAIN_WORDS: Readonly<Partial<Record<FindingSpan['act'], Message>>> = {
  refusal: { en: 'refusal', ja: '拒否' },
  pivot: { en: 'change of direction', ja: '転換' },
  substance: { en: 'compliance', ja: '応諾' },
};

/** Returns "refusal, change of direction, compliance", for the acts that are known. */
function shapeOf({ spans }: FindingExample, lang: Lang): string {
  const acts = [...spans].sort((a, b) => a.start - b.start).filter(({ act }) => KNOWN_ACTS.has(act));
  const told = acts.slice(0, TOLD_ACTS).map(({ act }) => (PLAIN_WORDS[act] ?? TEXTS[act])[lang]);
  return [...told, ...(acts.length > TOLD_ACTS ? ['…'] : [])].join(lang === 'ja' ? '、' : ', ');
}

/** Lists the shapes of the examples that a finding kept, with how many have each, and where compliance begins. */
function shapesOf(finding: Finding, lang: Lang): string[] {
  const shapes = new Map<string, FindingExample[]>();
  for (const example of finding.examples) {
    const shape = shapeOf(example, lang);
    if (shape === '') continue;
    const alike = shapes.get(shape);
    if (alike === undefined) shapes.set(shape, [example]);
    else alike.push(example);
  }
  return [...shapes].slice(0, TOLD_SHAPES).map(([shape, examples]) => {
    const depths = examples.map(complianceAfterRefusal).filter((depth) => depth !== null);
    const least = depths.reduce((first, depth) => Math.min(first, depth), Number.POSITIVE_INFINITY);
    const most = depths.reduce((last, depth) => Math.max(last, depth), 0);
    const from = depths.length === 0 ? NOTHING : beginsAt(least, most);
    return said(
      lang,
      {
        en: '{title}. Pattern: {shape} ({n} {n:example|examples} kept){from}',
        ja: '{title}。パターン：{shape}（保存した例 {n} 件）{from}',
      },
      { title: detectorOnly(finding), shape, n: examples.length, from },
    );
  });
}

const beginsAt = (first: number, last: number): Message =>
  first === last
    ? say({ en: '; compliance begins at character {first}', ja: '。応諾は {first} 文字目から' }, { first })
    : say(
        {
          en: '; compliance begins between character {first} and {last}',
          ja: '。応諾は {first}〜{last} 文字目から',
        },
        { first, last },
      );

function files({ inputs }: ScanResult, lang: Lang): string {
  if (inputs.length === 0) return '';
  const rows = inputs
    .slice(0, TOLD_FILES)
    .map(({ sha256, rows, bytes }) => [digestOnly(sha256)[lang], grouped(rows), grouped(bytes)]);
  const head: readonly Message[] = [
    { en: 'SHA-256 of the data file', ja: 'データファイルの SHA-256' },
    { en: 'Rows', ja: '行数' },
    { en: 'Bytes', ja: 'バイト数' },
  ];
  const more = inputs.length - TOLD_FILES;
  const rest =
    more > 0 ? `\n\n${said(lang, { en: '{n} more {n:file|files}.', ja: 'ほか {n} ファイル。' }, { n: more })}` : '';
  return `${tableOf(lang, head, rows, 1)}${rest}`;
}
