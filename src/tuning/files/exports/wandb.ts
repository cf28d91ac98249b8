import { runArguments } from '../configurations/run-arguments.ts';
import { EMPTY_TOTALS, readAs } from '../empty-record.ts';
import { asCount, asNumber, asObject, asPositive, asText, field, fieldAt } from '../parsing/fields.ts';
import { parsedValue, type TrainerFile } from '../trainer-file.ts';
import { metricMeaning, readMetricRows } from './metric-rows.ts';

/** `wandb-summary.json`: the last value of every metric. */
export const wandbSummary: TrainerFile = {
  kind: 'wandb-summary',
  claims: (file) =>
    (file.name === 'wandb-summary.json' || field(parsedValue(file), '_wandb') !== undefined) &&
    field(parsedValue(file), '_step', '_runtime', '_timestamp') !== undefined,
  read: (file) => {
    const value = parsedValue(file);
    return readAs(file, 'wandb-summary', {
      totals: {
        ...EMPTY_TOTALS,
        steps: asCount(field(value, 'train/global_step')),
        epochs: asNumber(field(value, 'train/epoch')),
        tokens: asPositive(field(value, 'train/num_input_tokens_seen', 'train/num_tokens')),
        seconds: asPositive(field(value, 'train_runtime', 'train/train_runtime', '_runtime')),
      },
    });
  },
};

/** `config.yaml` of a run: every setting as `NAME: {value: …}`. */
export const wandbConfig: TrainerFile = {
  kind: 'wandb-config',
  claims: (file) =>
    field(parsedValue(file), '_wandb', 'wandb_version') !== undefined &&
    Object.values(asObject(parsedValue(file)) ?? {}).some((entry) => field(entry, 'value') !== undefined),
  read: (file) => {
    const value = parsedValue(file);
    const flat = Object.fromEntries(
      Object.entries(asObject(value) ?? {}).map(([name, entry]) => [name, field(entry, 'value')]),
    );
    const declared = runArguments(flat);
    const tool = fieldAt(value, '_wandb', 'value');
    const versions = fieldAt(tool, 't');
    return readAs(file, 'wandb-config', {
      trainer: trainerOf(asText(field(flat, 'transformers_version')) ?? asText(field(versions, '6'))),
      declared: { ...declared, baseModel: declared.baseModel ?? asText(field(flat, '_name_or_path')) },
    });
  },
};

const trainerOf = (version: string | null) => (version === null ? null : { name: 'transformers', version });

/**
 * `wandb-history.jsonl` and other exports of a run's rows as JSON Lines, and logs of custom loops with the same names.
 */
export const wandbHistory: TrainerFile = {
  kind: 'wandb-history',
  isGeneral: true,
  claims: ({ content }) =>
    content.form === 'lines' &&
    content.lines.slice(0, 50).some(({ value }) => {
      const names = Object.keys(asObject(value) ?? {});
      return (
        names.some((name) => metricMeaning(name) === 'loss') &&
        field(value, '_step', 'step', ...names.filter((name) => metricMeaning(name) === 'step')) !== undefined
      );
    }),
  read: (file) => {
    const lines = file.content.form === 'lines' ? file.content.lines : [];
    const rows = lines.map(({ value }) => new Map(Object.entries(asObject(value) ?? {})));
    const isWandb = rows.some((row) => row.has('_step'));
    return readAs(file, 'wandb-history', readMetricRows(rows, isWandb ? '_step' : 'step'));
  },
};
