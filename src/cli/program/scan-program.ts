import { Argument, type Command, Option } from 'commander';
import { DETECTOR_IDS } from '../../schema/index.ts';
import type { Help } from './help/help-language.ts';
import type { ProgramParts } from './program-parts.ts';
import { addScanParts } from './scan-parts-program.ts';

/** Adds `zenbun scan`. The command itself is loaded when it runs, so that help and completion start fast. */
export function addScan(program: Command, parts: ProgramParts): void {
  const { help, withSharedFlags, settle, exit } = parts;
  const scan = withSharedFlags(program.command('scan')).enablePositionalOptions();
  scan
    .description(help('scan'))
    // Optional only for --list-detectors, so the usage still asks for it.
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
${help('scanStorage')}

${help('examples')}
  $ zenbun scan train.jsonl
  $ zenbun scan data/ --fail-on review --sarif zenbun.sarif
  $ zenbun scan train.jsonl --clean train.clean.jsonl --quarantine train.flagged.jsonl
  $ zenbun scan sheet.csv --map user=question,assistant=reply
  $ zenbun scan s3://my-bucket/train/ --json s3://my-bucket/results/scan.json
  $ zstdcat huge.jsonl.zst | zenbun scan - --json -`,
    )
    .action(async (paths, { listDetectors, ...flags }, command) => {
      if (listDetectors) {
        const explain = await import('../commands/explain-command.ts');
        exit(await explain.listDetectors((await settle(flags)).lang));
        return;
      }
      if (paths.length === 0) command.error("error: missing required argument 'path'");
      const { scanCommand } = await import('../scan/scan-command.ts');
      const { config, lang } = await settle(flags);
      exit(await scanCommand(paths, { format: 'auto', failOn: 'block', ...config.scan, ...flags }, lang));
    });
  addScanParts(scan, parts);
}

/** Makes an argument whose names are listed in the help and completed; the command itself reports a wrong one. */
function detectorArgument(help: Help): Argument {
  const argument = new Argument('[detector]', help('explainDetector'));
  argument.argChoices = [...DETECTOR_IDS];
  return argument;
}

/** Adds `zenbun explain`. */
export function addExplain(program: Command, { help, withSharedFlags, settle, exit }: ProgramParts): void {
  withSharedFlags(program.command('explain'))
    .description(help('explain'))
    .addArgument(detectorArgument(help))
    .addHelpText(
      'after',
      `\n${help('examples')}\n  $ zenbun explain\n  $ zenbun explain refuse-then-comply\n  $ zenbun explain trigger --lang ja`,
    )
    .action(async (name, flags) => {
      const { explainCommand } = await import('../commands/explain-command.ts');
      exit(await explainCommand(name, flags, (await settle(flags)).lang));
    });
}
