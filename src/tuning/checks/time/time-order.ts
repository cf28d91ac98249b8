import type { CheckedRun } from '../checked-run.ts';
import { median } from '../log/log-lines.ts';
import {
  type CheckOutcome,
  cannotTell,
  consistent,
  doubtful,
  inconsistent,
  type TrainingCheckUnit,
} from '../training-check-unit.ts';

/** Checks that times never go back, and that the run's total is not shorter than its log. */
export const timeOrder: TrainingCheckUnit = {
  check: 'time',
  question: 'log',
  title: { en: 'Times in order', ja: '時刻の順序' },
  meaning: {
    en: 'The times contradict each other: lines come from different runs, or were written by hand.',
    ja: '時刻が矛盾しています。複数の学習の行が混ざっているか、手で書かれています。',
  },
  look: lookAtTimes,
};

/** Clocks are adjusted during runs; going back by more than this, in milliseconds, is no adjustment. */
const CLOCK_SLACK = 5_000;

const HALF_HOUR = 1_800_000;
const MOST_ZONES = 26 * 3_600_000;

/**
 * Reports whether a change of time zone may explain a step back: local times without an offset go back by half hours
 * when summer time ends or a run continues elsewhere.
 */
function isChangeOfZone(back: number, pace: number): boolean {
  const rest = (back + pace) % HALF_HOUR;
  return (
    back <= MOST_ZONES &&
    back + pace >= HALF_HOUR - CLOCK_SLACK &&
    Math.min(rest, HALF_HOUR - rest) <= 2 * pace + 2 * CLOCK_SLACK
  );
}

function lookAtTimes({ log, history: { records } }: CheckedRun): CheckOutcome {
  for (const { jobs, path } of records)
    for (const { createdAt, finishedAt } of jobs) {
      if (createdAt === null || finishedAt === null || finishedAt >= createdAt) continue;
      return inconsistent(
        {
          en: `${path}: the job was finished before it was created.`,
          ja: `${path}：ジョブの終了時刻が作成時刻より前です。`,
        },
        { expected: `≥ ${createdAt}`, found: finishedAt, sources: [path] },
      );
    }
  const lines = (log?.steps ?? []).flatMap(({ step, time }) => (time === null ? [] : [{ step, time }]));
  if (log === null || lines.length < 2)
    return cannotTell(
      { en: 'Fewer than two lines have a time.', ja: '時刻を記録した行が 2 行以上ありません。' },
      log === null ? [] : [log.path],
    );
  const sources = [log.path];
  for (let i = 1; i < lines.length; i++) {
    const { step, time: found } = lines[i]!;
    const before = lines[i - 1]!.time;
    if (found >= before - CLOCK_SLACK) continue;
    const seconds = Math.round((before - found) / 1000);
    const pace = median(lines.slice(1).map(({ time }, j) => Math.abs(time - lines[j]!.time)));
    return (isChangeOfZone(before - found, pace) ? doubtful : inconsistent)(
      {
        en: `At step ${step} the clock goes back by ${seconds} seconds.`,
        ja: `ステップ ${step} で時刻が ${seconds} 秒戻っています。`,
      },
      { expected: `≥ ${before}`, found, sources },
    );
  }
  const [span, total] = [(lines.at(-1)!.time - lines[0]!.time) / 1000, log.record.totals?.seconds ?? null];
  const found = Math.round(span);
  if (total !== null && span > total * 1.02 + 5) {
    const expected = Math.round(total);
    // If a run was resumed, the trainer times only the last part.
    return doubtful(
      {
        en: `The lines span ${found} seconds; the whole run is said to have taken ${expected}.`,
        ja: `ログの時刻は ${found} 秒にわたりますが、学習全体の時間は ${expected} 秒と記録されています。`,
      },
      { expected: `≤ ${expected}`, found, sources },
    );
  }
  return consistent(
    { en: `Times go forward over ${found} seconds.`, ja: `時刻は ${found} 秒間、順に進んでいます。` },
    { expected: `≤ ${total === null ? '–' : Math.round(total)}`, found, sources },
  );
}
