import { axolotl } from './configurations/axolotl.ts';
import { deepspeed } from './configurations/deepspeed.ts';
import { llamaBoard, llamaFactory, llamaFactoryLog } from './configurations/llama-factory.ts';
import { nestedArguments } from './configurations/nested-arguments.ts';
import { torchtune } from './configurations/torchtune.ts';
import { torchtuneLog } from './configurations/torchtune-log.ts';
import { trainingArguments, trl } from './configurations/trl.ts';
import { mlflowMetric, mlflowParameter, mlflowRun } from './exports/mlflow.ts';
import { metricTable, mlflowHistory, mlflowRuns } from './exports/tracker-tables.ts';
import { wandbConfig, wandbHistory, wandbSummary } from './exports/wandb.ts';
import { openaiCheckpoints, openaiEvents } from './hosted/openai-events.ts';
import { openaiJobs } from './hosted/openai-jobs.ts';
import { fireworksJobs, mistralJobs, togetherJobs } from './hosted/other-jobs.ts';
import { resultTable } from './hosted/result-table.ts';
import { adapterConfig } from './hugging-face/adapter-config.ts';
import { modelCard } from './hugging-face/model-card.ts';
import { generationConfig, modelConfig, safetensorsIndex, tokenizerFile } from './hugging-face/model-files.ts';
import { safetensors } from './hugging-face/safetensors.ts';
import { evaluationResults, trainResults } from './hugging-face/train-results.ts';
import { trainerState } from './hugging-face/trainer-state.ts';
import type { TrainerFile } from './trainer-file.ts';

/** Every kind of file that is read, special ones before general ones: if two claim a file, the earlier one reads it. */
export const TRAINER_FILES: readonly TrainerFile[] = [
  // Hugging Face's libraries, and what builds on them.
  trainerState,
  trainResults,
  evaluationResults,
  adapterConfig,
  generationConfig,
  modelConfig,
  safetensorsIndex,
  safetensors,
  tokenizerFile,
  // Hosted trainers.
  openaiEvents,
  openaiCheckpoints,
  mistralJobs,
  togetherJobs,
  fireworksJobs,
  openaiJobs,
  resultTable,
  // Trackers.
  wandbSummary,
  wandbConfig,
  mlflowRun,
  mlflowMetric,
  mlflowParameter,
  mlflowHistory,
  metricTable,
  mlflowRuns,
  // Configurations, and logs of their trainers.
  llamaFactoryLog,
  wandbHistory,
  llamaBoard,
  torchtune,
  torchtuneLog,
  llamaFactory,
  axolotl,
  deepspeed,
  trl,
  trainingArguments,
  nestedArguments,
  modelCard,
];
