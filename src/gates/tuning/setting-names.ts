import type { DeclaredRun } from '../../tuning/index.ts';

/** Names that trainers use for the same setting, the plainest first. */
export const SETTING_NAMES = {
  epochs: ['epochs', 'num_train_epochs', 'num_epochs', 'n_epochs'],
  maxSteps: ['maxSteps', 'max_steps'],
  deviceBatch: ['deviceBatch', 'per_device_train_batch_size', 'micro_batch_size'],
  accumulation: ['accumulation', 'gradient_accumulation_steps'],
  devices: ['devices', 'world_size', 'num_processes'],
  totalBatch: ['totalBatch', 'batch_size', 'train_batch_size'],
  learningRate: ['learningRate', 'learning_rate'],
  scheduler: ['scheduler', 'lr_scheduler_type', 'lr_scheduler'],
  warmupSteps: ['warmupSteps', 'warmup_steps'],
  warmupRatio: ['warmupRatio', 'warmup_ratio'],
  seed: ['seed'],
  isPacked: ['isPacked', 'packing', 'sample_packing', 'neat_packing'],
  isSorted: ['isSorted', 'group_by_length'],
  maxLength: ['maxLength', 'max_length', 'max_seq_length', 'sequence_len', 'cutoff_len'],
} as const satisfies Partial<Record<keyof DeclaredRun, readonly string[]>>;

/**
 * Settings that take precedence over others if both are given: from a trainer's file, they would override what a person
 * wrote.
 */
const COUNTS_BEFORE: Partial<Record<string, readonly (keyof typeof SETTING_NAMES)[]>> = {
  maxSteps: ['epochs'],
  totalBatch: ['deviceBatch', 'accumulation', 'devices'],
  warmupSteps: ['warmupRatio'],
};

/**
 * Returns the settings that files of the trainer (`found`) add to what a person wrote (`stated`): those that the person
 * did not state under any name.
 */
export function addedSettings(
  found: Readonly<Record<string, unknown>>,
  stated: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const names: Readonly<Record<string, readonly string[]>> = SETTING_NAMES;
  const isStated = (setting: string) => (names[setting] ?? [setting]).some((name) => Object.hasOwn(stated, name));
  return Object.fromEntries(
    Object.entries(found).filter(([setting]) => ![setting, ...(COUNTS_BEFORE[setting] ?? [])].some(isStated)),
  );
}
