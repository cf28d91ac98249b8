import type { Evidence, EvidenceOf, Lang, Message, TrainingCheck, VerificationCheck } from '../../schema/index.ts';
import { excerpt, visible } from '../excerpt.ts';
import { minuteOf } from '../iso-time.ts';
import { grouped } from '../numbers.ts';
import { fill } from '../texts.ts';
import { list, plainTable } from './figure.ts';
import { html, type Markup } from './markup.ts';
import { PAGE_TEXTS } from './page-texts.ts';

/** Maximum number of rows of a table; if there are more, the table says how many. */
const MAX_ROWS = 60;
const MAX_DIFFERING = 10;

/** Renders what one result says about origin, for engineers; null if it says nothing about it. */
export function provenanceSection(one: Evidence, lang: Lang): Markup | null {
  if (one.kind === 'verification') return verificationPart(one, lang);
  if (one.kind === 'training') return trainingPart(one, lang);
  return one.kind === 'fingerprint' ? fingerprintPart(one, lang) : null;
}

const heading = (id: string, path: string, lang: Lang): Markup =>
  html`<h3 id="${id}-${lang}">${id} · ${visible(path)}</h3>\n`;

const VERIFICATION_STATES: Readonly<Record<VerificationCheck['state'], Message>> = {
  failed: { en: '■ does not hold', ja: '■ 不一致' },
  'not-checked': { en: '○ not checked', ja: '○ 未確認' },
  passed: { en: '● holds', ja: '● 一致' },
  claimed: { en: '△ supplier’s word', ja: '△ 提供元の申告' },
};

const TRAINING_STATES: Readonly<Record<TrainingCheck['state'], Message>> = {
  inconsistent: { en: '■ contradicts', ja: '■ 矛盾' },
  'cannot-tell': { en: '○ cannot tell', ja: '○ 判断できない' },
  consistent: { en: '● fits', ja: '● 一致' },
};

/** Subjects of statements, by predicate. */
const STATEMENT_TITLES: Readonly<Record<string, Message>> = {
  'https://model_signing/signature/v1.0': { en: 'files', ja: 'ファイル' },
  'https://slsa.dev/provenance/v1': { en: 'how the model was trained', ja: 'モデルの学習方法' },
  'urn:zenbun:statement:data:1': { en: 'what the supplier says of the data', ja: 'データに関する申告' },
  'urn:zenbun:statement:model:1': { en: 'what the supplier says of the model', ja: 'モデルに関する申告' },
  'urn:zenbun:statement:handover:1': { en: 'hand-over', ja: '引き渡し' },
  'urn:zenbun:statement:manifest:1': { en: 'manifest of records', ja: 'レコードのマニフェスト' },
  'urn:zenbun:statement:bundle:1': { en: 'parts of a bundle', ja: 'バンドルの構成ファイル' },
};

const TEXTS = {
  state: { en: 'State', ja: '状態' },
  subject: { en: 'File or part', ja: '対象' },
  detail: { en: 'What was found', ja: '確認の結果' },
  values: { en: 'Expected, found', ja: '想定した値・実際の値' },
  signed: {
    en: '{path}: {type}, signed by {who}.',
    ja: '{path}：{type}、署名者 {who}。',
  },
  nobody: { en: 'nobody whose key was given', ja: '指定された鍵では確認できません' },
  more: { en: 'and {n} more', ja: 'ほか {n} 件' },
  reference: {
    en: 'Reference of {at}: {model}. Difference {difference}, interval {low} to {high}, margin {margin}; p = {p}; {n} {n:request|requests}.',
    ja: '基準（{at} 作成）：{model}。差 {difference}（区間 {low}～{high}、許容差 {margin}）、p = {p}、問い合わせ {n} 件。',
  },
  prompt: { en: 'Question', ja: '質問' },
  before: { en: 'Approved', ja: '承認時' },
  now: { en: 'Now', ja: '現在' },
} as const satisfies Record<string, Message>;

/**
 * Returns rows in the order of the states given, each in the order of the checks; if they are cut, the last row says
 * so.
 */
function checkRows<C extends { readonly state: string }>(
  checks: readonly C[],
  order: readonly string[],
  cells: (check: C) => readonly string[],
  lang: Lang,
): readonly (readonly string[])[] {
  const sorted = order.flatMap((state) => checks.filter((one) => one.state === state));
  const rows = sorted.slice(0, MAX_ROWS).map(cells);
  const more = sorted.length - rows.length;
  return more === 0 ? rows : [...rows, [fill(TEXTS.more[lang], { n: grouped(more) }), '', '', '']];
}

const bothValues = (expected: string | null, found: string | null, lang: Lang): string => {
  if (expected === null && found === null) return '';
  const [wanted, is] = [shortValue(expected, lang), shortValue(found, lang)];
  return expected === found ? is : `${wanted} / ${is}`;
};

/** Shortens a digest, which in full is wider than the column and is in the result. */
const shortValue = (value: string | null, lang: Lang): string =>
  STATEMENT_TITLES[value ?? '']?.[lang] ??
  excerpt(value ?? '–', 80).replace(/[0-9a-f]{64}/g, (digest) => `${digest.slice(0, 16)}…`);

/**
 * Returns only the field of something that is merely claimed, with places for line breaks; that it is the supplier's
 * word is said next to it.
 */
const saidField = ({ state, detail }: VerificationCheck): string | undefined =>
  state === 'claimed'
    ? /^(?:predicate\.)?(\S+) is the signer's word/.exec(detail.en)?.[1]?.replaceAll('.', ' › ')
    : undefined;

function verificationPart({ result, source }: EvidenceOf<'verification'>, lang: Lang): Markup {
  const { statements, checks } = result;
  const signed = statements.slice(0, MAX_ROWS).map(({ path, predicateType, signedBy }) =>
    fill(TEXTS.signed[lang], {
      path: excerpt(path, 120),
      type: STATEMENT_TITLES[predicateType]?.[lang] ?? excerpt(predicateType, 80),
      who: signedBy.map(({ name }) => excerpt(name, 60)).join(', ') || TEXTS.nobody[lang],
    }),
  );
  return html`${heading(source.id, source.path, lang)}${list(signed)}
${plainTable(
  [TEXTS.state[lang], TEXTS.subject[lang], TEXTS.detail[lang], TEXTS.values[lang]],
  checkRows(
    checks,
    Object.keys(VERIFICATION_STATES),
    (one) => [
      VERIFICATION_STATES[one.state][lang],
      excerpt(one.path ?? '', 120),
      excerpt(saidField(one) ?? one.detail[lang], 300),
      one.state === 'claimed' ? shortValue(one.found, lang) : bothValues(one.expected, one.found, lang),
    ],
    lang,
  ),
  4,
)}`;
}

function trainingPart({ result, source }: EvidenceOf<'training'>, lang: Lang): Markup {
  const unread = result.files
    .filter((one) => one.unread !== null)
    .slice(0, MAX_ROWS)
    .map((one) => `${excerpt(one.path, 120)}: ${excerpt(one.unread![lang], 200)}`);
  return html`${heading(source.id, source.path, lang)}${plainTable(
    [TEXTS.state[lang], PAGE_TEXTS.what[lang], TEXTS.detail[lang], TEXTS.values[lang]],
    checkRows(
      result.checks,
      Object.keys(TRAINING_STATES),
      ({ state, title, detail, meaning, expected, found }) => [
        TRAINING_STATES[state][lang],
        excerpt(title[lang], 120),
        excerpt(state === 'inconsistent' ? `${detail[lang]} ${meaning[lang]}` : detail[lang], 400),
        bothValues(expected, found, lang),
      ],
      lang,
    ),
    4,
  )}${list(unread)}`;
}

function fingerprintPart({ result, source }: EvidenceOf<'fingerprint'>, lang: Lang): Markup {
  const { reference, difference, interval, margin, pValue, requests, differing, notes } = result;
  const short = (value: number) => String(Number(value.toPrecision(3)));
  const line = fill(TEXTS.reference[lang], {
    at: minuteOf(reference.at),
    model: excerpt(reference.model, 80),
    difference: short(difference),
    low: short(interval[0]),
    high: short(interval[1]),
    margin: short(margin),
    p: short(pValue),
    n: grouped(requests.check),
  });
  return html`${heading(source.id, source.path, lang)}<p>${line}</p>
${
  differing.length === 0
    ? null
    : plainTable(
        [TEXTS.prompt[lang], TEXTS.before[lang], TEXTS.now[lang]],
        differing
          .slice(0, MAX_DIFFERING)
          .map(({ prompt, before, now }) => [excerpt(prompt, 80), excerpt(before, 80), excerpt(now, 80)]),
        3,
      )
}${list(notes.map((note) => excerpt(note[lang], 300)))}`;
}
