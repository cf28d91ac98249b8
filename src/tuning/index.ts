/**
 * Reads what a fine-tuning run left behind, and checks whether it fits what was declared. In: the texts of a trainer's
 * files, and what is known about data and base model. Out: records, and checks that say consistent, inconsistent (with
 * both values) or cannot tell. This room opens no file and believes none: a log is its writer's word until it
 * contradicts something that is known.
 */
export { checkTraining, trainingVerdict } from './checks/check-training.ts';

export { joinRecords } from './files/join-records.ts';
export { readSafetensorsHeader, type TensorSpan } from './files/parsing/safetensors-header.ts';
export { bytesToRead, readTrainerFile } from './files/read-trainer-file.ts';
export type { FileReading, FormatPorts, GivenFile } from './files/trainer-file.ts';
export type {
  AttestedRun,
  DeclaredRun,
  KnownBase,
  KnownData,
  TensorEntry,
  TensorLikeness,
  TrainingRecord,
} from './training-record.ts';
