import type { LoggedStep } from '../../training-record.ts';
import { EMPTY_STEP, readAs } from '../empty-record.ts';
import { unfiniteLines } from '../hugging-face/log-notes.ts';
import { asCount, asNumber } from '../parsing/fields.ts';
import type { SeenFile, TrainerFile } from '../trainer-file.ts';

const LINE = /^Step (\d{1,12}) \| (.*)$/;

/**
 * `log_TIME.txt` of torchtune's `DiskLogger`, with lines such as `Step 1 | loss:2.5 lr:3e-06
 * tokens_per_second_per_gpu:900 `.
 */
export const torchtuneLog: TrainerFile = {
  kind: 'torchtune-log',
  claims: ({ content }) => content.form === 'text' && /^Step \d+ \| \w+:/m.test(content.text.slice(0, 10_000)),
  read: (file) => {
    const steps = stepsOf(file);
    return readAs(file, 'torchtune-log', {
      trainer: { name: 'torchtune', version: null },
      steps,
      unread: unfiniteLines(steps.filter(({ loss }) => loss === null).length),
    });
  },
};

function stepsOf({ content }: SeenFile): LoggedStep[] {
  const lines = content.form === 'text' ? content.text.split('\n') : [];
  return lines.flatMap((line): LoggedStep[] => {
    const [, step, metrics] = LINE.exec(line.trim()) ?? [];
    if (step === undefined || metrics === undefined) return [];
    const values = new Map(
      metrics.split(' ').map((part): [string, string] => [part.split(':')[0]!, part.split(':')[1] ?? '']),
    );
    if (!values.has('loss')) return [];
    const [loss, learningRate, gradNorm] = ['loss', 'lr', 'grad_norm'].map((name) => asNumber(values.get(name)));
    return [{ ...EMPTY_STEP, step: asCount(step)!, loss: loss!, learningRate: learningRate!, gradNorm: gradNorm! }];
  });
}
