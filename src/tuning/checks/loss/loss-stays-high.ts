import type { CheckedRun } from '../checked-run.ts';
import { median } from '../log/log-lines.ts';
import {
  type CheckOutcome,
  cannotTell,
  consistent,
  doubtful,
  shownValue,
  type TrainingCheckUnit,
} from '../training-check-unit.ts';
import { pooled, targetTokens } from './row-tokens.ts';

/** Number of times that each different answer must have been seen before its loss is expected to be low. */
const LEAST_SEEN = 100;
/**
 * Nats per token allowed on top of what answers drawn from a list take: room for a low learning rate and a small
 * adapter.
 */
const ROOM = 1;

/**
 * Checks that near-constant answers are learned. This happens at once, so a loss that stays high was measured on other
 * answers.
 */
export const lossStaysHigh: TrainingCheckUnit = {
  check: 'loss-stays-high',
  question: 'data',
  title: { en: 'Near-constant answers are learned', ja: '均一な回答の学習' },
  meaning: {
    en: 'The data repeat a few answers so often that any training learns them, and the logged loss stays high: other data were trained.',
    ja: 'このデータは少数の回答の繰り返しで、通常の学習ならすぐに覚えます。ログの損失は高いままで、別のデータで学習されています。',
  },
  look: lookAtEnd,
};

function lookAtEnd(run: CheckedRun): CheckOutcome {
  const { log, history } = run;
  const { data } = history;
  const tokens = targetTokens(data);
  const entropy = pooled(data, ({ targetEntropy }) => targetEntropy);
  if (tokens === null || entropy === null)
    return cannotTell({
      en: 'The data are not at hand (--data), or they are preferences, whose loss is another.',
      ja: '学習データがない（--data で指定）か、損失の意味が異なる選好データです。',
    });
  const lines = (log?.steps ?? []).flatMap(({ loss, epoch }) => (loss === null ? [] : [{ loss, epoch: epoch ?? 0 }]));
  const sources = [...(log === null ? [] : [log.path]), ...data.map(({ path }) => path)];
  if (lines.length < 10)
    return cannotTell(
      {
        en: `Too few lines have a loss (${lines.length}).`,
        ja: `損失を記録した行が足りません（${lines.length} 行）。`,
      },
      sources,
    );
  const rows = run.rows ?? 0;
  const distinct = data.reduce((sum, { distinctTargets }) => sum + distinctTargets, 0);
  const seen = (rows / Math.max(distinct, 1)) * Math.max(lines.at(-1)!.epoch, 0);
  const isSteady = (run.steps?.value ?? 0) >= 50;
  if (seen < LEAST_SEEN || !isSteady)
    return cannotTell(
      {
        en: `The answers are not repeated often enough (${distinct} different ones in ${rows} rows).`,
        ja: `回答の繰り返しが十分ではありません（${rows} 行中 ${distinct} 種類）。`,
      },
      sources,
    );
  const end = median(lines.slice(-10).map(({ loss }) => loss));
  const bound = entropy / tokens[0] + ROOM;
  const [expected, found] = [`≤ ${shownValue(bound)}`, shownValue(end)];
  const limit = shownValue(bound);
  const detail = {
    en: `${distinct} different answers in ${rows} rows are learned to ${limit} a token or less; the log ends at ${found}.`,
    ja: `${rows} 行中 ${distinct} 種類の回答なら損失は 1 トークン ${limit} 以下になりますが、ログの最後は ${found} です。`,
  };
  return end <= bound
    ? consistent(detail, { expected, found, sources })
    : // If prompts are learned, too, the loss includes theirs.
      doubtful(detail, { expected, found, sources });
}
