// Compares the recorded answers of two models: files of lines with "prompt" and "response", like those prepared by
// `zenbun probes`.
import { compare, comparisonMarkdown } from 'zenbun';

const [before = 'before.jsonl', after = 'after.jsonl', probes = 'questions.jsonl'] = process.argv.slice(2);
const comparison = await compare(
  { before: `replay:${before}`, after: `replay:${after}`, probes: [probes] },
  { runs: null }, // keeps no record of a run
);
console.log(comparison.decision, `after ${comparison.paired.asked} questions`);
if (comparison.decision !== 'not-worse') console.log(comparisonMarkdown(comparison, { lang: 'en' }));
