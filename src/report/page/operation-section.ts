import type { EvidenceOf, Lang, LedgerSummary, LoggedRollout, RolloutStep } from '../../schema/index.ts';
import { evidencePathChart, outcomesChart, rolloutChart, signalsChart } from '../charts/index.ts';
import { excerpt, visible } from '../excerpt.ts';
import { minuteOf } from '../iso-time.ts';
import { grouped } from '../numbers.ts';
import { fill } from '../texts.ts';
import { figure, list, plainTable } from './figure.ts';
import { html, type Markup } from './markup.ts';
import { PAGE_TEXTS } from './page-texts.ts';

const MAX_STEPS = 40;
const MAX_ALARMS = 20;

/**
 * Renders one ledger for engineers: whether it holds, what the answers did, every change of every rollout, every alarm.
 */
export function operationSection({ result, source }: EvidenceOf<'ledger'>, lang: Lang): Markup {
  const { models } = result;
  return html`<h3 id="${source.id}-${lang}">${source.id} · ${visible(source.path)}</h3>
${verdictsPart(result, lang)}
${
  result.answers.n === 0
    ? null
    : figure(
        outcomesChart(
          {
            isOrdinary: true,
            rows: models.map(({ model, served, stage, answers }) => ({
              label: [model, served === model ? '' : served, stage].filter((part) => part !== '').join(' · '),
              outcomes: answers.outcomes,
              notJudged: answers.n - Object.values(answers.outcomes).reduce((sum, n) => sum + n, 0),
            })),
          },
          { lang, id: `${source.id}-outcomes-${lang}` },
        ),
        lang,
      )
}
${list(countLines(result, lang))}
${result.rollouts.map((rollout, i) => rolloutPart(rollout, `${source.id}-rollout-${i}-${lang}`, lang))}
<h3>${PAGE_TEXTS.alarms[lang]}</h3>
${alarmsPart(result, lang)}
`;
}

function verdictsPart({ integrity, completeness, origin }: LedgerSummary, lang: Lang): Markup {
  const rows = (['integrity', 'completeness'] as const).map((name) => {
    const { verdict, notes } = { integrity, completeness }[name];
    return html`<tr><td class="name">${PAGE_TEXTS[name][lang]}</td><td>${PAGE_TEXTS[verdict][lang]}</td><td>${notes.map((note) => html`<p>${visible(note[lang])}</p>`)}</td></tr>\n`;
  });
  return html`<p class="mono">${visible(origin)}</p><table class="stack"><tbody>${rows}</tbody></table>\n`;
}

function countLines(result: LedgerSummary, lang: Lang): string[] {
  const { answers, from, to, exchanges, openIntents, lost, erased, overturned } = result;
  const n = (value: number) => grouped(value);
  const lines = [
    from === null || to === null
      ? null
      : fill(COUNTS.span[lang], { from: minuteOf(from), to: minuteOf(to), n: n(exchanges) }),
    fill(COUNTS.latched[lang], {
      latched: n(answers.latched),
      withheld: n(answers.withheld),
      fallback: n(answers.fallback),
    }),
    fill(COUNTS.open[lang], {
      open: n(openIntents),
      lost: n(lost),
      incomplete: n(answers.incomplete),
      unread: n(answers.partlyUnread),
    }),
    erased === 0 ? null : fill(COUNTS.erased[lang], { n: n(erased) }),
    overturned === 0 ? null : fill(COUNTS.overturned[lang], { n: n(overturned) }),
  ];
  return lines.filter((line) => line !== null);
}

const COUNTS = {
  span: { en: '{n} {n:exchange|exchanges}, from {from} to {to}.', ja: 'やり取り {n} 件（{from} から {to} まで）。' },
  latched: {
    en: 'A safety refusal was seen in {latched} {latched:answer|answers}; text was held back in {withheld}; another model answered in {fallback}.',
    ja: '安全上の拒否が見られた回答 {latched} 件、続きを保留した回答 {withheld} 件、別のモデルが答えた回答 {fallback} 件。',
  },
  open: {
    en: 'Without an end: {open}, {lost} of them lost in a crash. Ended irregularly: {incomplete}. Not read in part: {unread}.',
    ja: '終わりの記録なし {open} 件（うち異常終了 {lost} 件）、正常に終わらなかったもの {incomplete} 件、一部を読んでいないもの {unread} 件。',
  },
  erased: { en: 'Texts of {n} {n:record|records} were erased.', ja: '記録 {n} 件の本文は消去済みです。' },
  overturned: { en: '{n} {n:reading was|readings were} overturned by a person.', ja: '人が訂正した判定 {n} 件。' },
} as const;

function rolloutPart(rollout: LoggedRollout, id: string, lang: Lang): Markup {
  const { steps, model, canary, stable } = rollout;
  const title = fill(PAGE_TEXTS.rollout[lang], { model: excerpt(model, 80) });
  const shown = steps.slice(-MAX_STEPS);
  return html`<h3>${title}</h3>
<p>${excerpt(stable.model, 80)} → ${excerpt(canary.model, 80)}</p>
${steps.length < 2 ? null : figure(rolloutChart({ steps }, { lang, id }), lang)}
${steps.every((step) => step.rollback === null) ? null : figure(evidencePathChart({ steps }, { lang, id: `${id}-evidence` }), lang)}
${plainTable(
  STEP_COLUMNS.map((name) => PAGE_TEXTS[name][lang]),
  shown.map((step) => stepCells(step, lang)),
  STEP_COLUMNS.length,
)}
`;
}

const STEP_COLUMNS = ['step', 'when', 'share', 'by', 'reason', 'record'] as const;

const stepCells = ({ action, time, share, by, reason, index }: RolloutStep, lang: Lang): string[] => [
  ACTIONS[action][lang],
  minuteOf(time),
  share === null ? '–' : `${Number(share.toPrecision(4))}\u00a0%`,
  excerpt(by, 60),
  excerpt(reason, 160),
  `#${index}`,
];

const ACTIONS: Readonly<Record<RolloutStep['action'], { readonly en: string; readonly ja: string }>> = {
  start: { en: 'started', ja: '開始' },
  advance: { en: 'went on', ja: '次の段階へ' },
  promote: { en: 'promoted', ja: '昇格' },
  complete: { en: 'completed', ja: '完了' },
  rollback: { en: 'rolled back', ja: '切り戻し' },
  pause: { en: 'paused', ja: '一時停止' },
  resume: { en: 'resumed', ja: '再開' },
};

function alarmsPart({ alarms, isWatched }: LedgerSummary, lang: Lang): Markup | null {
  if (!isWatched) return html`<p>${PAGE_TEXTS.notWatched[lang]}</p>`;
  if (alarms.length === 0) return html`<p>${PAGE_TEXTS.noAlarms[lang]}</p>`;
  return list(
    alarms.slice(-MAX_ALARMS).map(({ index, time, signals, isAcknowledged }) => {
      const names = signals.map((signal) => signal[lang]).join(lang === 'ja' ? '、' : ', ');
      return `${minuteOf(time)} · ${names} · ${(isAcknowledged ? PAGE_TEXTS.acknowledged : PAGE_TEXTS.open)[lang]} · #${index}`;
    }),
  );
}

/** Renders a result of the watch. */
export const watchSection = (
  { result, source }: EvidenceOf<'watch'>,
  lang: Lang,
): Markup => html`<h3 id="${source.id}-${lang}">${source.id} · ${visible(source.path)}</h3>
${figure(signalsChart({ signals: result.signals }, { lang, id: `${source.id}-signals-${lang}` }), lang)}
${result.reason === null ? null : html`<p>${visible(result.reason[lang])}</p>`}
<p>${fill(WATCHED[lang], { n: grouped(result.answers.watched), of: grouped(result.answers.seen) })}</p>
`;

const WATCHED = {
  en: '{n} of {of} {of:answer|answers} were watched.',
  ja: '回答 {of} 件のうち {n} 件が監視の対象です。',
};
