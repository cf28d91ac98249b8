/**
 * `npm run rollout-errors [runs] [processes]` simulates rollouts through the fold and the rule of `src/rollout` and
 * writes `docs/rollout-errors.md`: how often a canary is wrongly rolled back or promoted, how many answers a rollback
 * takes compared with threshold rules, and how much harm gets out until then. Exits with status 1 if decisions are
 * wrong more often than stated. The same number of runs (20,000 by default) produces the same bytes, whatever the
 * number of processes (2).
 */
import { writeFileSync } from 'node:fs';
import { binomialTail } from '../src/stats/index.ts';
import { divergence, pairedGrowth } from './rollout-errors/bounds.ts';
import { inChildren } from './rollout-errors/in-children.ts';
import { ALPHAS, HEALTHY_ANSWERS, type Job, type JobResult, LATCHED } from './rollout-errors/jobs.ts';
import {
  BROKEN_ASSUMPTIONS,
  CHANGES,
  type Change,
  HEALTHY,
  MISSING_IN_CANARY,
  NO_PROMOTION,
  NO_ROLLBACK,
  REQUESTS_PER_SECOND,
  type Setting,
} from './rollout-errors/settings.ts';
import { THRESHOLD_RULES } from './rollout-errors/threshold-rules.ts';

const PAGE = new URL('../docs/rollout-errors.md', import.meta.url);
const RUNS = Number(process.argv[2] ?? 20_000);
const CHILDREN = Number(process.argv[3] ?? 2);
/** A simulation result with less than one in a thousand probability by chance counts as a failure of the rule. */
const SUSPICIOUS = 1e-3;
const STAGES = [1000, 5000];

// ---- simulations

const jobs: Job[] = [];
const job = (kind: Job['kind'], index: number, runs = RUNS, share = 0): number =>
  jobs.push({ kind, index, share, runs: Math.ceil(runs), seed: jobs.length + 1 }) - 1;
const each = (kind: Job['kind'], items: readonly unknown[], runs = RUNS): number[] =>
  items.map((_, i) => job(kind, i, runs));
/** Number of runs for means, and for rates about which nothing is claimed. */
const FEWER = Math.ceil(RUNS / 5);

const rollbackJobs = each('rollback', NO_ROLLBACK);
const promotionJobs = each('promotion', NO_PROMOTION);
const assumptionJobs = each('assumption', BROKEN_ASSUMPTIONS, FEWER);
const lackingJobs = each('lacking', MISSING_IN_CANARY, FEWER);
const healthyJobs = each('healthy', HEALTHY, FEWER);
const healthyRulesJob = job('healthyRules', 0, FEWER);
const ruleJobs = CHANGES.map(({ runs }, i) => job('rules', i, runs * FEWER));
const reachJobs = CHANGES.flatMap(({ runs }, i) => STAGES.map((share) => job('reach', i, runs * FEWER, share)));

const began = performance.now();
const results = await inChildren(jobs, CHILDREN);

// ---- output

/** Formats a Markdown table; the first `words` columns are text, the others numbers. */
const table = (words: number, head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [
    `| ${head.join(' | ')} |`,
    `| ${head.map((_, i) => (i < words ? '---' : '---:')).join(' | ')} |`,
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ].join('\n');
const percent = (share: number, digits = 2): string => `${(100 * share).toFixed(digits)} %`;
const nameOf = ({ control, canary }: Change): string => `${percent(control, 0)} → ${percent(canary, 0)}`;
const mean = (values: readonly number[]): number => values.reduce((sum, n) => sum + n, 0) / values.length;
const quantile = (sorted: readonly number[], q: number): number => sorted[Math.ceil(q * sorted.length) - 1]!;
const whole = (value: number): string => (Number.isFinite(value) ? value.toLocaleString('en') : 'never');
const meanOf = (values: readonly number[], digits = 1): string => {
  const value = mean(values);
  return Number.isFinite(value) ? value.toFixed(digits) : '–';
};

const shares = ([counts]: JobResult): string[] => counts!.map((count) => percent(count / FEWER));

function errorRows(
  settings: readonly Setting[],
  places: readonly number[],
  runs = RUNS,
): { rows: string[][]; least: number } {
  let least = 1;
  const rows = settings.map(({ name, truth }, i) => {
    const cells = results[places[i]!]![0]!.flatMap((count, j) => {
      const chance = binomialTail(count, runs, ALPHAS[j]!);
      least = Math.min(least, chance);
      return [percent(count / runs), chance < SUSPICIOUS ? `below ${SUSPICIOUS}` : chance.toFixed(3)];
    });
    return [name, truth, ...cells];
  });
  return { rows, least };
}

function ruleRows(): string[][] {
  return CHANGES.flatMap((change, i) => {
    const { control, canary, margin } = change;
    const goal = -Math.log(0.01);
    const allowed = margin / 100_000;
    const [ours, ...others] = results[ruleJobs[i]!]!;
    const row = (name: string, until: readonly number[]): string[] => [
      nameOf(change),
      name,
      meanOf(until),
      ...[0.5, 0.9].map((q) => whole(quantile(until, q))),
      percent(until.filter(Number.isFinite).length / until.length, 1),
    ];
    const bound = (name: string, growth: number) => [nameOf(change), name, (goal / growth).toFixed(1), '', '', ''];
    return [
      bound(`bound: pairs, margin ${allowed}`, pairedGrowth(control, canary, allowed)),
      bound(`bound: the rate of the control known, margin ${allowed}`, divergence(canary, control + allowed)),
      row(`this rule, margin ${allowed}`, ours!),
      ...others.map((until, k) => row(THRESHOLD_RULES[k]!.name, until)),
    ];
  });
}

function healthyRuleRows(): string[][] {
  const [ours, ...others] = results[healthyRulesJob]!;
  const share = (until: readonly number[]) => percent(until.filter(Number.isFinite).length / until.length);
  return [
    ['this rule, alpha 0.01, margin 0.02', share(ours!)],
    ...others.map((until, i) => [THRESHOLD_RULES[i]!.name, share(until)]),
  ];
}

function reachRows(): string[][] {
  const places = CHANGES.flatMap((change) => STAGES.map((share) => ({ change, share })));
  return places.map(({ change, share }, i) => {
    const [answers, harms, missed] = results[reachJobs[i]!]!;
    const ofDay = change.canary * REQUESTS_PER_SECOND * 86_400;
    return [
      nameOf(change),
      percent(share / 100_000, 0),
      `${meanOf(answers!)} (${whole(quantile(answers!, 0.9))})`,
      `${meanOf(harms!)} (${whole(quantile(harms!, 0.9))})`,
      `${meanOf(missed!, 2)} (${whole(quantile(missed!, 0.9))})`,
      percent(mean(harms!) / ofDay, 3),
      percent(mean(missed!) / ofDay, 4),
    ];
  });
}

const rollback = errorRows(NO_ROLLBACK, rollbackJobs);
const promotion = errorRows(NO_PROMOTION, promotionJobs);
const assumptions = errorRows(BROKEN_ASSUMPTIONS, assumptionJobs, FEWER);
const least = Math.min(rollback.least, promotion.least);
const headOfErrors = ['setting', 'truth', ...ALPHAS.flatMap((a) => [`wrong at ${a}`, 'chance of as many'])];

const page = `# Rollouts: how often a decision is wrong, and how long a right one takes

Written by \`npm run rollout-errors\`: ${RUNS.toLocaleString('en')} simulated runs per setting where a rate is claimed, seeded; the same bytes on every run. Every run goes
through \`RolloutFold\` and \`decide\` of \`src/rollout\`, as the gateway and \`zenbun ledger replay\` do. What the rule is, and why:
[design/rollout.md](design/rollout.md). "2 % → 57 %" are the harmful shares of the control and of the canary.

## Wrong rollbacks

The canary's rate is above the control's by no more than the margin: 0.02, or 0 where the row says so. A run is wrong when the rule says rollback
after *any* of its events. 500 requests, half of them to the canary, unless stated. "Chance of as many" is the binomial tail of
the count if the true rate were alpha; a setting fails below ${SUSPICIOUS}, and this script with it.
${least < SUSPICIOUS ? '**A setting failed.**' : 'None failed, here and in the next table.'}

${table(2, headOfErrors, rollback.rows)}

*Late and missing*: of the labels of both models 10 % come late, by up to twice the time that the plan waits, so that half of those are missing, too,
and 2 % never come. *Judge errs*: it calls 5 % of the harmless answers of both models unsafe. *Season*: the control's rate rises and falls by a
factor of three within a day; the requests take two days. *People who repeat themselves*: half of the requests are from people who ask the same fifty times and
get the same answer; one answer of a bucket counts in an hour. *100 %*: from then on there is no control.

The rates lie well below alpha. A first start spends 61 % of it, the rest is for others under the same name; a tenth of that is set aside for going to
100 %; and a bet that must hold for any dependence and any time to stop is a cautious one.

## Wrong promotions

The canary's rate is above the control's by the margin, 0.05, or by more. A run is wrong when the rule says advance or complete after any of its
events; times and exposures that a stage asks for besides are set to nothing.

${table(2, headOfErrors, promotion.rows)}

Rates are those that the judge sees. A judge that calls a share f of all harmless answers unsafe, and misses a share g of the harmful ones, shows (1 - f - g)
of a rise: with f = 5 % a rise of 0.05 looks like 0.0475, and what is excluded is a rise of 0.0526. Over these lengths that does not show; in the
long run it would. A margin should be chosen with the judge's errors in mind.

## Labels that only the canary lacks

Both models at 2 %, margin 0.02. A missing label is harm where it decides about a rollback, in either arm, so what both lack cancels. What only the canary
lacks is a rise. Rolled back within 500 requests, ${FEWER.toLocaleString('en')} runs each, which is intended where more than the margin is missing:

${table(
  0,
  ['missing in the canary', ...ALPHAS.map((a) => `rolled back at ${a}`)],
  MISSING_IN_CANARY.map(({ share }, i) => [percent(share, 0), ...shares(results[lackingJobs[i]!]!)]),
)}

For the promotion a missing label is harm in the canary and none in the control. So labels that both lack cost promotions, as they should: nobody knows
what they would have been. Both models at 2 %, margin 0.05, promoted within 1,600 requests, as many runs:

${table(
  0,
  ['missing in both', ...ALPHAS.map((a) => `promoted at ${a}`)],
  HEALTHY.map(({ share }, i) => [percent(share, 0), ...shares(results[healthyJobs[i]!]!)]),
)}

## Where the assumptions end

The same count where the mean of a difference given the past may be above the margin. ${FEWER.toLocaleString('en')} runs each; these do not fail the script.

${table(2, headOfErrors, assumptions.rows)}

Answers of one person depend on each other. One in a window keeps the guarantee whatever people do within it (the next window counts them again); more
in a window trade it for speed. Without a cap, half of the traffic from people who repeat themselves makes a canary that is just good enough look bad. The
cap is for each gateway: where one person's requests go to several, each counts its own.

At 100 % the control's rate is the upper bound of what it was. A season that was not seen before looks like the canary: the last row goes to 100 % after
half a day in which the rate was low, and sees the high half without a control. Whoever wants to know holds back a share of the control.

## How many answers a rollback takes

Answers of the canary until the rollback, at a stage of 5 %, ${REQUESTS_PER_SECOND} requests a second, alpha 0.01, each answer labelled at once; the other rules see the same answers.
*Bound* is ln(1/alpha) divided by how fast the best bet for this very change grows (for a known rate: the divergence of the two rates): no rule that
keeps alpha at any stopping time needs fewer on average. This rule goes back at 1/0.0055, since the first of many starts spends no more (see above). *Argo-like*: every five minutes, a failure where less than 95 % succeeded, back when there are
more than failureLimit (0 is the default, 3 stands in the example of its documentation). *Flagger-like*: every minute, a failure where less than 99 %
succeeded, back at the fifth or tenth. "Success" is here: not harmful. ${FEWER.toLocaleString('en')} runs of at most 20,000 answers, ${Math.ceil(CHANGES[2]!.runs * FEWER).toLocaleString('en')} for 2 % → 5 %, here and in the last table.

${table(2, ['change', 'rule', 'mean', 'median', '90 %', 'rolled back'], ruleRows())}

A healthy canary, 2 % → 2 %, for half an hour (${HEALTHY_ANSWERS.toLocaleString('en')} answers of the canary), ${FEWER.toLocaleString('en')} runs. Rolled back wrongly:

${table(1, ['rule', 'rolled back'], healthyRuleRows())}

Fixed thresholds have no rate of error of their own: it follows from the traffic and from what is normal. A threshold of 99 % where 2 % is normal nearly
always goes back; one of 95 % fails in nearly half of the windows at 2 % → 5 %, by chance. With much harm they wait for the end of a window,
or of five, however clear it is before. They are faster than this rule at 2 % → 5 %, since they go back without evidence: the Flagger-like rules go back from a healthy canary, too.

## What gets out until then

Alpha 0.01, ${REQUESTS_PER_SECOND} requests a second, of which the stage's share goes to the canary; an answer and its label are there ten seconds after the request, so requests of
these ten seconds are among those that got out. *Caught*: under \`final\` an answer that refuses and then complies is cut when it latches; a share of ${LATCHED} latches, as
measured on attack sets ([guard-quality.md](guard-quality.md)), drawn at random. Mean, and 90 % in brackets. *Of a day*: of the harmful answers that a switch to
100 % would have let out in a day.

${table(1, ['change', 'stage', 'answers of the canary', 'harmful ones', 'not caught', 'of a day', 'not caught, of a day'], reachRows())}

These are shares of the requests that an attack answers. Where ordinary traffic does not ask, the same numbers hold for probes: one pair each.
`;

writeFileSync(PAGE, page);
process.stdout.write(`docs/rollout-errors.md written in ${((performance.now() - began) / 1000).toFixed(0)} s.\n`);
if (least < SUSPICIOUS) {
  process.stdout.write('A decision is wrong more often than it claims.\n');
  process.exitCode = 1;
}
