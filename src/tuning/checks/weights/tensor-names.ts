import type { TensorEntry, TrainingRecord } from '../../training-record.ts';

/** Tensors of the run's result: outside checkpoints, else of the last one. */
export function finalTensors(records: readonly TrainingRecord[]): readonly TensorEntry[] {
  const holding = records.filter(({ tensors }) => tensors.length > 0);
  const outside = holding.filter(({ checkpoint }) => checkpoint === null);
  if (outside.length > 0) return outside.flatMap(({ tensors }) => tensors);
  const last = holding.reduce((most, { checkpoint }) => Math.max(most, checkpoint ?? 0), 0);
  return holding.filter(({ checkpoint }) => checkpoint === last).flatMap(({ tensors }) => tensors);
}

/** A module's name without what PEFT, FSDP and compilation put around it, nor `.weight`. */
export function plainModule(name: string): string {
  return name
    .replace(/^(?:_orig_mod\.|module\.|_fsdp_wrapped_module\.)+/, '')
    .replace(/^base_model\.model\./, '')
    .replace(/\.modules_to_save(?:\.default)?/, '')
    .replace(/\.(?:original_module|base_layer)/, '')
    .replace(/\.weight$/, '');
}

/** The module of a LoRA tensor and which of the two factors it is; null: it is none. */
export function lowRankModule(name: string): { module: string; side: 'a' | 'b' } | null {
  const [, before, side] = /^(.*)\.lora_(?:embedding_)?([AB])(?:\.default)?(?:\.weight)?$/.exec(name) ?? [];
  return before === undefined ? null : { module: plainModule(before), side: side === 'A' ? 'a' : 'b' };
}

const PART =
  /(?:^|\.)(?:lora_|ia3_|ada_|hada_|lokr_|oft_|vera_|boft_|randlora_|fourierft_|token_adapter)|prompt_embeddings|prefix_encoder/;

/** The module that a part of an adapter belongs to, empty where it belongs to the whole. */
export const moduleOfPart = (name: string): string =>
  plainModule(name.slice(0, PART.exec(name)?.index ?? name.length)).replace(/^base_model$/, '');

/** Embeddings and heads, whose rows are those of a vocabulary: tokens may be added, and PEFT then saves them whole. */
export const isVocabulary = (name: string): boolean =>
  /(?:embed_tokens|embed_in|embed_out|tok_embeddings|word_embeddings|wte|lm_head|shared)(?:\.|$)|^(?:model\.)?output\./.test(
    name,
  );

/** Names of tensors that belong to an adapter and are no tensor of a model. */
export function adapterParts(tensors: readonly TensorEntry[]): ReadonlySet<string> {
  return new Set(tensors.map(({ name }) => name).filter((name) => PART.test(name)));
}

/** Whether the module is one of these: the whole name, its last parts, or one regular expression for the whole name. */
export function isTarget(module: string, targets: readonly string[]): boolean {
  return targets.some((target) => {
    if (module === target || module.endsWith(`.${target}`)) return true;
    return targets.length === 1 && PATTERN.test(target) && matchesWhole(module, target);
  });
}

/** Modules that are trained whole with all that is in them. */
export const isWithin = (module: string, saved: readonly string[]): boolean =>
  saved.some((name) => `.${module}.`.includes(`.${name}.`));

/** Whether the modules are one pattern that is not tried: then nobody can say which modules it means. */
export const isUntriedPattern = (targets: readonly string[]): boolean =>
  targets.length === 1 && PATTERN.test(targets[0]!) && !isTriable(targets[0]!);

const PATTERN = /[.*+?()[\]|\\^$]/;
const MOST_REPETITIONS = 4;

/** Patterns of strangers: none that is long, and none whose repetitions may take a machine's lifetime. */
function isTriable(pattern: string): boolean {
  if (pattern.length > 500 || /\([^)]*[*+][^)]*\)\s*[*+{]/.test(pattern)) return false;
  if ((pattern.match(/[*+]|\{\d*,/g) ?? []).length > MOST_REPETITIONS) return false;
  try {
    return new RegExp(`^(?:${pattern})$`) !== null;
  } catch {
    return false;
  }
}

function matchesWhole(module: string, pattern: string): boolean {
  if (module.length > 200 || !isTriable(pattern)) return false;
  try {
    return new RegExp(`^(?:${pattern})$`).test(module);
  } catch {
    return false;
  }
}
