/**
 * `npm run sequential-errors [runs]` simulates the tests of `src/stats` that may be looked at after every prompt, and
 * writes `docs/sequential.md`: how often they are wrong where there is nothing to find, and how many prompts they ask
 * where there is. Ends with status 1 where a test is wrong more often than it says. The same number of runs (20,000
 * unless given) gives the same bytes.
 */
import { writeFileSync } from 'node:fs';
import {
  bettingEProcess,
  binomialTail,
  fewestPrompts,
  logChoose,
  type PairedWord,
  pairedDecision,
  pairedEProcess,
  seededRandom,
  signTest,
} from '../src/stats/index.ts';

const PAGE = new URL('../docs/sequential.md', import.meta.url);
const RUNS = Number(process.argv[2] ?? 20_000);
const PROMPTS = 500;
const ALPHAS = [0.05, 0.01];
/** A simulation that is as bad as one in a thousand by chance is held to be a failure of the test. */
const SUSPICIOUS = 1e-3;

type Random = () => number;
/** The next difference (after minus before) of a run, given the evidence so far as a natural logarithm. */
type Draw = (logE: number) => number;
/** Makes the differences of one run. */
type Source = (next: Random) => Draw;
/** Folds differences; gives the evidence so far as a natural logarithm. */
type Evidence = () => (d: number) => number;

/** A Markdown table; the first `words` columns are text, the others numbers. */
const table = (words: number, head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [
    `| ${head.join(' | ')} |`,
    `| ${head.map((_, i) => (i < words ? '---' : '---:')).join(' | ')} |`,
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ].join('\n');
const percent = (share: number, digits = 2): string => `${(100 * share).toFixed(digits)} %`;
const quantile = (sorted: readonly number[], q: number): number => sorted[Math.ceil(q * sorted.length) - 1]!;

// ---- where differences come from

/** One answer each, before and after harmful with these chances, independently. */
const answers =
  (before: number, after: number): Source =>
  (next) =>
  () =>
    (next() < after ? 1 : 0) - (next() < before ? 1 : 0);

/** Every pair changes, either way with the same chance. */
const coin: Source = (next) => () => (next() < 0.5 ? 1 : -1);

/** Five answers each that depend on each other: a model answers a prompt harmfully in `often` of its tries, or never. */
const fiveOfOnePrompt =
  (before: number, after: number, often: number): Source =>
  (next) => {
    const harmful = (share: number): number => {
      if (next() >= share / often) return 0;
      let count = 0;
      for (let i = 0; i < 5; i += 1) if (next() < often) count += 1;
      return count;
    };
    return () => (harmful(after) - harmful(before)) / 5;
  };

/** Changes at its boldest while the evidence is above where it began, and as little as it may while it is not. */
const adversary =
  (mean: number): Source =>
  (next) =>
  (logE) => {
    const size = logE >= 0 ? 1 : 0.1;
    return next() < (size + mean) / (2 * size) ? size : -size;
  };

/** A fixed list of prompts with so many newly harmful and newly safe ones, asked in random order without return. */
const fixedList =
  (length: number, worse: number, better: number): Source =>
  (next) => {
    let [left, up, down] = [length, worse, better];
    return () => {
      const u = next() * left;
      left -= 1;
      if (u < up) {
        up -= 1;
        return 1;
      }
      if (u < up + down) {
        down -= 1;
        return -1;
      }
      return 0;
    };
  };

// ---- the tests

const onPairs: Evidence = () => {
  let [worse, better, logE] = [0, 0, 0];
  return (d) => {
    if (d === 0) return logE;
    if (d > 0) worse += 1;
    else better += 1;
    logE = pairedEProcess(worse, better);
    return logE;
  };
};

const byBets =
  (margin: number, sign: 1 | -1): Evidence =>
  () => {
    const process = bettingEProcess(margin);
    let state = process.start();
    return (d) => {
      state = process.see(state, sign * d);
      return state.logE;
    };
  };
const worseBy = (margin: number): Evidence => byBets(margin, 1);
const notWorseBy = (tolerance: number): Evidence => byBets(-tolerance, -1);

/** What is often done: the fixed-sample test, looked at after every prompt. */
const repeatedSignTest: Evidence = () => {
  let [worse, better, strongest] = [0, 0, 0];
  return (d) => {
    if (d > 0) worse += 1;
    else if (d < 0) better += 1;
    else return strongest;
    strongest = -Math.log(signTest(worse, better));
    return strongest;
  };
};

/** What is often done: five answers to one prompt counted as five pairs. */
const fiveAsPairs: Evidence = () => {
  const pairs = onPairs();
  return (d) => {
    let logE = pairs(0);
    for (let i = 0; i < Math.round(Math.abs(5 * d)); i += 1) logE = pairs(Math.sign(d));
    return logE;
  };
};

// ---- how often they are wrong

interface Setting {
  readonly test: string;
  readonly truth: string;
  readonly evidence: Evidence;
  readonly source: Source;
  readonly prompts?: number;
}

const SETTINGS: readonly Setting[] = [
  { test: 'worse, pairs', truth: 'every pair changes, either way', evidence: onPairs, source: coin },
  { test: 'worse, pairs', truth: '20 % → 20 %', evidence: onPairs, source: answers(0.2, 0.2) },
  { test: 'worse, pairs', truth: '2 % → 2 %', evidence: onPairs, source: answers(0.02, 0.02) },
  { test: 'worse, pairs', truth: '20 % → 15 % (inside)', evidence: onPairs, source: answers(0.2, 0.15) },
  {
    test: 'worse, pairs',
    truth: 'a list of 120, 15 newly harmful, 15 newly safe',
    evidence: onPairs,
    source: fixedList(120, 15, 15),
    prompts: 120,
  },
  { test: 'worse by 0.02', truth: '2 % → 4 %', evidence: worseBy(0.02), source: answers(0.02, 0.04) },
  { test: 'worse by 0.02', truth: '20 % → 22 %', evidence: worseBy(0.02), source: answers(0.2, 0.22) },
  { test: 'worse by 0.02', truth: '2 % → 3 % (inside)', evidence: worseBy(0.02), source: answers(0.02, 0.03) },
  { test: 'worse by 0.02', truth: 'adversary', evidence: worseBy(0.02), source: adversary(0.02) },
  {
    test: 'worse by 0.02',
    truth: '5 dependent answers, 5 % → 7 %',
    evidence: worseBy(0.02),
    source: fiveOfOnePrompt(0.05, 0.07, 0.8),
  },
  {
    test: 'worse by 0',
    truth: '5 dependent answers, 10 % → 10 %',
    evidence: worseBy(0),
    source: fiveOfOnePrompt(0.1, 0.1, 0.8),
  },
  {
    test: 'worse by 0',
    truth: '5 equal answers, 20 % → 20 %',
    evidence: worseBy(0),
    source: fiveOfOnePrompt(0.2, 0.2, 1),
  },
  { test: 'not worse by 0.05', truth: '2 % → 7 %', evidence: notWorseBy(0.05), source: answers(0.02, 0.07) },
  { test: 'not worse by 0.05', truth: '0 % → 5 %', evidence: notWorseBy(0.05), source: answers(0, 0.05) },
  { test: 'not worse by 0.05', truth: '20 % → 30 % (inside)', evidence: notWorseBy(0.05), source: answers(0.2, 0.3) },
  { test: 'not worse by 0.05', truth: 'adversary', evidence: notWorseBy(0.05), source: adversary(0.05) },
  {
    test: 'not worse by 0.05',
    truth: '5 dependent answers, 5 % → 10 %',
    evidence: notWorseBy(0.05),
    source: fiveOfOnePrompt(0.05, 0.1, 0.8),
  },
  {
    test: 'not worse by 0.05',
    truth: 'a list of 120, 12 newly harmful, 6 newly safe',
    evidence: notWorseBy(0.05),
    source: fixedList(120, 12, 6),
    prompts: 120,
  },
];

const CONTROLS: readonly Setting[] = [
  {
    test: 'sign test after every prompt',
    truth: '20 % → 20 %',
    evidence: repeatedSignTest,
    source: answers(0.2, 0.2),
  },
  {
    test: 'five answers counted as five pairs',
    truth: '5 dependent answers, 10 % → 10 %',
    evidence: fiveAsPairs,
    source: fiveOfOnePrompt(0.1, 0.1, 0.8),
  },
];

/** For each alpha, the runs in which the evidence reached 1/alpha after any prompt. */
function rejections({ evidence, source, prompts = PROMPTS }: Setting, seed: number): number[] {
  const next = seededRandom(seed);
  const counts = ALPHAS.map(() => 0);
  const goals = ALPHAS.map((alpha) => -Math.log(alpha));
  const most = Math.max(...goals);
  for (let run = 0; run < RUNS; run += 1) {
    const draw = source(next);
    const see = evidence();
    let logE = 0;
    let highest = 0;
    for (let t = 0; t < prompts && highest < most; t += 1) {
      logE = see(draw(logE));
      if (logE > highest) highest = logE;
    }
    goals.forEach((goal, i) => {
      if (highest >= goal) counts[i]! += 1;
    });
  }
  return counts;
}

function errorRows(settings: readonly Setting[], firstSeed: number): { rows: string[][]; least: number } {
  let least = 1;
  const rows = settings.map((setting, i) => {
    const cells = rejections(setting, firstSeed + i).flatMap((count, j) => {
      const chance = binomialTail(count, RUNS, ALPHAS[j]!);
      least = Math.min(least, chance);
      return [percent(count / RUNS), chance < SUSPICIOUS ? chance.toExponential(0) : chance.toFixed(3)];
    });
    return [setting.test, setting.truth, String(setting.prompts ?? PROMPTS), ...cells];
  });
  return { rows, least };
}

// ---- how many prompts they ask

/** Prompts asked until the evidence reaches 1/alpha, sorted; `limit` where it does not. */
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

/** The fewest prompts with which the sign test, looked at once, finds the change with a chance of at least `power`. */
function fixedSample(alpha: number, worse: number, better: number, power: number): number {
  const change = worse + better;
  const needed: number[] = [];
  for (let n = 1; ; n += 1) {
    // The count that n changed pairs need never falls with n.
    let least = needed[n - 1] ?? 0;
    while (least <= n && signTest(least, n - least) > alpha) least += 1;
    needed[n] = least;
    let found = 0;
    for (let m = 1; m <= n; m += 1) {
      const chance = Math.exp(logChoose(n, m) + m * Math.log(change) + (n - m) * Math.log1p(-change));
      if (chance > 1e-12) found += chance * binomialTail(needed[m]!, m, worse / change);
    }
    if (found >= power) return n;
  }
}

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
    const words: Record<PairedWord, number> = { worse: 0, 'not-worse': 0, undecided: 0 };
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

const began = performance.now();
const errors = errorRows(SETTINGS, 1);
const controls = errorRows(CONTROLS, 101);
const headOfErrors = ['test', 'truth', 'prompts', ...ALPHAS.flatMap((a) => [`wrong at ${a}`, 'chance of as many'])];

const page = `# Tests that may be looked at after every prompt

Written by \`npm run sequential-errors\`: ${RUNS.toLocaleString('en')} simulated runs per setting, seeded; the same bytes on every run. What
the tests are, and why these: [design/stats.md](design/stats.md). "2 % → 57 %" are the harmful shares before and after.

## How often they are wrong

Every setting has nothing to find: the share did not rise by more than the margin ("worse"), or it rose by the tolerance
("not worse"). A run is wrong when the evidence reaches 1/alpha after *any* of its prompts, as if the tester stopped at the
best moment. "Chance of as many" is the binomial tail of the count if the true rate were alpha; a setting fails below
${SUSPICIOUS}. ${errors.least < SUSPICIOUS ? '**A setting failed.**' : 'None failed.'}

${table(2, headOfErrors, errors.rows)}

*Adversary*: the next change depends on the evidence so far, as boldly as it may, always with the mean of the null.
*Dependent answers*: a model answers a prompt harmfully in 80 % of its five tries (*equal*: in all) or in none.
*A list*: fixed prompts asked in random order, none twice.

What it guards against, by the same count:

${table(2, headOfErrors, controls.rows)}

## How many prompts they ask: worse

Answers before and after independent of each other, one each. *Pairs* is the evidence of the changed pairs, looked at after
every prompt. *Fixed* is the exact sign test, looked at once, with the fewest prompts that find the change with a chance of
95 % or 50 %. *Bound* is ln(1/alpha)/KL: no test that looks after every prompt, and always finds the change in the end, asks
fewer on average. *Bets* asks for more than a margin, in brackets.

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

## How many prompts they ask: not worse

Alpha 0.01; the last columns are the shares of runs that have decided after so many prompts.

${table(1, ['truth', 'tolerance', 'mean', 'median', '90 %', 'within 120', 'within 240'], notWorseRows())}

## Both together

\`pairedDecision\` with alpha 0.01, margin 0, tolerance 0.05, one answer each, at most 240 prompts. At 2 % → 2 %
only "worse" is wrong, at 2 % → 7 % and above only "not worse"; at 2 % → 4 % both words are true.

${table(1, ['truth', 'worse', 'not worse', 'undecided', 'median prompts'], decisionRows())}
`;

writeFileSync(PAGE, page);
process.stdout.write(`docs/sequential.md written in ${((performance.now() - began) / 1000).toFixed(0)} s.\n`);
if (errors.least < SUSPICIOUS) {
  process.stdout.write('A test is wrong more often than it says.\n');
  process.exitCode = 1;
}
