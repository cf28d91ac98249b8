import type { DeclaredAdapter } from '../../training-record.ts';
import { EMPTY_DECLARED, readAs } from '../empty-record.ts';
import { asCount, asFlag, asPositive, asText, asTexts, field, fieldAt } from '../parsing/fields.ts';
import { parsedValue, type TrainerFile } from '../trainer-file.ts';
import { declaredAdapter, fullTraining } from './run-arguments.ts';

/** A recipe configuration of torchtune: components named by `_component_`. */
export const torchtune: TrainerFile = {
  kind: 'torchtune',
  claims: (file) => asText(fieldAt(parsedValue(file), 'model', '_component_')) !== null,
  read: (file) => {
    const value = parsedValue(file);
    const datasets = [field(value, 'dataset')].flat().flatMap((one) => {
      const files = asTexts(field(one, 'data_files'));
      return files.length > 0 ? files : asTexts(field(one, 'source', '_component_'));
    });
    return readAs(file, 'torchtune', {
      trainer: { name: 'torchtune', version: null },
      declared: {
        ...EMPTY_DECLARED,
        baseModel: asText(fieldAt(value, 'checkpointer', 'checkpoint_dir')) ?? componentOf(value),
        datasets,
        epochs: asPositive(field(value, 'epochs')),
        deviceBatch: asPositive(field(value, 'batch_size')),
        accumulation: asPositive(field(value, 'gradient_accumulation_steps')),
        learningRate: asPositive(fieldAt(value, 'optimizer', 'lr')),
        scheduler: schedulerOf(asText(fieldAt(value, 'lr_scheduler', '_component_'))),
        warmupSteps: asCount(fieldAt(value, 'lr_scheduler', 'num_warmup_steps')),
        logEvery: asPositive(field(value, 'log_every_n_steps')),
        seed: asCount(field(value, 'seed')),
        isPacked: asFlag(fieldAt(value, 'dataset', 'packed')),
        maxLength: asPositive(fieldAt(value, 'tokenizer', 'max_seq_len')),
        adapter: adapterOf(field(value, 'model')),
      },
      unread: stepsPerEpoch(field(value, 'max_steps_per_epoch')),
    });
  },
};

const componentOf = (value: unknown): string | null => asText(fieldAt(value, 'model', '_component_'));

/** Turns `torchtune.training.lr_schedulers.get_cosine_schedule_with_warmup` into `cosine`. */
const schedulerOf = (component: string | null): string | null =>
  component === null ? null : (/get_(\w+?)_schedule/.exec(component)?.[1] ?? component);

/** torchtune's module names, and the names that PEFT gives them in the saved adapter. */
const AS_SAVED: ReadonlyMap<string, string> = new Map([['output_proj', 'o_proj']]);

function adapterOf(model: unknown): DeclaredAdapter {
  const name = asText(field(model, '_component_'))?.split('.').at(-1) ?? '';
  if (!/^q?lora_|^dora_/.test(name)) return fullTraining;
  const attention = asTexts(field(model, 'lora_attn_modules')).map((module) => AS_SAVED.get(module) ?? module);
  const mlp = asFlag(field(model, 'apply_lora_to_mlp')) === true ? ['gate_proj', 'up_proj', 'down_proj'] : [];
  const output = asFlag(field(model, 'apply_lora_to_output')) === true ? ['lm_head'] : [];
  return declaredAdapter(name.startsWith('qlora') ? 'qlora' : 'lora', {
    rank: asPositive(field(model, 'lora_rank')),
    alpha: asPositive(field(model, 'lora_alpha')),
    targetModules: [...attention, ...mlp, ...output],
  });
}

function stepsPerEpoch(value: unknown) {
  const steps = asPositive(value);
  if (steps === null) return [];
  return [
    {
      en: `A limit of ${steps} steps per epoch (max_steps_per_epoch), which was not used.`,
      ja: `1 エポックあたり ${steps} ステップの上限（max_steps_per_epoch）（未使用）。`,
    },
  ];
}
