import type { TrainingRecord } from '../../training-record.ts';
import { type CheckedRun, firstSaid } from '../checked-run.ts';
import {
  type CheckOutcome,
  cannotTell,
  consistent,
  doubtful,
  inconsistent,
  shownValue,
  type TrainingCheckUnit,
} from '../training-check-unit.ts';
import { fitSchedule, RATE_TOLERANCE, type RatedStep, type ScheduleFit, SKIPPED_STEPS } from './fit-schedule.ts';
import { plainScheduler, SCHEDULES } from './schedules.ts';

/** Compares every logged learning rate with the declared schedule. */
export const scheduleAsDeclared: TrainingCheckUnit = {
  check: 'schedule',
  question: 'log',
  title: { en: 'Learning rate as scheduled', ja: '学習率のスケジュール' },
  meaning: {
    en: 'The learning rate is not that of the declared schedule: it was raised for a stretch, a second training began, the run was longer, or the log is not of this run.',
    ja: '学習率が宣言されたスケジュールと異なります。一部の区間で引き上げた、2 回目の学習が始まった、実際の学習がより長い、別の学習のログである、などが考えられます。',
  },
  look: lookAtRates,
};

function lookAtRates(run: CheckedRun): CheckOutcome {
  const { log } = run;
  const lines = (log?.steps ?? []).filter((line): line is RatedStep => line.learningRate !== null && line.step > 0);
  if (log === null || lines.length < 3)
    return cannotTell(
      { en: 'Fewer than three lines have a learning rate.', ja: '学習率を記録した行が 3 行以上ありません。' },
      log === null ? [] : [log.path],
    );
  const scheduler = firstSaid(run.said('scheduler'));
  const declared = firstSaid(run.said('learningRate'));
  const known = { totals: totalsOf(run, lines), warmup: null, peak: declared?.value ?? null };
  const sources = [log.path, ...[scheduler, declared].flatMap((said) => (said === null ? [] : [said.source]))];
  if (scheduler === null) return lookUndeclared(lines, known, sources);
  const name = plainScheduler(scheduler.value);
  const fitWith = (loose: { readonly peak?: null; readonly skipped?: number }) =>
    bestOf(
      known.totals.flatMap((total) =>
        warmupsOf(run, total).map((warmup) =>
          fitSchedule(lines, { ...known, totals: [total], scheduler: name, warmup, ...loose }),
        ),
      ),
    );
  const best = fitWith({});
  if (best === null)
    return cannotTell(
      { en: `The schedule ${name} is not known here.`, ja: `スケジュール ${name} には対応していません。` },
      sources,
    );
  return outcomeOf(best, name, sources, () => {
    const skips = SKIPPED_STEPS.filter((skipped) => skipped <= 0.2 * Math.max(...known.totals));
    return mayBeHonest(run, known.totals, [fitWith({ peak: null }), ...skips.map((skipped) => fitWith({ skipped }))]);
  });
}

/**
 * Reports whether an honest run may explain a misfit: another schedule of DeepSpeed, one created anew when the run was
 * resumed with other epochs, steps skipped while gradients overflow, or the rate of another group of weights.
 */
function mayBeHonest(run: CheckedRun, totals: readonly number[], fits: readonly (ScheduleFit | null)[]): boolean {
  const isResumed = run.logs.some(({ record }) => record.declared?.maxSteps != null && !isMostSteps(record, totals));
  return (
    isResumed ||
    run.history.records.some(({ kind }) => kind === 'deepspeed') ||
    fits.some((fit) => fit !== null && fit.error <= RATE_TOLERANCE)
  );
}

const isMostSteps = ({ declared }: TrainingRecord, totals: readonly number[]): boolean =>
  (declared?.maxSteps ?? 0) >= Math.max(...totals);

const bestOf = (fits: readonly (ScheduleFit | null)[]): ScheduleFit | null =>
  fits.reduce((best, fit) => (fit !== null && (best === null || fit.error < best.error) ? fit : best), null);

function outcomeOf(
  { worst, error }: ScheduleFit,
  name: string,
  sources: readonly string[],
  isHonest: () => boolean,
): CheckOutcome {
  const { step } = worst;
  const [expected, found] = [shownValue(worst.expected), shownValue(worst.found)];
  const values = { expected, found, sources };
  if (error <= RATE_TOLERANCE)
    return consistent(
      {
        en: `Every line fits ${name}; the farthest is step ${step}, ${found} for ${expected}.`,
        ja: `すべての行が ${name} と合います（最大のずれはステップ ${step}：${expected} に対して ${found}）。`,
      },
      values,
    );
  return (isHonest() ? doubtful : inconsistent)(
    {
      en: `At step ${step} ${name} gives ${expected}; the log has ${found}.`,
      ja: `ステップ ${step} の学習率は ${name} では ${expected} ですが、ログでは ${found} です。`,
    },
    values,
  );
}

/**
 * Returns the numbers of steps for which the schedule may have been made: those that were planned, or else those that
 * were done.
 */
function totalsOf(run: CheckedRun, lines: readonly RatedStep[]): readonly number[] {
  const planned = run.said('maxSteps').map(({ value }) => value);
  const done = run.steps?.value ?? lines.at(-1)!.step;
  return [...new Set(planned.length > 0 ? planned : [done, done + 1])];
}

/**
 * Returns the possible warm-ups; null if none is stated, so that any is tried. As in Hugging Face's trainer, steps take
 * precedence over the share. Other trainers round the share down.
 */
function warmupsOf(run: CheckedRun, total: number): readonly (number | null)[] {
  const steps = firstSaid(run.said('warmupSteps'));
  if (steps !== null && steps.value > 0) return [steps.value];
  const ratio = firstSaid(run.said('warmupRatio'));
  if (ratio !== null && ratio.value > 0)
    return [
      ...new Set([Math.ceil(total * ratio.value), Math.floor(total * ratio.value), Math.ceil(total * ratio.value) + 1]),
    ];
  return [steps !== null || ratio !== null ? 0 : null];
}

function lookUndeclared(
  lines: readonly RatedStep[],
  known: { readonly totals: readonly number[]; readonly warmup: null; readonly peak: number | null },
  sources: readonly string[],
): CheckOutcome {
  const fit = bestOf(Object.keys(SCHEDULES).map((scheduler) => fitSchedule(lines, { ...known, scheduler })));
  if (fit !== null && fit.error <= RATE_TOLERANCE) {
    const name = fit.scheduler;
    return cannotTell(
      {
        en: `No schedule is declared; the learning rate is that of ${name}.`,
        ja: `スケジュールの宣言がありません。学習率は ${name} と合います。`,
      },
      sources,
    );
  }
  const rise = riseAfterFall(lines);
  if (rise === null)
    return cannotTell(
      {
        en: 'No schedule is declared, and none that is known here fits.',
        ja: 'スケジュールの宣言がなく、対応しているスケジュールのいずれとも合いません。',
      },
      sources,
    );
  const { step } = rise;
  const [expected, found] = [`≤ ${shownValue(rise.before)}`, shownValue(rise.found)];
  // Restarts, cycles and plateaus look the same, and no schedule was declared.
  return doubtful(
    {
      en: `At step ${step} the learning rate rises to ${found} after it had fallen to ${shownValue(rise.before)}; no schedule without restarts does that.`,
      ja: `ステップ ${step} で、${shownValue(rise.before)} まで下がった学習率が ${found} に上がっています。リスタートのないスケジュールにはない動きです。`,
    },
    { expected, found, sources },
  );
}

function riseAfterFall(lines: readonly RatedStep[]): { step: number; before: number; found: number } | null {
  const most = lines.reduce((max, { learningRate }) => Math.max(max, learningRate), 0);
  let least = Number.POSITIVE_INFINITY;
  let hasFallen = false;
  for (const [i, { learningRate, step }] of lines.entries()) {
    const before = lines[i - 1]?.learningRate ?? learningRate;
    if (learningRate < before - 0.02 * most) hasFallen = true;
    if (hasFallen) {
      if (learningRate > least + 0.05 * most) return { step, before: least, found: learningRate };
      least = Math.min(least, learningRate);
    }
  }
  return null;
}
