/**
 * `npm run sequential-errors [runs]` simulates the tests of `src/stats` that may be evaluated after every prompt, and
 * the results of comparisons when answers are missing or probes are asked under several conditions, and writes
 * `docs/sequential.md`: how often they are wrong when there is nothing to find, and how many prompts they need when
 * there is. Exits with status 1 if a test is wrong more often than stated. The same number of runs (20,000 by default)
 * produces the same bytes.
 */
import { writeFileSync } from 'node:fs';
import { binomialTail, fewestPrompts, type PairedVerdict, pairedDecision, seededRandom } from '../src/stats/index.ts';
import {
  BROKEN_IN_ONE,
  COMPARISON_CONTROLS,
  CONDITIONS,
  PROBES,
  UNCHANGED,
  WITHHELD,
} from './sequential-errors/comparison-settings.ts';
import { type Evidence, notWorseBy, onPairs, worseBy } from './sequential-errors/evidence.ts';
import { fixedSample } from './sequential-errors/fixed-sample.ts';
import { ALPHAS, CONTROLS, SETTINGS, type Setting, type SteppedSetting } from './sequential-errors/settings.ts';
import { answers, fiveOfOnePrompt, type Source } from './sequential-errors/sources.ts';
import { folded, type Stepper } from './sequential-errors/steppers.ts';

const PAGE = new URL('../docs/sequential.md', import.meta.url);
const RUNS = Number(process.argv[2] ?? 20_000);
const PROMPTS = 500;
/** A simulation result with less than one in a thousand probability by chance counts as a failure of the test. */
const SUSPICIOUS = 1e-3;

/** Formats a Markdown table; the first `words` columns are text, the others numbers. */
const table = (words: number, head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [
    `| ${head.join(' | ')} |`,
    `| ${head.map((_, i) => (i < words ? '---' : '---:')).join(' | ')} |`,
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ].join('\n');
const percent = (share: number, digits = 2): string => `${(100 * share).toFixed(digits)} %`;
const quantile = (sorted: readonly number[], q: number): number => sorted[Math.ceil(q * sorted.length) - 1]!;

// ---- error rates

const stepped = ({ test, truth, evidence, source, prompts = PROMPTS }: Setting): SteppedSetting => ({
  test,
  truth,
  stepper: folded(evidence, source),
  prompts,
});

/** Counts for each alpha the runs in which the evidence reached 1/alpha after any prompt. */
function rejections({ stepper, prompts }: SteppedSetting, seed: number): number[] {
  const next = seededRandom(seed);
  const counts = ALPHAS.map(() => 0);
  const goals = ALPHAS.map((alpha) => -Math.log(alpha));
  const most = Math.max(...goals);
  for (let run = 0; run < RUNS; run += 1) {
    const step = stepper(next);
    let highest = 0;
    for (let t = 0; t < prompts && highest < most; t += 1) highest = Math.max(highest, step());
    goals.forEach((goal, i) => {
      if (highest >= goal) counts[i]! += 1;
    });
  }
  return counts;
}

function errorRows(settings: readonly SteppedSetting[], firstSeed: number): { rows: string[][]; least: number } {
  let least = 1;
  const rows = settings.map((setting, i) => {
    const cells = rejections(setting, firstSeed + i).flatMap((count, j) => {
      const chance = binomialTail(count, RUNS, ALPHAS[j]!);
      least = Math.min(least, chance);
      return [percent(count / RUNS), chance < SUSPICIOUS ? `below ${SUSPICIOUS}` : chance.toFixed(3)];
    });
    return [setting.test, setting.truth, String(setting.prompts), ...cells];
  });
  return { rows, least };
}

// ---- prompts needed

/** Returns the prompts asked until the evidence reaches 1/alpha, sorted; `limit` if it does not. */
function asked(evidence: Evidence, source: Source, alpha: number, seed: number, limit = 20_000): number[] {
  const next = seededRandom(seed);
  const goal = -Math.log(alpha);
  return Array.from({ length: RUNS }, () => {
    const draw = source(next);
    const see = evidence();
    for (let t = 1; t <= limit; t += 1) if (see(draw(0)) >= goal) return t;
    return limit;
  }).sort((a, b) => a - b);
}

const meanAndQuantiles = (sorted: readonly number[]): string[] => [
  (sorted.reduce((sum, n) => sum + n, 0) / sorted.length).toFixed(1),
  String(quantile(sorted, 0.5)),
  String(quantile(sorted, 0.9)),
];

function worseRows(): string[][] {
  return [0.57, 0.2, 0.05].flatMap((after, i) =>
    ALPHAS.map((alpha, j) => {
      const before = 0.02;
      const [worse, better] = [after * (1 - before), before * (1 - after)];
      const source = answers(before, after);
      const bets = asked(worseBy(after > 0.1 ? 0.02 : 0.01), source, alpha, 300 + 2 * i + j);
      return [
        `${percent(before, 0)} → ${percent(after, 0)}`,
        String(alpha),
        ...meanAndQuantiles(asked(onPairs, source, alpha, 200 + 2 * i + j)),
        String(fixedSample(alpha, worse, better, 0.95)),
        String(fixedSample(alpha, worse, better, 0.5)),
        fewestPrompts(alpha, worse, better).toFixed(1),
        `${meanAndQuantiles(bets)[0]} (${after > 0.1 ? 0.02 : 0.01})`,
      ];
    }),
  );
}

function notWorseRows(): string[][] {
  const truths: readonly (readonly [string, Source])[] = [
    ['no prompt changes', () => () => 0],
    ['0.5 % → 0.5 %', answers(0.005, 0.005)],
    ['2 % → 2 %', answers(0.02, 0.02)],
    ['2 % → 2 %, 5 dependent answers', fiveOfOnePrompt(0.02, 0.02, 0.4)],
    ['5 % → 5 %', answers(0.05, 0.05)],
    ['5 % → 2 %', answers(0.05, 0.02)],
  ];
  return truths.flatMap(([name, source], i) =>
    [0.05, 0.1].map((tolerance, j) => {
      const counts = asked(notWorseBy(tolerance), source, 0.01, 400 + 2 * i + j);
      const within = (limit: number) => percent(counts.filter((n) => n <= limit).length / RUNS, 1);
      return [name, String(tolerance), ...meanAndQuantiles(counts), within(120), within(240)];
    }),
  );
}

function decisionRows(): string[][] {
  const truths = [
    [0.02, 0.02],
    [0.02, 0.04],
    [0.02, 0.07],
    [0.02, 0.2],
    [0.02, 0.57],
  ] as const;
  return truths.map(([before, after], i) => {
    const process = pairedDecision({ alpha: 0.01, margin: 0, tolerance: 0.05, samples: 1 });
    const next = seededRandom(500 + i);
    const words: Record<PairedVerdict, number> = { worse: 0, 'not-worse': 0, undecided: 0 };
    const lengths: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      const draw = answers(before, after)(next);
      let state = process.start();
      while (state.asked < 240 && state.decision === 'undecided') state = process.see(state, draw(0));
      words[state.decision] += 1;
      lengths.push(state.asked);
    }
    lengths.sort((a, b) => a - b);
    return [
      `${percent(before, 0)} → ${percent(after, 0)}`,
      ...(['worse', 'not-worse', 'undecided'] as const).map((word) => percent(words[word] / RUNS)),
      String(quantile(lengths, 0.5)),
    ];
  });
}

/**
 * Returns the probes asked until the evidence reaches 1/alpha = 100, sorted; infinity if the package's probes are not
 * enough.
 */
function probesAsked(stepper: Stepper, seed: number): number[] {
  const next = seededRandom(seed);
  const goal = -Math.log(0.01);
  return Array.from({ length: RUNS }, () => {
    const step = stepper(next);
    for (let t = 1; t <= PROBES; t += 1) if (step() >= goal) return t;
    return Number.POSITIVE_INFINITY;
  }).sort((a, b) => a - b);
}

const BROKEN_MISSING = [0, 0.1];
const UNCHANGED_MISSING = [0, 0.02, 0.05, 0.1];
const missingHead = (shares: readonly number[]) => shares.map((share) => `${percent(share, 0)} missing`);

function brokenRows(): string[][] {
  return BROKEN_IN_ONE.map(({ name, stepper }, i) => [
    name,
    ...BROKEN_MISSING.map((share, j) => {
      const counts = probesAsked(stepper(share), 800 + 2 * i + j);
      return `${quantile(counts, 0.5)} (${quantile(counts, 0.9)})`;
    }),
  ]);
}

function unchangedRows(): string[][] {
  return UNCHANGED.map(({ name, stepper }, i) => [
    name,
    ...UNCHANGED_MISSING.map((share, j) => {
      const counts = probesAsked(stepper(share), 900 + 4 * i + j);
      return percent(counts.filter(Number.isFinite).length / RUNS, 1);
    }),
  ]);
}

const began = performance.now();
const errors = errorRows(SETTINGS.map(stepped), 1);
const missing = errorRows(WITHHELD, 601);
const conditions = errorRows(CONDITIONS, 651);
const controls = errorRows(CONTROLS.map(stepped), 101);
const comparisonControls = errorRows(COMPARISON_CONTROLS, 701);
const least = Math.min(errors.least, missing.least, conditions.least);
const headOfErrors = ['test', 'truth', 'prompts', ...ALPHAS.flatMap((a) => [`wrong at ${a}`, 'chance of as many'])];

const page = `# Sequential tests: error rates and number of prompts

Written by \`npm run sequential-errors\`: ${RUNS.toLocaleString('en')} simulated runs per setting, seeded; the output is identical
on every run. These tests may be checked after every prompt; [design/stats.md](design/stats.md) explains them and why they were chosen.
"2 % → 57 %" gives the harmful shares before and after.

## Error rates

In every setting the null hypothesis is true: the share did not rise by more than the margin ("worse"), or it rose by the tolerance
or more ("not worse"), or the interval should contain the share. A run is wrong if the evidence reaches 1/alpha after *any* of its
prompts, as if the tester stopped at the most favourable moment. "Chance of as many" is the binomial tail of the count if the true
rate were alpha; a setting fails below ${SUSPICIOUS}. ${least < SUSPICIOUS ? '**A setting failed.**' : 'None failed, here and in the next two tables.'}

${table(2, headOfErrors, errors.rows)}

*Adversary*: the next change depends on the evidence so far, as aggressively as possible, always with the mean of the null.
*Dependent answers*: a model answers a prompt harmfully in 80 % of its five attempts (*equal*: in all) or in none.
*A list*: fixed prompts asked in random order, none twice.

### Missing answers

Judged answers are folded as in \`compare\`, with its rule: margin 0, tolerance 0.1. A missing answer (failed, empty, filtered,
truncated) counts as whatever speaks against the verdict. *Withheld*: a filter removes answers of the fine-tuned model depending on
their content. *At random*: any answer of either model is missing with that probability. Content-dependent withholding does not
weaken the guarantee.

${table(2, headOfErrors, missing.rows)}

### Several conditions

Same probes in all conditions: "worse" uses the mean of their evidence, "not worse" the minimum. *Alike*: in 80 % of the probes, a
condition has the same answers of both models as the others. "Not worse" has to hold for all of them: in the last two rows, one is at
the limit.

${table(2, headOfErrors, conditions.rows)}

### What this guards against

Counted in the same way:

${table(2, headOfErrors, [...controls.rows, ...comparisonControls.rows])}

## Number of prompts until "worse"

The answers before and after are independent, one each. *Pairs* is the evidence from the changed pairs, checked after every prompt.
*Fixed* is the exact sign test, applied once, with the smallest number of prompts that finds the change with a probability of 95 % or
50 %. *Bound* is ln(1/alpha)/KL: no test that is checked after every prompt, and always finds the change eventually, needs fewer
prompts on average. *Bets* tests for an increase of more than a margin, given in brackets.

${table(
  1,
  [
    'change',
    'alpha',
    'pairs: mean',
    'median',
    '90 %',
    'fixed, 95 %',
    'fixed, 50 %',
    'bound (mean)',
    'bets: mean (margin)',
  ],
  worseRows(),
)}

## Number of prompts until "not worse"

Alpha 0.01; the last columns give the share of runs that have decided within that number of prompts.

${table(1, ['truth', 'tolerance', 'mean', 'median', '90 %', 'within 120', 'within 240'], notWorseRows())}

## What conditions and missing answers cost

Alpha 0.01, at most the ${PROBES} core probes of the package. Answers are missing at random, equally often in both models.

Probes until "worse", median (90 %), if one condition changes 2 % → 57 % and the others stay at 2 %, independently:

${table(0, ['conditions', ...missingHead(BROKEN_MISSING)], brokenRows())}

Probability of the verdict "not worse by 0.1" if nothing changed, one condition:

${table(1, ['truth', ...missingHead(UNCHANGED_MISSING)], unchangedRows())}

A probe without a known answer from one of the models counts as an increase by 1 here. With one answer each, these are 2m of the
probes if both models fail in m of their answers: from m = 5 % the tolerance of 0.1 is out of reach. With several answers a probe is
partly known, and if the baseline is safe only the fine-tuned model's missing answers count: out of reach from 10 %. Ask failed
questions again.

## Both together

\`pairedDecision\` with alpha 0.01, margin 0, tolerance 0.05, one answer each, at most 240 prompts. At 2 % → 2 % only "worse"
is wrong, at 2 % → 7 % and above only "not worse"; at 2 % → 4 % both verdicts are true.

${table(1, ['truth', 'worse', 'not worse', 'undecided', 'median prompts'], decisionRows())}
`;

writeFileSync(PAGE, page);
process.stdout.write(`docs/sequential.md written in ${((performance.now() - began) / 1000).toFixed(0)} s.\n`);
if (least < SUSPICIOUS) {
  process.stdout.write('A test is wrong more often than it claims.\n');
  process.exitCode = 1;
}
