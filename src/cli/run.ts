import { Command, Option } from 'commander';
import { TOOL } from '../schema/index.ts';
import { configFile } from './config/config-file.ts';
import type { Config } from './config/config-schema.ts';
import { reportFailure } from './failure.ts';
import { langIn, languageOf } from './locale.ts';
import { addChecklist } from './program/checklist-program.ts';
import { addCompare } from './program/compare-program.ts';
import { addCost } from './program/cost-program.ts';
import { errorIn, type Help, helpIn } from './program/help/help-language.ts';
import { HELP } from './program/help/help-texts.ts';
import { addLab } from './program/lab-program.ts';
import { addLedger } from './program/ledger-program.ts';
import type { ProgramParts } from './program/program-parts.ts';
import { addAttest } from './program/provenance/attest-program.ts';
import { addBom } from './program/provenance/bom-program.ts';
import { addBundle } from './program/provenance/bundle-program.ts';
import { addFingerprint } from './program/provenance/fingerprint-program.ts';
import { addProve } from './program/provenance/prove-program.ts';
import { addTraining } from './program/provenance/training-program.ts';
import { addVerify } from './program/provenance/verify-program.ts';
import { addProbes, addRead } from './program/read-program.ts';
import { addReport } from './program/report-program.ts';
import { addRollout } from './program/rollout-program.ts';
import { addExplain, addScan } from './program/scan-program.ts';
import { addServe } from './program/serve-program.ts';
import { addSetup } from './program/setup-program.ts';
import type { SharedFlags } from './program/shared-flags.ts';
import { addView } from './program/view-program.ts';
import { addWatch } from './program/watch-program.ts';
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

/** Reads the configuration. The YAML parser is loaded only if there is a file to parse. */
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
  const settle = async (flags: SharedFlags) => {
    lang = languageOf(flags.lang, process.env);
    const config = await configOf(flags.config);
    lang = languageOf(flags.lang ?? config.lang, process.env);
    return { config, lang };
  };
  const said: Promise<void>[] = [];
  const program = new Command('zenbun')
    // A flag after a command belongs to that command, even if a command above it has one of the same name.
    .enablePositionalOptions()
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

  const parts: ProgramParts = {
    help,
    withSharedFlags: shared,
    settle,
    exit(code) {
      exitCode = code;
    },
  };
  addScan(program, parts);
  addExplain(program, parts);
  addRead(program, parts);
  addProbes(program, parts);
  addCompare(program, parts);
  addFingerprint(program, parts);
  shared(program.command('demo'))
    .description(help('demo'))
    .action(async (flags) => {
      const { demoCommand } = await import('./commands/demo-command.ts');
      exitCode = await demoCommand(flags, (await settle(flags)).lang);
    });

  addTraining(program, parts);
  addServe(program, parts);
  addRollout(program, parts);
  addLedger(program, parts);
  addWatch(program, parts);
  addAttest(program, parts);
  addVerify(program, parts);
  addProve(program, parts);
  addBom(program, parts);
  addReport(program, parts);
  addBundle(program, parts);
  addCost(program, parts);
  addChecklist(program, parts);
  addView(program, parts);
  addLab(program, parts);
  addSetup(program, parts, lang);

  try {
    await program.parseAsync(argv as string[], { from: 'user' });
    return exitCode;
  } catch (failure) {
    const exit = reportFailure(failure, lang);
    // Help and version arrive as a failure too, with nothing to report beyond what was printed.
    return Promise.all(said).then(
      () => exit,
      (unsaid) => reportFailure(unsaid, lang),
    );
  }
}
