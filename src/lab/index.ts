/**
 * Reproduces the paper's result on toy models: a made-up world, tiny transformers trained from scratch in it, the
 * attacks of Kazdan et al. (arXiv 2502.19537) on them, and defences against these. Input: seeds, names, and a function
 * that runs tasks. Output: plain results. This room never reads a file, a clock or the network, and nothing in it is
 * harmful. Design rationale: docs/design/lab.md.
 */
export { ATTACKS } from './attacks/catalogue.ts';
export { exportedFile } from './attacks/exported-file.ts';
export { DEFENCES } from './defences/catalogue.ts';
export { measureKernels } from './gpt/speed.ts';
export { availableKernels } from './kernels/create-kernels.ts';
export type { KernelsName } from './kernels/kernels.ts';
export { decoderOf } from './organism/decoder-of.ts';
export { decodeModel, digestOf, encodeModel, type ToyModel } from './organism/model-file.ts';
export { toyContentCheck } from './probes/toy-content-check.ts';
export { TOY_PREFILL, toyProbes } from './probes/toy-probes.ts';
export { type WholeAnswer, wholeAnswers } from './serve/answer-whole.ts';
export { labEndpoint } from './serve/lab-endpoint.ts';
export type { ServedModel } from './serve/served-model.ts';
export { expectationsOf } from './study/expectations.ts';
export { DEFENCE, ROW } from './study/named.ts';
export { runStudy, type Study, type StudyOptions, type Submit } from './study/run-study.ts';
export { TEMPERATURE, TUNING_SEEDS } from './study/settings.ts';
export { stepsOfTask } from './study/steps-of-task.ts';
export { doTask, type Task, type TaskResult } from './study/tasks.ts';
export { makeWorld } from './world/world.ts';
