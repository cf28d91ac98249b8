import type { DeclaredAdapter } from '../../training-record.ts';
import { declaredAdapter, moduleNames } from '../configurations/run-arguments.ts';
import { asPositive, asText, field } from '../parsing/fields.ts';

/**
 * Returns the adapter that a single job declares (Together: `training_type`, Fireworks: `loraRank`); null for several
 * jobs.
 */
export function adapterParts(jobs: readonly unknown[]): { adapter: DeclaredAdapter | null } {
  const [job] = jobs;
  if (jobs.length !== 1) return { adapter: null };
  const type = field(job, 'training_type');
  const rank = asPositive(field(job, 'loraRank', 'lora_r')) ?? asPositive(field(type, 'lora_r'));
  const kind = asText(field(type, 'type'))?.toLowerCase() ?? (rank === null ? null : 'lora');
  if (kind === null) return { adapter: null };
  return {
    adapter: declaredAdapter(kind, {
      rank,
      alpha: asPositive(field(type, 'lora_alpha')),
      targetModules: moduleNames(field(type, 'lora_trainable_modules')),
      baseModel: asText(field(job, 'model', 'baseModel')),
    }),
  };
}
