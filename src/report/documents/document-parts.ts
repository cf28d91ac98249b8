import {
  type Assessment,
  type Evidence,
  evidenceOf,
  type Lang,
  type LedgerSummary,
  type Message,
} from '../../schema/index.ts';
import { TEAM_NAMES } from '../checklist/texts.ts';
import { excerpt } from '../excerpt.ts';
import { GATE_NAMES, STATE_WORDS } from '../gate-words.ts';
import { rolloutsOf } from '../given-evidence.ts';
import { minuteOf } from '../iso-time.ts';
import { notProven } from '../limits/not-proven.ts';
import { markdownList, markdownSection, markdownTable, paragraphs } from '../markdown-parts.ts';
import { type SaidValues, say } from '../say.ts';
import { escaped } from '../scan/markdown.ts';

/**
 * A blank to be filled in by hand. In English it always follows a space; otherwise Markdown may take two of them for
 * emphasis.
 */
export const BLANK: Message = { en: '_____', ja: '＿＿＿' };

/** Cuts and escapes texts from files and machines. */
export const shown = (text: string, limit = 120): string => escaped(excerpt(text, limit));

/** Shows a digest or root as code, so that it can be copied; anything else as text. */
export const digestShown = (digest: string): string =>
  /^[\w+/=:.-]{1,100}$/.test(digest) ? `\`${digest}\`` : shown(digest, 100);

/** Returns a text in one language. Values must be Markdown. */
export const said = (lang: Lang, text: Message, values: SaidValues = {}): string => say(text, values)[lang];

export const KIND_WORDS: Readonly<Record<Evidence['kind'], Message>> = {
  scan: { en: 'training data, scanned', ja: '学習データの検査' },
  comparison: { en: 'comparison before and after', ja: 'ファインチューニング前後の比較' },
  ledger: { en: 'operation log', ja: '運用の証跡' },
  watch: { en: 'monitoring', ja: '監視' },
  verification: { en: 'verification of origin', ja: '出所の検証' },
  training: { en: 'training history', ja: '学習履歴の確認' },
  fingerprint: { en: 'check that it is the approved model', ja: '承認済みモデルとの照合' },
};

const NO_ADVICE: Message = {
  en: 'Draft made from check results. It is not legal advice; have it reviewed by legal counsel before use. Blanks ( _____ ) are for people to fill in.',
  ja: '本書は検査結果から作成したひな形であり、法的助言ではありません。利用の前に法務部門の確認を受けてください。空欄（＿＿＿）は担当者が記入します。',
};

/** Returns when a document was made, and with which version. */
export const madeWith = ({ at, tool }: Assessment) => ({ at: shown(minuteOf(at)), version: shown(tool.version, 40) });

/** Returns a whole document under its title. `at` and `version` are Markdown. Empty sections are left out. */
export function documentOf(
  lang: Lang,
  title: Message,
  { at, version }: { readonly at: string; readonly version: string },
  sections: readonly string[],
): string {
  const made: Message = {
    en: 'Made on {at} with zenbun {version}.',
    ja: '作成：{at}（zenbun {version}）',
  };
  const head = said(lang, made, { at, version });
  return `${paragraphs([`# ${title[lang]}`, `> ${NO_ADVICE[lang]}`, head, fields(lang), ...sections])}\n`;
}

/** Returns the fields that every document of a company carries. */
function fields(lang: Lang): string {
  const head: readonly Message[] = [
    { en: 'Our reference', ja: '文書番号' },
    { en: 'Classification', ja: '機密区分' },
    { en: 'Version', ja: '版' },
    { en: 'Owner', ja: '文書責任者' },
    { en: 'Due date', ja: '期日' },
  ];
  const confidential = said(lang, { en: 'confidential (proposal)', ja: '秘密情報（案）' });
  return tableOf(lang, head, [[BLANK[lang], confidential, BLANK[lang], BLANK[lang], BLANK[lang]]]);
}

export const documentSection = (lang: Lang, title: Message, parts: readonly string[]): string =>
  markdownSection(title[lang], parts);

/** Returns rows of `label: ____` for what only people know. */
export const blanksFor = (lang: Lang, labels: readonly Message[]): string =>
  markdownList(labels.map((label) => blank(lang, label)));

const blank = (lang: Lang, label: Message): string => `${label[lang]}${lang === 'ja' ? '：' : ': '}${BLANK[lang]}`;

export function tableOf(
  lang: Lang,
  head: readonly Message[],
  rows: readonly (readonly string[])[],
  left?: number,
): string {
  return markdownTable(
    head.map((one) => one[lang]),
    rows,
    { left: left ?? head.length },
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Shows what the gates say, one row each. */
export function gatesTable({ gates }: Assessment, lang: Lang): string {
  const rows = gates.map(({ gate, state, because, errorRate }) => [
    capital(GATE_NAMES[gate][lang]),
    STATE_WORDS[state][lang],
    shown([because[lang], errorRate?.[lang] ?? ''].join(lang === 'ja' ? '' : ' '), 400),
  ]);
  return tableOf(
    lang,
    [
      { en: 'Check', ja: '項目' },
      { en: 'State', ja: '状態' },
      { en: 'Why', ja: '理由' },
    ],
    rows,
  );
}

/** Lists the proposed actions and the team for each; people fill in who exactly, and by when. */
export const nextSteps = ({ next }: Assessment, lang: Lang): string =>
  tableOf(
    lang,
    [
      { en: 'Action proposed', ja: '対応（案）' },
      { en: 'Team, owner', ja: '部門・担当者' },
      { en: 'Due', ja: '期限' },
      { en: 'Status', ja: '状況' },
    ],
    next.map(({ team, what }) => [
      shown(what[lang], 400),
      `${TEAM_NAMES[team][lang]}${lang === 'ja' ? '：' : ': '}${BLANK[lang]}`,
      BLANK[lang],
      said(lang, { en: 'open', ja: '未着手' }),
    ]),
  );

/** Maximum number of pairs of models that are named. */
const NAMED_PAIRS = 10;

/** Says which models the document means by "former" and "new"; nothing if no result names two. */
export function namesSection(evidence: readonly Evidence[], lang: Lang): string {
  const pairs = [
    ...evidenceOf(evidence, 'comparison').map(({ source, result }) => [
      source.id,
      result.before.model,
      result.after.model,
    ]),
    ...rolloutsOf(evidence).map(({ from, rollout }) => [from.source.id, rollout.stable.model, rollout.canary.model]),
  ];
  const head: readonly Message[] = [
    { en: 'Result', ja: '根拠' },
    { en: 'Former model', ja: '従来のモデル' },
    { en: 'New model', ja: '新しいモデル' },
  ];
  return documentSection(lang, { en: 'Names', ja: 'モデルの呼称' }, [
    tableOf(
      lang,
      head,
      [...new Map(pairs.map((pair) => [pair.join('\n'), pair])).values()]
        .slice(0, NAMED_PAIRS)
        .map((pair) => pair.map((name) => shown(name, 80))),
    ),
  ]);
}

/** Says what the verification of a log showed, and no more than that. */
export function logState({ integrity, completeness }: Pick<LedgerSummary, 'integrity' | 'completeness'>): Message {
  if (integrity.verdict === 'broken') return { en: 'broken', ja: '異常あり' };
  if (integrity.verdict === 'unknown') return { en: 'not fully verified', ja: '一部未検証' };
  const isKeyKnown = integrity.notes.length === 0;
  const isComplete = completeness.verdict === 'ok';
  if (isKeyKnown && isComplete) return { en: 'verified', ja: '検証済み' };
  if (isKeyKnown)
    return { en: 'consistent in itself; completeness not confirmed', ja: '内部の整合性のみ確認（網羅性は未確認）' };
  return isComplete
    ? { en: 'consistent in itself; key not confirmed', ja: '内部の整合性のみ確認（鍵は未確認）' }
    : {
        en: 'consistent in itself; key and completeness not confirmed',
        ja: '内部の整合性のみ確認（鍵・網羅性は未確認）',
      };
}

/** Lists where each result is, so that somebody else finds the same one. */
export function evidenceSection(evidence: readonly Evidence[], lang: Lang): string {
  const rows = evidence.map(({ kind, source }) => [
    shown(source.id),
    KIND_WORDS[kind][lang],
    shown(source.path),
    source.sha256 === null ? '' : digestShown(`sha256:${source.sha256}`),
    source.ledger === null
      ? ''
      : `${shown(source.ledger.origin)} · ${source.ledger.size} · ${digestShown(source.ledger.root)}`,
  ]);
  const head: readonly Message[] = [
    { en: 'No.', ja: '番号' },
    { en: 'Kind', ja: '種類' },
    { en: 'Place', ja: '場所' },
    { en: 'SHA-256 of the result file', ja: '検査結果ファイルの SHA-256' },
    { en: 'Log: origin · size · root', ja: '証跡：発行元・件数・ルート' },
  ];
  const none: Message = { en: 'No results were given.', ja: '検査結果は提出されていません。' };
  return documentSection(lang, { en: 'Evidence', ja: '根拠資料' }, [
    rows.length === 0 ? none[lang] : tableOf(lang, head, rows),
  ]);
}

/** Returns the section that is in every report: what is not proven. */
export const limitsSection = (evidence: readonly Evidence[], lang: Lang): string =>
  documentSection(lang, { en: 'The following is not proven', ja: '証明できていないこと' }, [
    markdownList(notProven(evidence).map((one) => one[lang])),
  ]);
