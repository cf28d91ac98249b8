import type { LoggedStep } from '../../training-record.ts';
import type { CheckedRun } from '../checked-run.ts';
import { type ChangePoint, highestRise } from '../log/change-point.ts';
import {
  type CheckOutcome,
  cannotTell,
  consistent,
  doubtful,
  shownValue,
  type TrainingCheckUnit,
} from '../training-check-unit.ts';

/** As for the loss: the highest probability, for rows in random order, at which a change still counts. */
const CHANCE = 0.001;
/** Minimum change that is reported, as a factor: rows of another kind must be longer or shorter by more than this. */
const LEAST_TOKENS = 1.15;
const LEAST_PACE = 1.3;

/**
 * Returns the growth of a column per step, between successive lines that have a value, with the step of the later line.
 */
function growth(
  steps: readonly LoggedStep[],
  of: (line: LoggedStep) => number | null,
): { step: number; rate: number }[] {
  const known = steps.flatMap((line) => {
    const value = of(line);
    return value === null ? [] : [{ step: line.step, value }];
  });
  return known.slice(1).flatMap(({ step, value }, i) => {
    const before = known[i]!;
    return step > before.step ? [{ step, rate: (value - before.value) / (step - before.step) }] : [];
  });
}

/** Returns the most telling change in either direction. */
function change(rates: readonly number[]): ChangePoint | null {
  const up = highestRise(rates);
  const down = highestRise(rates.map((rate) => -rate));
  if (up === null || down === null) return null;
  const both = up.chance <= down.chance ? up : { ...down, before: -down.before, after: -down.after };
  return { ...both, chance: Math.min(1, 2 * both.chance) };
}

const factorOf = ({ before, after }: ChangePoint): number =>
  before <= 0 || after <= 0 ? Number.POSITIVE_INFINITY : Math.max(after / before, before / after);

/** Checks the tokens per step: rows in random order keep them steady, other rows do not. */
export const tokensSteady: TrainingCheckUnit = {
  check: 'tokens-steady',
  question: 'log',
  title: { en: 'Tokens a step stay alike', ja: '1 ステップのトークン数' },
  meaning: {
    en: 'From some step on the rows are longer or shorter: other data begin. Rows that are sorted by length do that too.',
    ja: '途中から行の長さが変わっています。別のデータが始まったと考えられます。長さで並べ替えたデータでも起こります。',
  },
  look({ log }: CheckedRun): CheckOutcome {
    const rates = growth(log?.steps ?? [], ({ tokens }) => tokens);
    const point = change(rates.map(({ rate }) => rate));
    if (log === null || point === null)
      return cannotTell(
        { en: 'Too few lines count tokens.', ja: 'トークン数を記録した行が足りません。' },
        log === null ? [] : [log.path],
      );
    const [expected, found] = [shownValue(point.before), shownValue(point.after)];
    const values = { expected, found, sources: [log.path] };
    const count = rates.length;
    if (point.chance > CHANCE || factorOf(point) < LEAST_TOKENS)
      return consistent(
        { en: `No lasting change in ${count} lines.`, ja: `${count} 行に、持続する変化はありません。` },
        values,
      );
    const step = rates[point.at]!.step;
    // Rows that are sorted or grouped by length look the same.
    return doubtful(
      {
        en: `From step ${step} on a step has ${found} tokens instead of ${expected}.`,
        ja: `ステップ ${step} から、1 ステップのトークン数が ${expected} から ${found} に変わっています。`,
      },
      values,
    );
  },
};

/**
 * Checks the seconds per step. Machines slow down by themselves, so a change is reported but is never a contradiction.
 */
export const paceSteady: TrainingCheckUnit = {
  check: 'pace',
  question: 'log',
  title: { en: 'Pace stays alike', ja: '学習速度' },
  meaning: {
    en: 'From some step on steps take longer or shorter, while the rows are said to stay the same. Ask what else ran on the machine.',
    ja: '途中から 1 ステップの所要時間が変わっていますが、データは同じと記録されています。ほかの負荷がなかったか確認してください。',
  },
  look({ log }: CheckedRun): CheckOutcome {
    const seconds = growth(log?.steps ?? [], ({ time }) => (time === null ? null : time / 1000));
    const point = change(seconds.map(({ rate }) => rate));
    if (log === null || point === null)
      return cannotTell(
        { en: 'Too few lines have a time.', ja: '時刻を記録した行が足りません。' },
        log === null ? [] : [log.path],
      );
    const [expected, found] = [shownValue(point.before), shownValue(point.after)];
    const values = { expected, found, sources: [log.path] };
    const count = seconds.length;
    if (point.chance > CHANCE || factorOf(point) < LEAST_PACE)
      return consistent(
        {
          en: `No lasting change of the pace in ${count} lines.`,
          ja: `${count} 行に、速度の持続する変化はありません。`,
        },
        values,
      );
    const step = seconds[point.at]!.step;
    const detail = {
      en: `From step ${step} on a step takes ${found} seconds instead of ${expected}; other rows or a busy machine would do that.`,
      ja: `ステップ ${step} から、1 ステップの所要時間が ${expected} 秒から ${found} 秒に変わっています。別のデータ、または機械の負荷が考えられます。`,
    };
    return cannotTell(detail, values.sources);
  },
};
