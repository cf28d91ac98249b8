import type { DeclaredAdapter } from '../../training-record.ts';
import { readAs } from '../empty-record.ts';
import { asFlag, asPositive, asText, field } from '../parsing/fields.ts';
import { parsedValue, type TrainerFile } from '../trainer-file.ts';
import { declaredAdapter, fullTraining, moduleNames, runArguments } from './run-arguments.ts';

const OWN = [
  'micro_batch_size',
  'sequence_len',
  'sample_packing',
  'lora_target_linear',
  'dataset_prepared_path',
  'val_set_size',
];

/** A configuration of Axolotl. */
export const axolotl: TrainerFile = {
  kind: 'axolotl',
  claims: (file) => {
    const value = parsedValue(file);
    return field(value, 'base_model') !== undefined && OWN.some((name) => field(value, name) !== undefined);
  },
  read: (file) => readAs(file, 'axolotl', readAxolotl(parsedValue(file))),
};

/** Reads a configuration of Axolotl, including one that it put into a model card. */
export function readAxolotl(value: unknown): {
  trainer: { name: string; version: string | null };
  declared: ReturnType<typeof runArguments>;
} {
  return {
    trainer: { name: 'axolotl', version: asText(field(value, 'axolotl_version')) },
    declared: { ...runArguments(value), adapter: adapterOf(value) },
  };
}

/** Returns the declared adapter; a run without one is full training. */
function adapterOf(value: unknown): DeclaredAdapter {
  const kind = asText(field(value, 'adapter'));
  if (kind === null) return fullTraining;
  const modules = moduleNames(field(value, 'lora_target_modules'));
  return declaredAdapter(kind.toLowerCase(), {
    rank: asPositive(field(value, 'lora_r')),
    alpha: asPositive(field(value, 'lora_alpha')),
    targetModules: asFlag(field(value, 'lora_target_linear')) === true ? [...modules, 'all-linear'] : modules,
    savedModules: moduleNames(field(value, 'lora_modules_to_save')),
  });
}
