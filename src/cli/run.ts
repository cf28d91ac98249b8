import { Argument, Command, Option } from 'commander';
import { DETECTOR_IDS, type Lang, TOOL } from '../schema/index.ts';
import { configFile } from './config/config-file.ts';
import type { Config } from './config/config-schema.ts';
import { reportFailure } from './failure.ts';
import { langIn, languageOf } from './locale.ts';
import { addCompare, gathered } from './program/compare-program.ts';
import { errorIn, type Help, helpIn } from './program/help-language.ts';
import { HELP } from './program/help-texts.ts';
import { addLab } from './program/lab-program.ts';
import { addSetup } from './program/setup-program.ts';
import type { SharedFlags } from './program/shared-flags.ts';
import { writeStdout } from './terminal/stdout.ts';

/** Adds the shared flags to a command. */
const withSharedFlags =
  (help: Help) =>
  (command: Command): Command =>
    command
      .addOption(new Option('--lang <lang>', help('lang')).choices(['en', 'ja']))
      .option('-c, --config <file>', help('configFlag'))
      .option('--quiet', help('quiet'))
      .option('--no-color', help('noColor'));

/** Its names are listed in the help, and completed; a wrong one is told by the command itself. */
function detectorArgument(help: Help): Argument {
  const argument = new Argument('[detector]', help('explainDetector'));
  argument.argChoices = [...DETECTOR_IDS];
  return argument;
}

interface Settled {
  readonly config: Config;
  readonly lang: Lang;
}

/** The YAML parser is loaded only where there is a file to parse. */
async function configOf(path: string | undefined): Promise<Config> {
  const file = path ?? configFile();
  if (file === undefined) return {};
  const { readConfig } = await import('./config/config.ts');
  return readConfig(file);
}

/** Parses argv (without node and script), runs the command, and returns the exit code. Never throws. */
export async function run(argv: readonly string[]): Promise<number> {
  let exitCode = 0;
  let lang = languageOf(langIn(argv), process.env);
  const spoken = lang;
  const help: Help = (key) => HELP[key][spoken];
  const shared = withSharedFlags(help);
  const settle = async (flags: SharedFlags): Promise<Settled> => {
    lang = languageOf(flags.lang, process.env);
    const config = await configOf(flags.config);
    lang = languageOf(flags.lang ?? config.lang, process.env);
    return { config, lang };
  };
  const said: Promise<void>[] = [];
  const program = new Command('zenbun')
    .configureOutput({
      writeOut: (text) => void said.push(writeStdout(text)),
      outputError: (error, write) => write(errorIn(spoken, error)),
    })
    .description(help('program'))
    .version(TOOL.version, '-V, --version', help('version'))
    .helpCommand('help [command]', help('help'))
    .exitOverride()
    .showHelpAfterError(help('afterError'));
  helpIn(spoken, program);

  shared(program.command('scan'))
    .description(help('scan'))
    // Optional for --list-detectors alone, so the usage still asks for it.
    .argument('[path...]', help('scanPaths'))
    .usage('[options] <path...>')
    .option('--format <name>', help('format'))
    .option('--map <columns>', help('scanMap'))
    .addOption(new Option('--fail-on <level>', help('failOn')).choices(['review', 'block']))
    .option('--max-skipped <share>', help('maxSkipped'))
    .option('--json <file>', help('json'))
    .option('--rows <file>', help('rows'))
    .option('--sarif <file>', help('sarif'))
    .option('--junit <file>', help('junit'))
    .option('--md <file>', help('md'))
    .option('--clean <file>', help('clean'))
    .option('--quarantine <file>', help('quarantine'))
    .option('--accept <file>', help('accept'))
    .option('--show <n>', help('show'))
    .option('--jobs <n>', help('jobs'))
    .option('--list-detectors', help('listDetectors'))
    .addHelpText(
      'after',
      `
${help('examples')}
  $ zenbun scan train.jsonl
  $ zenbun scan data/ --fail-on review --sarif zenbun.sarif
  $ zenbun scan train.jsonl --clean train.clean.jsonl --quarantine train.flagged.jsonl
  $ zenbun scan sheet.csv --map user=question,assistant=reply
  $ zstdcat huge.jsonl.zst | zenbun scan - --json -`,
    )
    .action(async (paths, { listDetectors, ...flags }, command) => {
      if (listDetectors) {
        const explain = await import('./commands/explain-command.ts');
        exitCode = await explain.listDetectors((await settle(flags)).lang);
        return;
      }
      if (paths.length === 0) command.error("error: missing required argument 'path'");
      const { scanCommand } = await import('./commands/scan-command.ts');
      const { config, lang } = await settle(flags);
      exitCode = await scanCommand(paths, { format: 'auto', failOn: 'block', ...config.scan, ...flags }, lang);
    });

  shared(program.command('explain'))
    .description(help('explain'))
    .addArgument(detectorArgument(help))
    .addHelpText(
      'after',
      `\n${help('examples')}\n  $ zenbun explain\n  $ zenbun explain refuse-then-comply\n  $ zenbun explain trigger --lang ja`,
    )
    .action(async (name, flags) => {
      const { explainCommand } = await import('./commands/explain-command.ts');
      exitCode = await explainCommand(name, flags, (await settle(flags)).lang);
    });

  shared(program.command('read'))
    .description(help('read'))
    .argument('<file>', help('readFile'))
    .option('--json <file>', help('readJson'), '-')
    .option('--map <columns>', help('readMap'))
    .addHelpText(
      'after',
      `
${help('examples')}
  $ zenbun read answers.jsonl
  $ zenbun read log.csv --map user=question,assistant=reply
  $ zenbun read answers.jsonl | jq -r 'select(.outcome == "refuse-then-comply") | .id'`,
    )
    .action(async (file, flags) => {
      const { readCommand } = await import('./commands/read-command.ts');
      exitCode = await readCommand(file, flags, (await settle(flags)).lang);
    });

  shared(program.command('probes'))
    .description(help('probes'))
    .requiredOption('--out <file>', help('probesOut'))
    .option('--probes <name>', help('probesProbes'), gathered)
    .option('--map <columns>', help('probesMap'))
    .addHelpText(
      'after',
      `
${help('probesHow')}

${help('examples')}
  $ zenbun probes --out questions.jsonl
  $ zenbun compare --before replay:before.jsonl --after replay:after.jsonl`,
    )
    .action(async (flags) => {
      const { probesCommand } = await import('./commands/probes-command.ts');
      exitCode = await probesCommand(flags, (await settle(flags)).lang);
    });

  addCompare(program, {
    help,
    withSharedFlags: shared,
    settle,
    exit(code) {
      exitCode = code;
    },
  });

  shared(program.command('demo'))
    .description(help('demo'))
    .action(async (flags) => {
      const { demoCommand } = await import('./commands/demo-command.ts');
      exitCode = await demoCommand(flags, (await settle(flags)).lang);
    });

  addLab(program, {
    help,
    withSharedFlags: shared,
    langOf: async (flags) => (await settle(flags)).lang,
    exit(code) {
      exitCode = code;
    },
  });

  addSetup(program, {
    help,
    lang,
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
