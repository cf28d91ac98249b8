import type { DeclaredAdapter } from '../../training-record.ts';
import { readAs } from '../empty-record.ts';
import { asFlag, asPositive, field } from '../parsing/fields.ts';
import { parsedValue, type TrainerFile } from '../trainer-file.ts';
import { declaredAdapter, fullTraining, moduleNames, runArguments } from './run-arguments.ts';

const OWN = [
  'use_peft',
  'dataset_name',
  'dataset_mixer',
  'lora_r',
  'lora_target_modules',
  'attn_implementation',
  'dataset_text_field',
];
/** Settings of a run that nearly every configuration contains. */
export const RUN_SETTINGS = [
  'per_device_train_batch_size',
  'num_train_epochs',
  'gradient_accumulation_steps',
  'learning_rate',
  'max_steps',
  'lr_scheduler_type',
];

/** Counts the names that are present in the object. */
export const counted = (value: unknown, names: readonly string[]): number =>
  names.filter((name) => field(value, name) !== undefined).length;

/** Arguments of TRL's scripts (`trl sft --config FILE`), of the alignment handbook, and of similar scripts. */
export const trl: TrainerFile = {
  kind: 'trl',
  claims: (file) =>
    counted(parsedValue(file), OWN) > 0 &&
    counted(parsedValue(file), RUN_SETTINGS) > 1 &&
    field(parsedValue(file), 'model_name_or_path') !== undefined,
  read: (file) => {
    const value = parsedValue(file);
    return readAs(file, 'trl', {
      trainer: { name: 'trl', version: null },
      declared: { ...runArguments(value), adapter: adapterOf(value) },
    });
  },
};

/**
 * `use_peft` is false unless set, and without it the options of an adapter have no effect. If it is absent, nothing is
 * declared.
 */
function adapterOf(value: unknown): DeclaredAdapter | null {
  const uses = asFlag(field(value, 'use_peft'));
  if (uses !== true) return uses === false ? fullTraining : null;
  const isQuantized = asFlag(field(value, 'load_in_4bit')) === true || asFlag(field(value, 'load_in_8bit')) === true;
  return declaredAdapter(isQuantized ? 'qlora' : 'lora', {
    rank: asPositive(field(value, 'lora_r')),
    alpha: asPositive(field(value, 'lora_alpha')),
    targetModules: moduleNames(field(value, 'lora_target_modules')),
    savedModules: moduleNames(field(value, 'lora_modules_to_save')),
  });
}

/**
 * Arguments of Hugging Face's Trainer that a script kept, whatever the file is called (`training_args.json`,
 * `args.json` of ms-swift, …).
 */
export const trainingArguments: TrainerFile = {
  kind: 'training-arguments',
  isGeneral: true,
  claims: (file) =>
    field(parsedValue(file), 'per_device_train_batch_size') !== undefined ||
    counted(parsedValue(file), RUN_SETTINGS) > 2,
  read: (file) => readAs(file, 'training-arguments', { declared: runArguments(parsedValue(file)) }),
};
