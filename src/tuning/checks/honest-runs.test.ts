import { describe, expect, test } from 'vitest';
import type { DeclaredRun, LoggedStep, TrainingHistory, TrainingRecord } from '../training-record.ts';
import { checkTraining } from './check-training.ts';
import { declaredOf, knownDataOf, recordOf } from './fixtures/toy-history.ts';

/** A run as Hugging Face's trainer counts it. */
interface HonestRun {
  /** Rows trained on. */
  readonly rows: number;
  readonly epochs: number;
  readonly batch: number;
  readonly accumulation: number;
  readonly devices: number;
  /**
   * transformers before 4.46 dropped the rest of an accumulation; 4.46 to 4.49 trained it without planning it; later
   * versions plan it, too.
   */
  readonly rest: 'dropped' | 'unplanned' | 'kept';
  readonly rate: (done: number, total: number) => number;
  readonly every: number;
  readonly stopsAt?: number;
  readonly firstStep?: boolean;
}

const PLAIN: HonestRun = {
  rows: 203,
  epochs: 3,
  batch: 2,
  accumulation: 4,
  devices: 1,
  rest: 'kept',
  rate: (done, total) => 1e-4 * (1 - done / total),
  every: 1,
};

interface Trained {
  readonly lines: LoggedStep[];
  readonly planned: number;
  /** Epochs at the last step, which need not have a line. */
  readonly reached: number;
}

function trained(run: HonestRun): Trained {
  const batches = Math.ceil(run.rows / (run.batch * run.devices));
  const whole = Math.max(1, Math.floor(batches / run.accumulation));
  const all = Math.ceil(batches / run.accumulation);
  const planned = Math.ceil(run.epochs * (run.rest === 'kept' ? all : whole));
  const ofPass = run.rest === 'dropped' ? whole : all;
  const end = Math.min(planned, run.stopsAt ?? planned);
  const epochAt = (step: number) => {
    const pass = Math.floor((step - 1) / ofPass);
    return pass + Math.min((step - pass * ofPass) * run.accumulation, batches) / batches;
  };
  const lines: LoggedStep[] = [];
  for (let step = 1; step <= end; step++) {
    if (step % run.every !== 0 && !(run.firstStep && step === 1)) continue;
    lines.push({
      step,
      epoch: epochAt(step),
      loss: 2 * 0.98 ** step + 0.5 + 0.02 * ((step * 7) % 5),
      learningRate: run.rate(step - 1, planned),
      gradNorm: 1,
      time: null,
      tokens: null,
    });
  }
  return { lines, planned, reached: epochAt(end) };
}

/** Returns what the trainer leaves behind: the configuration that was written, and the state. */
function left(
  run: HonestRun,
  written: Partial<DeclaredRun> = {},
  state: Partial<TrainingRecord> = {},
): TrainingRecord[] {
  const { lines, planned, reached } = trained(run);
  const last = lines.at(-1)!;
  return [
    recordOf({
      path: 'config.yaml',
      kind: 'llama-factory',
      declared: declaredOf({
        epochs: run.epochs,
        deviceBatch: run.batch,
        accumulation: run.accumulation,
        devices: run.devices,
        learningRate: 1e-4,
        scheduler: 'linear',
        warmupSteps: 0,
        ...written,
      }),
    }),
    recordOf({
      declared: declaredOf({ epochs: Math.ceil(run.epochs), maxSteps: planned, deviceBatch: run.batch }),
      steps: lines,
      totals: {
        steps: Math.max(last.step, Math.min(planned, run.stopsAt ?? planned)),
        epochs: reached,
        rows: null,
        tokens: null,
        seconds: null,
      },
      ...state,
    }),
  ];
}

const historyOf = (records: readonly TrainingRecord[], parts: Partial<TrainingHistory> = {}): TrainingHistory => ({
  records,
  data: [knownDataOf({ rows: 203, targetChars: 40_600, distinctTargets: 203, targetEntropy: Math.log(203) })],
  base: null,
  attested: null,
  ...parts,
});

const wrong = (history: TrainingHistory) =>
  checkTraining(history).flatMap(({ check, state, detail }) =>
    state === 'inconsistent' ? [`${check}: ${detail.en}`] : [],
  );

describe('counts', () => {
  for (const rest of ['dropped', 'unplanned', 'kept'] as const)
    for (const [epochs, accumulation, devices] of [
      [3, 4, 1],
      [10, 8, 1],
      [1.5, 3, 1],
      [2, 4, 2],
      [7, 5, 3],
    ] as const)
      test(`the rest of an accumulation is ${rest}: ${epochs} epochs, ${accumulation} batches a step, ${devices} devices`, () => {
        const run = { ...PLAIN, rest, epochs, accumulation, devices };
        expect(wrong(historyOf(left(run)))).toEqual([]);
        // The number of devices is not stated.
        expect(wrong(historyOf(left(run, { devices: null })))).toEqual([]);
      });

  test.each([
    ['a tenth held out for validation', { rows: 183 }],
    ['long rows dropped', { rows: 150 }],
    ['stopped early', { stopsAt: 41 }],
  ])('%s', (_, change) => {
    expect(wrong(historyOf(left({ ...PLAIN, ...change })))).toEqual([]);
  });

  test('packed, and epochs that only guess their length', () => {
    const [config, state] = left({ ...PLAIN, rows: 160 }, { isPacked: true });
    const drifting = state!.steps.map((line) => ({ ...line, epoch: line.epoch! * (1 + 0.02 * Math.sin(line.step)) }));
    expect(wrong(historyOf([config!, { ...state!, steps: drifting }]))).toEqual([]);
  });

  test('a number of steps instead of epochs, and a stream', () => {
    const run = { ...PLAIN, stopsAt: 40, epochs: (40 * 8) / 203, rate: (done: number) => 1e-4 * (1 - done / 40) };
    const [config, state] = left(run, { epochs: 3, maxSteps: 40 });
    const declared = declaredOf({ epochs: 2, maxSteps: 40, deviceBatch: 2 });
    const bySteps = { ...state!, declared, totals: { ...state!.totals!, steps: 40 } };
    expect(wrong(historyOf([config!, bySteps]))).toEqual([]);
    const steps = state!.steps.map((line) => ({ ...line, epoch: line.step / 40 }));
    const streamed = { ...bySteps, steps, declared: { ...declared, epochs: 2 ** 63 } };
    expect(wrong(historyOf([config!, { ...streamed, totals: { ...streamed.totals, epochs: 1 } }]))).toEqual([]);
  });

  test('rows that only the trainer could read', () => {
    const data = [knownDataOf({ rows: 180, skippedRows: 23 })];
    expect(wrong(historyOf(left(PLAIN), { data }))).toEqual([]);
    expect(wrong(historyOf(left(PLAIN), { data: [knownDataOf({ rows: 180 })] }))).not.toEqual([]);
  });

  test("the trainer's sum of rows: held out, and part of an epoch rounded up", () => {
    const records = (rows: number, epochs: number) =>
      left({ ...PLAIN, epochs }, {}, { totals: { steps: 78, epochs, rows, tokens: null, seconds: 100 } });
    expect(wrong(historyOf(records(549, 3)))).toEqual([]);
    expect(wrong(historyOf(records(900, 3)))).toEqual([expect.stringContaining('rows-trained')]);
  });

  test('tokens with padding, and jobs that failed before', () => {
    const padded = left(
      PLAIN,
      { maxLength: 512 },
      { totals: { steps: 78, epochs: 3, rows: null, tokens: 250_000, seconds: null } },
    );
    expect(wrong(historyOf(padded))).toEqual([]);
    const endless = left(
      PLAIN,
      { maxLength: 512 },
      { totals: { steps: 78, epochs: 3, rows: null, tokens: 900_000, seconds: null } },
    );
    expect(wrong(historyOf(endless))).toEqual([expect.stringContaining('tokens-fit-data')]);
    const job = {
      id: 'a',
      provider: 'openai',
      status: 'failed',
      baseModel: 'gpt-4o-mini',
      tunedModel: null,
      trainingFile: null,
      validationFile: null,
      trainedTokens: null,
      epochs: 3,
      totalBatch: null,
      learningRateMultiplier: null,
      createdAt: null,
      finishedAt: null,
    };
    const made = { ...job, id: 'b', status: 'succeeded', baseModel: 'gpt-4o-mini-2024-07-18' };
    expect(wrong(historyOf([recordOf({ jobs: [job, made] })]))).toEqual([]);
    expect(wrong(historyOf([recordOf({ jobs: [job] })]))).toEqual([expect.stringContaining('job-as-declared')]);
  });
});

describe('the log', () => {
  const total = trained(PLAIN).planned;
  const warmed = (warmup: number, after: (progress: number) => number) => (done: number) =>
    1e-4 * (done < warmup ? done / warmup : after((done - warmup) / (total - warmup)));
  const cosine = (progress: number) => 0.5 * (1 + Math.cos(Math.PI * progress));

  test.each<[string, string, Partial<DeclaredRun>, (done: number) => number]>([
    ['warm-up by share, rounded up', 'linear', { warmupSteps: null, warmupRatio: 0.03 }, warmed(3, (p) => 1 - p)],
    ['warm-up by share, rounded down', 'cosine', { warmupSteps: null, warmupRatio: 0.03 }, warmed(2, cosine)],
    ['a least rate', 'cosine_with_min_lr', { warmupSteps: 5 }, warmed(5, (p) => 0.1 + 0.9 * cosine(p))],
    ['a least rate of Axolotl', 'cosine', { warmupSteps: 5 }, warmed(5, (p) => 0.2 + 0.8 * cosine(p))],
    [
      'a least rate, warmed one step early',
      'cosine_warmup_with_min_lr',
      { warmupSteps: 5 },
      (done) => warmed(5, (p) => 0.1 + 0.9 * cosine(p))(done + 1),
    ],
    ['a whole wave', 'cosine', { warmupSteps: 5 }, warmed(5, (p) => 0.5 * (1 + Math.cos(2 * Math.PI * p)))],
    ['restarts', 'cosine_with_restarts', { warmupSteps: 5 }, warmed(5, (p) => cosine((3 * p) % 1))],
    ['a square', 'polynomial', { warmupSteps: 5 }, warmed(5, (p) => (1 - 1e-3) * (1 - p) ** 2 + 1e-3)],
    [
      'stable, then linear',
      'warmup_stable_decay',
      { warmupSteps: 5 },
      warmed(5, (p) => {
        const done = Math.round(p * (total - 5)) - (total - 25);
        return done < 0 ? 1 : 1 - done / 20;
      }),
    ],
    ['by the value of a metric', 'reduce_lr_on_plateau', {}, (done) => (done < 30 ? 1e-4 : 1e-5)],
    [
      'eight steps skipped by overflow',
      'linear',
      { warmupSteps: 0 },
      (done) => 1e-4 * (1 - Math.max(0, done - 8) / total),
    ],
    ['the rate of another group of weights', 'linear', { warmupSteps: 0 }, (done) => 5e-6 * (1 - done / total)],
  ])('%s', (_, scheduler, written, rate) => {
    expect(wrong(historyOf(left({ ...PLAIN, rate }, { scheduler, ...written })))).toEqual([]);
  });

  test('a raised stretch is none of these', () => {
    for (const scheduler of ['linear', 'cosine', 'polynomial', 'warmup_stable_decay', 'cosine_with_min_lr']) {
      const rate = (done: number) =>
        warmed(5, scheduler === 'linear' ? (p) => 1 - p : cosine)(done) * (done > 30 && done < 45 ? 2 : 1);
      expect(wrong(historyOf(left({ ...PLAIN, rate }, { scheduler, warmupSteps: 5 }))), scheduler).toEqual([
        expect.stringContaining('schedule'),
      ]);
    }
  });

  test('nobody declares a schedule, and it restarts', () => {
    const rate = (done: number) => 1e-4 * (1 - (done % 20) / 20);
    expect(wrong(historyOf(left({ ...PLAIN, rate }, { scheduler: null, warmupSteps: null })))).toEqual([]);
  });

  test('a line for the first step, and another distance of lines after a run was resumed', () => {
    expect(wrong(historyOf(left({ ...PLAIN, every: 10, firstStep: true })))).toEqual([]);
    const [config, state] = left(PLAIN);
    const steps = state!.steps.filter(({ step }) => (step <= 40 ? step % 20 === 0 : true));
    expect(wrong(historyOf([config!, { ...state!, steps }]))).toEqual([]);
    const hole = state!.steps.filter(({ step }) => step < 40 || step > 50);
    expect(wrong(historyOf([config!, { ...state!, steps: hole }]))).toEqual([
      expect.stringContaining('log-continuous'),
    ]);
  });

  test('a log that is appended to holds the steps of a crash twice, an export leaves lines out', () => {
    const [config, state] = left(PLAIN);
    const { steps } = state!;
    const appended = {
      ...state!,
      path: 'trainer_log.jsonl',
      kind: 'llama-factory-log',
      steps: [...steps.slice(0, 45), ...steps.slice(39)],
    };
    expect(wrong(historyOf([config!, appended]))).toEqual([]);
    expect(wrong(historyOf([config!, state!, appended]))).toEqual([]);
    const sampled = { ...state!, path: 'export.csv', kind: 'metric-table', steps: steps.filter((_, i) => i % 9 !== 4) };
    expect(wrong(historyOf([config!, sampled]))).toEqual([]);
  });

  test('resumed with more epochs than were planned at first', () => {
    const [config, state] = left({ ...PLAIN, rate: () => 1e-4 }, { scheduler: 'constant' });
    const checkpoint = recordOf({
      path: 'checkpoint-52/trainer_state.json',
      checkpoint: 52,
      declared: declaredOf({ epochs: 2, maxSteps: 52, deviceBatch: 2 }),
      steps: state!.steps.slice(0, 52),
      totals: { steps: 52, epochs: 2, rows: null, tokens: null, seconds: null },
    });
    expect(wrong(historyOf([config!, state!, checkpoint]))).toEqual([]);
  });

  test('summer time ends, or a run goes on in another time zone', () => {
    const [config, state] = left(PLAIN);
    const at = (shift: number) =>
      state!.steps.map((line) => ({
        ...line,
        time: 1_700_000_000_000 + 4_000 * line.step - (line.step > 30 ? shift : 0),
      }));
    for (const hours of [1, 5.5, 9])
      expect(wrong(historyOf([config!, { ...state!, steps: at(hours * 3_600_000) }]))).toEqual([]);
    expect(wrong(historyOf([config!, { ...state!, steps: at(1_000_000) }]))).toEqual([expect.stringContaining('time')]);
  });

  test('several batches of an accumulation are logged as their sum', () => {
    const [config, state] = left(PLAIN);
    const steps = state!.steps.map((line) => ({ ...line, loss: 4 * line.loss! }));
    expect(wrong(historyOf([config!, { ...state!, steps }], { baseLoss: 2.4 }))).toEqual([]);
  });

  test('several configurations of other runs lie beside', () => {
    const other = recordOf({ path: 'old.yaml', kind: 'trl', declared: declaredOf({ epochs: 1, learningRate: 2e-5 }) });
    expect(wrong(historyOf([...left(PLAIN), other]))).toEqual([]);
  });

  test('rows in order of length: tokens a step and loss change for good', () => {
    const [config, state] = left({
      ...PLAIN,
      epochs: 1,
      rows: 800,
      accumulation: 1,
      rate: (d, t) => 1e-4 * (1 - d / t),
    });
    const steps = state!.steps.map((line) => ({
      ...line,
      tokens: 300 * line.step + 600 * Math.max(0, line.step - 200),
      loss: line.step > 200 ? 3 : 1,
    }));
    const history = historyOf([config!, { ...state!, steps }], { data: [] });
    expect(wrong(history)).toEqual([]);
    for (const name of ['tokens-steady', 'loss-jump'])
      expect(checkTraining(history).find(({ check }) => check === name)).toMatchObject({
        state: 'cannot-tell',
        found: expect.any(String),
      });
  });

  test('a slower machine is named and does not contradict', () => {
    const [config, state] = left({ ...PLAIN, rows: 400 });
    const steps = state!.steps.map((line) => ({
      ...line,
      time: 1e12 + 1000 * line.step + (line.step > 60 ? 4000 * (line.step - 60) : 0),
    }));
    const pace = checkTraining(historyOf([config!, { ...state!, steps }], { data: [] })).find(
      ({ check }) => check === 'pace',
    )!;
    expect(pace.state).toBe('cannot-tell');
    expect(pace.detail.en).toContain('5 seconds instead of 1');
    const even = state!.steps.map((line) => ({ ...line, time: 1e12 + 1000 * line.step }));
    const steady = checkTraining(historyOf([config!, { ...state!, steps: even }], { data: [] }));
    expect(steady.find(({ check }) => check === 'pace')!.state).toBe('consistent');
  });
});
