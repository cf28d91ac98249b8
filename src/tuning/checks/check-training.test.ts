import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TrainingHistory } from '../training-record.ts';
import { TRAINING_CHECKS } from './catalogue.ts';
import { checkTraining, trainingVerdict } from './check-training.ts';
import { declaredOf, honestHistory, knownDataOf, linesOf, recordOf } from './fixtures/toy-history.ts';

const inconsistentIn = (history: TrainingHistory): string[] =>
  checkTraining(history).flatMap(({ check, state }) => (state === 'inconsistent' ? [check] : []));
/** Returns the checks that show two differing values for which an honest run may be the cause. */
const doubtfulIn = (history: TrainingHistory): string[] =>
  checkTraining(history).flatMap(({ check, state, expected }) =>
    state === 'cannot-tell' && expected !== null ? [check] : [],
  );
const stateOf = (history: TrainingHistory, check: string) => checkTraining(history).find((one) => one.check === check)!;

test('an honest run contradicts nothing, and names differ', () => {
  expect(inconsistentIn(honestHistory())).toEqual([]);
  expect(new Set(TRAINING_CHECKS.map(({ check }) => check)).size).toBe(TRAINING_CHECKS.length);
});

test('a history with nothing in it cannot be told, and does not pass', () => {
  const checks = checkTraining({ records: [], data: [], base: null, attested: null });
  expect(new Set(checks.map(({ state }) => state))).toEqual(new Set(['cannot-tell']));
  expect(trainingVerdict(checks)).toBe('review');
});

test('the word of the trainer alone is no pass', () => {
  const checks = checkTraining(honestHistory({ data: [] }));
  expect(trainingVerdict(checks)).toBe('review');
});

describe('counts', () => {
  test('rows that were added', () => {
    const history = honestHistory({ data: [knownDataOf({ rows: 80 })] });
    expect(inconsistentIn(history)).toEqual(expect.arrayContaining(['steps-fit-rows', 'epochs-fit-rows']));
    expect(stateOf(history, 'steps-fit-rows')).toMatchObject({ expected: '24', found: '30' });
  });

  test('the last batch may be short or dropped', () => {
    for (const rows of [91, 95, 99, 100, 104])
      expect(inconsistentIn(honestHistory({ data: [knownDataOf({ rows })] })), String(rows)).toEqual([]);
  });

  test('packing leaves it open', () => {
    const { records } = honestHistory();
    const packed = records.map((record) =>
      record.declared === null ? record : { ...record, declared: { ...record.declared, isPacked: true } },
    );
    expect(
      stateOf(honestHistory({ records: packed, data: [knownDataOf({ rows: 300 })] }), 'steps-fit-rows').state,
    ).toBe('cannot-tell');
  });

  test('fewer steps are devices that nobody named, more are rows that nobody named', () => {
    const named = (rows: number) => {
      const { records } = honestHistory();
      const silent = records.map((record) =>
        record.declared === null ? record : { ...record, declared: { ...record.declared, devices: null } },
      );
      return stateOf(honestHistory({ records: silent, data: [knownDataOf({ rows })] }), 'steps-fit-rows').state;
    };
    expect([named(200), named(100), named(50)]).toEqual(['cannot-tell', 'consistent', 'inconsistent']);
  });

  const job = {
    id: 'job',
    provider: 'openai',
    status: 'succeeded',
    baseModel: 'm',
    tunedModel: 'ft',
    trainingFile: 'file',
    validationFile: null,
    trainedTokens: 90_000,
    epochs: 3,
    totalBatch: 1,
    learningRateMultiplier: 1,
    createdAt: 1,
    finishedAt: 2,
  };

  test('steps of a hosted job, with room for every way of ending a pass', () => {
    const events = (steps: number) => {
      const lines = linesOf(steps).map((line) => ({ ...line, epoch: null, learningRate: null }));
      return recordOf({ path: 'events.json', kind: 'openai-events', steps: lines });
    };
    const state = (steps: number, parts: object, rows = 103) =>
      stateOf(
        {
          records: [recordOf({ path: 'job.json', kind: 'openai-job', jobs: [{ ...job, ...parts }] }), events(steps)],
          data: [knownDataOf({ rows })],
          base: null,
          attested: null,
        },
        'steps-fit-rows',
      );
    // 103 rows in steps of ten: 30 steps if the rest is dropped, 31 if all passes share one, 33 if each pass has one.
    for (const steps of [30, 31, 33]) expect(state(steps, { totalBatch: 10 }).state).toBe('consistent');
    expect(state(34, { totalBatch: 10 })).toMatchObject({ state: 'inconsistent', expected: '30–33', found: '34' });
    expect(state(33, { totalBatch: 10 }, 70)).toMatchObject({ state: 'inconsistent', expected: '21', found: '33' });
    // Rows that the provider refused, tokens instead of rows, another method, and no batch size.
    expect(state(20, { totalBatch: 10 })).toMatchObject({ state: 'cannot-tell', found: '20' });
    for (const parts of [{ provider: 'together' }, { method: 'reinforcement' }, { totalBatch: null }])
      expect(state(90, { totalBatch: 10, ...parts })).toMatchObject({ state: 'cannot-tell', found: null });
  });

  test('tokens of a hosted job', () => {
    const history = {
      records: [recordOf({ path: 'job.json', kind: 'openai-job', jobs: [job] })],
      data: [knownDataOf()],
      base: null,
      attested: null,
    };
    expect(inconsistentIn(history)).toEqual(['tokens-fit-data']);
    expect(inconsistentIn({ ...history, records: [recordOf({ jobs: [{ ...job, trainedTokens: 30_000 }] })] })).toEqual(
      [],
    );
  });
});

describe('epochs and a number of steps', () => {
  /** Thirty steps, three epochs, and what the trainer derives from them. */
  const state = honestHistory().records[1]!;
  const log = { ...state, declared: declaredOf({ epochs: 3, maxSteps: 30, deviceBatch: 5 }) };
  const config = (parts: object) =>
    recordOf({ path: 'config.yaml', kind: 'trl', declared: declaredOf({ deviceBatch: 5, accumulation: 2, ...parts }) });
  const signed = (parts: object) => ({
    attested: { baseSha256: null, baseName: null, data: [], declared: declaredOf(parts) },
  });

  test('signed epochs count before steps that a configuration or the log sets', () => {
    const history = honestHistory({ records: [config({ epochs: 2, maxSteps: 30 }), log], ...signed({ epochs: 2 }) });
    expect(inconsistentIn(history)).toEqual(['steps-fit-rows', 'epochs-as-declared', 'declared-agrees']);
    expect(stateOf(history, 'epochs-as-declared')).toMatchObject({ expected: '2', found: '3' });
  });

  test('a configuration that sets both is honest, and so is a statement of it', () => {
    const records = [config({ epochs: 2, maxSteps: 30 }), log];
    for (const parts of [{}, signed({ epochs: 2, maxSteps: 30 }), signed({ maxSteps: 30 })]) {
      expect(inconsistentIn(honestHistory({ records, ...parts }))).toEqual([]);
      expect(stateOf(honestHistory({ records, ...parts }), 'epochs-as-declared').state).toBe('consistent');
    }
  });

  test('a statement of both, where only the log knows the steps, is not called consistent', () => {
    const history = honestHistory({ records: [config({}), log], ...signed({ epochs: 2, maxSteps: 30 }) });
    expect(inconsistentIn(history)).toEqual([]);
    expect(doubtfulIn(history)).toEqual(['epochs-as-declared']);
    const fewer = honestHistory({ records: [config({}), log], ...signed({ epochs: 5, maxSteps: 30 }) });
    expect(stateOf(fewer, 'epochs-as-declared').state).toBe('consistent');
  });

  test('steps that a checkpoint was planned for do not replace declared epochs', () => {
    const early = recordOf({
      path: 'checkpoint-20/trainer_state.json',
      checkpoint: 20,
      declared: declaredOf({ epochs: 2, maxSteps: 20 }),
      steps: linesOf(20),
    });
    const history = honestHistory({ records: [early, config({ epochs: 3 }), log] });
    expect(stateOf(history, 'epochs-as-declared')).toMatchObject({ state: 'consistent', expected: '3' });
  });

  test('a log that ends with its last line does not hide what the trainer wrote at the end', () => {
    const lines = linesOf(25);
    const totals = { steps: 25, epochs: 2.5, rows: null, tokens: null, seconds: 60 };
    const ofTool = recordOf({ path: 'trainer_log.jsonl', kind: 'llama-factory-log', steps: lines, totals });
    const results = recordOf({
      path: 'all_results.json',
      kind: 'train-results',
      totals: { steps: null, epochs: 3, rows: 300, tokens: null, seconds: 60 },
    });
    const written = config({ epochs: 3, devices: 1 });
    const whole = honestHistory({ records: [written, ofTool, { ...log, steps: lines }, results] });
    for (const check of ['steps-fit-rows', 'epochs-as-declared', 'rows-trained'])
      expect(stateOf(whole, check).state).toBe('consistent');
    expect(stateOf(whole, 'steps-fit-rows')).toMatchObject({ found: '30' });
    const without = honestHistory({ records: [written, ofTool, results], data: [knownDataOf({ rows: 80 })] });
    expect(stateOf(without, 'epochs-as-declared')).toMatchObject({ state: 'consistent', found: '3' });
    expect(stateOf(without, 'rows-trained')).toMatchObject({ state: 'inconsistent', expected: '240', found: '300' });
    const ofOther = honestHistory({ records: [written, ofTool, { ...results, path: 'other/all_results.json' }] });
    expect(stateOf(ofOther, 'rows-trained').state).toBe('cannot-tell');
  });

  test('a summary that contradicts the lines', () => {
    const edited = { ...log, totals: { ...log.totals!, epochs: 2 } };
    const history = honestHistory({ records: [config({ epochs: 2 }), edited] });
    expect(inconsistentIn(history)).toEqual(expect.arrayContaining(['epochs-as-declared', 'epoch-rate']));
    expect(stateOf(history, 'epochs-as-declared')).toMatchObject({ expected: '2', found: '3' });
    expect(stateOf(history, 'epoch-rate')).toMatchObject({ expected: '3', found: '2' });
  });
});

describe('the log', () => {
  test('lines that are missing, in the middle, at the beginning and at the end', () => {
    const without = (from: number, to: number) => linesOf().filter(({ step }) => step < from || step > to);
    expect(inconsistentIn(honestHistory({}, without(11, 14)))).toEqual(['log-continuous']);
    expect(inconsistentIn(honestHistory({}, without(1, 3)))).toEqual(['log-continuous']);
    const { records } = honestHistory();
    const cut = records.map((record) => ({ ...record, steps: record.steps.slice(0, 25) }));
    expect(inconsistentIn(honestHistory({ records: cut }))).toEqual(['log-continuous']);
  });

  test('steps that begin again', () => {
    expect(inconsistentIn(honestHistory({}, [...linesOf(), ...linesOf(10)]))).toContain('log-continuous');
  });

  test('a rate that is raised for a stretch', () => {
    const raised = linesOf(30, ({ step, learningRate }) =>
      step > 10 && step < 15 ? { learningRate: 2 * learningRate! } : {},
    );
    const history = honestHistory({}, raised);
    expect(inconsistentIn(history)).toEqual(['schedule']);
    expect(stateOf(history, 'schedule').detail.en).toContain('step 11');
  });

  test('times that go back, and a total that is too short', () => {
    expect(
      inconsistentIn(
        honestHistory(
          {},
          linesOf(30, ({ step, time }) => ({ time: step > 20 ? time! - 100_000 : time })),
        ),
      ),
    ).toContain('time');
    const slow = linesOf(30, ({ step }) => ({ time: 10_000 * step }));
    expect(doubtfulIn(honestHistory({}, slow))).toEqual(['time']);
    expect(trainingVerdict(checkTraining(honestHistory({}, slow)))).toBe('review');
  });

  test('a checkpoint whose log says otherwise', () => {
    const { records } = honestHistory();
    const checkpoint = recordOf({
      path: 'checkpoint-20/trainer_state.json',
      checkpoint: 20,
      steps: linesOf(20),
      totals: { steps: 20, epochs: 2, rows: null, tokens: null, seconds: null },
    });
    expect(inconsistentIn(honestHistory({ records: [...records, checkpoint] }))).toEqual([]);
    const other = { ...checkpoint, steps: linesOf(20, ({ loss }) => ({ loss: loss! + 0.1 })) };
    expect(inconsistentIn(honestHistory({ records: [...records, other] }))).toEqual(['logs-agree']);
    const moved = { ...checkpoint, path: 'checkpoint-15/trainer_state.json', checkpoint: 15 };
    expect(inconsistentIn(honestHistory({ records: [...records, moved] }))).toEqual(['checkpoints']);
  });
});

describe('the loss', () => {
  const long = (change: Parameters<typeof linesOf>[1]) =>
    linesOf(60, change).map((line) => ({ ...line, learningRate: null, epoch: line.step / 20 }));

  test('other rows begin', () => {
    const jumped = long(({ step, loss }) => (step > 40 ? { loss: loss! + 1.5 } : {}));
    expect(doubtfulIn({ ...honestHistory({}, jumped), data: [] })).toContain('loss-jump');
    expect(
      doubtfulIn({
        ...honestHistory(
          {},
          long(() => ({})),
        ),
        data: [],
      }),
    ).not.toContain('loss-jump');
  });

  test('below the entropy of answers to the same prompt, which nothing can foresee', () => {
    const data = [knownDataOf({ targetChars: 100, entropyGivenPrompt: Math.log(10), tokens: [200, 300] })];
    const floor = Math.log(10) / 3;
    const at = (share: number) =>
      honestHistory(
        { data },
        linesOf(30, () => ({ loss: share * floor })),
      );
    expect(stateOf(at(0.2), 'loss-floor').state).toBe('inconsistent');
    expect(doubtfulIn(at(0.5))).toContain('loss-floor');
    expect(stateOf(at(1.1), 'loss-floor').state).toBe('consistent');
  });

  test('known by heart before the first epoch ends', () => {
    const low = honestHistory(
      {},
      linesOf(30, () => ({ loss: 1e-4 })),
    );
    expect(doubtfulIn(low)).toEqual(['loss-too-soon']);
    expect(inconsistentIn(low)).toEqual([]);
    expect(
      stateOf(
        honestHistory(
          { data: [knownDataOf({ isPreference: true })] },
          linesOf(30, () => ({ loss: 1e-4 })),
        ),
        'loss-too-soon',
      ).state,
    ).toBe('cannot-tell');
  });

  test('another start than that of the base', () => {
    const at = (baseLoss: number) => stateOf(honestHistory({ baseLoss }), 'first-loss').state;
    expect([at(0.5), at(2), at(6)]).toEqual(['inconsistent', 'consistent', 'inconsistent']);
  });

  test('a result that has not learned what the log says', () => {
    const history = (tunedLoss: number, parts = {}) => honestHistory({ baseLoss: 2, tunedLoss, ...parts });
    const stateAt = (tunedLoss: number, parts = {}) => stateOf(history(tunedLoss, parts), 'last-loss').state;
    // The log ends at about 0.5. Half of the fall leaves 1.2, and the last lines scatter.
    expect([0.1, 0.5, 1.2, 1.6, 2, 4].map((loss) => stateAt(loss))).toEqual([
      ...['consistent', 'consistent', 'consistent'],
      ...['inconsistent', 'inconsistent', 'inconsistent'],
    ]);
    expect(stateOf(honestHistory({ tunedLoss: 2 }), 'last-loss').state).toBe('cannot-tell');
    expect(stateOf(honestHistory({ baseLoss: 2 }), 'last-loss').state).toBe('cannot-tell');
  });

  test('lines that are written twice, go back, or begin with step 0 change nothing', () => {
    const of = (lines: ReturnType<typeof linesOf>, baseLoss: number, tunedLoss: number) =>
      honestHistory({ baseLoss, tunedLoss }, lines);
    const lines = linesOf();
    for (const odd of [[...lines, lines.at(-1)!], [...lines, ...lines.slice(10, 20)], [...lines].reverse()]) {
      expect(stateOf(of(odd, 2, 2), 'last-loss').state).toBe('inconsistent');
      expect(stateOf(of(odd, 2, 0.5), 'last-loss').state).toBe('consistent');
    }
    const fromZero = lines.map((line) => ({ ...line, step: 10 * (line.step - 1) }));
    expect(stateOf(of(fromZero, 20, 2), 'first-loss').state).toBe('inconsistent');
    expect(stateOf(of(fromZero, 2, 2), 'first-loss').state).toBe('consistent');
  });

  test('preferences have another loss, and several files may be drawn from unevenly', () => {
    const parts = { baseLoss: 2, tunedLoss: 2 };
    const preferences = honestHistory({ ...parts, baseLoss: 6, data: [knownDataOf({ isPreference: true })] });
    for (const check of ['first-loss', 'last-loss'])
      expect(stateOf(preferences, check)).toMatchObject({ state: 'cannot-tell', found: null });
    const two = honestHistory({ ...parts, data: [knownDataOf(), knownDataOf({ path: 'more.jsonl' })] });
    expect(stateOf(two, 'last-loss')).toMatchObject({ state: 'cannot-tell', found: '2' });
  });

  test('but the best checkpoint may be delivered, a log may be off by a factor, and one that does not fall says nothing', () => {
    const steps = linesOf();
    const config = honestHistory().records[0]!;
    const of = (lines: typeof steps, parts = {}) => ({ records: [config, recordOf({ steps: lines, ...parts })] });
    const stateWith = (baseLoss: number, tunedLoss: number, parts: object) =>
      stateOf(honestHistory({ baseLoss, tunedLoss, ...parts }), 'last-loss').state;
    // After nine steps the loss had fallen to 1.4.
    expect(stateWith(2, 1.6, of(steps, { bestCheckpoint: 9 }))).toBe('consistent');
    expect(stateWith(2, 1.95, of(steps, { bestCheckpoint: 9 }))).toBe('inconsistent');
    // The log has the sum over two batches.
    expect(stateWith(1, 0.9, of(steps))).toBe('cannot-tell');
    // Little had been learned at the best checkpoint: both values are shown, for review.
    const early = honestHistory({ baseLoss: 2, tunedLoss: 2, ...of(steps, { bestCheckpoint: 1 }) });
    expect(stateOf(early, 'last-loss')).toMatchObject({ state: 'cannot-tell', found: '2' });
    const flat = linesOf(30, () => ({ loss: 1.9 }));
    expect(stateWith(2, 2, of(flat))).toBe('cannot-tell');
  });
});

test('no history makes a check throw, and every contradiction has both values', () => {
  const number = fc.option(fc.double(), { nil: null });
  const line = fc.record({
    step: fc.integer(),
    epoch: number,
    loss: number,
    learningRate: number,
    gradNorm: number,
    time: number,
    tokens: number,
  });
  const declared = fc.record({
    epochs: number,
    maxSteps: number,
    deviceBatch: number,
    accumulation: number,
    devices: number,
    totalBatch: number,
    learningRate: number,
    warmupSteps: fc.option(fc.nat(), { nil: null }),
    scheduler: fc.constantFrom(null, 'linear', 'cosine', 'warmup_stable_decay', '__proto__', 'other'),
  });
  const record = fc.record({
    steps: fc.array(line, { maxLength: 40 }),
    declared: declared.map((parts) => declaredOf(parts)),
    checkpoint: fc.option(fc.nat(), { nil: null }),
  });
  fc.assert(
    fc.property(fc.array(record, { maxLength: 3 }), (records) => {
      const checks = checkTraining({
        records: records.map(recordOf),
        data: [knownDataOf()],
        base: null,
        attested: null,
      });
      for (const { state, expected, found } of checks)
        if (state === 'inconsistent') expect([typeof expected, typeof found]).toEqual(['string', 'string']);
    }),
    { numRuns: 60 },
  );
});
