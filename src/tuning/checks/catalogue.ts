import { epochsAsDeclared } from './counts/epochs-as-declared.ts';
import { epochsFitRows } from './counts/epochs-fit-rows.ts';
import { rowsTrained } from './counts/rows-trained.ts';
import { stepsFitRows } from './counts/steps-fit-rows.ts';
import { tokensFitData } from './counts/tokens-fit-data.ts';
import { declaredAgrees } from './log/declared-agrees.ts';
import { epochRate } from './log/epoch-rate.ts';
import { logContinuous } from './log/log-continuous.ts';
import { logsAgree } from './log/logs-agree.ts';
import { firstLoss } from './loss/first-loss.ts';
import { lastLoss } from './loss/last-loss.ts';
import { lossFloor } from './loss/loss-floor.ts';
import { lossJump } from './loss/loss-jump.ts';
import { lossStaysHigh } from './loss/loss-stays-high.ts';
import { lossTooSoon } from './loss/loss-too-soon.ts';
import { baseDigest } from './origin/base-digest.ts';
import { baseLikeness } from './origin/base-likeness.ts';
import { baseName } from './origin/base-name.ts';
import { baseShapes } from './origin/base-shapes.ts';
import { dataDigests } from './origin/data-digests.ts';
import { jobAsDeclared } from './origin/job-as-declared.ts';
import { tokenizerDigest } from './origin/tokenizer.ts';
import { scheduleAsDeclared } from './schedule/schedule-as-declared.ts';
import { paceSteady, tokensSteady } from './time/steady-rate.ts';
import { timeOrder } from './time/time-order.ts';
import type { TrainingCheckUnit } from './training-check-unit.ts';
import { adapterModules } from './weights/adapter-modules.ts';
import { changedWeights } from './weights/changed-weights.ts';
import { checkpointOrder } from './weights/checkpoint-order.ts';

/** All checks, in the order of the report. */
export const TRAINING_CHECKS: readonly TrainingCheckUnit[] = [
  stepsFitRows,
  epochsAsDeclared,
  epochsFitRows,
  rowsTrained,
  tokensFitData,
  jobAsDeclared,
  dataDigests,
  baseName,
  baseDigest,
  baseShapes,
  baseLikeness,
  tokenizerDigest,
  declaredAgrees,
  logContinuous,
  epochRate,
  logsAgree,
  scheduleAsDeclared,
  timeOrder,
  tokensSteady,
  paceSteady,
  lossJump,
  lossFloor,
  lossTooSoon,
  lossStaysHigh,
  firstLoss,
  lastLoss,
  adapterModules,
  changedWeights,
  checkpointOrder,
];
