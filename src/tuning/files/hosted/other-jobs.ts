import type { HostedJob } from '../../training-record.ts';
import { EMPTY_JOB } from '../empty-record.ts';
import { asCount, asPositive, asText, asTime, field } from '../parsing/fields.ts';
import type { TrainerFile } from '../trainer-file.ts';
import { objectsIn } from './listed-objects.ts';
import { fileName, readJobs } from './openai-jobs.ts';

const isTogether = (value: unknown): boolean =>
  field(value, 'training_file') !== undefined &&
  asText(field(value, 'id')) !== null &&
  field(value, 'model_output_name', 'output_name', 'training_type', 'token_count', 'n_epochs') !== undefined;

/**
 * A job of Together: its settings are in the object itself, and its times are ISO 8601. Its learning rate is not a
 * multiplier.
 */
export const togetherJobs: TrainerFile = {
  kind: 'together-job',
  claims: (file) => objectsIn(file).some(isTogether),
  read: (file) => readJobs(file, 'together-job', isTogether, togetherJob),
};

function togetherJob(value: unknown): HostedJob {
  return {
    ...EMPTY_JOB,
    id: asText(field(value, 'id')) ?? '',
    provider: 'together',
    status: asText(field(value, 'status')),
    baseModel: asText(field(value, 'model')),
    tunedModel: asText(field(value, 'model_output_name', 'output_name', 'x_model_output_name')),
    trainingFile: fileName(field(value, 'training_file')),
    validationFile: fileName(field(value, 'validation_file')),
    trainedTokens: asPositive(field(value, 'token_count', 'param_count_tokens')),
    epochs: asPositive(field(value, 'n_epochs')),
    totalBatch: asPositive(field(value, 'batch_size')),
    createdAt: asTime(field(value, 'created_at')),
    finishedAt: asText(field(value, 'status')) === 'completed' ? asTime(field(value, 'updated_at')) : null,
  };
}

const isFireworks = (value: unknown): boolean =>
  /(?:fineTuning|FineTuning)Jobs\//.test(asText(field(value, 'name')) ?? '') ||
  (field(value, 'baseModel') !== undefined &&
    field(value, 'dataset') !== undefined &&
    field(value, 'outputModel') !== undefined);

/** A job of Fireworks. Its batch size is in tokens, so it says nothing about rows. */
export const fireworksJobs: TrainerFile = {
  kind: 'fireworks-job',
  claims: (file) => objectsIn(file).some(isFireworks),
  read: (file) =>
    readJobs(file, 'fireworks-job', isFireworks, (value) => ({
      ...EMPTY_JOB,
      id: asText(field(value, 'name')) ?? '',
      provider: 'fireworks',
      status: asText(field(value, 'state')),
      baseModel: asText(field(value, 'baseModel')),
      tunedModel: asText(field(value, 'outputModel')),
      trainingFile: asText(field(value, 'dataset')),
      validationFile: asText(field(value, 'evaluationDataset')),
      epochs: asPositive(field(value, 'epochs')),
      createdAt: asTime(field(value, 'createTime')),
      finishedAt: asTime(field(value, 'completedTime')),
    })),
};

const isMistral = (value: unknown): boolean =>
  asText(field(value, 'object')) === 'job' && field(value, 'training_files') !== undefined;

/** A job of Mistral's API. */
export const mistralJobs: TrainerFile = {
  kind: 'mistral-job',
  claims: (file) => objectsIn(file).some(isMistral),
  read: (file) =>
    readJobs(file, 'mistral-job', isMistral, (value) => ({
      ...EMPTY_JOB,
      id: asText(field(value, 'id')) ?? '',
      provider: 'mistral',
      status: asText(field(value, 'status')),
      baseModel: asText(field(value, 'model')),
      tunedModel: asText(field(value, 'fine_tuned_model')),
      trainingFile: fileName(field(value, 'training_files')),
      validationFile: fileName(field(value, 'validation_files')),
      trainedTokens: asCount(field(value, 'trained_tokens')),
      epochs: asPositive(field(field(value, 'hyperparameters'), 'epochs')),
      createdAt: asTime(field(value, 'created_at')),
      finishedAt: asText(field(value, 'status')) === 'SUCCESS' ? asTime(field(value, 'modified_at')) : null,
    })),
};
