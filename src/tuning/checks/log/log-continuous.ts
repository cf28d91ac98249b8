import type { LoggedStep, TrainingRecord } from '../../training-record.ts';
import type { CheckedRun } from '../checked-run.ts';
import {
  type CheckOutcome,
  cannotTell,
  consistent,
  doubtful,
  inconsistent,
  type TrainingCheckUnit,
} from '../training-check-unit.ts';
import { stepsBetweenLines } from './log-lines.ts';

/** Checks the lines of the main log: none missing, none duplicated, none going back. */
export const logContinuous: TrainingCheckUnit = {
  check: 'log-continuous',
  question: 'log',
  title: { en: 'Log without gaps or restarts', ja: 'ログの欠落・やり直し' },
  meaning: {
    en: 'Lines are missing, or steps begin again: a part of the training is not shown, or a second one follows the first. A run that was resumed keeps the lines before.',
    ja: '行の欠落、またはステップの巻き戻りがあります。学習の一部が示されていないか、2 回目の学習が続いています。正常に再開した学習では、それ以前の行も残ります。',
  },
  look: lookAtLines,
};

function lookAtLines({ log, steps: total }: CheckedRun): CheckOutcome {
  if (log === null || total === null)
    return cannotTell({ en: 'No log with steps was found.', ja: 'ステップを記録したログが見つかりません。' });
  const { steps, path } = log;
  const sources = [path];
  const contradiction = isKeptByTrainer(log.record) ? inconsistent : doubtful;
  for (let i = 1; i < steps.length; i++) {
    const [before, found] = [steps[i - 1]!.step, steps[i]!.step];
    if (found > before || (found === before && isSameLine(steps[i - 1]!, steps[i]!))) continue;
    return contradiction(
      {
        en: `After step ${before} the log goes on with step ${found}.`,
        ja: `ステップ ${before} の次の行がステップ ${found} です。`,
      },
      { expected: `> ${before}`, found, sources },
    );
  }
  const every = stepsBetweenLines(steps);
  if (every === null)
    return cannotTell(
      {
        en: `The log has ${steps.length} lines, too few to see a gap.`,
        ja: `ログが ${steps.length} 行しかなく、欠落を判断できません。`,
      },
      sources,
    );
  const first = steps[0]!.step;
  // A run that was resumed with another setting may begin with lines that are further apart.
  if (first > every && first !== steps[1]!.step - first)
    return contradiction(
      {
        en: `The log begins with step ${first} and has a line every ${every} steps: its beginning is missing.`,
        ja: `ログは ${every} ステップごとですが、ステップ ${first} から始まっています。先頭が欠けています。`,
      },
      { expected: every, found: first, sources },
    );
  return (
    gapIn(log.steps, every, sources, contradiction) ?? endOf(log.steps, every, total.value, sources, contradiction)
  );
}

type Contradiction = typeof inconsistent;

/**
 * Reports whether the trainer restores the earlier lines when it resumes, and writes all lines. Logs that are appended
 * to contain the steps of a crash twice, and exports of trackers leave lines out.
 */
const isKeptByTrainer = ({ kind }: TrainingRecord): boolean => kind === 'trainer-state';

/** Reports whether two lines are one line in two parts, or one that was written twice. */
const isSameLine = (a: LoggedStep, b: LoggedStep): boolean =>
  (['loss', 'learningRate'] as const).every((name) => a[name] === null || b[name] === null || a[name] === b[name]);

/**
 * Reports whether the distance before line `at` is also that of a neighbour, which makes it a setting and not a gap.
 */
function isRhythm(steps: readonly { readonly step: number }[], at: number): boolean {
  const distance = (i: number) => (steps[i]?.step ?? Number.NaN) - (steps[i - 1]?.step ?? (i === 0 ? 0 : Number.NaN));
  return distance(at) === distance(at - 1) || distance(at) === distance(at + 1);
}

function gapIn(
  steps: readonly { readonly step: number }[],
  every: number,
  sources: readonly string[],
  contradiction: Contradiction,
): CheckOutcome | null {
  for (let i = 1; i < steps.length; i++) {
    const [before, found] = [steps[i - 1]!.step, steps[i]!.step];
    // Extra lines for the first and the last step may be anywhere.
    if (found - before <= every || (i === 1 && before === 1 && found === every)) continue;
    if (isOtherRhythm(steps, i) || isRhythm(steps, i))
      return cannotTell(
        {
          en: `From step ${before} on the log has lines at other distances.`,
          ja: `ステップ ${before} 以降、ログの間隔が変わっています。`,
        },
        sources,
      );
    const expected = before + every;
    return contradiction(
      {
        en: `After step ${before} a line for step ${expected} should follow; the next is step ${found}.`,
        ja: `ステップ ${before} の次はステップ ${expected} のはずですが、次の行はステップ ${found} です。`,
      },
      { expected, found, sources },
    );
  }
  return null;
}

/**
 * Reports whether the lines from here to the end, without the last, are several with a single distance: another
 * setting, not a gap.
 */
function isOtherRhythm(steps: readonly { readonly step: number }[], from: number): boolean {
  const rest = steps.slice(from, -1);
  const distances = new Set(rest.slice(1).map(({ step }, i) => step - rest[i]!.step));
  return rest.length >= 4 && distances.size === 1 && !distances.has(steps[1]!.step - steps[0]!.step);
}

function endOf(
  steps: readonly { readonly step: number }[],
  every: number,
  total: number,
  sources: readonly string[],
  contradiction: Contradiction,
): CheckOutcome {
  const last = steps.at(-1)!.step;
  const lines = steps.length;
  if (total - last >= Math.max(every, last - (steps.at(-2)?.step ?? last)))
    return contradiction(
      {
        en: `The run had ${total} steps and a line every ${every}; the last line is of step ${last}.`,
        ja: `学習は ${total} ステップ、ログは ${every} ステップごとですが、最後の行はステップ ${last} です。`,
      },
      { expected: total - (total % every), found: last, sources },
    );
  return consistent(
    {
      en: `${lines} lines, one every ${every} steps, up to step ${last} of ${total}.`,
      ja: `${lines} 行、${every} ステップごと、全 ${total} ステップのうち ${last} まで記録されています。`,
    },
    { expected: total - (total % every), found: last, sources },
  );
}
