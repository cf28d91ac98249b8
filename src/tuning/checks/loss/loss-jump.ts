import type { CheckedRun } from '../checked-run.ts';
import { highestRise } from '../log/change-point.ts';
import {
  type CheckOutcome,
  cannotTell,
  consistent,
  doubtful,
  shownValue,
  type TrainingCheckUnit,
} from '../training-check-unit.ts';

/** Highest probability, for rows in random order, at which a rise still counts as other rows beginning. */
const JUMP_CHANCE = 0.001;
/** Smaller rises are not held against a run, because a model disturbed by a high learning rate causes them, too. */
const LEAST_RISE = 1.3;

/** Checks whether the loss goes up and stays up, which happens when other rows begin. */
export const lossJump: TrainingCheckUnit = {
  check: 'loss-jump',
  question: 'log',
  title: { en: 'No jump of the loss', ja: '損失の急な上昇' },
  meaning: {
    en:
      'The loss rises from one line to the next and stays there: rows of another kind begin. Rows that are sorted by kind or length do that too; so does ' +
      'a training that becomes unstable. Ask for the order of the rows.',
    ja:
      '損失がある行から上がり、そのまま続いています。別の種類の行が始まったと考えられます。種類や長さで並べ替えたデータ、不安定になった学習でも起こります。' +
      '行の順序を確認してください。',
  },
  look: lookAtLoss,
};

function lookAtLoss({ log }: CheckedRun): CheckOutcome {
  const lines = (log?.steps ?? []).flatMap(({ step, loss }) =>
    loss === null || !Number.isFinite(loss) ? [] : [{ step, loss }],
  );
  const rise = highestRise(lines.map(({ loss }) => loss));
  if (log === null || rise === null)
    return cannotTell(
      {
        en: `Too few lines have a loss (${lines.length}).`,
        ja: `損失を記録した行が足りません（${lines.length} 行）。`,
      },
      log === null ? [] : [log.path],
    );
  const sources = [log.path];
  const [expected, found] = [`≤ ${shownValue(rise.before)}`, shownValue(rise.after)];
  const before = shownValue(rise.before);
  const count = lines.length;
  if (rise.chance <= JUMP_CHANCE && rise.after >= LEAST_RISE * rise.before) {
    const step = lines[rise.at]!.step;
    const chance = rise.chance.toExponential(0);
    // Rows ordered by length or kind look the same, and so does training that becomes unstable.
    return doubtful(
      {
        en: `At step ${step} the loss rises from ${before} to ${found} and stays there (by chance at most ${chance}).`,
        ja: `ステップ ${step} で損失が ${before} から ${found} に上がり、続いています（偶然の確率は最大 ${chance}）。`,
      },
      { expected, found, sources },
    );
  }
  return consistent(
    { en: `No lasting rise in ${count} lines.`, ja: `${count} 行に、持続する上昇はありません。` },
    { expected, found, sources },
  );
}
