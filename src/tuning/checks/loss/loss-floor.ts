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
import { loggedFactors } from './logged-factors.ts';
import { pooled, targetTokens } from './row-tokens.ts';

/** Compares the mean loss of a whole pass with the entropy of answers to the same prompt, below which no model gets. */
export const lossFloor: TrainingCheckUnit = {
  check: 'loss-floor',
  question: 'data',
  title: { en: 'Loss not below what the data allow', ja: '損失の理論下限' },
  meaning: {
    en: 'These data answer the same prompt in different ways, and no model can foresee which; the logged loss is lower than that allows. Other data were trained.',
    ja: 'このデータは同じ質問に複数の回答があり、どれになるかは予測できません。ログの損失はその下限より低く、別のデータで学習されています。',
  },
  look: lookAtFloor,
};

function lookAtFloor(run: CheckedRun): CheckOutcome {
  const {
    log,
    history: { data },
  } = run;
  const tokens = targetTokens(data);
  const entropy = pooled(data, ({ entropyGivenPrompt }) => entropyGivenPrompt);
  if (tokens === null || entropy === null)
    return cannotTell({
      en: 'The data are not at hand (--data), or they are preferences, whose loss is another.',
      ja: '学習データがない（--data で指定）か、損失の意味が異なる選好データです。',
    });
  if (log === null)
    return cannotTell({ en: 'No log with steps was found.', ja: 'ステップを記録したログが見つかりません。' });
  // The most tokens per row give the fewest nats per token.
  const floor = entropy / tokens[1];
  const last = lastPass(log.steps);
  const sources = [log.path, ...data.map(({ path }) => path)];
  if (last === null)
    return cannotTell(
      { en: 'The log has no whole epoch with losses.', ja: '損失を記録した完全なエポックがありません。' },
      sources,
    );
  if (floor < 0.001)
    return cannotTell(
      {
        en: 'No prompt of the data has several answers, so nothing bounds the loss from below.',
        ja: '同じ質問に複数の回答がないため、損失の下限は決まりません。',
      },
      sources,
    );
  const [expected, found] = [`≥ ${shownValue(floor)}`, shownValue(last)];
  const bound = shownValue(floor);
  const detail = {
    en: `These data allow a mean loss of ${bound} a token at best; the last epoch has ${found}.`,
    ja: `このデータの平均損失の下限は 1 トークン ${bound} ですが、最後のエポックは ${found} です。`,
  };
  const values = { expected, found, sources };
  if (last >= floor * 0.95) return consistent(detail, values);
  // Rows that were held out take their part of the entropy with them, and trainers have logged sums over batches for
  // means, and means for sums.
  const most = Math.max(1, ...loggedFactors(run));
  return last * most < floor * 0.5 ? inconsistent(detail, values) : doubtful(detail, values);
}

/** Returns the mean loss of the lines of the last whole pass; null if there is none. */
function lastPass(steps: readonly { readonly epoch: number | null; readonly loss: number | null }[]): number | null {
  const end = steps.reduce((most, { epoch }) => Math.max(most, epoch ?? 0), 0);
  const losses = steps.flatMap(({ epoch, loss }) => (epoch !== null && loss !== null && epoch > end - 1 ? [loss] : []));
  return end < 0.99 || losses.length < 3 ? null : losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}
