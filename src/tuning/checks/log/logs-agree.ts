import type { LoggedStep, TrainingRecord } from '../../training-record.ts';
import type { CheckedRun } from '../checked-run.ts';
import {
  type CheckOutcome,
  cannotTell,
  consistent,
  doubtful,
  inconsistent,
  shownValue,
  type TrainingCheckUnit,
} from '../training-check-unit.ts';

/** Checks that several logs of one run (of checkpoints, of other tools) say the same about the same step. */
export const logsAgree: TrainingCheckUnit = {
  check: 'logs-agree',
  question: 'log',
  title: { en: 'Logs of checkpoints agree', ja: 'チェックポイントのログとの一致' },
  meaning: {
    en: 'Two logs of the run contradict each other: one was edited, or a checkpoint is of another run.',
    ja: '同じ学習の 2 つのログが矛盾しています。片方が書き換えられたか、別の学習のチェックポイントが混ざっています。',
  },
  look: lookAtLogs,
};

const COLUMNS = ['loss', 'learningRate', 'epoch', 'tokens'] as const satisfies readonly (keyof LoggedStep)[];

function lookAtLogs({ logs }: CheckedRun): CheckOutcome {
  const [main, ...others] = logs;
  if (main === undefined || others.length === 0)
    return cannotTell(
      { en: 'There is one log only.', ja: 'ログが 1 つしかありません。' },
      main === undefined ? [] : [main.path],
    );
  const planned = others.find(
    ({ record }) => record.kind === main.record.kind && !isAlike(plannedBy(record), plannedBy(main.record)),
  );
  if (planned !== undefined) {
    const [here, there] = [main.path, planned.path];
    const [expected, found] = [shownValue(plannedBy(planned.record)!), shownValue(plannedBy(main.record)!)];
    // A run may be resumed with more epochs than were planned at first; no trainer cuts one short.
    const isExtended = plannedBy(planned.record)! < plannedBy(main.record)!;
    return (isExtended ? doubtful : inconsistent)(
      {
        en: `${there} was written by a run of ${expected} steps, ${here} by one of ${found}.`,
        ja: `${there} は ${expected} ステップの学習、${here} は ${found} ステップの学習によるものです。`,
      },
      { expected, found, sources: [here, there] },
    );
  }
  const byStep = new Map(main.steps.map((line) => [line.step, line]));
  let both = 0;
  for (const other of others) {
    for (const line of other.steps) {
      const same = byStep.get(line.step);
      const sources = [main.path, other.path];
      const [here, there, step] = [main.path, other.path, line.step];
      if (same === undefined) {
        if (other.checkpoint === null || other.record.kind !== main.record.kind) continue;
        return inconsistent(
          {
            en: `${there} has a line for step ${step}, ${here} has none.`,
            ja: `${there} にはステップ ${step} の行がありますが、${here} にはありません。`,
          },
          { expected: `step ${step}`, found: '–', sources },
        );
      }
      const column = COLUMNS.find((name) => !isAlike(same[name], line[name]));
      both++;
      if (column === undefined) continue;
      const [expected, found] = [shownValue(line[column]!), shownValue(same[column]!)];
      // Other tools count their own steps, and keep lines of an attempt that crashed.
      return (other.record.kind === main.record.kind && other.checkpoint !== null ? inconsistent : doubtful)(
        {
          en: `At step ${step} ${there} has ${column} ${expected}, ${here} has ${found}.`,
          ja: `ステップ ${step} の ${column} は、${there} では ${expected}、${here} では ${found} です。`,
        },
        { expected, found, sources },
      );
    }
  }
  const sources = logs.map(({ path }) => path);
  if (both === 0)
    return cannotTell({ en: 'The logs have no step in common.', ja: 'ログに共通するステップがありません。' }, sources);
  return consistent(
    {
      en: `${both} lines of other logs say what the main log says.`,
      ja: `ほかのログの ${both} 行が主なログと一致しています。`,
    },
    { expected: both, found: both, sources },
  );
}

const plannedBy = ({ declared }: TrainingRecord): number | null => declared?.maxSteps ?? null;

/** Reports whether two values are equal to the precision of the one with fewer digits. */
function isAlike(a: number | null, b: number | null): boolean {
  if (a === null || b === null || a === b) return true;
  return Math.abs(a - b) <= Math.max(lastDigit(a), lastDigit(b)) * 1.01;
}

/** Returns the value of the last digit with which a number is written. */
function lastDigit(value: number): number {
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e');
  const digits = mantissa.includes('.') ? mantissa.length - mantissa.indexOf('.') - 1 : 0;
  return 10 ** (Number(exponent) - digits);
}
