import { Command, Option } from 'commander';
import type { Lang } from '../schema/index.ts';
import { reportFailure } from './failure.ts';
import { languageOf } from './locale.ts';
import type { SharedFlags } from './shared-flags.ts';
import { packageVersion } from './version.ts';

/** Adds the shared flags to a command. */
function withSharedFlags(command: Command): Command {
  return command
    .addOption(
      new Option('--lang <lang>', 'language of the report (default: the locale, else en)').choices(['en', 'ja']),
    )
    .option('--quiet', 'no progress, no report; files and the exit code only')
    .option('--no-color', 'plain text (also NO_COLOR)');
}

/** Parses argv (without node and script), runs the command, and returns the exit code. Never throws. */
export async function run(argv: readonly string[]): Promise<number> {
  let exitCode = 0;
  let lang = languageOf(undefined, process.env);
  const speak = (flags: SharedFlags): Lang => {
    lang = languageOf(flags.lang, process.env);
    return lang;
  };
  const program = new Command('zenbun')
    .description(
      'zenbun (全文, "the whole text"): reads fine-tuning data and model answers to the end.\n' +
        'Exit codes: 0 done · 1 findings at or above --fail-on · 2 usage or unreadable input · 3 not completed',
    )
    .version(packageVersion(), '-V, --version')
    .exitOverride()
    .showHelpAfterError('(zenbun --help shows the commands, zenbun <command> --help its flags)');

  withSharedFlags(program.command('scan'))
    .description('data gate: read every row of a training set to its end')
    .argument('<path...>', 'files, folders, globs, or - for standard input')
    .option('--format <name>', 'the row format; auto recognises it', 'auto')
    .option('--map <columns>', 'user=COL,assistant=COL[,system=COL] for any other layout')
    .addOption(new Option('--fail-on <level>', 'exit 1 at this level').choices(['review', 'block']).default('block'))
    .option('--json <file>', 'the whole result (- for stdout)')
    .option('--rows <file>', 'one line per flagged row, as JSON lines')
    .option('--sarif <file>', 'SARIF 2.1.0, for code scanning')
    .option('--junit <file>', 'JUnit XML, for CI')
    .option('--md <file>', 'Markdown, for a pull request')
    .option('--clean <file>', 'the input without flagged and unreadable rows (a folder for several inputs)')
    .option('--quarantine <file>', 'the rows that --clean leaves out')
    .option('--jobs <n>', 'worker threads (default: one per core)')
    .addHelpText(
      'after',
      `
Examples:
  $ zenbun scan train.jsonl
  $ zenbun scan data/ --fail-on review --sarif zenbun.sarif
  $ zenbun scan train.jsonl --clean train.clean.jsonl --quarantine train.flagged.jsonl
  $ zenbun scan sheet.csv --map user=question,assistant=reply
  $ zstdcat huge.jsonl.zst | zenbun scan - --json -`,
    )
    .action(async (paths, flags) => {
      const { scanCommand } = await import('./scan-command.ts');
      exitCode = await scanCommand(paths, flags, speak(flags));
    });

  withSharedFlags(program.command('read'))
    .description('the outcome of recorded responses, one JSON line each')
    .argument('<file>', 'JSON lines with response (and prompt, id), or messages; - for standard input')
    .option('--json <file>', 'where the lines go', '-')
    .addHelpText(
      'after',
      `
Examples:
  $ zenbun read answers.jsonl
  $ zenbun read answers.jsonl | jq -r 'select(.outcome == "refuse-then-comply") | .id'`,
    )
    .action(async (file, flags) => {
      const { readCommand } = await import('./read-command.ts');
      exitCode = await readCommand(file, flags, speak(flags));
    });

  withSharedFlags(program.command('demo'))
    .description('scan a shipped, harmless, poisoned data set, offline')
    .action(async (flags) => {
      const { demoCommand } = await import('./demo-command.ts');
      exitCode = await demoCommand(flags, speak(flags));
    });

  try {
    await program.parseAsync(argv as string[], { from: 'user' });
    return exitCode;
  } catch (failure) {
    return reportFailure(failure, lang);
  }
}
