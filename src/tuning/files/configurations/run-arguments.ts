import type { DeclaredAdapter, DeclaredRun } from '../../training-record.ts';
import { asCount, asFlag, asList, asNumber, asObject, asPositive, asText, asTexts, field } from '../parsing/fields.ts';

/**
 * Reads the arguments of Hugging Face's Trainer and of what builds on it (TRL, LLaMA-Factory, Axolotl, ms-swift), under
 * all the names they have.
 */
export function runArguments(value: unknown): DeclaredRun {
  return {
    baseModel: asText(
      field(value, 'model_name_or_path', 'base_model', 'base_model_name_or_path', 'model_id', 'model_name', 'model'),
    ),
    datasets: datasetsOf(value),
    epochs: asPositive(field(value, 'num_train_epochs', 'num_epochs')),
    maxSteps: asPositive(field(value, 'max_steps')),
    // If the trainer searches for a size that fits the memory, the one that is set says nothing.
    deviceBatch:
      asFlag(field(value, 'auto_find_batch_size')) === true
        ? null
        : asPositive(field(value, 'per_device_train_batch_size', 'micro_batch_size', 'per_gpu_train_batch_size')),
    accumulation: asPositive(field(value, 'gradient_accumulation_steps')),
    devices: asPositive(field(value, 'num_devices', 'world_size', 'n_gpu')),
    totalBatch: asPositive(field(value, 'total_train_batch_size')),
    learningRate: asPositive(field(value, 'learning_rate')),
    scheduler: schedulerName(field(value, 'lr_scheduler_type', 'lr_scheduler')),
    ...warmupOf(value),
    saveEvery: everySteps(value, 'save_strategy', 'save_steps'),
    logEvery: everySteps(value, 'logging_strategy', 'logging_steps'),
    seed: asCount(field(value, 'seed')),
    isPacked: asFlag(field(value, ...PACKINGS)),
    isSorted: isSorted(value),
    maxLength: asPositive(
      field(value, 'max_seq_length', 'max_length', 'cutoff_len', 'sequence_len', 'model_max_length'),
    ),
    adapter: null,
  };
}

const PACKINGS = [
  'packing',
  'sample_packing',
  'neat_packing',
  'multipack',
  'pack_sequences',
  'use_packing',
  'enable_packing',
  'pack_to_max_length',
  'group_texts',
];

/** Reports whether rows come sorted by length or in the order of the file; null if not stated. */
function isSorted(value: unknown): boolean | null {
  const sorting = ['group_by_length', 'disable_shuffling', 'curriculum_sampling', 'length_grouped_samples'];
  if (sorting.some((name) => asFlag(field(value, name)) === true)) return true;
  return asFlag(field(value, 'shuffle', 'shuffle_dataset', 'train_dataloader_shuffle')) === false ? true : null;
}

/** Accepts `SchedulerType.COSINE`, as Python prints it, or the plain name. */
function schedulerName(value: unknown): string | null {
  const text = asText(value);
  return text === null ? null : text.replace(/^SchedulerType\./, '').toLowerCase();
}

/** Since transformers 5, a `warmup_steps` below 1 is a share. 0 is a value: no warm-up. */
function warmupOf(value: unknown): Pick<DeclaredRun, 'warmupSteps' | 'warmupRatio'> {
  const steps = asNumber(field(value, 'warmup_steps', 'lr_scheduler_warmup_steps'));
  const share = asNumber(field(value, 'warmup_ratio', 'lr_scheduler_warmup_ratio'));
  const isShare = steps !== null && steps > 0 && steps < 1;
  const warmupRatio = isShare ? steps : share !== null && share >= 0 && share <= 1 ? share : null;
  return { warmupSteps: isShare ? null : asCount(steps), warmupRatio };
}

/**
 * Returns an interval in steps; null if the strategy is another one, or if the value is a share of all steps (below 1).
 */
function everySteps(value: unknown, strategy: string, steps: string): number | null {
  const how = asText(field(value, strategy))
    ?.replace(/^(?:Interval|Save)Strategy\./, '')
    .toLowerCase();
  const every = asPositive(field(value, steps));
  return every === null || every < 1 || (how !== undefined && how !== 'steps') ? null : every;
}

/**
 * Accepts `dataset: a,b` (LLaMA-Factory), `dataset_name`, `datasets: [{path}]` (Axolotl, TRL), `dataset_mixer: {name:
 * weight}`.
 */
function datasetsOf(value: unknown): readonly string[] {
  const listed = [field(value, 'dataset', 'dataset_name', 'train_file', 'dataset_path', 'data_path')].flatMap((item) =>
    asTexts(item).flatMap((text) => text.split(',').map((part) => part.trim())),
  );
  const asEntries = asList(field(value, 'datasets')).flatMap((item) => {
    const name = asText(field(item, 'path', 'name', 'id')) ?? asText(item);
    return name === null ? [] : [name];
  });
  const mixed = Object.keys(asObject(field(value, 'dataset_mixer')) ?? {});
  return [...new Set([...listed, ...asEntries, ...mixed])].filter((name) => name !== '');
}

/** Accepts a list, or names separated by commas as on command lines. */
export const moduleNames = (value: unknown): readonly string[] =>
  Array.isArray(value)
    ? asTexts(value)
    : asTexts(value).flatMap((text) =>
        /[()|*\\]/.test(text) ? [text] : text.split(/[\s,]+/).filter((part) => part !== ''),
      );

/** Creates an adapter that a configuration declares. `all` and `all-linear` mean the same in two trainers. */
export function declaredAdapter(kind: string, parts: Partial<DeclaredAdapter>): DeclaredAdapter {
  const adapter = { kind, rank: null, alpha: null, targetModules: [], savedModules: [], baseModel: null, ...parts };
  return { ...adapter, targetModules: adapter.targetModules.map((name) => (name === 'all' ? 'all-linear' : name)) };
}

export const fullTraining: DeclaredAdapter = declaredAdapter('full', {});
