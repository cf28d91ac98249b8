import { type Command, Option } from 'commander';
import type { ProgramParts } from './program-parts.ts';

/** Adds `zenbun scan shard|merge|marks|finish` below `zenbun scan`. */
export function addScanParts(scan: Command, parts: ProgramParts): void {
  scan.hook('preSubcommand', refuseEarlyFlags);
  addShard(scan, parts);
  addMerge(scan, parts);
  addMarks(scan, parts);
  addFinish(scan, parts);
}

/**
 * Refuses flags of `scan` itself before a part, where they have no effect: `scan --clean FILE shard` would not write
 * that file.
 */
function refuseEarlyFlags(scan: Command, part: Command): void {
  const early = scan.options.find((option) => scan.getOptionValueSource(option.attributeName()) === 'cli');
  if (early !== undefined)
    scan.error(`error: option '${early.long}' stands before '${part.name()}'; write it behind, if it takes it`);
}

function addShard(scan: Command, { help, withSharedFlags, settle, exit }: ProgramParts): void {
  withSharedFlags(scan.command('shard'))
    .description(help('scanShard'))
    .argument('<path...>', help('scanShardPaths'))
    .requiredOption('--shard <i/n>', help('scanShardNumber'))
    .requiredOption('-o, --out <file>', help('scanPartOutput'))
    .option('--format <name>', help('format'))
    .option('--map <columns>', help('scanMap'))
    .option('--jobs <n>', help('jobs'))
    .addHelpText(
      'after',
      `
${help('scanShardHow')}

${help('examples')}
  $ zenbun scan shard --shard 3/8 -o part-3.state data/
  $ zenbun scan shard --shard env/64 -o "part-$SLURM_ARRAY_TASK_ID.state" data/`,
    )
    .action(async (paths, flags) => {
      const { shardCommand } = await import('../scan/shard-command.ts');
      const { config, lang } = await settle(flags);
      exit(await shardCommand(paths, { format: 'auto', ...readingOf(config.scan), ...flags }, lang));
    });
}

function addMerge(scan: Command, { help, withSharedFlags, settle, exit }: ProgramParts): void {
  withSharedFlags(scan.command('merge'))
    .description(help('scanMerge'))
    .argument('<part...>', help('scanMergeParts'))
    .requiredOption('-o, --out <file>', help('scanPartOutput'))
    .option('--json <file>', help('json'))
    .addHelpText('after', `\n${help('examples')}\n  $ zenbun scan merge part-*.state -o merged.state`)
    .action(async (files, flags) => {
      const { mergeCommand } = await import('../scan/merge-command.ts');
      exit(await mergeCommand(files, flags, (await settle(flags)).lang));
    });
}

function addMarks(scan: Command, { help, withSharedFlags, settle, exit }: ProgramParts): void {
  withSharedFlags(scan.command('marks'))
    .description(help('scanMarks'))
    .argument('<path...>', help('scanShardPaths'))
    .requiredOption('--shard <i/n>', help('scanShardNumber'))
    .requiredOption('--with <part>', help('scanMarksWith'))
    .requiredOption('-o, --out <file>', help('scanPartOutput'))
    .option('--format <name>', help('format'))
    .option('--map <columns>', help('scanMap'))
    .option('--jobs <n>', help('jobs'))
    .addHelpText(
      'after',
      `\n${help('examples')}\n  $ zenbun scan marks --shard 3/8 --with merged.state -o part-3.marks data/`,
    )
    .action(async (paths, flags) => {
      const { marksCommand } = await import('../scan/shard-command.ts');
      const { config, lang } = await settle(flags);
      exit(await marksCommand(paths, { format: 'auto', ...readingOf(config.scan), ...flags }, lang));
    });
}

function addFinish(scan: Command, { help, withSharedFlags, settle, exit }: ProgramParts): void {
  withSharedFlags(scan.command('finish'))
    .description(help('scanFinish'))
    .argument('<merged>', help('scanFinishMerged'))
    .argument('[marks...]', help('scanFinishMarks'))
    .addOption(new Option('--fail-on <level>', help('failOn')).choices(['review', 'block']))
    .option('--max-skipped <share>', help('maxSkipped'))
    .option('--json <file>', help('json'))
    .option('--rows <file>', help('rows'))
    .option('--sarif <file>', help('sarif'))
    .option('--junit <file>', help('junit'))
    .option('--md <file>', help('md'))
    .option('--accept <file>', help('accept'))
    .option('--show <n>', help('show'))
    .addHelpText(
      'after',
      `
${help('examples')}
  $ zenbun scan finish merged.state
  $ zenbun scan finish merged.state part-*.marks --json result.json --rows flagged.jsonl`,
    )
    .action(async (merged, marks, flags) => {
      const { finishCommand } = await import('../scan/finish-command.ts');
      const { config, lang } = await settle(flags);
      exit(await finishCommand(merged, marks, { failOn: 'block', ...config.scan, ...flags }, lang));
    });
}

/** Returns the settings of a scan's configuration that determine how rows are read. */
const readingOf = ({ format, map, jobs }: ScanSettings = {}) => ({
  ...(format === undefined ? {} : { format }),
  ...(map === undefined ? {} : { map }),
  ...(jobs === undefined ? {} : { jobs }),
});

interface ScanSettings {
  readonly format?: string | undefined;
  readonly map?: string | undefined;
  readonly jobs?: number | undefined;
}
