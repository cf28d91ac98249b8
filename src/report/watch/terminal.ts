import type { Lang, Message, WatchSignalStatus, WatchStatus, WatchStratumStatus } from '../../schema/index.ts';
import { type Cell, columns } from '../columns.ts';
import { grouped } from '../numbers.ts';
import type { Style } from '../style.ts';
import { alarmSummary, evidenceText, guaranteeLine, rateOf, suspectLine } from './alarm-lines.ts';
import { isoMinute } from './iso-minute.ts';

const VERDICTS = {
  quiet: { badge: 'pass', word: { en: 'QUIET', ja: '変化なし' } },
  alarm: { badge: 'block', word: { en: 'ALARM', ja: '警報' } },
  learning: { badge: 'review', word: { en: 'LEARNING', ja: '学習中' } },
} as const;

const SAYS = {
  quiet: {
    en: 'No sign that the answers have changed.',
    ja: '回答の傾向が変化した兆候はありません。',
  },
  alarm: { en: 'The answers have changed.', ja: '回答の傾向が変化しました。' },
  learning: { en: 'Nothing can be said yet:', ja: 'まだ判断できません：' },
} as const satisfies Record<string, Message>;

/** The evidence began anew, while the rates in the table are those of all answers. */
const QUIET_SINCE: Message = {
  en: 'No sign that the answers have changed further since the alarm was acknowledged, when the evidence began anew.',
  ja: '警報の確認後、回答の傾向がさらに変化した兆候はありません（エビデンスは確認時にゼロに戻しました）。',
};
const RATES_OF_ALL: Message = {
  en: 'The rates are of all answers since the reference, also of those before an acknowledged alarm.',
  ja: '率は基準より後の全回答のもので、確認済みの警報より前の回答も含みます。',
};

/** Things that no watch of this kind can show. */
const NOT_PROVEN: readonly Message[] = [
  {
    en: 'that nothing harmful was said: what is watched is whether answers are as before',
    ja: '有害な回答がなかったこと（監視するのは、以前と同じ傾向かどうかです）',
  },
  {
    en: 'that the model has changed: requests, holidays and the service around it move the same rates',
    ja: '警報がモデルの変化によるものであること（リクエストの内容、祝日、周辺の障害でも同じ値が動きます）',
  },
];

const HEAD = {
  signal: { en: 'Signal', ja: '信号' },
  reference: { en: 'reference', ja: '基準' },
  observed: { en: 'since', ja: 'その後' },
  evidence: { en: 'evidence', ja: 'エビデンス' },
  doubling: { en: 'doubling seen in', ja: '倍増の検出まで' },
} as const satisfies Record<string, Message>;

/** Renders the state of a watch for a person. `width`: columns of the terminal. */
export function watchTerminalReport(status: WatchStatus, lang: Lang, style: Style, width: number): string {
  const { verdict, reason, alarm, acknowledged } = status;
  const { badge, word } = VERDICTS[verdict];
  const says = verdict === 'quiet' && acknowledged > 0 ? QUIET_SINCE : SAYS[verdict];
  const lines = [
    `${style.badge(` ${word[lang]} `, badge)} ${says[lang]}${reason === null ? '' : ` ${reason[lang]}`}`,
    '',
    ...(alarm === null
      ? []
      : [
          alarmSummary(alarm, isoMinute(alarm.at), lang),
          ...alarm.signals.map((one) => `  ${style.red(suspectLine(one, lang))}`),
          '',
        ]),
    ...answerLines(status, lang),
    guaranteeLine(status, lang),
    '',
    ...signalTable(status, lang, style, width),
    ...(acknowledged === 0 ? [] : [style.dim(RATES_OF_ALL[lang])]),
    '',
    ...stratumLines(status, lang, style),
    '',
    lang === 'ja' ? 'この監視で分からないこと：' : 'This does not prove:',
    ...NOT_PROVEN.map((one) => `  ${one[lang]}`),
  ];
  return `${lines.join('\n')}\n`;
}

const between = (from: number, to: number): string => `${isoMinute(from)} – ${isoMinute(to)}`;

function answerLines({ answers, from, to, reference, acknowledged }: WatchStatus, lang: Lang): string[] {
  const { seen, watched, collapsed, learning, withoutAsker } = answers;
  const span = from === null || to === null ? '' : between(from, to);
  const days = grouped(Math.round((reference.to - reference.from) / 86_400_000));
  const [all, compared, few, many, unnamed] = [seen, watched, learning, collapsed, withoutAsker].map(grouped);
  if (lang === 'ja') {
    return [
      `回答：${all} 件${span === '' ? '' : `（${span}）`}`,
      `  比較した回答 ${compared} 件、基準の件数が足りず比較しなかった回答 ${few} 件、同じ利用者の上限を超えた回答 ${many} 件`,
      ...(withoutAsker === 0
        ? []
        : [`  利用者が不明な回答 ${unnamed} 件（一人の利用者が多数を占めていても区別できません）`]),
      ...(acknowledged === 0 ? [] : [`  確認済みの警報 ${acknowledged} 件`]),
      `基準：${grouped(reference.answers)} 件、${days} 日間（${between(reference.from, reference.to)}、${reference.timeZone}）`,
    ];
  }
  return [
    `Answers: ${all}${span === '' ? '' : ` (${span})`}`,
    `  ${compared} compared, ${few} where the reference has too few, ${many} beyond the first few of one asker`,
    ...(withoutAsker === 0 ? [] : [`  ${unnamed} of unknown askers: one person may be many of them`]),
    ...(acknowledged === 0 ? [] : [`  alarms acknowledged: ${acknowledged}`]),
    `Reference: ${grouped(reference.answers)} answers, ${days} days (${between(reference.from, reference.to)}, ${reference.timeZone})`,
  ];
}

function signalTable({ signals, threshold }: WatchStatus, lang: Lang, style: Style, width: number): string[] {
  const head = Object.values(HEAD).map((one): Cell => ({ text: one[lang], paint: style.bold }));
  const rows = signals.map((one) => signalRow(one, lang, style));
  const note =
    lang === 'ja'
      ? `エビデンスの合計が ${evidenceText(threshold)} に達すると警報。「–」は基準の件数が足りないか、ログに情報がなく、検出できないもの。`
      : `An alarm is raised when the evidence adds up to ${evidenceText(threshold)}. –: the reference is too small to see it, or the log does not tell of it.`;
  return [...columns(head, rows, width, 32), style.dim(note)];
}

function signalRow(
  { title, state, reference, observed, evidence, answersToSeeDoubling }: WatchSignalStatus,
  lang: Lang,
  style: Style,
): Cell[] {
  if (state === 'learning')
    return [{ text: title[lang] }, ...['–', '–', '–', '–'].map((text) => ({ text, paint: style.dim }))];
  const doubling =
    answersToSeeDoubling === null
      ? '–'
      : lang === 'ja'
        ? `約 ${grouped(answersToSeeDoubling)} 件`
        : `~${grouped(answersToSeeDoubling)} answers`;
  return [
    { text: title[lang] },
    { text: rateOf(reference) },
    { text: rateOf(observed) },
    { text: evidence < 10 ? evidence.toFixed(1) : evidenceText(evidence) },
    { text: doubling },
  ];
}

/** Returns the number of strata, and a line for each that is still learning, up to eight. */
function stratumLines({ strata, reference: { hours } }: WatchStatus, lang: Lang, style: Style): string[] {
  const learning = strata.filter(({ state }) => state === 'learning');
  const head =
    lang === 'ja'
      ? `区分：${strata.length} 個、うち基準の件数が足りない（学習中）もの ${learning.length} 個`
      : `Strata: ${strata.length}, of which ${learning.length} ${learning.length === 1 ? 'is' : 'are'} learning`;
  const shown = learning
    .slice(0, 8)
    .map((one) => style.dim(`  ${stratumName(one, hours, lang)}: ${referenceOf(one, lang)}`));
  const more = learning.length - shown.length;
  if (more > 0)
    shown.push(style.dim(lang === 'ja' ? `  ほか ${more} 個（--json に全件）` : `  and ${more} more (all in --json)`));
  return [head, ...shown];
}

const referenceOf = ({ referenceAnswers }: WatchStratumStatus, lang: Lang): string =>
  lang === 'ja' ? `基準 ${grouped(referenceAnswers)} 件` : `${grouped(referenceAnswers)} in the reference`;

function stratumName({ hour, isWeekend, model, language }: WatchStratumStatus, hours: number, lang: Lang): string {
  const day = isWeekend ? { en: 'weekend', ja: '土日' } : { en: 'weekday', ja: '平日' };
  return [day[lang], `${two(hour)}–${two(hour + hours)}`, model, language ?? '?']
    .filter((text) => text !== '')
    .join(' ');
}

const two = (hour: number): string => String(hour).padStart(2, '0');
