import type { Assessment, Evidence, Lang, Message } from '../../schema/index.ts';
import { TEAM_NAMES } from '../checklist/texts.ts';
import { excerpt } from '../excerpt.ts';
import { GATE_NAMES, STATE_WORDS } from '../gate-words.ts';
import { minuteOf } from '../iso-time.ts';
import { notProven } from '../limits/not-proven.ts';
import { markdownList, markdownSection, markdownTable, paragraphs } from '../markdown-parts.ts';
import { type SaidValues, say } from '../say.ts';
import { escaped } from '../scan/markdown.ts';

/** To be written in by hand. In English always behind a space: else Markdown may take two of them for emphasis. */
export const BLANK: Message = { en: '_____', ja: '＿＿＿' };

/** Texts of files and machines, cut and escaped. */
export const shown = (text: string, limit = 120): string => escaped(excerpt(text, limit));

/** A digest or root as code, so that it can be copied; whatever else stands there as text. */
export const digestShown = (digest: string): string =>
  /^[\w+/=:.-]{1,100}$/.test(digest) ? `\`${digest}\`` : shown(digest, 100);

/** A text in one language. Values must be Markdown. */
export const said = (lang: Lang, text: Message, values: SaidValues = {}): string => say(text, values)[lang];

export const KIND_WORDS: Readonly<Record<Evidence['kind'], Message>> = {
  scan: { en: 'training data, scanned', ja: '学習データの検査' },
  comparison: { en: 'comparison before and after', ja: 'ファインチューニング前後の比較' },
  ledger: { en: 'operation log', ja: '運用の証跡' },
  watch: { en: 'monitoring', ja: '監視' },
};

const NO_ADVICE: Message = {
  en: 'Draft made from check results. It is not legal advice; have it reviewed by legal counsel before use. Blanks ( _____ ) are for people to fill in.',
  ja: '本書は検査結果から作成したひな形であり、法的助言ではありません。利用の前に法務の確認を受けてください。空欄（＿＿＿）は担当者が記入します。',
};

/** When and with what a document was made. */
export const madeWith = ({ at, tool }: Assessment) => ({ at: shown(minuteOf(at)), version: shown(tool.version, 40) });

/** A whole document under its title. `at` and `version` are Markdown. Empty sections are left out. */
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
  return `${paragraphs([`# ${title[lang]}`, `> ${NO_ADVICE[lang]}`, head, ...sections])}\n`;
}

export const documentSection = (lang: Lang, title: Message, parts: readonly string[]): string =>
  markdownSection(title[lang], parts);

/** Rows of `label: ____` for what only people know. */
export const blanksFor = (lang: Lang, labels: readonly Message[]): string =>
  markdownList(labels.map((label) => `${label[lang]}${lang === 'ja' ? '：' : ': '}${BLANK[lang]}`));

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

/** What the gates say, one row each. */
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

/** What to do, and by whom. */
export const nextSteps = ({ next }: Assessment, lang: Lang): string =>
  markdownList(
    next.map(({ team, what }) => `${TEAM_NAMES[team][lang]}${lang === 'ja' ? '：' : ': '}${shown(what[lang], 400)}`),
  );

/** Where each result stands, so that somebody else finds the same. `paths` only where the document stays in the house. */
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
    { en: 'Digest of the file', ja: 'ファイルのハッシュ値' },
    { en: 'Log: origin · size · root', ja: '証跡：発行元・件数・ルート' },
  ];
  const none: Message = { en: 'No results were given.', ja: '検査結果は提出されていません。' };
  return documentSection(lang, { en: 'Evidence', ja: '根拠資料' }, [
    rows.length === 0 ? none[lang] : tableOf(lang, head, rows),
  ]);
}

/** What stands in every report. */
export const limitsSection = (evidence: readonly Evidence[], lang: Lang): string =>
  documentSection(lang, { en: 'What this evidence does not prove', ja: 'この資料では証明できないこと' }, [
    markdownList(notProven(evidence).map((one) => one[lang])),
  ]);
