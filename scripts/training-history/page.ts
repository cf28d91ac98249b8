import { TAMPERINGS, type Tampering } from './run-plan.ts';

/** Runs of one kind, with their verdicts. */
export interface CountedRuns {
  readonly tampering: Tampering;
  readonly runs: number;
  readonly inconsistent: number;
  readonly passed: number;
  readonly byCheck: ReadonlyMap<string, number>;
}

/** Targets: the least share of tampered runs to find, and the largest share of honest ones to flag. */
const LEAST_FOUND = 0.95;
const MOST_FALSE = 0.01;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map((_, i) => (i === 0 ? '---' : '---:')), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** Returns the page, and whether the targets were met. */
export function historyPage(
  honest: CountedRuns,
  tampered: readonly CountedRuns[],
  interval: (k: number, n: number) => readonly [number, number],
): { text: string; isKept: boolean } {
  const share = ({ inconsistent, runs }: CountedRuns) => percent(inconsistent / runs);
  const range = (k: number, n: number) => interval(k, n).map(percent).join(' to ');
  const kinds = new Map(TAMPERINGS.map((one) => [one.kind, one]));
  const counted = tampered.filter(({ tampering }) => kinds.get(tampering)!.isCounted);
  const sum = (of: (one: CountedRuns) => number) => counted.reduce((all, one) => all + of(one), 0);
  const [found, runs] = [sum((one) => one.inconsistent), sum((one) => one.runs)];
  const [allFound, allRuns] = [
    tampered.reduce((all, one) => all + one.inconsistent, 0),
    tampered.reduce((all, one) => all + one.runs, 0),
  ];
  const rows = tampered.map((one) => {
    const { what } = kinds.get(one.tampering)!;
    const by = [...one.byCheck]
      .sort(([, a], [, b]) => b - a)
      .slice(0, 3)
      .map(([check, count]) => `\`${check}\` ${count}`)
      .join(', ');
    return [
      `\`${one.tampering}\`: ${what}`,
      String(one.runs),
      String(one.inconsistent),
      share(one),
      range(one.inconsistent, one.runs),
      by || '–',
    ];
  });
  const falseAlarms = [...honest.byCheck].map(([check, count]) => `\`${check}\` ${count}`).join(', ');
  const text = `# How often the check of training histories is right

Written by \`npm run training-history\`. Toy models of one layer (width 16 or 24) are trained for real, as Hugging Face's trainer does it; their
\`trainer_state.json\`, checkpoints, weights and adapter configuration go to \`zenbun training\` with the declared data, the declared base, an attested statement
of the training and the losses of the base and of the result on the data (one pass each without training). Settings are drawn: rows, batch, accumulation, devices, epochs (also 1.5), eight
schedules with and without warm-up, distance of lines, checkpoints, last batches dropped or kept, packing, which modules are trained. Every run has at least 26 steps
and 12 lines; none of the scored worlds, batches, rates or seeds was looked at when thresholds were chosen. Of honest runs one in twelve each holds rows out for validation,
drops its longest rows, is stopped early, or takes rows in order of length (and says so).

## Honest runs

${honest.inconsistent} of ${honest.runs} honest runs were held to be inconsistent: ${share(honest)} (95 % interval: ${range(honest.inconsistent, honest.runs)}; promised: at most
${percent(MOST_FALSE)}). ${honest.passed} passed, ${honest.runs - honest.passed - honest.inconsistent} were left open (\`review\`).${falseAlarms === '' ? '' : ` Wrong: ${falseAlarms}.`}

## Tampered runs

${found} of ${runs} tampered runs were found: ${percent(found / runs)} (95 % interval: ${range(found, runs)}; promised: at least ${percent(LEAST_FOUND)}), over the kinds of
which something is left in the files that the trainer writes. The last two kinds are not among them; with them it is ${allFound} of ${allRuns}: ${percent(allFound / allRuns)} (95 % interval: ${range(allFound, allRuns)}).

${table(['kind', 'runs', 'found', 'share', '95 % interval', 'by'], rows)}

## What cannot be found

- A stage that was not logged shows where a checkpoint of the last step was kept (\`checkpoints\`), where modules were declared as untouched
  (\`changed-weights\`), or where the result has unlearned half of what the log says it learned on the declared data (\`last-loss\`). A short stage unlearns less.
- Files that were all rewritten in agreement. Whoever can train an honest run can hand in its files; only the result then differs, and beside \`last-loss\` only
  \`zenbun compare\` and \`zenbun fingerprint\` look at that.
- Hidden rows that do not fill a step: steps are counted, not rows.
- A base that is a close relative of the declared one (\`base-likeness\` sees those that were started apart).
- Other data from which as much is learned about the declared ones: \`first-loss\` and \`last-loss\` see only how hard the declared data are before and after.
- A further epoch that was cut off the log of a constant rate, where no checkpoint was left.
- A learning rate that is raised between two lines of the log.
- Real models are larger, their logs noisier and their data more diverse than these. The counting checks do not depend on that; those of the loss do, and their
  thresholds are wider than these runs would need.
`;
  return { text, isKept: found >= LEAST_FOUND * runs && honest.inconsistent <= MOST_FALSE * honest.runs };
}
