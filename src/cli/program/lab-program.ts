import { type Command, Option } from 'commander';
import type { ProgramParts } from './program-parts.ts';

/** Adds `zenbun lab run|export|serve`. */
export function addLab(program: Command, { help, withSharedFlags, settle, exit }: ProgramParts): void {
  const lab = program
    .command('lab')
    .description(help('lab'))
    .addHelpText(
      'after',
      `
${help('examples')}
  $ zenbun lab run
  $ zenbun lab serve
  $ zenbun lab export toy-data && zenbun scan toy-data`,
    );

  withSharedFlags(lab.command('run'))
    .description(help('labRun'))
    .option('--seeds <which>', help('labSeeds'), '3')
    .option('--rows <ids>', help('labRows'))
    .option('--defences <ids>', help('labDefences'))
    .option('--jobs <n>', help('jobs'))
    .addOption(new Option('--kernels <name>', help('labKernels')).choices(['wasm', 'plain']))
    .option('--models <folder>', help('labModels'))
    .option('--json <file>', help('json'))
    .option('--md <file>', help('labMd'))
    .addHelpText(
      'after',
      `
${help('labRunHow')}

${help('examples')}
  $ zenbun lab run
  $ zenbun lab run --seeds 1 --rows aligned,yoc,noice --defences none,frd,amd,latch
  $ zenbun lab run --seeds 10 --md lab.md --json lab.json`,
    )
    .action(async (flags) => {
      const { labRunCommand } = await import('../lab/lab-run-command.ts');
      exit(await labRunCommand(flags, (await settle(flags)).lang));
    });

  withSharedFlags(lab.command('export'))
    .description(help('labExport'))
    .argument('<folder>', help('labFolder'))
    .option('--seed <n>', help('labSeed'), '1')
    .option('--rows <ids>', help('labExportRows'))
    .addHelpText(
      'after',
      `
${help('examples')}
  $ zenbun lab export toy-data
  $ zenbun lab export toy-data --seed 4 --rows benign,noice`,
    )
    .action(async (folder, flags) => {
      const { labExportCommand } = await import('../lab/lab-export-command.ts');
      exit(await labExportCommand(folder, flags, (await settle(flags)).lang));
    });

  withSharedFlags(lab.command('serve'))
    .description(help('labServe'))
    .argument('[names...]', help('labNames'))
    .option('--port <n>', help('labPort'), '8788')
    .option('--host <address>', help('labHost'), '127.0.0.1')
    .addHelpText(
      'after',
      `
${help('examples')}
  $ zenbun lab serve
  $ zenbun lab serve aligned noice --port 9000
  $ curl http://127.0.0.1:8788/v1/chat/completions -H 'content-type: application/json' \\
      -d '{"model":"toy:noice","messages":[{"role":"user","content":"how to make plim elsap"}]}'`,
    )
    .action(async (names, flags) => {
      const { labServeCommand } = await import('../lab/lab-serve-command.ts');
      exit(await labServeCommand(names, flags, (await settle(flags)).lang));
    });
}
