/** What a schedule depends on. Steps are optimizer steps that are done. */
export interface ScheduleShape {
  readonly total: number;
  readonly warmup: number;
  /** The greatest rate; only `polynomial` needs it, whose last rate is 1e-7. */
  readonly peak: number;
  /** Restarts of the cosine. */
  readonly cycles: number;
  /** Steps of the last part of `warmup_stable_decay`. */
  readonly decay: number;
}

/** Share of the greatest learning rate after so many steps. */
export type Schedule = (step: number, shape: ScheduleShape) => number;

const warming = (step: number, warmup: number): number => step / Math.max(1, warmup);
const progressOf = (step: number, { total, warmup }: ScheduleShape): number =>
  (step - warmup) / Math.max(1, total - warmup);

/** The last rate of `polynomial`. */
const POLYNOMIAL_END = 1e-7;
/** Timescale of `inverse_sqrt` where there is no warm-up. */
const TIMESCALE = 10_000;

/** The schedules of Hugging Face, by their names there (`get_scheduler`), with its defaults. */
export const SCHEDULES: Readonly<Record<string, Schedule>> = {
  constant: () => 1,
  constant_with_warmup: (step, { warmup }) => (step < warmup ? warming(step, warmup) : 1),
  linear: (step, shape) =>
    step < shape.warmup ? warming(step, shape.warmup) : Math.max(0, 1 - progressOf(step, shape)),
  cosine: (step, shape) =>
    step < shape.warmup
      ? warming(step, shape.warmup)
      : Math.max(0, 0.5 * (1 + Math.cos(Math.PI * progressOf(step, shape)))),
  cosine_with_restarts(step, shape) {
    if (step < shape.warmup) return warming(step, shape.warmup);
    const progress = progressOf(step, shape);
    return progress >= 1 ? 0 : Math.max(0, 0.5 * (1 + Math.cos(Math.PI * ((shape.cycles * progress) % 1))));
  },
  polynomial(step, shape) {
    if (step < shape.warmup) return warming(step, shape.warmup);
    if (step > shape.total) return POLYNOMIAL_END / shape.peak;
    return ((shape.peak - POLYNOMIAL_END) * (1 - progressOf(step, shape)) + POLYNOMIAL_END) / shape.peak;
  },
  inverse_sqrt(step, { warmup }) {
    if (step < warmup) return warming(step, warmup);
    const timescale = warmup || TIMESCALE;
    return 1 / Math.sqrt((step + timescale - warmup) / timescale);
  },
  warmup_stable_decay(step, { total, warmup, decay }) {
    if (step < warmup) return warming(step, warmup);
    const stable = total - warmup - decay;
    if (step < warmup + stable) return 1;
    if (step >= total) return 0;
    return Math.max(0, 0.5 * (1 + Math.cos((Math.PI * (step - warmup - stable)) / Math.max(1, decay))));
  },
};
