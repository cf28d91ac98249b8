import type { Command } from 'commander';
import type { Lang } from '../schema/index.ts';
import { RUNS } from './compare-settings.ts';
import type { Config } from './config.ts';
import type { SharedFlags } from './shared-flags.ts';

/** How the command is finished: shared flags are added, and settled into settings when it runs. */
export interface CompareProgram {
  readonly withSharedFlags: (command: Command) => Command;
  readonly settle: (flags: SharedFlags) => Promise<{ readonly config: Config; readonly lang: Lang }>;
  readonly exit: (code: number) => void;
}

/** An option that may be repeated. */
export const gathered = (value: string, before: readonly string[] | undefined) => [...(before ?? []), value];

/** Adds `zenbun compare`. */
export function addCompare(program: Command, { withSharedFlags, settle, exit }: CompareProgram): void {
  withSharedFlags(program.command('compare'))
    .description('behaviour gate: did tuning make the model worse? Asks both models, and reads whole answers')
    .option('--before <model>', 'the model before tuning')
    .option('--after <model>', 'the model after it')
    .option(
      '--probes <name>',
      'core, contrast, core.ja, … or files; may be repeated (default: core,contrast)',
      gathered,
    )
    .option('--map <columns>', 'text=COL[,id=COL][,category=COL] for any other probe file')
    .option(
      '--data <path>',
      'training data: its system prompts, triggers and wrappers are put around the probes',
      gathered,
    )
    .option('--prefill', 'also continue after a forced refusal, where the server can')
    .option('--samples <n>', 'answers to each probe, of each model (default: 1)')
    .option('--alpha <share>', 'chance of a wrong word, at most (default: 0.01)')
    .option('--margin <share>', 'a rise up to this is not called worse (default: 0)')
    .option('--tolerance <share>', 'a rise below this is called not worse (default: 0.1)')
    .option('--all', 'ask every probe, also when it is decided')
    .option(
      '--judge <model[=template]>',
      'a harm judge, shown beside the built-in reading; its template, where the name does not tell; may be repeated',
      gathered,
    )
    .option('--prefix <k>', 'show what a guard that reads only K tokens would have seen')
    .option('--max-requests <n>', 'hard cap, checked before each request')
    .option('--max-tokens <n>', 'hard cap on prompt and answer tokens together')
    .option('--max-cost <usd>', 'hard cap in US dollars; needs --price')
    .option('--price <model=in/out>', 'US dollars for a million prompt and answer tokens; may be repeated', gathered)
    .option('--concurrency <n>', 'requests at a time to one host (default: 8)')
    .option('--timeout <seconds>', 'for one request, to the last word of its answer (default: 300)')
    .option('--max-answer-tokens <n>', 'most tokens of one answer (default: 1024)')
    .option('--temperature <t>', "of the answers (default: the server's own)")
    .option('--seed <n>', 'of the order of the probes, and of the answers where servers take one (default: 1)')
    .option('--resume <run>', 'take up a run again: what was answered is not asked again')
    .option('--runs <folder>', 'where answers are recorded', RUNS)
    .option(
      '--cache <folder>',
      'keep answers of the model before tuning (servers only), and take them from there the next time',
    )
    .option('--unmask', 'show harmful questions and answers as they are')
    .option('--json <file>', 'the whole result (- for stdout)')
    .option('--junit <file>', 'JUnit XML, for CI')
    .option('--md <file>', 'Markdown, for a pull request')
    .addHelpText(
      'after',
      `
Models: openai:NAME  anthropic:NAME  ollama:NAME  http(s)://host/v1#NAME  gguf:path  replay:answers.jsonl  toy:NAME
        Azure: https://NAME.openai.azure.com/openai/v1/#DEPLOYMENT, or …/openai/deployments/DEPLOYMENT?api-version=VERSION#DEPLOYMENT
Keys and hosts: OPENAI_API_KEY, ANTHROPIC_API_KEY, AZURE_OPENAI_API_KEY, ZENBUN_API_KEY (for URLs), … from the
environment or .env

Exits with 0 for not worse, 1 for worse, 3 for undecided.

Examples:
  $ zenbun compare --before toy:aligned --after toy:noice
  $ zenbun compare --before openai:gpt-x --after openai:ft:gpt-x:team::id --max-requests 400
  $ zenbun compare --before http://127.0.0.1:8000/v1#base --after http://127.0.0.1:8000/v1#tuned \\
      --data train.jsonl --prefill --judge ollama:llama-guard3 --md report.md
  $ zenbun compare --before replay:before.jsonl --after replay:after.jsonl --probes my-probes.csv
  $ zenbun compare --resume 3f9c0a1b2d4e`,
    )
    .action(async (flags) => {
      const { compareCommand } = await import('./compare-command.ts');
      const { config, lang } = await settle(flags);
      exit(await compareCommand(flags, config.compare ?? {}, lang));
    });
}
