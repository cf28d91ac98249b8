import { hash } from 'node:crypto';
import { type ExchangeAnswer, type ExchangeTexts, isoTime, type TextState } from '../../gates/index.ts';
import type { LedgerRecord } from '../../ledger/index.ts';
import type { Lang, Message } from '../../schema/index.ts';
import { leafHash } from '../../tlog/index.ts';
import { printable, printableLine, withMasksIn } from './printable.ts';

const TEXTS = {
  record: { en: 'Record', ja: '記録' },
  time: { en: 'Time', ja: '時刻' },
  hash: { en: 'Leaf hash', ja: '記録のハッシュ' },
  body: { en: 'Encrypted text', ja: '暗号化した本文' },
  noBody: { en: 'none', ja: 'なし' },
  prompt: { en: 'Last turn of the user', ja: '利用者の最後の発言' },
  request: { en: 'Request', ja: 'リクエスト' },
  problem: { en: 'Problem', ja: 'エラー' },
  answer: { en: 'Answer', ja: '回答' },
  finish: { en: 'ended with', ja: '終了理由' },
  released: { en: 'released to the client', ja: 'クライアントに出した内容' },
  fallback: { en: 'fallback', ja: '代替モデル' },
  masked: { en: 'Texts are masked; --unmask shows them.', ja: '本文は伏せ字です。--unmask で表示できます。' },
} as const satisfies Record<string, Message>;

/** Reasons why a text is not shown. */
const STATES: Readonly<Record<Exclude<TextState, 'open'>, Message>> = {
  unreadable: {
    en: 'The text cannot be read: the key of its subject was destroyed. zenbun ledger verify says whether an erasure is on record.',
    ja: '対象者の鍵が破棄されているため、本文は読めません。消去の記録があるかは zenbun ledger verify で確認できます。',
  },
  damaged: {
    en: 'The text is damaged: it does not belong to this record. Run zenbun ledger verify.',
    ja: '本文が壊れていて、この記録と一致しません。zenbun ledger verify を実行してください。',
  },
  none: { en: 'This record has no text.', ja: 'この記録に本文はありません。' },
  missing: { en: 'The record is not there any more.', ja: 'この記録は残っていません。' },
};

/** Formats a record in full. Texts are shown as given, masked or not; a key never is. */
export function recordPage({ index, leaf, bytes }: LedgerRecord, texts: ExchangeTexts | null, lang: Lang): string {
  const row = (name: Message, value: string) => `${name[lang]}${lang === 'ja' ? '：' : ': '}${value}`;
  const hashed = Buffer.from(leafHash((data) => hash('sha256', data, 'buffer'), bytes)).toString('hex');
  const lines = [
    row(TEXTS.record, `${index} · ${printableLine(leaf.kind)}`),
    row(TEXTS.time, isoTime(leaf.time)),
    ...Object.entries(leaf.fields).map(([name, value]) => printableLine(`  ${name}: ${JSON.stringify(value)}`)),
    row(TEXTS.hash, hashed),
    row(TEXTS.body, leaf.body === null ? TEXTS.noBody[lang] : bodyWords(leaf.body, lang)),
    ...(texts === null ? [] : ['', ...textLines(texts, lang)]),
  ];
  return `${lines.join('\n')}\n`;
}

const bodyWords = ({ bytes, sha256 }: { bytes: number; sha256: string }, lang: Lang) =>
  lang === 'ja'
    ? `${bytes} バイト、SHA-256 ${printableLine(sha256)}`
    : `${bytes} bytes, SHA-256 ${printableLine(sha256)}`;

function textLines({ request, response, masked }: ExchangeTexts, lang: Lang): string[] {
  const lines = response === null ? requestLines(request, lang) : responseLines(response, lang);
  return masked && lines.isOpen ? [...lines.lines, '', TEXTS.masked[lang]] : lines.lines;
}

interface Lines {
  readonly isOpen: boolean;
  readonly lines: string[];
}

function requestLines({ state, prompt, body }: ExchangeTexts['request'], lang: Lang): Lines {
  if (state !== 'open') return { isOpen: false, lines: [STATES[state][lang]] };
  const shown = prompt === null ? [] : [heading(TEXTS.prompt[lang], lang), ...indented(prompt, lang)];
  const whole =
    body === null ? [] : [heading(TEXTS.request[lang], lang), ...indented(JSON.stringify(body, null, 2), lang)];
  return { isOpen: true, lines: [...shown, ...whole] };
}

function responseLines({ state, answers, problem }: NonNullable<ExchangeTexts['response']>, lang: Lang): Lines {
  if (state !== 'open') return { isOpen: false, lines: [STATES[state][lang]] };
  const lines = (answers ?? []).flatMap((answer) => answerLines(answer, lang));
  const wrong =
    problem === null || problem === '' ? [] : [heading(TEXTS.problem[lang], lang), ...indented(problem, lang)];
  return { isOpen: true, lines: [...lines, ...wrong] };
}

function answerLines({ choice, finish, said, released, fallback }: ExchangeAnswer, lang: Lang): string[] {
  const part = (name: string, text: string) => [`  ${heading(printableLine(name), lang)}`, ...indented(text, lang, 4)];
  return [
    printableLine(`${TEXTS.answer[lang]} ${choice} · ${TEXTS.finish[lang]} ${finish ?? '-'}`),
    ...said.flatMap(({ channel, text }) => part(channel, text)),
    ...(released === null ? [] : part(TEXTS.released[lang], released)),
    ...(fallback?.text == null ? [] : part(`${TEXTS.fallback[lang]} ${fallback.name}`, fallback.text)),
  ];
}

const heading = (name: string, lang: Lang): string => `${name}${lang === 'ja' ? '：' : ':'}`;

const indented = (text: string, lang: Lang, columns = 2): string[] =>
  withMasksIn(lang, printable(text))
    .split('\n')
    .map((line) => `${' '.repeat(columns)}${line}`.trimEnd());
