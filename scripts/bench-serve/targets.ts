import type { Target } from '../quality/target.ts';
import { added } from './latency-page.ts';
import { type MeasuredServe, ratioTo } from './measured.ts';
import type { BenchPlan } from './plan.ts';

const MIN_RATIO = 0.6;
const MAX_ADDED_MS = { p50: 1, p99: 5 } as const;
const MAX_MEBIBYTES = 1.2 * 1024;

/** Compares the measurements with their targets. */
export function serveTargets({ rates, paced, held, recorded }: MeasuredServe, plan: BenchPlan): Target[] {
  const most = Math.max(...plan.streams);
  const ratios = (['final', 'observe'] as const).map((guard): Target => {
    const ratio = ratioTo(rates.get(most)!, guard);
    const what = `answers at ${most} streams, times direct, guard \`${guard}\`, ledger on`;
    return { what, measured: ratio.toFixed(2), target: `≥ ${MIN_RATIO}`, met: ratio >= MIN_RATIO };
  });
  const latency = ([50, 99] as const).map((percent): Target => {
    const ms = added(paced, 'first', percent / 100);
    const bound = MAX_ADDED_MS[`p${percent}`];
    const what = `added to the first text, from the event that completes the held opening, p${percent}`;
    return { what, measured: `${ms.toFixed(2)} ms`, target: `≤ ${bound} ms`, met: ms <= bound };
  });
  const memory = held.map(({ slow, peak, open }): Target => {
    const what = `memory with ${open} streams held open${slow === 0 ? '' : `, ${slow} clients that do not read`}`;
    // If fewer streams were open than planned, the figure shows nothing.
    const met = open < plan.held.streams ? null : peak <= MAX_MEBIBYTES;
    return { what, measured: `${peak.toFixed(0)} MiB`, target: '≤ 1.2 GiB', met };
  });
  const complete = held.every(({ recorded: { intents, responses }, complete: ended }) => {
    return intents === plan.held.streams && responses === intents && ended === intents;
  });
  return [
    ...ratios,
    ...latency,
    ...memory,
    {
      what: 'exchanges without intent or response in the ledger',
      measured: String(recorded.open + (recorded.intents - recorded.responses) + (complete ? 0 : 1)),
      target: 'none',
      met: recorded.open === 0 && recorded.intents === recorded.responses && complete,
    },
  ];
}
