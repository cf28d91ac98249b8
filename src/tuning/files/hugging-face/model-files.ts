import type { TrainingRecord } from '../../training-record.ts';
import { EMPTY_DECLARED, readAs } from '../empty-record.ts';
import { asText, field } from '../parsing/fields.ts';
import { parsedValue, type ReaderOutcome, type SeenFile, type TrainerFile } from '../trainer-file.ts';

/** Files of a tokenizer and of the chat template, which are compared by digest. */
const TOKENIZER_FILES: ReadonlySet<string> = new Set([
  'tokenizer.json',
  'tokenizer.model',
  'tokenizer_config.json',
  'special_tokens_map.json',
  'added_tokens.json',
  'vocab.json',
  'vocab.txt',
  'merges.txt',
  'chat_template.jinja',
  'chat_template.json',
  'spiece.model',
  'sentencepiece.bpe.model',
]);

/** Reports whether only the digest of a file of this name is needed; it is then never opened, however large it is. */
export const isDigestOnly = (name: string): boolean => TOKENIZER_FILES.has(name);

const digestsOf = (file: SeenFile): TrainingRecord['digests'] =>
  file.sha256 === null ? [] : [{ name: file.name, sha256: file.sha256 }];

/** A tokenizer file: its digest. */
export const tokenizerFile: TrainerFile = {
  kind: 'tokenizer',
  claims: ({ content }) => content.form === 'unopened',
  read: (file) => {
    if (file.sha256 !== null) return readAs(file, 'tokenizer', { digests: digestsOf(file) });
    return {
      isRead: false,
      reason: { en: 'Its digest was not computed.', ja: 'ダイジェストが計算されていません。' },
    };
  },
};

const transformers = (value: unknown): TrainingRecord['trainer'] => {
  const version = asText(field(value, 'transformers_version'));
  return version === null ? null : { name: 'transformers', version };
};

function readModelFile(file: SeenFile, kind: string, baseModel: string | null): ReaderOutcome {
  return readAs(file, kind, {
    trainer: transformers(parsedValue(file)),
    declared: baseModel === null ? null : { ...EMPTY_DECLARED, baseModel },
    digests: digestsOf(file),
  });
}

/** `config.json` of a model. Up to transformers 4.48, `_name_or_path` names what the weights were loaded from. */
export const modelConfig: TrainerFile = {
  kind: 'model-config',
  claims: (file) =>
    file.name === 'config.json' &&
    (field(parsedValue(file), 'model_type') !== undefined || Array.isArray(field(parsedValue(file), 'architectures'))),
  read: (file) => readModelFile(file, 'model-config', asText(field(parsedValue(file), '_name_or_path'))),
};

/** `generation_config.json`: its digest, and the version that wrote it. */
export const generationConfig: TrainerFile = {
  kind: 'generation-config',
  claims: (file) => file.name === 'generation_config.json' && file.content.form === 'value',
  read: (file) => readModelFile(file, 'generation-config', null),
};

/** `model.safetensors.index.json`: its digest. The names of tensors are read from the files that it lists. */
export const safetensorsIndex: TrainerFile = {
  kind: 'safetensors-index',
  claims: (file) => file.name.endsWith('.index.json') && field(parsedValue(file), 'weight_map') !== undefined,
  read: (file) => readModelFile(file, 'safetensors-index', null),
};
