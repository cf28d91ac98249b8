import {
  type Evidence,
  evidenceOf,
  type Lang,
  type LedgerSummary,
  type Message,
  type RolloutStep,
} from '../../../schema/index.ts';
import { markdownList } from '../../markdown-parts.ts';
import { grouped, percent } from '../../numbers.ts';
import { documentSection, logState, said, tableOf } from '../document-parts.ts';
import { digestOnly, timeOnly } from './harmless-values.ts';

/** Maximum number of rollouts that are described. */
const TOLD_ROLLOUTS = 5;

const ACTIONS: Readonly<Partial<Record<RolloutStep['action'], Message>>> = {
  start: { en: 'start', ja: '開始' },
  advance: { en: 'next stage', ja: '次の段階へ' },
  promote: { en: 'next stage, by hand', ja: '次の段階へ（手動）' },
  complete: { en: 'completed', ja: '完了' },
  rollback: { en: 'rolled back', ja: '切り戻し' },
};

/** Discloses what happened in operation: counts of the log, steps of rollouts, alarms. */
export function operationDisclosed(evidence: readonly Evidence[], lang: Lang): string[] {
  const logs = evidenceOf(evidence, 'ledger').map(({ source, result }) => {
    const title: Message = { en: `Operation (${source.id})`, ja: `運用（${source.id}）` };
    return documentSection(lang, title, [counts(result, lang), ...rollouts(result, lang)]);
  });
  const watches = evidenceOf(evidence, 'watch').map(({ source, result: { answers, alarm } }) => {
    const title: Message = { en: `Monitoring (${source.id})`, ja: `監視（${source.id}）` };
    const seen = said(
      lang,
      {
        en: '{watched} of {seen} {seen:answer|answers} compared with earlier ones.',
        ja: '回答 {seen} 件のうち {watched} 件を以前の傾向と比較。',
      },
      { watched: answers.watched, seen: answers.seen },
    );
    const raised =
      alarm === null
        ? ''
        : said(
            lang,
            {
              en: 'Alarm after {answers} {answers:answer|answers}; chance of a false one within {horizon} at most {alpha}.',
              ja: '{answers} 件目の回答で警報。誤報の確率は {horizon} 件につき最大 {alpha}。',
            },
            { answers: alarm.answers, horizon: alarm.horizon, alpha: percent(alarm.alpha) },
          );
    return documentSection(lang, title, [seen, raised]);
  });
  return [...logs, ...watches];
}

function counts(
  { integrity, completeness, from, to, exchanges, openIntents, answers, alarms, isWatched }: LedgerSummary,
  lang: Lang,
): string {
  const lines: readonly Message[] = [
    { en: 'Log: {state}; from {from} to {to}.', ja: '証跡：{state}。期間は {from} から {to} まで。' },
    {
      en: '{exchanges} exchanges, {open} of them without a recorded end.',
      ja: 'やり取り {exchanges} 件、うち終わりの記録がないもの {open} 件。',
    },
    {
      en: '{n} answers: {hidden} refused and then complied, text was held back in {withheld}, another model answered in {fallback}.',
      ja: '回答 {n} 件：拒否の後に応諾 {hidden} 件、本文を停止 {withheld} 件、別のモデルが回答 {fallback} 件。',
    },
    isWatched
      ? { en: 'Alarms in the log: {alarms}.', ja: '記録された警報：{alarms} 件。' }
      : {
          en: 'Alarms in the log: {alarms}; no monitoring wrote to it.',
          ja: '記録された警報：{alarms} 件（この証跡に記録する監視はなし）。',
        },
  ];
  const values = {
    state: logState({ integrity, completeness }),
    from: timeOnly(from),
    to: timeOnly(to),
    exchanges,
    open: openIntents,
    n: answers.n,
    hidden: answers.outcomes['refuse-then-comply'],
    withheld: answers.withheld,
    fallback: answers.fallback,
    alarms: alarms.length,
  };
  return markdownList(lines.map((line) => said(lang, line, values)));
}

function rollouts({ rollouts: all }: LedgerSummary, lang: Lang): string[] {
  const head: readonly Message[] = [
    { en: 'When', ja: '日時' },
    { en: 'What', ja: '内容' },
    { en: 'Share from then on', ja: '以後の割合' },
    { en: 'Answers counted', ja: '集計した回答' },
  ];
  return all.slice(-TOLD_ROLLOUTS).map(({ stable, canary, steps }) => {
    const rows = steps.flatMap(({ time, action, share, exposures }) => {
      const word = ACTIONS[action];
      if (word === undefined) return [];
      return [
        [
          timeOnly(time)[lang],
          word[lang],
          share === null ? '–' : `${share}\u00a0%`,
          exposures === null ? '–' : grouped(exposures),
        ],
      ];
    });
    const models = said(
      lang,
      {
        en: 'Staged rollout. Digests of the weights: former model {stable}, new model {canary}.',
        ja: '段階公開。重みのハッシュ値：従来のモデル {stable}、新しいモデル {canary}。',
      },
      { stable: digestOnly(stable.digest), canary: digestOnly(canary.digest) },
    );
    return [models, tableOf(lang, head, rows, 2)].filter((part) => part !== '').join('\n\n');
  });
}
