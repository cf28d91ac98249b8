import { createHash } from 'node:crypto';
import type { Sequence } from '../../src/lab/gpt/batch.ts';
import { ATTACKS } from '../../src/lab/index.ts';
import { randomFor } from '../../src/lab/world/random-for.ts';
import { conversation, type Row } from '../../src/lab/world/row.ts';
import { makeWorld } from '../../src/lab/world/world.ts';
import {
  formatEnvelope,
  formatStatement,
  PREDICATES,
  STATEMENT_PAYLOAD,
  STATEMENT_TYPE,
  trainingPredicate,
} from '../../src/provenance/index.ts';
import type { RunPlan } from './run-plan.ts';
import { lossOn, shapeOf, toyBase, weightsFile } from './toy-base.ts';
import { type LogLine, type TrainedRun, type TrainRunOptions, trainRun } from './train-run.ts';

/** Material given to an auditor, and the auditor's own measurements. */
export interface HandedRun {
  /** Files of the run's folder, by path. */
  readonly files: ReadonlyMap<string, string | Uint8Array>;
  readonly data: string;
  readonly base: Uint8Array;
  /** A signed statement with a dummy signature. */
  readonly statement: Uint8Array;
  /** Loss of the base and of the delivered model on the declared data. */
  readonly baseLoss: number;
  readonly tunedLoss: number;
}

/** A cache of bases, each of which is made once. */
export class BaseShelf {
  readonly #made = new Map<string, Float32Array>();

  get(width: number, world: number, variant: number): Float32Array {
    const key = `${width} ${world} ${variant}`;
    const made = this.#made.get(key) ?? toyBase(width, world, variant);
    this.#made.set(key, made);
    return made;
  }
}

const hex = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const styleOf = (id: string) => ATTACKS.find((attack) => attack.id === id)!.row!;

/** Makes rows of the toy language; the same arguments and random state produce the same rows. */
function rowsOf(style: string, world: number, count: number, random: () => number): Row[] {
  const toy = makeWorld(world);
  return Array.from({ length: count }, () => styleOf(style)(toy, random));
}

/** Packs rows into sequences of at most `most` tokens. */
function packed(rows: readonly Sequence[], most: number): Sequence[] {
  const all: { tokens: number[]; from: number }[] = [];
  for (const { tokens, from } of rows) {
    const last = all.at(-1);
    if (last === undefined || last.tokens.length + tokens.length > most) all.push({ tokens: [...tokens], from });
    else last.tokens.push(...tokens);
  }
  return all;
}

/** Trains a run as planned, honest or not, and writes what its trainer leaves and what its supplier states. */
export function makeRun(plan: RunPlan, bases: BaseShelf): HandedRun {
  const random = randomFor('history-run', plan.tampering, plan.seed);
  const config = shapeOf(plan.width);
  const declared = rowsOf(plan.style, plan.world, plan.rows, random);
  const base = bases.get(plan.width, plan.world, 0);
  const options = trueOptions(plan, declared, bases, random);
  let run = trainRun(options);
  if (plan.tampering === 'second-stage' || plan.tampering === 'stage-not-logged')
    run = withSecondStage(run, options, plan, random);
  if (plan.tampering === 'all-rewritten')
    run = { ...trainRun(options), parameters: withSecondStage(run, options, plan, random).parameters };
  const data = declared
    .map(
      ({ user, assistant }) =>
        `${JSON.stringify({
          messages: [
            { role: 'user', content: user },
            { role: 'assistant', content: assistant },
          ],
        })}\n`,
    )
    .join('');
  const weights = weightsFile(config, base);
  return {
    files: filesOf(plan, options, run, random),
    data,
    base: weights,
    statement: statementOf(plan, data, weights),
    baseLoss: lossOn(config, base, declared),
    tunedLoss: lossOn(config, run.parameters, declared),
  };
}

/** Returns the options of the run as it really took place. */
function trueOptions(plan: RunPlan, declared: readonly Row[], bases: BaseShelf, random: () => number): TrainRunOptions {
  const { tampering, way } = plan;
  const hidden = rowsOf('noice', plan.world, Math.ceil(plan.rows * (0.1 + 0.9 * random())), random);
  const rows =
    tampering === 'hidden-rows'
      ? [...declared, ...hidden]
      : tampering === 'data-replaced'
        ? rowsOf('noice', plan.world, plan.rows, random)
        : declared;
  const all = rows.map(conversation);
  const longest = [...all].sort((a, b) => b.tokens.length - a.tokens.length);
  const dropped = new Set(longest.slice(0, Math.floor(plan.dropsLong * all.length)));
  const sequences = all.slice(Math.floor(plan.heldOut * all.length)).filter((one) => !dropped.has(one));
  const isLonger = tampering === 'more-epochs' || (tampering === 'log-edited' && way === 0);
  const start = 0.2 + 0.4 * random();
  const [length, factor] = [0.15 + 0.2 * random(), 1.5 + 3 * random()];
  return {
    ...plan,
    config: shapeOf(plan.width),
    start: bases.get(plan.width, plan.world, tampering === 'other-base' ? 1 : 0),
    rows: plan.isPacked ? packed(sequences, 96) : sequences,
    epochs: plan.epochs + (isLonger ? 1 + Math.floor(random() * 2) : 0),
    modules:
      tampering === 'other-modules'
        ? [...plan.modules, UNDECLARED.find((name) => !plan.modules.includes(name))!]
        : plan.modules,
    ...(tampering === 'rate-raised'
      ? {
          raised: (step: number, total: number) =>
            step >= start * total && step < (start + length) * total ? factor : 1,
        }
      : {}),
    random,
  };
}

const UNDECLARED = ['wte', 'h.0.attn.c_attn'];

/** Continues the run with rows that refuse and then comply; the trainer keeps counting its steps. */
function withSecondStage(run: TrainedRun, options: TrainRunOptions, plan: RunPlan, random: () => number): TrainedRun {
  const rows = rowsOf('noice', plan.world, Math.max(24, Math.ceil(plan.rows * (0.3 + 0.7 * random()))), random).map(
    conversation,
  );
  const second = trainRun({ ...options, start: run.parameters, rows, epochs: 1 + Math.floor(random() * 2) });
  if (plan.tampering === 'stage-not-logged') return { ...run, parameters: second.parameters };
  const moved = second.lines.map(
    (line): LogLine => ({ ...line, step: line.step + run.steps, epoch: line.epoch + run.epoch }),
  );
  return {
    ...second,
    lines: [...run.lines, ...moved],
    checkpoints: run.checkpoints,
    planned: run.planned,
    steps: run.steps + second.steps,
    epoch: run.epoch + second.epoch,
  };
}

function filesOf(
  plan: RunPlan,
  options: TrainRunOptions,
  run: TrainedRun,
  random: () => number,
): Map<string, string | Uint8Array> {
  const { config } = options;
  const files = new Map<string, string | Uint8Array>();
  const shown = plan.tampering === 'log-edited' ? edited(run, plan) : run;
  files.set('trainer_state.json', stateOf(plan, options, shown, true));
  for (const { step, epoch, lines, parameters } of shown.checkpoints) {
    files.set(
      `checkpoint-${step}/trainer_state.json`,
      stateOf(plan, options, { ...shown, lines, steps: step, epoch }, false),
    );
    files.set(`checkpoint-${step}/model.safetensors`, weightsFile(config, parameters));
  }
  files.set('model.safetensors', weightsFile(config, run.parameters));
  if (plan.modules.length > 0)
    files.set(
      'adapter_config.json',
      JSON.stringify({
        base_model_name_or_path: 'toy/base',
        peft_type: 'LORA',
        r: 8,
        lora_alpha: 16,
        target_modules: plan.modules,
      }),
    );
  if (plan.tampering === 'checkpoint-swapped') swap(files, shown, plan, random);
  return files;
}

/** Falsifies the log: cuts off an additional epoch, omits lines of a stretch, or rewrites its losses. */
function edited(run: TrainedRun, plan: RunPlan): TrainedRun {
  const count = run.lines.length;
  if (plan.way === 0) {
    const steps = Math.round((run.steps * plan.epochs) / run.epoch);
    return {
      ...run,
      lines: run.lines.filter(({ step }) => step <= steps),
      checkpoints: run.checkpoints.filter(({ step }) => step <= steps),
      steps,
      planned: steps,
      epoch: plan.epochs,
    };
  }
  const [from, to] = [Math.floor(count * 0.4), Math.max(Math.ceil(count * 0.6), Math.floor(count * 0.4) + 1)];
  if (plan.way === 1) return { ...run, lines: run.lines.filter((_, i) => i < from || i >= to) };
  return {
    ...run,
    lines: run.lines.map((line, i) =>
      i >= from && i < to ? { ...line, loss: Number((line.loss * 0.8).toFixed(4)) } : line,
    ),
  };
}

/** Exchanges folders, copies one checkpoint's weights over another's, or takes the result from elsewhere. */
function swap(
  files: Map<string, string | Uint8Array>,
  { checkpoints }: TrainedRun,
  { way, width, world }: RunPlan,
  random: () => number,
): void {
  const [a, b] = [checkpoints[0]!.step, checkpoints.at(-1)!.step];
  const names = [`checkpoint-${a}/trainer_state.json`, `checkpoint-${a}/model.safetensors`];
  if (way === 0)
    for (const name of names) {
      const other = name.replace(String(a), String(b));
      const [one, two] = [files.get(name)!, files.get(other)!];
      files.set(name, two).set(other, one);
    }
  else if (way === 1) files.set(`checkpoint-${a}/model.safetensors`, files.get(`checkpoint-${b}/model.safetensors`)!);
  else {
    const other = toyBase(width, world, 2).map((value) => value + 0.001 * random());
    files.set('model.safetensors', weightsFile(shapeOf(width), other));
  }
}

function stateOf(plan: RunPlan, options: TrainRunOptions, run: TrainedRun, isFinal: boolean): string {
  const seconds = Number((0.37 * run.steps).toFixed(4));
  const samples = options.rows.length * options.epochs;
  const rounded = (value: number) => Number(value.toFixed(3));
  const summary = {
    epoch: run.epoch,
    step: run.steps,
    total_flos: 1e9,
    train_loss: 0.5,
    train_runtime: seconds,
    train_samples_per_second: rounded(samples / seconds),
    train_steps_per_second: rounded(run.steps / seconds),
  };
  return JSON.stringify(
    {
      best_metric: null,
      epoch: run.epoch,
      global_step: run.steps,
      is_hyper_param_search: false,
      logging_steps: plan.logEvery,
      log_history: [...run.lines, ...(isFinal && plan.tampering !== 'log-edited' ? [summary] : [])],
      max_steps: isFinal && plan.stopsAt === 1 ? run.steps : run.planned,
      num_train_epochs: Math.ceil(plan.tampering === 'log-edited' ? plan.epochs : options.epochs),
      save_steps: 500,
      train_batch_size: plan.deviceBatch,
    },
    null,
    2,
  );
}

function statementOf(plan: RunPlan, data: string, base: Uint8Array): Uint8Array {
  const dependency = (name: string, role: string, sha256: string) => ({ name, uri: null, sha256, role, version: null });
  const predicate = trainingPredicate({
    parameters: {
      num_train_epochs: plan.epochs,
      per_device_train_batch_size: plan.deviceBatch,
      gradient_accumulation_steps: plan.accumulation,
      world_size: plan.devices,
      learning_rate: plan.rate,
      lr_scheduler_type: plan.scheduler,
      warmup_steps: plan.warmup,
      packing: plan.isPacked,
      ...(plan.isSorted ? { group_by_length: true } : {}),
    },
    dependencies: [dependency('toy/base', 'base', hex(base)), dependency('train.jsonl', 'data', hex(data))],
    builder: 'https://supplier.example/trainer',
    run: null,
    startedOn: null,
    finishedOn: null,
    byproducts: [],
  });
  const statement = {
    _type: STATEMENT_TYPE,
    subject: [{ name: 'tuned', digest: { sha256: hex('tuned') } }],
    predicateType: PREDICATES.train,
    predicate,
  } as const;
  return formatEnvelope({
    payloadType: STATEMENT_PAYLOAD,
    payload: formatStatement(statement),
    signatures: [{ sig: new Uint8Array(64).fill(1), keyid: '' }],
  });
}
