import { cpus } from 'node:os';
import { binomialTail } from '../../src/stats/index.ts';
import { median } from '../bench/median.ts';
import { table, targetsTable } from '../quality/markdown.ts';
import type { Target } from '../quality/target.ts';
import { type BlockCost, type CostKind, type CostPlan, KINDS, type PairCost } from './measure.ts';

/** Processor time a request with a rollout, times that without. */
const MOST_RATIO = 1.05;

export interface MeasuredCost {
  readonly pairs: readonly PairCost[];
  readonly commit: string;
  /** Load average before and after. */
  readonly load: readonly [number, number];
}

const msEach = ({ seconds, answers }: BlockCost): number => (1000 * seconds) / Math.max(1, answers);
const ratioOf = (pair: PairCost, kind: CostKind): number =>
  msEach(pair.kinds[kind].with) / msEach(pair.kinds[kind].without);
const percent = (ratio: number): string => `${ratio >= 1 ? '+' : '−'}${(100 * Math.abs(ratio - 1)).toFixed(1)} %`;

/** Median of the pairs, and an interval of it that assumes nothing about how they scatter: the outermost values left out where there are enough. */
function medianOf(ratios: readonly number[]) {
  const sorted = [...ratios].sort((a, b) => a - b);
  const left = sorted.length >= 9 ? 1 : 0;
  const middle = sorted.length / 2;
  const both = (sorted[Math.floor(middle - 0.5)]! + sorted[Math.floor(middle)]!) / 2;
  const outside = 2 * binomialTail(sorted.length - left, sorted.length, 0.5);
  return { median: both, low: sorted[left]!, high: sorted.at(-1 - left)!, coverage: 1 - outside };
}

function targetOf(pairs: readonly PairCost[], kind: CostKind): Target {
  const { median: ratio, low, high } = medianOf(pairs.map((pair) => ratioOf(pair, kind)));
  return {
    what: `processor time a request more than without a rollout, ${kind}`,
    measured: `${percent(ratio)} (${percent(low)} to ${percent(high)})`,
    target: '≤ 5 %, with its whole interval',
    met: high <= MOST_RATIO,
  };
}

function kindTable(pairs: readonly PairCost[], kind: CostKind): string {
  const rows = pairs.map((pair, i) => {
    const { without, with: rolling } = pair.kinds[kind];
    return [
      i + 1,
      without.answers,
      rolling.answers,
      msEach(without).toFixed(3),
      msEach(rolling).toFixed(3),
      percent(ratioOf(pair, kind)),
      without.failed + rolling.failed,
    ];
  });
  const head = ['pair', 'answers without', 'answers with', 'ms each without', 'ms each with', 'more', 'failed'];
  return table(head, rows, true);
}

/** The page of one run. */
export function costPage({ pairs, commit, load }: MeasuredCost, plan: CostPlan): string {
  const { coverage } = medianOf(pairs.map((pair) => ratioOf(pair, 'streams')));
  const machine = `${cpus().length} × ${cpus()[0]!.model}, Node ${process.version}`;
  const counted = median(pairs.map((pair) => pair.counted));
  const exposures = median(pairs.map((pair) => pair.exposures));
  return `# Cost of a rollout

Written by \`npm run bench:rollout\` in one run on ${machine}, commit ${commit}. Processor time of the process of the gateway, user and
kernel, all threads (\`/proc/PID/stat\`), divided by the requests that it answered. Load average before and after: ${load[0].toFixed(1)} and
${load[1].toFixed(1)}. The machine is shared with other work: the times themselves vary with it, their ratios much less, since the two gateways take
turns.

${pairs.length} pairs of gateways, each started anew; in each pair one without a rollout and one that serves a canary to half of all askers, with the
default metrics and probes, ledger on, guard \`final\`. Blocks of ${plan.blockMs / 1000} s go without, with, with, without; ${plan.atOnce} requests at
once; every request names another user, so that every answer counts (in ordinary traffic, the answers of one person count three times an hour).
In a pair the rollout counted ${exposures} answers of the canary and ${counted} pairs for \`error\` (medians). The interval is that of the median over the pairs, from
their order alone, and covers it with ${(100 * coverage).toFixed(1)} %.

${targetsTable(KINDS.map((kind) => targetOf(pairs, kind)))}

What is not measured: several gateways on one lease, a lease in PostgreSQL, the metric \`judge\`, whose judge is a model of its own.
${KINDS.map((kind) => `\n## ${kind[0]!.toUpperCase()}${kind.slice(1)}\n\n${kind === 'streams' ? `${plan.events} events of four words an answer.` : `The same ${plan.events} pieces of text in one body.`}\n\n${kindTable(pairs, kind)}\n`).join('')}`;
}
