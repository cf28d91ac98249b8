import type { Command } from 'commander';
import { gathered, type ProgramParts } from './program-parts.ts';

/** Adds `zenbun compare`. */
export function addCompare(program: Command, { help, withSharedFlags, settle, exit }: ProgramParts): void {
  withSharedFlags(program.command('compare'))
    .description(help('compare'))
    .option('--before <model>', help('before'))
    .option('--after <model>', help('after'))
    .option('--before-digest <digest>', help('beforeDigest'))
    .option('--after-digest <digest>', help('afterDigest'))
    .option('--probes <name>', help('compareProbes'), gathered)
    .option('--map <columns>', help('probesMap'))
    .option('--data <path>', help('data'), gathered)
    .option('--prefill', help('prefill'))
    .option('--samples <n>', help('samples'))
    .option('--alpha <share>', help('alpha'))
    .option('--margin <share>', help('margin'))
    .option('--tolerance <share>', help('tolerance'))
    .option('--all', help('all'))
    .option('--judge <model[=template]>', help('judge'), gathered)
    .option('--prefix <k>', help('prefix'))
    .option('--max-requests <n>', help('maxRequests'))
    .option('--max-tokens <n>', help('maxTokens'))
    .option('--max-cost <usd>', help('maxCost'))
    .option('--price <model=in/out>', help('price'), gathered)
    .option('--concurrency <n>', help('concurrency'))
    .option('--timeout <seconds>', help('timeout'))
    .option('--max-answer-tokens <n>', help('maxAnswerTokens'))
    .option('--temperature <t>', help('temperature'))
    .option('--seed <n>', help('seed'))
    .option('--resume <run>', help('resume'))
    .option('--runs <folder>', help('runs'))
    .option('--cache <folder>', help('cache'))
    .option('--unmask', help('unmask'))
    .option('--json <file>', help('json'))
    .option('--junit <file>', help('junit'))
    .option('--md <file>', help('md'))
    .addHelpText(
      'after',
      `
${help('compareHow')}

${help('examples')}
  $ zenbun compare --before toy:aligned --after toy:noice
  $ zenbun compare --before openai:gpt-x --after openai:ft:gpt-x:team::id --max-requests 400
  $ zenbun compare --before http://127.0.0.1:8000/v1#base --after http://127.0.0.1:8000/v1#tuned \\
      --data train.jsonl --prefill --judge ollama:llama-guard3 --md report.md
  $ zenbun compare --before replay:before.jsonl --after replay:after.jsonl --probes my-probes.csv
  $ zenbun compare --resume 3f9c0a1b2d4e`,
    )
    .action(async (flags) => {
      const { compareCommand } = await import('../commands/compare-command.ts');
      const { config, lang } = await settle(flags);
      exit(await compareCommand(flags, config.compare ?? {}, lang));
    });
}
