import type { DeclaredAdapter } from '../../training-record.ts';
import { readAs } from '../empty-record.ts';
import { asFlag, asObject, asPositive, field } from '../parsing/fields.ts';
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
const RUN = [
  'per_device_train_batch_size',
  'num_train_epochs',
  'gradient_accumulation_steps',
  'learning_rate',
  'max_steps',
  'lr_scheduler_type',
];

const counted = (value: unknown, names: readonly string[]): number =>
  names.filter((name) => field(value, name) !== undefined).length;

/** Arguments of TRL's scripts (`trl sft --config FILE`), of the alignment handbook, and of scripts like them. */
export const trl: TrainerFile = {
  kind: 'trl',
  claims: (file) =>
    counted(parsedValue(file), OWN) > 0 &&
    counted(parsedValue(file), RUN) > 1 &&
    field(parsedValue(file), 'model_name_or_path') !== undefined,
  read: (file) => {
    const value = parsedValue(file);
    return readAs(file, 'trl', {
      trainer: { name: 'trl', version: null },
      declared: { ...runArguments(value), adapter: adapterOf(value) },
    });
  },
};

/** `use_peft` is false unless set; without it, options of an adapter do nothing. Where neither stands, nothing is said. */
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

/** Arguments of Hugging Face's Trainer that a script kept, under whatever name (`training_args.json`, `args.json` of ms-swift, …). */
export const trainingArguments: TrainerFile = {
  kind: 'training-arguments',
  claims: (file) =>
    field(parsedValue(file), 'per_device_train_batch_size') !== undefined || counted(parsedValue(file), RUN) > 2,
  read: (file) => readAs(file, 'training-arguments', { declared: runArguments(parsedValue(file)) }),
};

/** The same arguments one level down, as many scripts keep them: `{model: {…}, training: {…}, lora: {…}}`. */
export const nestedArguments: TrainerFile = {
  kind: 'nested-arguments',
  claims: (file) => Object.values(asObject(parsedValue(file)) ?? {}).some((part) => counted(part, RUN) > 1),
  read: (file) => {
    const parts = Object.values(asObject(parsedValue(file)) ?? {}).map((part) => asObject(part));
    const flat = Object.assign(Object.create(null), ...parts.filter((part) => part !== null)) as object;
    const repeated = parts.flatMap((part) => Object.keys(part ?? {})).filter((name, i, all) => all.indexOf(name) !== i);
    const names = [...new Set(repeated)].slice(0, 5).join(', ');
    return readAs(file, 'nested-arguments', {
      declared: runArguments(flat),
      unread:
        names === ''
          ? []
          : [
              {
                en: `Names that stand in several sections; the last was used: ${names}.`,
                ja: `複数のセクションに記載された名前（最後の値を使用）：${names}。`,
              },
            ],
    });
  },
};
