import type { LoggedStep } from '../../training-record.ts';
import { SCHEDULES, type Schedule, type ScheduleShape } from './schedules.ts';

/** A line with a learning rate. */
export type RatedStep = LoggedStep & { readonly learningRate: number };

/** The known parts of a schedule; null: still to be found. */
export interface KnownSchedule {
  readonly scheduler: string;
  readonly totals: readonly number[];
  readonly warmup: number | null;
  readonly peak: number | null;
  /** Steps by which the schedule lags behind, in addition to the lag that any schedule may have. */
  readonly skipped?: number;
}

/** The best fit: its worst line, and the error there as a share of the peak rate. */
export interface ScheduleFit {
  readonly scheduler: string;
  readonly shape: ScheduleShape;
  readonly worst: { readonly step: number; readonly expected: number; readonly found: number };
  readonly error: number;
}

/** A larger error, as a share of the peak rate, means another schedule. */
export const RATE_TOLERANCE = 0.005;
/**
 * Steps that a schedule waits at the beginning, while gradients overflow 16-bit floats until their scale is small
 * enough.
 */
export const SKIPPED_STEPS = [4, 8, 12, 16, 20];
/**
 * A trainer logs the rate of this step or of the next one; with 16-bit floats a few steps change nothing, and the
 * schedule waits.
 */
const LAG = 3;
const MOST_WARMUPS = 400;
/** `num_cycles` of the cosine; one half is the default. */
const WAVES = [0.5, 0.25, 0.75, 1, 1.5, 2.5];
const POWERS = [1, 2, 3, 0.5, 1.5, 4];
const RESTARTS = [1, 2, 3, 4, 5, 6, 8, 10];

/**
 * Fits a schedule to the lines. Returns null if no schedule of that name is known here, or if there is nothing to fit.
 */
export function fitSchedule(lines: readonly RatedStep[], known: KnownSchedule): ScheduleFit | null {
  const schedule = SCHEDULES[known.scheduler];
  if (!Object.hasOwn(SCHEDULES, known.scheduler) || schedule === undefined || lines.length === 0) return null;
  let best: ScheduleFit | null = null;
  for (const total of known.totals)
    for (const warmup of known.warmup === null ? warmups(lines, total) : [known.warmup])
      for (const variant of withFloors(variants(known.scheduler, lines, total, warmup), lines, schedule, known)) {
        const peak = known.peak ?? peakOf(lines, schedule, { ...variant, peak: 1 });
        if (!(peak > 0)) continue;
        const shape = { ...variant, peak };
        const fit = { scheduler: known.scheduler, shape, ...worstOf(lines, schedule, shape, known.skipped ?? 0) };
        if (best === null || fit.error < best.error) best = fit;
        if (best.error <= RATE_TOLERANCE / 10) return best;
      }
  return best;
}

/** Returns the possible warm-ups: from none up to a line after the first peak rate. */
function warmups(lines: readonly RatedStep[], total: number): readonly number[] {
  const most = lines.reduce((max, { learningRate }) => Math.max(max, learningRate), 0);
  const at = lines.findIndex(({ learningRate }) => learningRate >= most * 0.999);
  const end = Math.min((lines[at + 1] ?? lines[at] ?? lines[0])!.step, total);
  const by = Math.max(1, Math.ceil(end / MOST_WARMUPS));
  return Array.from({ length: Math.floor(end / by) + 1 }, (_, i) => i * by);
}

function variants(
  scheduler: string,
  lines: readonly RatedStep[],
  total: number,
  warmup: number,
): readonly ScheduleShape[] {
  const plain = { total, warmup, peak: 1, cycles: 1, decay: 0 };
  if (scheduler === 'cosine') return WAVES.map((waves) => ({ ...plain, waves }));
  if (scheduler === 'polynomial') return POWERS.map((power) => ({ ...plain, power }));
  if (scheduler === 'cosine_with_restarts') return RESTARTS.map((cycles) => ({ ...plain, cycles }));
  if (scheduler !== 'warmup_stable_decay') return [plain];
  const most = lines.reduce((max, { learningRate }) => Math.max(max, learningRate), 0);
  const steady = (lines.findLast(({ learningRate }) => learningRate >= most * 0.999) ?? lines[0]!).step;
  const [from, to] = [Math.max(total - steady - 60, 0), total - Math.max(steady - LAG, warmup)];
  const decays = Array.from({ length: Math.max(1, Math.min(to - from + 1, 400)) }, (_, i) => from + i);
  return FALLS.flatMap((fall) => decays.map((decay) => ({ ...plain, decay, fall })));
}

const FALLS = ['cosine', 'linear', '1-sqrt'] as const;
/** Schedules that take a minimum rate, in Hugging Face's trainer or in what builds on it. */
const WITH_FLOOR: ReadonlySet<string> = new Set([
  'cosine',
  'cosine_with_min_lr',
  'cosine_warmup_with_min_lr',
  'polynomial',
  'warmup_stable_decay',
]);

/**
 * Yields each shape as it is, and then with the floor that the last line implies, because no file that is read contains
 * the options of a schedule.
 */
function* withFloors(
  shapes: readonly ScheduleShape[],
  lines: readonly RatedStep[],
  schedule: Schedule,
  { scheduler, peak: known }: KnownSchedule,
): Generator<ScheduleShape> {
  yield* shapes;
  if (!WITH_FLOOR.has(scheduler)) return;
  const { step, learningRate } = lines.at(-1)!;
  const peak = known ?? lines.reduce((max, line) => Math.max(max, line.learningRate), 0);
  for (const shape of shapes)
    for (const back of [0, 1]) {
      const share = schedule(Math.max(step - back, 0), { ...shape, peak });
      const floor = (learningRate / peak - share) / (1 - share);
      if (floor > 0.001 && floor < 1) yield { ...shape, floor };
    }
}

/** Returns the peak rate that the lines imply, as a median. */
function peakOf(lines: readonly RatedStep[], schedule: Schedule, shape: ScheduleShape): number {
  const peaks = lines.flatMap(({ step, learningRate }) => {
    const share = schedule(Math.max(step - 1, 0), shape);
    return share > 0.1 ? [learningRate / share] : [];
  });
  peaks.sort((a, b) => a - b);
  return peaks[Math.floor(peaks.length / 2)] ?? lines.reduce((max, { learningRate }) => Math.max(max, learningRate), 0);
}

function worstOf(
  lines: readonly RatedStep[],
  schedule: Schedule,
  shape: ScheduleShape,
  skipped: number,
): Pick<ScheduleFit, 'worst' | 'error'> {
  let worst = { step: lines[0]!.step, expected: 0, found: 0 };
  let error = -1;
  for (const { step, learningRate } of lines) {
    let [nearest, off] = [0, Number.POSITIVE_INFINITY];
    for (let back = skipped; back <= skipped + LAG; back++) {
      const expected = shape.peak * schedule(Math.max(step - back, 0), shape);
      const distance = Math.max(0, Math.abs(expected - learningRate) - roundingOf(learningRate)) / shape.peak;
      if (distance < off) [nearest, off] = [expected, distance];
    }
    if (off > error) [worst, error] = [{ step, expected: nearest, found: learningRate }, off];
  }
  return { worst, error };
}

/**
 * Returns half of the last digit of a number that is written with four digits or fewer; 0 for longer ones, which are
 * not rounded.
 */
function roundingOf(value: number): number {
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e');
  const digits = mantissa.replace(/[-.]/g, '').length;
  return digits > 4 ? 0 : 0.5 * 10 ** (Number(exponent) - digits + 1);
}
