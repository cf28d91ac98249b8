import type { Message } from '../../schema/index.ts';

/** Fields of a record of the log, as JSON gives them. */
export type RecordFields = Readonly<Record<string, unknown>>;

/** Returns what a record of one kind says; null if the record does not have the form of its kind. */
type RecordWords = (fields: RecordFields) => Message | null;

const ROLLOUT_ACTIONS: Readonly<Record<string, Message>> = {
  start: { en: 'started', ja: '開始' },
  advance: { en: 'next stage', ja: '次の段階へ' },
  promote: { en: 'promoted', ja: '昇格' },
  complete: { en: 'completed', ja: '完了' },
  rollback: { en: 'rolled back', ja: '切り戻し' },
  pause: { en: 'paused', ja: '一時停止' },
  resume: { en: 'resumed', ja: '再開' },
};

const ARMS: Readonly<Record<string, Message>> = {
  stable: { en: 'stable model', ja: '安定版' },
  canary: { en: 'candidate model', ja: '候補モデル' },
};

const DECISIONS: Readonly<Record<string, Message>> = {
  'same-within-margin': { en: 'same within the margin', ja: '許容差の範囲で同じ' },
  differs: { en: 'differs', ja: '相違あり' },
  undecided: { en: 'undecided', ja: '判定できず' },
  'not-checked': { en: 'could not be checked', ja: '確認できず' },
};

const yesOrNo = (value: unknown, yes: Message, no: Message, unknown: Message): Message =>
  value === true ? yes : value === false ? no : unknown;

const WORDS: Readonly<Record<string, RecordWords>> = {
  rollout: (fields) => {
    const { action, reason, epoch } = fields;
    if (action === 'superseded')
      return {
        en: `superseded: another gateway decided first (${said(fields.leaf)})`,
        ja: `無効：別のゲートウェイの決定（${said(fields.leaf)}）が先でした`,
      };
    const done = ROLLOUT_ACTIONS[said(action)];
    if (done === undefined) return null;
    return joined([
      done,
      typeof fields.rollout === 'string' ? { en: `rollout ${fields.rollout}`, ja: `段階公開 ${fields.rollout}` } : null,
      typeof epoch === 'number' ? { en: `epoch ${epoch}`, ja: `エポック ${epoch}` } : null,
      by(fields),
      plain(reason),
    ]);
  },
  probe: ({ rollout, arm, complied, outcome, draw }) => {
    const asked = ARMS[said(arm)];
    if (asked === undefined) return null;
    const answered = yesOrNo(
      complied,
      { en: 'complied', ja: '応じた' },
      { en: 'did not comply', ja: '応じなかった' },
      { en: 'gave an answer that could not be told', ja: '判定できず' },
    );
    return joined([
      { en: `${asked.en} ${answered.en}`, ja: `${asked.ja}：${answered.ja}` },
      typeof outcome === 'string' ? { en: outcome, ja: outcome } : null,
      { en: `probe ${said(draw)} of ${said(rollout)}`, ja: `${said(rollout)} のプローブ ${said(draw)}` },
    ]);
  },
  label: ({ intent, unsafe, judge }) =>
    joined([
      yesOrNo(
        unsafe,
        { en: 'judged unsafe', ja: '有害と判定' },
        { en: 'judged safe', ja: '安全と判定' },
        { en: 'could not be judged', ja: '判定できず' },
      ),
      { en: `answer to ${said(intent)}`, ja: `${said(intent)} への回答` },
      typeof judge === 'string' ? { en: `by ${judge}`, ja: `判定モデル ${judge}` } : null,
    ]),
  watch: (fields) => {
    const { action, answers, signals } = fields;
    switch (action) {
      case 'alarm':
        return {
          en: `alarm after ${said(answers)} answers: ${listed(signals)}`,
          ja: `アラーム（回答 ${said(answers)} 件時点）：${listed(signals)}`,
        };
      case 'reference':
        return {
          en: `a new reference of ${said(answers)} answers is in force`,
          ja: `回答 ${said(answers)} 件の新しい基準を適用`,
        };
      case 'gathering':
        return joined([
          { en: 'a new reference is being gathered', ja: '新しい基準を収集中' },
          by(fields),
          plain(fields.reason),
        ]);
      case 'acknowledged':
        return joined([{ en: 'alarm acknowledged', ja: 'アラームを確認済みに' }, by(fields), plain(fields.reason)]);
      default:
        return null;
    }
  },
  fingerprint: ({ decision, difference, margin, p, reason }) => {
    const told = DECISIONS[said(decision)];
    if (told === undefined) return null;
    return joined([
      told,
      typeof difference === 'string'
        ? { en: `difference ${difference}, margin ${said(margin)}`, ja: `差 ${difference}、許容差 ${said(margin)}` }
        : null,
      typeof p === 'string' ? { en: `p = ${p}`, ja: `p = ${p}` } : null,
      plain(reason),
    ]);
  },
  unmasked: (fields) => joined([about(fields), by(fields), plain(fields.reason)]),
  overturned: (fields) =>
    joined([about(fields), plain(`${said(fields.was)} → ${said(fields.outcome)}`), by(fields), plain(fields.reason)]),
  searched: (fields) =>
    joined([
      { en: `in texts, from record ${said(fields.from)} on`, ja: `記録 ${said(fields.from)} から本文を検索` },
      by(fields),
    ]),
  opened: ({ origin }) => plain(origin),
  recovered: ({ cut }) => ({
    en: `${said(cut)} bytes of an unfinished write were cut off`,
    ja: `書き込み途中の ${said(cut)} バイトを切り捨て`,
  }),
  'erasure-intended': ({ subject }) => ({
    en: `the key of ${said(subject)} is to be destroyed`,
    ja: `${said(subject)} の鍵を破棄予定`,
  }),
  'erasure-done': ({ subject }) => ({
    en: `the key of ${said(subject)} was destroyed`,
    ja: `${said(subject)} の鍵を破棄`,
  }),
  pruned: ({ before, policy }) => ({
    en: `records before ${said(before)} were removed: ${said(policy)}`,
    ja: `${said(before)} より前の記録を削除：${said(policy)}`,
  }),
};

/**
 * Returns what a record of the log says, in a line for people; null for exchanges, for an unknown kind, and for fields
 * that do not have the form of their kind. Names and reasons are included unchanged: the caller must bound and escape
 * them.
 */
export function recordWords(kind: string, fields: RecordFields): Message | null {
  return Object.hasOwn(WORDS, kind) ? WORDS[kind]!(fields) : null;
}

const about = ({ response, intent }: RecordFields): Message => ({
  en: `record ${said(response ?? intent)}`,
  ja: `記録 ${said(response ?? intent)}`,
});

const by = ({ by: who }: RecordFields): Message | null =>
  typeof who === 'string' ? { en: `by ${who}`, ja: `担当 ${who}` } : null;

const plain = (text: unknown): Message | null =>
  typeof text === 'string' && text !== '' ? { en: text, ja: text } : null;

const listed = (value: unknown): string =>
  Array.isArray(value) && value.length > 0 ? value.map(said).join(', ') : '-';

const joined = (parts: readonly (Message | null)[]): Message | null => {
  const there = parts.filter((part) => part !== null);
  return there.length === 0
    ? null
    : { en: there.map(({ en }) => en).join(' · '), ja: there.map(({ ja }) => ja).join(' · ') };
};

const said = (value: unknown): string =>
  value === null || value === undefined ? '-' : typeof value === 'object' ? JSON.stringify(value) : String(value);
