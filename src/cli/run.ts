import { existsSync } from 'node:fs';
import { Command, Option } from 'commander';
import type { Lang } from '../schema/index.ts';
import { addCompare, gathered } from './compare-program.ts';
import type { Config } from './config.ts';
import { reportFailure } from './failure.ts';
import { addLab } from './lab-program.ts';
import { languageOf } from './locale.ts';
import type { SharedFlags } from './shared-flags.ts';
import { writeStdout } from './stdout.ts';
import { packageVersion } from './version.ts';

/** The file that is read when it is there and no other is named. */
const CONFIG_FILE = 'zenbun.yaml';

/** Adds the shared flags to a command. */
function withSharedFlags(command: Command): Command {
  return command
    .addOption(
      new Option('--lang <lang>', 'language of the report (default: the locale, else en)').choices(['en', 'ja']),
    )
    .option('-c, --config <file>', `settings (default: ${CONFIG_FILE}, where there is one); flags win over it`)
    .option('--quiet', 'no progress, no report; files and the exit code only')
    .option('--no-color', 'plain text (also NO_COLOR)');
}

interface Settled {
  readonly config: Config;
  readonly lang: Lang;
}

/** The YAML parser is loaded only where there is a file to parse. */
async function configOf(path: string | undefined): Promise<Config> {
  if (path === undefined && !existsSync(CONFIG_FILE)) return {};
  const { readConfig } = await import('./config.ts');
  return readConfig(path ?? CONFIG_FILE);
}

/** Parses argv (without node and script), runs the command, and returns the exit code. Never throws. */
export async function run(argv: readonly string[]): Promise<number> {
  let exitCode = 0;
  let lang = languageOf(undefined, process.env);
  const settle = async (flags: SharedFlags): Promise<Settled> => {
    lang = languageOf(flags.lang, process.env);
    const config = await configOf(flags.config);
    lang = languageOf(flags.lang ?? config.lang, process.env);
    return { config, lang };
  };
  const said: Promise<void>[] = [];
  const program = new Command('zenbun')
    .configureOutput({ writeOut: (text) => void said.push(writeStdout(text)) })
    .description(
      'zenbun (全文, "the whole text"): reads fine-tuning data and model answers to the end.\n' +
        'Exit codes: 0 done · 1 findings at or above --fail-on, or worse · 2 usage or unreadable input · 3 not completed',
    )
    .version(packageVersion(), '-V, --version')
    .exitOverride()
    .showHelpAfterError('(zenbun --help shows the commands, zenbun <command> --help its flags)');

  withSharedFlags(program.command('scan'))
    .description('data gate: read every row of a training set to its end')
    .argument('<path...>', 'files, folders, globs, or - for standard input')
    .option('--format <name>', 'the row format (default: auto, recognised by itself)')
    .option('--map <columns>', 'user=COL,assistant=COL[,system=COL] for any other layout')
    .addOption(new Option('--fail-on <level>', 'exit 1 at this level (default: block)').choices(['review', 'block']))
    .option('--max-skipped <share>', 'from this share of unreadable rows on no set passes (default: 1%)')
    .option('--json <file>', 'the whole result (- for stdout)')
    .option('--rows <file>', 'one line per flagged row, as JSON lines')
    .option('--sarif <file>', 'SARIF 2.1.0, for code scanning')
    .option('--junit <file>', 'JUnit XML, for CI')
    .option('--md <file>', 'Markdown, for a pull request')
    .option('--clean <file>', 'the input without flagged and unreadable rows (a folder for several inputs)')
    .option('--quarantine <file>', 'the rows that --clean leaves out')
    .option('--accept <file>', 'findings that were reviewed and accepted, with reason, name and date (YAML or JSON)')
    .option('--show <n>', 'rows shown whole for each finding, at most 10 (default: 2; --rows has all)')
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
      const { config, lang } = await settle(flags);
      exitCode = await scanCommand(paths, { format: 'auto', failOn: 'block', ...config.scan, ...flags }, lang);
    });

  withSharedFlags(program.command('explain'))
    .description('what a detector looks for, with an example, and what to do about a finding')
    .argument('<detector>', 'as the report names it: refuse-then-comply, trigger, …')
    .addHelpText('after', '\nExamples:\n  $ zenbun explain refuse-then-comply\n  $ zenbun explain trigger --lang ja')
    .action(async (name, flags) => {
      const { explainCommand } = await import('./explain-command.ts');
      exitCode = await explainCommand(name, flags, (await settle(flags)).lang);
    });

  withSharedFlags(program.command('read'))
    .description('the outcome of recorded responses, one JSON line each')
    .argument('<file>', 'JSON lines with response (and prompt, id), or messages; - for standard input')
    .option('--json <file>', 'where the lines go', '-')
    .option('--map <columns>', 'assistant=COL[,user=COL] for any other layout')
    .addHelpText(
      'after',
      `
Examples:
  $ zenbun read answers.jsonl
  $ zenbun read log.csv --map user=question,assistant=reply
  $ zenbun read answers.jsonl | jq -r 'select(.outcome == "refuse-then-comply") | .id'`,
    )
    .action(async (file, flags) => {
      const { readCommand } = await import('./read-command.ts');
      exitCode = await readCommand(file, flags, (await settle(flags)).lang);
    });

  withSharedFlags(program.command('probes'))
    .description('the questions of a comparison, to be answered elsewhere and replayed')
    .requiredOption('--out <file>', 'JSON lines with id, set, category and prompt (- for stdout)')
    .option('--probes <name>', 'as compare takes them; may be repeated (default: core,contrast)', gathered)
    .option('--map <columns>', 'text=COL[,id=COL][,category=COL] for any other probe file')
    .addHelpText(
      'after',
      `
Write the answer of your model into each line as "response"; then compare the two files.

Examples:
  $ zenbun probes --out questions.jsonl
  $ zenbun compare --before replay:before.jsonl --after replay:after.jsonl`,
    )
    .action(async (flags) => {
      const { probesCommand } = await import('./probes-command.ts');
      exitCode = await probesCommand(flags, (await settle(flags)).lang);
    });

  addCompare(program, {
    withSharedFlags,
    settle,
    exit(code) {
      exitCode = code;
    },
  });

  withSharedFlags(program.command('demo'))
    .description('scan a shipped, harmless, poisoned data set, offline')
    .action(async (flags) => {
      const { demoCommand } = await import('./demo-command.ts');
      exitCode = await demoCommand(flags, (await settle(flags)).lang);
    });

  addLab(program, {
    withSharedFlags,
    langOf: async (flags) => (await settle(flags)).lang,
    exit(code) {
      exitCode = code;
    },
  });

  try {
    await program.parseAsync(argv as string[], { from: 'user' });
    return exitCode;
  } catch (failure) {
    const exit = reportFailure(failure, lang);
    // Help and version come as a failure too, with nothing to tell but what was said.
    return Promise.all(said).then(
      () => exit,
      (unsaid) => reportFailure(unsaid, lang),
    );
  }
}
