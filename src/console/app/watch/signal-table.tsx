import type { HitCount, WatchStatus } from '../../../schema/index.ts';
import { share, whole } from '../language/figures.ts';
import { say } from '../language/say.ts';
import { DataTable } from '../parts/data-table.tsx';

const STATES = {
  watched: { en: 'watched', ja: '監視中' },
  learning: { en: 'learning', ja: '学習中' },
} as const;

/** Each signal with its past and present rate, and the number of answers needed to see it double. */
export function SignalTable({ status: { signals, evidence, threshold } }: { status: WatchStatus }) {
  return (
    <>
      <p>
        {say({
          en: `Evidence ${evidence.toPrecision(3)}; an alarm is raised at ${whole(Math.round(threshold))}.`,
          ja: `エビデンス ${evidence.toPrecision(3)}（${whole(Math.round(threshold))} で警報）。`,
        })}
      </p>
      <DataTable
        caption={say({ en: 'Signals', ja: '信号' })}
        columns={[
          { head: say({ en: 'Signal', ja: '信号' }) },
          { head: say({ en: 'State', ja: '状態' }) },
          { head: say({ en: 'Reference', ja: '基準' }), isNumber: true },
          { head: say({ en: 'Since', ja: 'その後' }), isNumber: true },
          { head: say({ en: 'Evidence', ja: 'エビデンス' }), isNumber: true },
          { head: say({ en: 'Doubling seen in', ja: '倍増の検出まで' }), isNumber: true },
        ]}
        rows={signals.map(
          ({ id, title, state, reference, observed, evidence: own, answersToSeeDoubling: answers }) => ({
            key: id,
            cells: [
              say(title),
              say(STATES[state]),
              rateOf(reference),
              rateOf(observed),
              state === 'watched' ? own.toPrecision(3) : '–',
              answers === null
                ? say({ en: 'not with this reference', ja: 'この基準では不可' })
                : say({ en: `${whole(answers)} answers`, ja: `${whole(answers)} 件` }),
            ],
          }),
        )}
      />
    </>
  );
}

const rateOf = ({ hits, of }: HitCount) => (of === 0 ? '–' : `${share(hits / of)} (${whole(hits)}/${whole(of)})`);
