import type { RolloutStatus } from '../../../schema/index.ts';
import { powerOfTen, share, whole } from '../language/figures.ts';
import { say } from '../language/say.ts';
import { DataTable } from '../parts/data-table.tsx';
import { ForeignText } from '../parts/foreign-text.tsx';
import { metricName } from './rollout-words.ts';

/** Evidence against its goals, metric by metric. */
export function MetricTable({ status }: { status: RolloutStatus }) {
  const { metrics, rollback, promotion, stage } = status;
  // If the canary serves everybody, there is no control beside it: show counts, no rates.
  const isAlone = stage?.share === 100;
  const rate = (k: number, n: number) => (isAlone || n === 0 ? whole(k) : `${whole(k)} · ${share(k / n)}`);
  return (
    <>
      <p>
        {rollback !== null && <Evidence rollback={rollback} />}{' '}
        {say({
          en: `Going on needs e = ${powerOfTen(promotion.goal)} of each metric with *.`,
          ja: `昇格には、* の各指標で e = ${powerOfTen(promotion.goal)} が必要です。`,
        })}
      </p>
      <DataTable
        caption={say({ en: 'Evidence by metric', ja: '指標ごとの証拠' })}
        columns={[
          { head: say({ en: 'Metric', ja: '指標' }) },
          { head: say({ en: 'Margin', ja: '許容幅' }), isNumber: true },
          { head: say({ en: 'Pairs', ja: '組' }), isNumber: true },
          { head: say({ en: 'Canary', ja: '候補モデル' }), isNumber: true },
          { head: say({ en: 'Stable', ja: '安定版' }), isNumber: true },
          { head: say({ en: 'e for going back', ja: '切り戻し e' }), isNumber: true },
          { head: say({ en: 'e for going on', ja: '昇格 e' }), isNumber: true },
        ]}
        rows={metrics.map((metric) => ({
          key: metric.id,
          cells: [
            <>
              <ForeignText text={say(metricName(metric.id))} />
              {metric.isRequired && ' *'}
            </>,
            `${metric.margin} %`,
            whole(metric.pairs),
            rate(metric.canaryHarms, metric.pairs),
            isAlone ? '–' : rate(metric.controlHarms, metric.pairs),
            <Meter key="back" log10={metric.log10Rollback} goal={rollback?.goal ?? null} tone="back" />,
            <Meter key="on" log10={metric.log10Promotion} goal={metric.isRequired ? promotion.goal : null} tone="on" />,
          ],
        }))}
      />
    </>
  );
}

function Evidence({ rollback: { log10, goal, metric } }: { rollback: NonNullable<RolloutStatus['rollback']> }) {
  const [now, needed] = [powerOfTen(log10), powerOfTen(goal)];
  const name = metric === null ? '' : say(metricName(metric));
  const most = name === '' ? '' : say({ en: `, most of it from "${name}"`, ja: `、主な指標は「${name}」` });
  return say({
    en: `It goes back by itself when the evidence for that reaches e = ${needed}; now ${now}${most}.`,
    ja: `切り戻しの証拠が e = ${needed} に達すると自動で切り戻します（現在 ${now}${most}）。`,
  });
}

/** Evidence and its progress towards a goal, as logarithms. */
function Meter({ log10, goal, tone }: { log10: number; goal: number | null; tone: 'back' | 'on' }) {
  const way = goal === null || goal <= 0 ? null : Math.min(1, Math.max(0, log10 / goal));
  return (
    <span class="meter">
      {powerOfTen(log10)}
      {way !== null && (
        <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
          <rect class="share-scale" width="100" height="6" />
          <rect class={`meter-${tone}`} width={way * 100} height="6" />
        </svg>
      )}
    </span>
  );
}
