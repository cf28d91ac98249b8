import type { Evidence, Lang, LoggedRollout, Message, RolloutStep } from '../../../schema/index.ts';
import { rolloutsOf } from '../../given-evidence.ts';
import { minuteOf } from '../../iso-time.ts';
import { grouped } from '../../numbers.ts';
import { BLANK, said, shown, tableOf } from '../document-parts.ts';

/** Shares in percent if no rollout states others: those that `zenbun rollout` starts with. */
const PROPOSED = [1, 5, 25, 50, 100] as const;

const ACTIONS: Readonly<Record<RolloutStep['action'], Message>> = {
  start: { en: 'start', ja: '開始' },
  advance: { en: 'next stage', ja: '次の段階へ' },
  promote: { en: 'next stage, by hand', ja: '次の段階へ（手動）' },
  complete: { en: 'completed', ja: '完了' },
  rollback: { en: 'rolled back', ja: '切り戻し' },
  pause: { en: 'paused', ja: '一時停止' },
  resume: { en: 'resumed', ja: '再開' },
};

/** Number of rollouts that are described in full; the rest are counted. */
const TOLD = 3;
/** Maximum number of stages: nobody plans more, so a log that names more says nothing. */
const MOST_STAGES = 20;

/**
 * Returns the shares of the last rollout as far as its steps state them, with null for a stage that was not reached;
 * null if no stages are known.
 */
function knownShares(evidence: readonly Evidence[]): readonly (number | null)[] | null {
  const steps = rolloutsOf(evidence).at(-1)?.rollout.steps ?? [];
  const entered = steps.filter(({ action }) => action !== 'rollback' && action !== 'complete');
  const of = Math.min(MOST_STAGES, Math.max(0, ...entered.map(({ stage }) => stage?.of ?? 0)));
  if (of === 0) return null;
  return Array.from({ length: of }, (_, i) => entered.find(({ stage }) => stage?.index === i)?.share ?? null);
}

export function stagesTable(evidence: readonly Evidence[], lang: Lang): string {
  const known = knownShares(evidence);
  const proposal: Message = { en: ' (proposal)', ja: '（案）' };
  const rows = (known ?? PROPOSED).map((share, i) => [
    String(i + 1),
    share === null ? BLANK[lang] : `${share}\u00a0%${known === null ? proposal[lang] : ''}`,
    `${said(lang, { en: '1 hour', ja: '1 時間' })}${proposal[lang]}`,
    `100${proposal[lang]}`,
    BLANK[lang],
  ]);
  const head: readonly Message[] = [
    { en: 'Stage', ja: '段階' },
    { en: 'Share of users', ja: '利用者の割合' },
    { en: 'Minimum time', ja: '最短期間' },
    { en: 'Minimum answers', ja: '最少回答数' },
    { en: 'Decided by', ja: '決定者' },
  ];
  const from: Message =
    known === null
      ? {
          en: 'No staged rollout is among the results: all shares, times and counts are proposals.',
          ja: '段階公開の結果がないため、割合・期間・回答数はすべて案です。',
        }
      : {
          en: 'Shares are those of the last staged rollout in the log; stages that it did not reach are blank. Times and counts are proposals.',
          ja: '割合は、証跡にある直近の段階公開の値です（到達しなかった段階は空欄）。期間と回答数は案です。',
        };
  const longer: Message = {
    en: 'One hour and 100 answers are the defaults of the tool, meant for a first try. In service, stages usually last several business days.',
    ja: '1 時間・100 件はツールの初期値で、最初の試行を想定したものです。本番では、1 段階に数営業日をかけるのが一般的です。',
  };
  return `${from[lang]}${lang === 'ja' ? '' : ' '}${longer[lang]}\n\n${tableOf(lang, head, rows)}`;
}

/** Describes what the log says about each rollout. */
export function rolloutHistories(evidence: readonly Evidence[], lang: Lang): string[] {
  const all = rolloutsOf(evidence);
  const more = all.length - TOLD;
  return [
    ...all.slice(-TOLD).map(({ from, rollout }) => history(from.source.id, rollout, lang)),
    ...(more > 0
      ? [
          said(
            lang,
            {
              en: '{n} earlier {n:rollout is|rollouts are} in the log.',
              ja: 'これより前の段階公開が {n} 件、証跡にあります。',
            },
            { n: more },
          ),
        ]
      : []),
  ];
}

function history(id: string, { canary, stable, steps }: LoggedRollout, lang: Lang): string {
  const title = said(
    lang,
    {
      en: 'New model ({canary}) in place of the former model ({stable}), {id}',
      ja: '従来のモデル（{stable}）から新しいモデル（{canary}）へ（{id}）',
    },
    { canary: shown(canary.model), stable: shown(stable.model), id: shown(id) },
  );
  const rows = steps
    .slice(-MOST_STAGES)
    .map(({ index, time, action, share, exposures, by }) => [
      shown(minuteOf(time)),
      ACTIONS[action][lang],
      share === null ? '–' : `${share}\u00a0%`,
      exposures === null ? '–' : grouped(exposures),
      shown(by, 60),
      `#${index}`,
    ]);
  const head: readonly Message[] = [
    { en: 'When', ja: '日時' },
    { en: 'What', ja: '内容' },
    { en: 'Share from then on', ja: '以後の割合' },
    { en: 'Answers counted', ja: '集計した回答' },
    { en: 'By', ja: '実施者' },
    { en: 'Record', ja: '記録番号' },
  ];
  return `${title}\n\n${tableOf(lang, head, rows)}`;
}
