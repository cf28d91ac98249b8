import { EMPTY_TOTALS, readAs } from '../empty-record.ts';
import { asNumber, asObject, asPositive, field } from '../parsing/fields.ts';
import { parsedValue, type TrainerFile } from '../trainer-file.ts';
import { rowsOf } from './trainer-state.ts';

/** `train_results.json` and `all_results.json`, which Hugging Face's scripts write at the end of a run. */
export const trainResults: TrainerFile = {
  kind: 'train-results',
  claims: (file) =>
    field(parsedValue(file), 'train_runtime') !== undefined && field(parsedValue(file), 'log_history') === undefined,
  read: (file) => {
    const value = parsedValue(file);
    return readAs(file, 'train-results', {
      totals: {
        ...EMPTY_TOTALS,
        epochs: asNumber(field(value, 'epoch')),
        rows: rowsOf(value),
        tokens: asPositive(field(value, 'num_input_tokens_seen')),
        seconds: asPositive(field(value, 'train_runtime')),
      },
    });
  },
};

/** `eval_results.json`: a known file that says nothing about how the model was trained. */
export const evaluationResults: TrainerFile = {
  kind: 'evaluation-results',
  claims: (file) => {
    const keys = Object.keys(asObject(parsedValue(file)) ?? {});
    return (
      keys.some((key) => /^(?:eval|predict|test)_/.test(key)) &&
      keys.every((key) => /^(?:eval|predict|test)_|^epoch$/.test(key))
    );
  },
  read: (file) => readAs(file, 'evaluation-results', {}),
};
