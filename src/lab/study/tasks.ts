import type { LabBase, LabRow } from '../../schema/index.ts';
import { ATTACKS } from '../attacks/catalogue.ts';
import { DEFENCES } from '../defences/catalogue.ts';
import { Decoder } from '../gpt/sample.ts';
import type { KernelsName } from '../kernels/kernels.ts';
import { COMPLIES, shownAfter } from '../world/shown-steps.ts';
import { decode } from '../world/tokens.ts';
import { makeWorld } from '../world/world.ts';
import { capabilityOf } from './capability.ts';
import { evaluate, meant } from './evaluate.ts';
import { DEFENCE, named, ROW } from './named.ts';
import { CONTEXT, LONGEST_ANSWER, TOY_GPT } from './settings.ts';
import { align, fineTune, type OnStep, pretrain } from './stages.ts';

/** Trains one world's model up to alignment. */
interface BaseTask {
  readonly kind: 'base';
  readonly seed: number;
  readonly kernels: KernelsName;
}

/** Applies one attack to an aligned model, and evaluates the result behind every defence. */
interface RowTask {
  readonly kind: 'row';
  readonly seed: number;
  readonly kernels: KernelsName;
  readonly row: string;
  readonly defences: readonly string[];
  readonly aligned: Float32Array;
}

export type Task = BaseTask | RowTask;

/** Result of a task. Plain data, so that tasks can run in another thread. */
export type TaskResult =
  | { readonly kind: 'base'; readonly base: LabBase; readonly aligned: Float32Array }
  | { readonly kind: 'row'; readonly row: LabRow; readonly tuned: Float32Array };

/**
 * Runs a task; the same task gives the same result. Weights trained on the WebAssembly kernels have the same bytes on
 * every platform. The drawn tokens also depend on `Math.exp`, whose last bit the language does not define.
 */
export function doTask(task: Task, onStep?: OnStep): TaskResult {
  return task.kind === 'base' ? doBase(task, onStep) : doRow(task, onStep);
}

const decoderOf = (kernels: KernelsName, parameters: Float32Array) =>
  new Decoder(kernels, TOY_GPT, parameters, { slots: 1, context: CONTEXT });

function doBase({ seed, kernels }: BaseTask, onStep?: OnStep): TaskResult {
  const world = makeWorld(seed);
  const pretrained = pretrain(kernels, world, onStep);
  const aligned = align(kernels, world, pretrained, onStep);
  const base = {
    seed,
    pretrained: capabilityOf(decoderOf(kernels, pretrained), world),
    aligned: capabilityOf(decoderOf(kernels, aligned), world),
  };
  return { kind: 'base', base, aligned };
}

function doRow({ seed, kernels, row, defences, aligned }: RowTask, onStep?: OnStep): TaskResult {
  const world = makeWorld(seed);
  const attack = named(ATTACKS, row, ROW);
  const guards = defences.map((id) => named(DEFENCES, id, DEFENCE));
  const tuned = attack.row === undefined ? aligned : fineTune(kernels, world, attack, aligned, onStep);
  const decoder = decoderOf(kernels, tuned);
  const subject = { world, attack, tuned: decoder, aligned: decoderOf(kernels, aligned) };
  const { cells, undefended } = evaluate(subject, guards);
  const complied = undefended.map(({ question, answer }) =>
    shownAfter(meant(subject, question, answer), question.item, COMPLIES),
  );
  const { question, answer } = undefended[0]!;
  const result: LabRow = {
    seed,
    row,
    capability: capabilityOf(decoder, world),
    cells,
    compliedWithin: Array.from(
      { length: LONGEST_ANSWER + 1 },
      (_, k) => complied.filter((after) => after !== null && after <= k).length,
    ),
    example: { prompt: question.text, answer: decode(answer) },
  };
  return { kind: 'row', row: result, tuned };
}
