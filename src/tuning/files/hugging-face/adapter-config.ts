import type { Message } from '../../../schema/index.ts';
import type { DeclaredAdapter } from '../../training-record.ts';
import { readAs } from '../empty-record.ts';
import { asPositive, asText, asTexts, field } from '../parsing/fields.ts';
import { parsedValue, type TrainerFile } from '../trainer-file.ts';

const KIND = 'adapter-config';

/** `adapter_config.json` of PEFT: which modules an adapter may change, and its base model. */
export const adapterConfig: TrainerFile = {
  kind: KIND,
  claims: (file) =>
    field(parsedValue(file), 'peft_type') !== undefined &&
    ['base_model_name_or_path', 'target_modules', 'task_type'].some(
      (name) => field(parsedValue(file), name) !== undefined,
    ),
  read: (file) => {
    const value = parsedValue(file);
    const version = asText(field(value, 'peft_version'));
    return readAs(file, KIND, {
      trainer: version === null ? null : { name: 'peft', version },
      adapter: readAdapter(value),
      unread: perModule(value),
    });
  },
};

function readAdapter(value: unknown): DeclaredAdapter {
  return {
    kind: (asText(field(value, 'peft_type')) ?? 'unknown').toLowerCase(),
    // If ranks differ by module or change during training, no single number is right.
    rank: isRankFixed(value) ? asPositive(field(value, 'r')) : null,
    alpha: asPositive(field(value, 'lora_alpha')),
    targetModules: [...asTexts(field(value, 'target_modules')), ...asTexts(field(value, 'target_parameters'))],
    savedModules: [...asTexts(field(value, 'modules_to_save')), ...trainedBiases(value)],
    baseModel: asText(field(value, 'base_model_name_or_path')),
  };
}

function isRankFixed(value: unknown): boolean {
  const pattern = field(value, 'rank_pattern');
  const isByModule = typeof pattern === 'object' && pattern !== null && Object.keys(pattern).length > 0;
  return !isByModule && asText(field(value, 'peft_type'))?.toLowerCase() !== 'adalora';
}

/** Returns the biases that `bias` names: those of all modules, or of those with an adapter. */
function trainedBiases(value: unknown): readonly string[] {
  const bias = asText(field(value, 'bias'));
  if (bias === 'all') return ['bias'];
  return bias === 'lora_only' ? asTexts(field(value, 'target_modules')).map((name) => `${name}.bias`) : [];
}

const PER_MODULE = [
  'layers_to_transform',
  'layers_pattern',
  'rank_pattern',
  'alpha_pattern',
  'exclude_modules',
  'trainable_token_indices',
];

/**
 * Notes options that narrow the targets or give single modules another rank, because the record has no place for them.
 */
function perModule(value: unknown): readonly Message[] {
  const named = PER_MODULE.filter((name) => {
    const found = field(value, name);
    return found !== undefined && (typeof found !== 'object' || found === null || Object.keys(found).length > 0);
  }).join(', ');
  if (named === '') return [];
  return [
    {
      en: `Options of single modules or layers, which were not used: ${named}.`,
      ja: `個別のモジュールまたは層に関する設定（未使用）：${named}。`,
    },
  ];
}
