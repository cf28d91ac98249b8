/** Parameters of a schedule. Steps are completed optimizer steps. */
export interface ScheduleShape {
  readonly total: number;
  readonly warmup: number;
  /** The peak rate; only `polynomial` needs it, because its last rate is 1e-7. */
  readonly peak: number;
  /** Number of cycles of the cosine with restarts. */
  readonly cycles: number;
  /** Length of the last part of `warmup_stable_decay`, in steps. */
  readonly decay: number;
  /** Minimum share of the peak rate (`min_lr_rate`, `min_lr_ratio`, Axolotl's `cosine_min_lr_ratio`); 0 if absent. */
  readonly floor?: number;
  /** `num_cycles` of `cosine`; one half if absent. */
  readonly waves?: number;
  /** Exponent of `polynomial`; 1 if absent. */
  readonly power?: number;
  /** Shape of the final decay of `warmup_stable_decay`; a cosine if absent. */
  readonly fall?: 'cosine' | 'linear' | '1-sqrt';
}

/** Returns the share of the peak learning rate after this many steps. */
export type Schedule = (step: number, shape: ScheduleShape) => number;

const warming = (step: number, warmup: number): number => step / Math.max(1, warmup);
const progressOf = (step: number, { total, warmup }: ScheduleShape): number =>
  (step - warmup) / Math.max(1, total - warmup);

/** The last rate of `polynomial`. */
const POLYNOMIAL_END = 1e-7;
/** Timescale of `inverse_sqrt` without a warm-up. */
const TIMESCALE = 10_000;

const above = (share: number, { floor = 0 }: ScheduleShape): number => floor + (1 - floor) * Math.max(0, share);

const cosine = (progress: number, { waves = 0.5 }: ScheduleShape): number =>
  0.5 * (1 + Math.cos(Math.PI * 2 * waves * progress));

const FALLS = {
  cosine: (progress: number) => 0.5 * (1 + Math.cos(Math.PI * progress)),
  linear: (progress: number) => 1 - progress,
  '1-sqrt': (progress: number) => 1 - Math.sqrt(progress),
} as const;

/** The schedules of Hugging Face, under the names they have there (`get_scheduler`) and with its defaults. */
export const SCHEDULES: Readonly<Record<string, Schedule>> = {
  constant: () => 1,
  constant_with_warmup: (step, { warmup }) => (step < warmup ? warming(step, warmup) : 1),
  linear: (step, shape) =>
    step < shape.warmup ? warming(step, shape.warmup) : above(1 - progressOf(step, shape), shape),
  cosine: (step, shape) =>
    step < shape.warmup ? warming(step, shape.warmup) : above(cosine(progressOf(step, shape), shape), shape),
  cosine_with_min_lr: (step, shape) =>
    step < shape.warmup ? warming(step, shape.warmup) : above(cosine(progressOf(step, shape), shape), shape),
  cosine_warmup_with_min_lr: (step, shape) =>
    step < shape.warmup ? warming(step + 1, shape.warmup) : above(cosine(progressOf(step + 1, shape), shape), shape),
  cosine_with_restarts(step, shape) {
    if (step < shape.warmup) return warming(step, shape.warmup);
    const progress = progressOf(step, shape);
    return progress >= 1 ? 0 : Math.max(0, 0.5 * (1 + Math.cos(Math.PI * ((shape.cycles * progress) % 1))));
  },
  polynomial(step, shape) {
    if (step < shape.warmup) return warming(step, shape.warmup);
    if (step > shape.total) return Math.max(POLYNOMIAL_END / shape.peak, shape.floor ?? 0);
    const end = Math.max(POLYNOMIAL_END / shape.peak, shape.floor ?? 0);
    return (1 - end) * (1 - progressOf(step, shape)) ** (shape.power ?? 1) + end;
  },
  inverse_sqrt(step, { warmup }) {
    if (step < warmup) return warming(step, warmup);
    const timescale = warmup || TIMESCALE;
    return 1 / Math.sqrt((step + timescale - warmup) / timescale);
  },
  warmup_stable_decay(step, shape) {
    const { total, warmup, decay, floor = 0, fall = 'cosine' } = shape;
    if (step < warmup) return above(warming(step, warmup), shape);
    const stable = total - warmup - decay;
    if (step < warmup + stable) return 1;
    if (step >= total) return floor;
    return above(FALLS[fall]((step - warmup - stable) / Math.max(1, decay)), shape);
  },
};

/**
 * Returns a schedule's name without what libraries put around it: `SchedulerType.COSINE`,
 * `get_cosine_schedule_with_warmup`, `wsd`.
 */
export function plainScheduler(name: string): string {
  const plain = name
    .trim()
    .toLowerCase()
    .replace(/^.*\./, '')
    .replace(/^get_/, '')
    .replace(/_schedule_with_warmup$/, '');
  return plain === 'wsd' ? 'warmup_stable_decay' : plain;
}
