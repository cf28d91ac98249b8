import type { DeclaredAdapter, LoggedStep } from '../../training-record.ts';
import { EMPTY_STEP, EMPTY_TOTALS, readAs } from '../empty-record.ts';
import { doubledLines, strangeLines, unfiniteLines } from '../hugging-face/log-notes.ts';
import { asCount, asFlag, asNumber, asObject, asPositive, asText, field } from '../parsing/fields.ts';
import { parsedValue, type TrainerFile } from '../trainer-file.ts';
import { declaredAdapter, fullTraining, moduleNames, runArguments } from './run-arguments.ts';

const TRAINER = { name: 'llama-factory', version: null };

/** A configuration of LLaMA-Factory, or the `training_args.yaml` that it leaves behind. */
export const llamaFactory: TrainerFile = {
  kind: 'llama-factory',
  claims: (file) => {
    const value = parsedValue(file);
    const named = ['finetuning_type', 'cutoff_len', 'dataset_dir', 'stage', 'template', 'lora_target'];
    return (
      field(value, 'model_name_or_path') !== undefined &&
      named.filter((name) => field(value, name) !== undefined).length > 1
    );
  },
  read: (file) => {
    const value = parsedValue(file);
    return readAs(file, 'llama-factory', {
      trainer: TRAINER,
      declared: { ...runArguments(value), isPacked: packing(value), adapter: adapterOf(value) },
    });
  },
};

/** Reports whether rows are packed. In pre-training they are, unless set otherwise. */
const packing = (value: unknown): boolean | null =>
  asFlag(field(value, 'neat_packing')) === true
    ? true
    : (asFlag(field(value, 'packing')) ?? (asText(field(value, 'stage')) === 'pt' ? true : null));

function adapterOf(value: unknown): DeclaredAdapter | null {
  const type = asText(field(value, 'finetuning_type'));
  if (type === null) return null;
  if (type === 'full') return fullTraining;
  if (type !== 'lora')
    return declaredAdapter(type, { targetModules: moduleNames(field(value, 'freeze_trainable_modules')) });
  const isQuantized = asPositive(field(value, 'quantization_bit')) !== null;
  return declaredAdapter(isQuantized ? 'qlora' : 'lora', {
    rank: asPositive(field(value, 'lora_rank')),
    alpha: asPositive(field(value, 'lora_alpha')),
    targetModules: moduleNames(field(value, 'lora_target')),
    savedModules: moduleNames(field(value, 'additional_target')),
  });
}

/** `llamaboard_config.yaml` of its web interface: the same arguments, named `train.NAME` and `top.NAME`. */
export const llamaBoard: TrainerFile = {
  kind: 'llama-board',
  claims: (file) =>
    field(parsedValue(file), 'top.finetuning_type', 'top.model_name', 'train.training_stage') !== undefined,
  read: (file) => {
    const bare = Object.fromEntries(
      Object.entries(asObject(parsedValue(file)) ?? {}).map(([name, value]) => [
        name.replace(/^(?:top|train)\./, ''),
        value,
      ]),
    );
    const declared = runArguments({ ...bare, per_device_train_batch_size: field(bare, 'batch_size') });
    return readAs(file, 'llama-board', {
      trainer: TRAINER,
      declared: { ...declared, isPacked: packing(bare), adapter: adapterOf(bare) },
    });
  },
};

/** `trainer_log.jsonl` of LLaMA-Factory. */
export const llamaFactoryLog: TrainerFile = {
  kind: 'llama-factory-log',
  claims: ({ content }) =>
    content.form === 'lines' && content.lines.some(({ value }) => field(value, 'current_steps') !== undefined),
  read: (file) => {
    const lines = file.content.form === 'lines' ? file.content.lines : [];
    const known = lines.filter(({ value }) => asCount(field(value, 'current_steps')) !== null);
    const trained = known.filter(({ value }) => field(value, 'loss', 'lr', 'learning_rate') !== undefined);
    const unfinite = trained.filter(
      ({ value }) => field(value, 'loss') !== undefined && asNumber(field(value, 'loss')) === null,
    );
    const last = known.at(-1)?.value;
    const logged = trained.map(
      ({ value }): LoggedStep => ({
        ...EMPTY_STEP,
        step: asCount(field(value, 'current_steps'))!,
        epoch: asNumber(field(value, 'epoch')),
        loss: asNumber(field(value, 'loss')),
        learningRate: asNumber(field(value, 'lr', 'learning_rate')),
        tokens: asCount(field(value, 'total_tokens')),
      }),
    );
    const steps = logged.filter((step, i) => !isDoubled(step, logged[i - 1]));
    return readAs(file, 'llama-factory-log', {
      trainer: TRAINER,
      steps,
      totals: {
        ...EMPTY_TOTALS,
        steps: asCount(field(last, 'current_steps')),
        epochs: asNumber(field(last, 'epoch')),
        tokens: asPositive(field(last, 'total_tokens')),
        seconds: elapsedSeconds(field(last, 'elapsed_time')),
      },
      unread: [
        ...strangeLines(lines.length - known.length),
        ...unfiniteLines(unfinite.length),
        ...doubledLines(logged.length - steps.length),
      ],
    });
  },
};

const isDoubled = (step: LoggedStep, before: LoggedStep | undefined): boolean =>
  step.step === before?.step && step.epoch === before.epoch && step.learningRate === before.learningRate;

/** Parses `1:39:39`, or `2 days, 1:39:39` as Python prints a duration. */
function elapsedSeconds(value: unknown): number | null {
  const found = /^(?:(\d{1,6}) days?, )?(\d{1,6}):(\d\d):(\d\d)(?:\.\d+)?$/.exec(asText(value) ?? '');
  if (found === null) return null;
  const [days, hours, minutes, seconds] = found.slice(1).map((part) => Number(part ?? 0));
  return ((days! * 24 + hours!) * 60 + minutes!) * 60 + seconds!;
}
