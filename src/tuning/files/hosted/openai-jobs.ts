import type { Message } from '../../../schema/index.ts';
import type { HostedJob } from '../../training-record.ts';
import { EMPTY_JOB, readAs } from '../empty-record.ts';
import { asCount, asObject, asPositive, asText, asTime, field, fieldAt } from '../parsing/fields.ts';
import type { ReaderOutcome, SeenFile, TrainerFile } from '../trainer-file.ts';
import { adapterParts } from './job-parts.ts';
import { objectsIn } from './listed-objects.ts';

/** Jobs of OpenAI or Azure OpenAI, and of servers with the same format: one, a list of them, or one per line. */
export const openaiJobs: TrainerFile = {
  kind: 'openai-job',
  claims: (file) => objectsIn(file).some(isJob),
  read: (file) => readJobs(file, 'openai-job', isJob, openaiJob),
};

function isJob(value: unknown): boolean {
  const object = asText(field(value, 'object'));
  if (object === 'fine_tuning.job' || object === 'fine-tune') return true;
  const knows = asObject(value);
  return (
    object === null &&
    asText(field(value, 'id')) !== null &&
    knows !== null &&
    'training_file' in knows &&
    ('fine_tuned_model' in knows || 'trained_tokens' in knows)
  );
}

/** Reads the objects of a file that are jobs, and counts the others. */
export function readJobs(
  file: SeenFile,
  kind: string,
  isOne: (value: unknown) => boolean,
  read: (value: unknown) => HostedJob,
): ReaderOutcome {
  const objects = objectsIn(file);
  const known = objects.filter(isOne);
  return readAs(file, kind, {
    jobs: known.map(read),
    ...adapterParts(known),
    unread: otherObjects(objects.length - known.length),
  });
}

export function otherObjects(count: number): readonly Message[] {
  if (count === 0) return [];
  return [
    {
      en: `Objects of another kind in the same file, which were not read: ${count}.`,
      ja: `同じファイル内の別の種類のオブジェクト（未読）：${count} 件。`,
    },
  ];
}

/**
 * Hyper-parameters are under `hyperparameters` or, in newer jobs, under `method.TYPE.hyperparameters`; `auto` becomes
 * null.
 */
function openaiJob(value: unknown): HostedJob {
  const type = asText(fieldAt(value, 'method', 'type'));
  const newer = type === null ? undefined : fieldAt(value, 'method', type, 'hyperparameters');
  const older = field(value, 'hyperparameters', 'hyperparams');
  const setting = (name: string): number | null => asPositive(field(newer, name)) ?? asPositive(field(older, name));
  const tunedModel = asText(field(value, 'fine_tuned_model'));
  const model = asText(field(value, 'model'));
  return {
    ...EMPTY_JOB,
    id: asText(field(value, 'id')) ?? '',
    provider: isAzure(value, tunedModel) ? 'azure-openai' : 'openai',
    status: asText(field(value, 'status')),
    baseModel: model,
    tunedModel,
    trainingFile: fileName(field(value, 'training_file', 'training_files')),
    validationFile: fileName(field(value, 'validation_file', 'validation_files')),
    trainedTokens: asCount(field(value, 'trained_tokens')),
    method: type,
    epochs: setting('n_epochs'),
    totalBatch: setting('batch_size'),
    learningRateMultiplier: setting('learning_rate_multiplier'),
    createdAt: asTime(field(value, 'created_at')),
    finishedAt: asTime(field(value, 'finished_at')),
  };
}

/** Azure names its models `BASE.ft-HASH`, OpenAI `ft:BASE:…`; only Azure has `updated_at` in a job. */
const isAzure = (value: unknown, tunedModel: string | null): boolean =>
  (tunedModel !== null && /\.ft-[0-9a-f]{8,}/.test(tunedModel)) ||
  (field(value, 'updated_at') !== undefined && asText(field(value, 'object')) === 'fine_tuning.job');

/** Accepts a name, or a list of files, of which it returns the first (`[{id, filename}]`, as in old jobs). */
export function fileName(value: unknown): string | null {
  const first = Array.isArray(value) ? value[0] : value;
  return asText(first) ?? asText(field(first, 'id', 'file_id', 'filename'));
}
