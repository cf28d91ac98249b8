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

/**
 * Minimum loss within the first pass, as a share of what it takes to distinguish the rows' targets; below it, the rows
 * were already known.
 */
const LEAST_SHARE = 0.1;
/** Data with fewer different targets, or with shorter ones, can be predicted by rules. */
const LEAST_DISTINCT = 0.5;
const LEAST_CHARS = 60;

/**
 * Compares the loss within the first pass with what it takes to distinguish so many different targets: a row that has
 * not been seen cannot be known by heart.
 */
export const lossTooSoon: TrainingCheckUnit = {
  check: 'loss-too-soon',
  question: 'data',
  title: { en: 'Loss not low too soon', ja: '損失が下がる早さ' },
  meaning: {
    en:
      'Before the end of the first epoch the loss is as if the answers were known by heart: the rows were repeated, another training came before, or the rows trained are far more alike than ' +
      'these. Tasks that copy their input can do that, too.',
    ja:
      '最初のエポックが終わる前に、回答を暗記しているような損失になっています。行の重複、事前の学習、またははるかに均一なデータでの学習が考えられます。' +
      '入力を書き写す課題でも起こり得ます。',
  },
  look: lookAtFirstPass,
};

function lookAtFirstPass({ log, history: { data } }: CheckedRun): CheckOutcome {
  const tokens = targetTokens(data);
  const entropy = pooled(data, ({ targetEntropy }) => targetEntropy);
  if (tokens === null || entropy === null)
    return cannotTell({
      en: 'The data are not at hand (--data), or they are preferences, whose loss is another.',
      ja: '学習データがない（--data で指定）か、損失の意味が異なる選好データです。',
    });
  const sources = [...(log === null ? [] : [log.path]), ...data.map(({ path }) => path)];
  const rows = data.reduce((sum, one) => sum + one.rows, 0);
  const distinct = data.reduce((sum, { distinctTargets }) => sum + distinctTargets, 0);
  const chars = data.reduce((sum, { targetChars }) => sum + targetChars, 0) / rows;
  if (rows < 50 || distinct < LEAST_DISTINCT * rows || chars < LEAST_CHARS)
    return cannotTell(
      {
        en: `The answers are too few, too short or too alike (${distinct} different ones in ${rows} rows) to say how soon they may be learned.`,
        ja: `回答が少ない、短い、または似ているため（${rows} 行中 ${distinct} 種類）、学習にかかる早さの目安がありません。`,
      },
      sources,
    );
  const losses = (log?.steps ?? []).flatMap(({ epoch, loss }) =>
    epoch !== null && loss !== null && epoch <= 0.9 ? [loss] : [],
  );
  if (losses.length < 5)
    return cannotTell(
      { en: 'Too few lines of the first epoch have a loss.', ja: '最初のエポックで損失を記録した行が足りません。' },
      sources,
    );
  const least = median(losses.slice(-5));
  // The most tokens per row give the fewest nats per token.
  const bound = (LEAST_SHARE * entropy) / tokens[1];
  const [expected, found] = [`≥ ${shownValue(bound)}`, shownValue(least)];
  const limit = shownValue(bound);
  const detail = {
    en: `Towards the end of the first epoch the loss is ${found} a token; below ${limit} the ${distinct} different answers would be known by heart.`,
    ja: `最初のエポックの終わりの損失は 1 トークン ${found} です。${limit} を下回ると、${distinct} 種類の回答を暗記していることになります。`,
  };
  return least >= bound
    ? consistent(detail, { expected, found, sources })
    : doubtful(detail, { expected, found, sources });
}
