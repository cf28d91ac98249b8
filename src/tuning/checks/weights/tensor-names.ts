import type { TensorEntry, TrainingRecord } from '../../training-record.ts';

/** Returns the tensors of the run's result: those outside checkpoints, or else those of the last checkpoint. */
export function finalTensors(records: readonly TrainingRecord[]): readonly TensorEntry[] {
  const holding = records.filter(({ tensors }) => tensors.length > 0);
  const outside = holding.filter(({ checkpoint }) => checkpoint === null);
  if (outside.length > 0) return outside.flatMap(({ tensors }) => tensors);
  const last = holding.reduce((most, { checkpoint }) => Math.max(most, checkpoint ?? 0), 0);
  return holding.filter(({ checkpoint }) => checkpoint === last).flatMap(({ tensors }) => tensors);
}

/** Returns a module's name without `.weight` and without what PEFT, FSDP and compilation put around it. */
export function plainModule(name: string): string {
  return name
    .replace(/^(?:_orig_mod\.|module\.|_fsdp_wrapped_module\.)+/, '')
    .replace(/^base_model\.model\./, '')
    .replace(/\.modules_to_save(?:\.default)?/, '')
    .replace(/\.(?:original_module|base_layer)/, '')
    .replace(/\.weight$/, '');
}

/** Returns the module of a LoRA tensor and which of the two factors it is; null for other tensors. */
export function lowRankModule(name: string): { module: string; side: 'a' | 'b' } | null {
  const [, before, side] = /^(.*)\.lora_(?:embedding_)?([AB])(?:\.default)?(?:\.weight)?$/.exec(name) ?? [];
  return before === undefined ? null : { module: plainModule(before), side: side === 'A' ? 'a' : 'b' };
}

const PART =
  /(?:^|\.)(?:lora_|ia3_|ada_|hada_|lokr_|oft_|vera_|boft_|randlora_|fourierft_|token_adapter)|prompt_embeddings|prefix_encoder/;

/** Returns the module that a part of an adapter belongs to; empty if it belongs to the whole. */
export const moduleOfPart = (name: string): string =>
  plainModule(name.slice(0, PART.exec(name)?.index ?? name.length)).replace(/^base_model$/, '');

/**
 * Reports whether a tensor is an embedding or a head, whose rows are those of a vocabulary: tokens may be added, and
 * PEFT then saves it whole.
 */
export const isVocabulary = (name: string): boolean =>
  /(?:embed_tokens|embed_in|embed_out|tok_embeddings|word_embeddings|wte|lm_head|shared)(?:\.|$)|^(?:model\.)?output\./.test(
    name,
  );

/** Returns the names of tensors that belong to an adapter and are not tensors of a model. */
export function adapterParts(tensors: readonly TensorEntry[]): ReadonlySet<string> {
  return new Set(tensors.map(({ name }) => name).filter((name) => PART.test(name)));
}

/**
 * Reports whether the module is one of the targets: by its whole name, by its last parts, or by a single regular
 * expression for the whole name.
 */
export function isTarget(module: string, targets: readonly string[]): boolean {
  return targets.some((target) => {
    if (module === target || module.endsWith(`.${target}`)) return true;
    return targets.length === 1 && PATTERN.test(target) && matchesWhole(module, target);
  });
}

/** Reports whether a module is one of those that are trained whole, or lies inside one. */
export const isWithin = (module: string, saved: readonly string[]): boolean =>
  saved.some((name) => `.${module}.`.includes(`.${name}.`));

/** Reports whether the targets are a single pattern that is not tried, so that it is unknown which modules it means. */
export const isUntriedPattern = (targets: readonly string[]): boolean =>
  targets.length === 1 && PATTERN.test(targets[0]!) && !isTriable(targets[0]!);

const PATTERN = /[.*+?()[\]|\\^$]/;
const MOST_REPETITIONS = 4;

/**
 * Reports whether a stranger's pattern may be tried: it must not be long, nor have repetitions that may take a
 * machine's lifetime.
 */
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
