import { cpus } from 'node:os';
import { binomialTail } from '../../src/stats/index.ts';
import { median } from '../bench/median.ts';
import { table, targetsTable } from '../quality/markdown.ts';
import type { Target } from '../quality/target.ts';
import { type BlockCost, type CostKind, type CostPlan, type CostVariant, KINDS, type RoundCost } from './measure.ts';

/** Target: processor time per request, relative to a gateway without rollout. */
const MOST_RATIO = 1.05;

export interface MeasuredCost {
  readonly rounds: readonly RoundCost[];
  readonly commit: string;
  /** Load average before and after. */
  readonly load: readonly [number, number];
}

const TITLES: Readonly<Record<Exclude<CostVariant, 'plain'>, string>> = {
  rollout: 'a rollout that runs',
  both: 'a rollout that runs, and the watch',
};
type Burdened = keyof typeof TITLES;
const BURDENED = Object.keys(TITLES) as Burdened[];

const msEach = ({ seconds, answers }: BlockCost): number => (1000 * seconds) / Math.max(1, answers);
const ratioOf = (round: RoundCost, kind: CostKind, name: Burdened): number =>
  msEach(round[kind][name]) / msEach(round[kind].plain);
const percent = (ratio: number): string => `${ratio >= 1 ? '+' : '−'}${(100 * Math.abs(ratio - 1)).toFixed(1)} %`;

/**
 * Returns the median of the rounds with an interval that assumes nothing about their distribution. With nine or more
 * rounds, the interval leaves out the outermost values.
 */
function medianOf(ratios: readonly number[]) {
  const sorted = [...ratios].sort((a, b) => a - b);
  const left = sorted.length >= 9 ? 1 : 0;
  const middle = (sorted.length - 1) / 2;
  const both = (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
  const outside = 2 * binomialTail(sorted.length - left, sorted.length, 0.5);
  return { median: both, low: sorted[left]!, high: sorted.at(-1 - left)!, coverage: 1 - outside };
}

function targetOf(rounds: readonly RoundCost[], kind: CostKind, name: Burdened): Target {
  const { median: ratio, low, high } = medianOf(rounds.map((round) => ratioOf(round, kind, name)));
  return {
    what: `${kind}, ${TITLES[name]}: processor time a request more than without`,
    measured: `${percent(ratio)} (${percent(low)} to ${percent(high)})`,
    target: '≤ 5 %, with its whole interval',
    met: high <= MOST_RATIO,
  };
}

function kindTable(rounds: readonly RoundCost[], kind: CostKind): string {
  const rows = rounds.map((round, i) => {
    const { plain, rollout, both } = round[kind];
    return [
      i + 1,
      [plain, rollout, both].map(({ answers }) => answers).join(', '),
      ...[plain, rollout, both].map((cost) => msEach(cost).toFixed(3)),
      ...BURDENED.map((name) => percent(ratioOf(round, kind, name))),
      plain.failed + rollout.failed + both.failed,
    ];
  });
  const head = ['round', 'answers', 'ms, neither', 'ms, rollout', 'ms, both', 'rollout', 'both', 'failed'];
  return table(head, rows, true);
}

/** Returns the page of one run. */
export function costPage({ rounds, commit, load }: MeasuredCost, plan: CostPlan): string {
  const { coverage } = medianOf(rounds.map((round) => ratioOf(round, 'streams', 'rollout')));
  const machine = `${cpus().length} × ${cpus()[0]!.model}, Node ${process.version}`;
  const counted = median(rounds.map((round) => round.counted));
  const exposures = median(rounds.map((round) => round.exposures));
  const targets = KINDS.flatMap((kind) => BURDENED.map((name) => targetOf(rounds, kind, name)));
  return `# Cost of a rollout

Written by \`npm run bench:rollout\` in one run on ${machine}, commit ${commit}. Processor time of the process of the gateway, user and
kernel, all threads (\`/proc/PID/stat\`), divided by the requests that it answered. Load average before and after: ${load[0].toFixed(1)} and
${load[1].toFixed(1)}. The machine is shared with other work: the times themselves vary with it, their ratios less, since the gateways take turns; but
with more work than cores, ratios of single rounds still scatter by several percent.

${rounds.length} rounds of three gateways, each started anew: one without either, one with a rollout that serves a canary to half of all askers with the
default metrics and probes, one with that and the watch. Ledger on, guard \`final\`. Blocks of ${plan.blockMs / 1000} s go forth and back (neither, rollout, both,
both, rollout, neither) after ${plan.warmUpMs / 1000} s of warming up for each; ${plan.atOnce} requests at once; every request names another user, so that every answer counts (in ordinary traffic, the
answers of one person count three times an hour). In a round the rollout counted ${exposures} answers of the canary and ${counted} pairs for \`error\`
(medians). The interval is that of the median over the rounds, from their order alone, and covers it with ${(100 * coverage).toFixed(1)} %.

${targetsTable(targets)}

What is not measured: several gateways on one lease, a lease in PostgreSQL, the metric \`judge\`, whose judge is a model of its own.
${KINDS.map((kind) => `\n## ${kind[0]!.toUpperCase()}${kind.slice(1)}\n\n${kind === 'streams' ? `${plan.events} events of four words an answer.` : `The same ${plan.events} pieces of text in one body.`}\n\n${kindTable(rounds, kind)}\n`).join('')}`;
}
