import type { ChecklistReference, ChecklistState, Message, Team } from '../../schema/index.ts';

export const CHECKLIST_TEXTS = {
  title: {
    en: 'What you can show when a fine-tuned model goes live',
    ja: 'ファインチューニングしたモデルを提供する際に示せること',
  },
  caution: {
    en: 'This list helps you see what can be shown. It is not a certification, an audit opinion or legal advice.',
    ja: 'この一覧は、示せることを整理するためのものです。認証、監査意見、法的助言ではありません。',
  },
  orientation: {
    en: 'Documents are named for orientation: none of them is claimed to require an item. JIS Q 42001 is the Japanese edition of ISO/IEC 42001; the AI Guidelines for Business, the guideline under the AI Act of Japan and DS-920 are documents of the Japanese government. The questions are written for zenbun; goal ids are those of aisev (Japan AISI, Apache-2.0).',
    ja: '文書名は参考です。各項目がその文書で義務付けられているという意味ではありません。JIS Q 42001 は ISO/IEC 42001 の日本語版、AI 事業者ガイドライン、AI 指針、DS-920 は日本政府の文書です。質問文は zenbun が独自に作成し、ゴール ID は aisev（AISI、Apache-2.0）のものです。',
  },
  references: { en: 'References', ja: '参照' },
  question: { en: 'Question', ja: '質問' },
  state: { en: 'State', ja: '状態' },
  evidence: { en: 'Evidence', ja: '根拠' },
  note: { en: 'Note', ja: '備考' },
  toShow: { en: 'Evidence needed', ja: '必要な資料' },
  by: { en: 'By', ja: '回答者' },
  date: { en: 'Date', ja: '日付' },
  also: { en: 'also', ja: '関係部門' },
  sources: { en: 'Evidence by its number', ja: '根拠の一覧' },
  toFill: { en: 'to be filled in', ja: '未記入' },
  settled: { en: 'Nothing is unmet or open.', ja: '不足・未記入の項目はありません。' },
} as const satisfies Record<string, Message>;

export const TEAM_NAMES: Readonly<Record<Team, Message>> = {
  management: { en: 'Management', ja: '経営' },
  planning: { en: 'Planning and procurement', ja: '企画' },
  development: { en: 'Development', ja: '開発' },
  operations: { en: 'Operations', ja: '運用' },
  audit: { en: 'Audit', ja: '監査' },
};

/** `open` is a blank on paper; this is its name elsewhere. */
export const STATE_NAMES: Readonly<Record<ChecklistState, Message>> = {
  confirmed: { en: 'confirmed', ja: '確認済' },
  lacking: { en: 'not met', ja: '不足' },
  'not-applicable': { en: 'not applicable', ja: '対象外' },
  open: { en: 'open', ja: '未記入' },
};

export const DOCUMENT_NAMES: Readonly<Record<ChecklistReference['document'], Message>> = {
  aisi: { en: 'AISI', ja: 'AISI' },
  'ai-business-guideline': { en: 'AI Guidelines for Business 1.2', ja: 'AI 事業者ガイドライン 1.2' },
  'ai-act-guideline': { en: 'Guideline under the AI Act of Japan', ja: 'AI 指針' },
  'ds-920': { en: 'DS-920 (Digital Agency)', ja: 'DS-920（デジタル庁）' },
  'jis-q-42001': { en: 'JIS Q 42001 (ISO/IEC 42001)', ja: 'JIS Q 42001' },
  'nist-ai-rmf': { en: 'NIST AI RMF', ja: 'NIST AI RMF' },
  'eu-ai-act': { en: 'EU AI Act', ja: 'EU AI Act' },
};

/** English names of places that have Japanese names; articles and ids are the same in both languages. */
export const ENGLISH_PLACES: ReadonlyMap<string, string> = new Map([
  ['人間中心', 'human-centric'],
  ['安全性', 'safety'],
  ['プライバシー保護', 'privacy'],
  ['透明性', 'transparency'],
  ['アカウンタビリティ', 'accountability'],
  ['教育・リテラシー', 'education and literacy'],
  ['ガバナンス', 'governance'],
  ['十分な安全性', 'sufficient safety'],
  ['事業継続性・安全な環境', 'business continuity and a safe environment'],
  ['調達チェックシート', 'procurement check sheet'],
  ['契約チェックシート', 'contract check sheet'],
  ['高リスク判定シート', 'high-risk assessment sheet'],
]);
