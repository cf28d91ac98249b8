import type { LoggedStep } from '../../training-record.ts';
import { runArguments } from '../configurations/run-arguments.ts';
import { EMPTY_STEP, EMPTY_TOTALS, readAs } from '../empty-record.ts';
import { strangeLines, unfiniteLines } from '../hugging-face/log-notes.ts';
import { asCount, asNumber, asTime, field } from '../parsing/fields.ts';
import { parsedValue, type SeenFile, type TrainerFile } from '../trainer-file.ts';
import { metricMeaning } from './metric-rows.ts';

/** `meta.yaml` of a run: when it began and when it ended. */
export const mlflowRun: TrainerFile = {
  kind: 'mlflow-run',
  claims: (file) => file.name === 'meta.yaml' && field(parsedValue(file), 'run_id', 'run_uuid') !== undefined,
  read: (file) => {
    const begin = asTime(field(parsedValue(file), 'start_time'));
    const end = asTime(field(parsedValue(file), 'end_time'));
    const seconds = begin === null || end === null || end < begin ? null : (end - begin) / 1000;
    return readAs(file, 'mlflow-run', { totals: { ...EMPTY_TOTALS, seconds } });
  },
};

/**
 * Returns the name of a metric or parameter, which is its path below `metrics` or `params`; null if it is in no such
 * folder.
 */
function nameBelow(file: SeenFile, folder: string): string | null {
  const at = file.folders.lastIndexOf(folder);
  const base = file.path.split(/[/\\]/).at(-1) ?? '';
  return at === -1 ? null : [...file.folders.slice(at + 1), base].join('/');
}

const LINE = /^(\d+) (\S+)(?: (-?\d+))?$/;

/** `metrics/NAME`: lines `timestamp value step`. */
export const mlflowMetric: TrainerFile = {
  kind: 'mlflow-metric',
  claims: (file) =>
    file.content.form === 'text' &&
    nameBelow(file, 'metrics') !== null &&
    LINE.test(file.content.text.slice(0, 1000).split('\n', 1)[0]!.trim()),
  read: (file) => {
    const text = file.content.form === 'text' ? file.content.text : '';
    const meaning = metricMeaning(nameBelow(file, 'metrics') ?? '');
    const lines = text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
    let [strange, unfinite] = [0, 0];
    const steps = lines.flatMap((line): LoggedStep[] => {
      const [, time, value, step] = LINE.exec(line) ?? [];
      const number = asCount(step);
      if (number === null) strange++;
      if (number === null || meaning === null || meaning === 'step' || meaning === 'time') return [];
      if (meaning === 'loss' && asNumber(value) === null) unfinite++;
      return [{ ...EMPTY_STEP, step: number, time: asTime(time), [meaning]: asNumber(value) }];
    });
    return readAs(file, 'mlflow-metric', { steps, unread: [...strangeLines(strange), ...unfiniteLines(unfinite)] });
  },
};

/** MLflow keeps at most 6,000 characters of a parameter. */
const MOST_OF_VALUE = 65_536;

/** `params/NAME`: the value of one setting, as text. */
export const mlflowParameter: TrainerFile = {
  kind: 'mlflow-parameter',
  claims: (file) => file.content.form === 'text' && file.size <= MOST_OF_VALUE && nameBelow(file, 'params') !== null,
  read: (file) => {
    const text = file.content.form === 'text' ? file.content.text.trim() : '';
    return readAs(file, 'mlflow-parameter', { declared: runArguments({ [nameBelow(file, 'params') ?? '']: text }) });
  },
};
