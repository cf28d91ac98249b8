import type { RolloutStatus } from '../../gates/index.ts';
import { type Cell, columns } from '../../report/index.ts';
import type { Lang, Message } from '../../schema/index.ts';
import { printableLine } from '../ledger/printable.ts';
import { type PageView, sentence } from './page-view.ts';
import {
  durationWords,
  evidenceBar,
  evidenceWords,
  goalWords,
  metricName,
  percentWords,
  rateWords,
  servedName,
} from './rollout-words.ts';
import { nextSentences, whatIsServed } from './status-sentences.ts';

const WORDS = {
  none: { en: 'not started', ja: '未開始' },
  running: { en: 'running', ja: '実行中' },
  paused: { en: 'paused', ja: '一時停止中' },
  'rolled-back': { en: 'rolled back', ja: '切り戻し済み' },
  completed: { en: 'completed', ja: '完了' },
} as const satisfies Record<RolloutStatus['status'], Message>;

const TEXTS = {
  stable: { en: 'Stable', ja: '安定版' },
  canary: { en: 'Canary', ja: '候補モデル' },
  served: { en: 'Served', ja: '提供' },
  decides: { en: 'Decides', ja: '判断' },
  stage: { en: 'Stage', ja: '段階' },
  next: { en: 'Next', ja: '次' },
  here: { en: 'this gateway', ja: 'このゲートウェイ' },
  elsewhere: {
    en: 'another gateway, or none at this moment; the figures below are of this gateway’s own log',
    ja: '別のゲートウェイ（またはまだ決まっていません）。以下の値は、このゲートウェイの証跡だけのものです',
  },
  metric: { en: 'metric', ja: '指標' },
  margin: { en: 'margin', ja: '許容幅' },
  pairs: { en: 'pairs', ja: '組' },
  canaryRate: { en: 'canary', ja: '候補' },
  controlRate: { en: 'stable', ja: '安定版' },
  rollback: { en: 'rollback e', ja: '切り戻し e' },
  promotion: { en: 'promotion e', ja: '昇格 e' },
  required: {
    en: '* needed to go on. Rates are of the pairs: answers of both models at the same time, in the same language.',
    ja: '* は昇格に必要な指標です。割合は組（同じ時間、同じ言語の両モデルの回答）について数えたものです。',
  },
  alone: {
    en: 'Everybody gets the canary: its harmful answers are counted, and there is no control beside them.',
    ja: '全員に候補モデルを提供しているため、対照がありません。候補の列は該当した件数です。',
  },
} as const satisfies Record<string, Message>;

/** Describes a rollout for a person: its current state, what is known, and what comes next. */
export function statusReport(status: RolloutStatus, view: PageView): string {
  const { lang, style } = view;
  const { stage } = status;
  const place = stage === null || status.status === 'rolled-back' ? '' : ` · ${stagePlace(stage, lang)}`;
  const paint = {
    none: style.dim,
    running: style.cyan,
    paused: style.yellow,
    'rolled-back': style.red,
    completed: style.green,
  };
  const lines = [
    `${style.bold(printableLine(status.model))} · ${paint[status.status](WORDS[status.status][lang])}${place}`,
    ...sentence(TEXTS.stable[lang], servedName(status.stable, lang), view),
    ...sentence(TEXTS.canary[lang], servedName(status.canary, lang), view),
    ...sentence(TEXTS.served[lang], whatIsServed(status)[lang], view),
    ...(stage === null
      ? []
      : [...decides(status, view), ...ofStage(status, stage, view), '', ...metricTable(status, view)]),
    '',
    ...nextSentences(status).flatMap((text, i) => sentence(i === 0 ? TEXTS.next[lang] : '', text[lang], view)),
  ];
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

const stagePlace = ({ index, of, share }: NonNullable<RolloutStatus['stage']>, lang: Lang) =>
  lang === 'ja'
    ? `段階 ${index + 1}/${of}（${percentWords(share)}）`
    : `stage ${index + 1} of ${of} (${percentWords(share)})`;

function decides({ status, isDeciding }: RolloutStatus, view: PageView): string[] {
  if (status === 'rolled-back' || status === 'completed') return [];
  return sentence(TEXTS.decides[view.lang], (isDeciding ? TEXTS.here : TEXTS.elsewhere)[view.lang], view);
}

/** Formats a time to the second. */
const seconds = (iso: string): string => iso.replace(/\.\d+Z$/, 'Z');

function ofStage(
  { attempt, leaseMs, status, changedAt }: RolloutStatus,
  { since, exposures, minExposures, remainingMs }: NonNullable<RolloutStatus['stage']>,
  view: PageView,
): string[] {
  const { lang } = view;
  const at = seconds(since);
  const changed = seconds(changedAt ?? since);
  const isOpen = status === 'running' || status === 'paused';
  const left = durationWords(remainingMs, lang);
  const lease = durationWords(leaseMs, lang);
  const text: Message = {
    en: `entered ${at}, start number ${attempt}${isOpen ? `; ${left} of its least time left, ${exposures} of at least ${minExposures} answers counted; the lease holds for ${lease}` : `; last change ${changed}`}`,
    ja: `${at} に開始（${attempt} 回目の段階公開）${isOpen ? `。最短時間まで残り ${left}、数えた回答 ${exposures} 件（最少 ${minExposures} 件）、リースの残り ${lease}` : `、最後の変更 ${changed}`}`,
  };
  return sentence(TEXTS.stage[lang], text[lang], view);
}

function metricTable(status: RolloutStatus, view: PageView): string[] {
  const { lang, style, width } = view;
  // Answers without a control are not among the pairs, so they give no rate.
  const isAlone = status.stage?.share === 100;
  const head = [
    TEXTS.metric,
    TEXTS.margin,
    TEXTS.pairs,
    TEXTS.canaryRate,
    TEXTS.controlRate,
    TEXTS.rollback,
    TEXTS.promotion,
  ];
  const rows = status.metrics.map(({ id, margin, isRequired, pairs, canaryHarms, controlHarms, ...logs }): Cell[] => [
    { text: `${metricName(id)}${isRequired ? ' *' : ''}` },
    { text: percentWords(margin) },
    { text: String(pairs) },
    { text: isAlone && id !== 'probe' ? String(canaryHarms) : rateWords(canaryHarms, pairs) },
    { text: rateWords(controlHarms, pairs) },
    { text: evidenceWords(logs.log10Rollback) },
    {
      text: evidenceWords(logs.log10Promotion),
      ...(logs.log10Promotion >= status.promotion.goal ? { paint: style.green } : {}),
    },
  ]);
  const notes = [...(isAlone ? [TEXTS.alone] : []), TEXTS.required];
  return [
    ...columns(
      head.map((text) => ({ text: text[lang], paint: style.dim })),
      rows,
      width - 2,
      24,
    ).map((line) => `  ${line}`),
    ...weighed(status, view),
    ...notes.flatMap((text) => sentence('', text[lang], view).map(style.dim)),
  ];
}

function weighed({ rollback, promotion, status }: RolloutStatus, view: PageView): string[] {
  if (rollback === null) return [];
  const { lang } = view;
  const [e, goal, on] = [evidenceWords(rollback.log10), goalWords(rollback.goal), goalWords(promotion.goal)];
  const most = rollback.metric === null || rollback.log10 <= 0 ? '' : printableLine(rollback.metric);
  const chief: Message =
    most === '' ? { en: '', ja: '' } : { en: `, most of it from ${most}`, ja: `。主な指標は ${most}` };
  const back: Message = {
    en: `${evidenceBar(rollback.log10, rollback.goal)} e = ${e} of ${goal}, weighed over all metrics${chief.en}`,
    ja: `${evidenceBar(rollback.log10, rollback.goal)} e = ${e}（必要：${goal}、全指標の加重平均${chief.ja}）`,
  };
  const forward: Message = { en: `e = ${on} of each metric with *`, ja: `* の各指標で e = ${on}` };
  return [
    ...sentence(lang === 'ja' ? '切り戻しの証拠' : 'Evidence to go back', back[lang], view),
    ...(status === 'running' || status === 'paused'
      ? sentence(lang === 'ja' ? '昇格に必要な証拠' : 'Evidence to go on', forward[lang], view)
      : []),
  ];
}
