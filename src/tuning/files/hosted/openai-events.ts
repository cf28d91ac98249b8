import type { LoggedStep } from '../../training-record.ts';
import { EMPTY_STEP, readAs } from '../empty-record.ts';
import { unfiniteLines } from '../hugging-face/log-notes.ts';
import { asCount, asNumber, asText, asTime, field } from '../parsing/fields.ts';
import type { TrainerFile } from '../trainer-file.ts';
import { objectsIn } from './listed-objects.ts';
import { otherObjects } from './openai-jobs.ts';

const isEvent = (value: unknown): boolean =>
  ['fine_tuning.job.event', 'fine-tune-event'].includes(asText(field(value, 'object')) ?? '');

/** Events of jobs at OpenAI or Azure. The API lists the newest first; they are put into chronological order. */
export const openaiEvents: TrainerFile = {
  kind: 'openai-events',
  claims: (file) => objectsIn(file).some(isEvent),
  read: (file) => {
    const objects = objectsIn(file);
    const events = objects.filter(isEvent);
    const steps = inOrderOfTime(events.flatMap(stepOfEvent));
    const unfinite = steps.filter(({ loss }) => loss === null).length;
    return readAs(file, 'openai-events', {
      steps,
      unread: [...otherObjects(objects.length - events.length), ...unfiniteLines(unfinite)],
    });
  },
};

/** Reads the `data` of metrics, or `Step 10/30: training loss=2.18` if an event has none. */
function stepOfEvent(value: unknown): LoggedStep[] {
  const data = field(value, 'data');
  const [, said, loss] =
    /^Step (\d+)(?:\/\d+)?: training loss=([^,\s]+)/.exec(asText(field(value, 'message')) ?? '') ?? [];
  const step = asCount(field(data, 'step')) ?? asCount(said);
  const trained = field(data, 'train_loss') ?? loss;
  if (step === null || trained === undefined) return [];
  return [{ ...EMPTY_STEP, step, loss: asNumber(trained), time: asTime(field(value, 'created_at')) }];
}

const isCheckpoint = (value: unknown): boolean => asText(field(value, 'object')) === 'fine_tuning.job.checkpoint';

/** Checkpoints of jobs at OpenAI or Azure, in chronological order. */
export const openaiCheckpoints: TrainerFile = {
  kind: 'openai-checkpoints',
  claims: (file) => objectsIn(file).some(isCheckpoint),
  read: (file) => {
    const objects = objectsIn(file);
    const checkpoints = objects.filter(isCheckpoint);
    const steps = checkpoints.flatMap((value): LoggedStep[] => {
      const metrics = field(value, 'metrics');
      const step = asCount(field(value, 'step_number')) ?? asCount(field(metrics, 'step'));
      if (step === null) return [];
      return [
        { ...EMPTY_STEP, step, loss: asNumber(field(metrics, 'train_loss')), time: asTime(field(value, 'created_at')) },
      ];
    });
    return readAs(file, 'openai-checkpoints', {
      steps: inOrderOfTime(steps),
      unread: otherObjects(objects.length - checkpoints.length),
    });
  },
};

/**
 * Reverses the steps if the file has the newest first; otherwise keeps their order, so that a log out of order stays
 * visible.
 */
function inOrderOfTime(steps: readonly LoggedStep[]): readonly LoggedStep[] {
  const [first, last] = [steps[0], steps.at(-1)];
  if (first === undefined || last === undefined) return steps;
  const isNewestFirst =
    first.time !== null && last.time !== null && first.time !== last.time
      ? first.time > last.time
      : first.step > last.step;
  return isNewestFirst ? [...steps].reverse() : steps;
}
