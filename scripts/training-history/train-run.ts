import type { Sequence } from '../../src/lab/gpt/batch.ts';
import type { GptConfig } from '../../src/lab/gpt/config.ts';
import { Trainer } from '../../src/lab/gpt/trainer.ts';
import { SCHEDULES } from '../../src/tuning/checks/schedule/schedules.ts';
import { KERNELS, matricesOf } from './toy-base.ts';

/** One line of `log_history`. */
export interface LogLine {
  loss: number;
  grad_norm: number;
  learning_rate: number;
  epoch: number;
  step: number;
  num_input_tokens_seen?: number;
}

interface SavedCheckpoint {
  readonly step: number;
  readonly epoch: number;
  readonly lines: readonly LogLine[];
  readonly parameters: Float32Array;
}

/** Result of a run. */
export interface TrainedRun {
  readonly parameters: Float32Array;
  readonly lines: readonly LogLine[];
  readonly checkpoints: readonly SavedCheckpoint[];
  readonly steps: number;
  readonly epoch: number;
  /** Number of steps that the trainer of the checkpoints had planned. */
  readonly planned: number;
}

export interface TrainRunOptions {
  readonly config: GptConfig;
  readonly start: Float32Array;
  readonly rows: readonly Sequence[];
  readonly deviceBatch: number;
  readonly accumulation: number;
  readonly devices: number;
  readonly epochs: number;
  readonly scheduler: string;
  readonly warmup: number;
  readonly rate: number;
  readonly logEvery: number;
  readonly saves: number;
  readonly dropsLast: boolean;
  readonly dropsAccumulation: boolean;
  readonly isResumed: boolean;
  readonly stopsAt: number;
  readonly isSorted: boolean;
  readonly modules: readonly string[];
  readonly logsNextRate: boolean;
  readonly countsTokens: boolean;
  /** Returns a factor for the learning rate of a step. */
  readonly raised?: (step: number, total: number) => number;
  readonly random: () => number;
}

/** Returns a pass over all rows in random order (or by length, if sorted), as optimizer steps of whole batches. */
function passOf(options: TrainRunOptions) {
  const { rows, deviceBatch, devices, accumulation, dropsLast, dropsAccumulation, isSorted, random } = options;
  const order = [...rows];
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  if (isSorted) order.sort((a, b) => a.tokens.length - b.tokens.length);
  const size = deviceBatch * devices;
  const batches: Sequence[][] = [];
  for (let at = 0; at < order.length; at += size) {
    const batch = order.slice(at, at + size);
    if (batch.length === size || !dropsLast || batches.length === 0) batches.push(batch);
  }
  const steps: { sequences: Sequence[]; batches: number }[] = [];
  for (let at = 0; at < batches.length; at += accumulation) {
    const some = batches.slice(at, at + accumulation);
    if (some.length === accumulation || !dropsAccumulation || steps.length === 0)
      steps.push({ sequences: some.flat(), batches: some.length });
  }
  return { steps, batches: batches.length };
}

/** Trains as Hugging Face's trainer does, on the lab's kernels, and records the same log lines. */
export function trainRun(options: TrainRunOptions): TrainedRun {
  const { config, epochs, scheduler, warmup, rate, logEvery, modules } = options;
  const trainer = new Trainer(KERNELS, config, options.start);
  const perPass = passOf({ ...options, random: () => 0 }).steps.length;
  const total = Math.ceil(epochs * perPass);
  const saveEvery = options.saves === 0 ? Number.POSITIVE_INFINITY : Math.ceil(total / options.saves);
  const moved =
    modules.length === 0
      ? undefined
      : matricesOf(config).flatMap(({ name, from, to }) => (modules.includes(name) ? [[from, to] as const] : []));
  const shape = { total, warmup, peak: rate, cycles: 1, decay: Math.ceil(total / 4) };
  const rateAt = (done: number) => rate * SCHEDULES[scheduler]!(done, shape) * (options.raised?.(done, total) ?? 1);
  const lines: LogLine[] = [];
  const checkpoints: SavedCheckpoint[] = [];
  let [step, tokens, sum, counted, epoch] = [0, 0, 0, 0, 0];
  const end = Math.ceil(total * options.stopsAt);
  for (let pass = 0; step < end; pass++) {
    const { steps, batches } = passOf(options);
    let seen = 0;
    for (const { sequences, batches: taken } of steps) {
      if (step >= end) break;
      const loss = trainer.gradient(sequences);
      const norm = Math.sqrt(trainer.gradients().reduce((squares, one) => squares + one * one, 0));
      trainer.update({
        step,
        rate: rateAt(step),
        beta1: 0.9,
        beta2: 0.98,
        eps: 1e-5,
        greatestNorm: 1,
        ...(moved === undefined ? {} : { moved }),
      });
      step++;
      seen += taken;
      epoch = pass + seen / batches;
      tokens += sequences.reduce((all, one) => all + one.tokens.length, 0);
      sum += loss;
      counted++;
      if (step % logEvery === 0) {
        lines.push({
          loss: Number((sum / counted).toFixed(4)),
          grad_norm: norm,
          learning_rate: rateAt(options.logsNextRate ? step : step - 1),
          epoch: Number(epoch.toFixed(options.countsTokens ? 4 : 2)),
          step,
          ...(options.countsTokens ? { num_input_tokens_seen: tokens } : {}),
        });
        [sum, counted] = [0, 0];
      }
      if (step % saveEvery === 0 || (step === end && options.saves > 0))
        checkpoints.push({ step, epoch, lines: [...lines], parameters: trainer.parameters() });
    }
    // A resumed trainer redraws the order of the remaining rows.
    if (options.isResumed) options.random();
  }
  return { parameters: trainer.parameters(), lines, checkpoints, steps: step, epoch, planned: total };
}
