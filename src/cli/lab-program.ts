import { type Command, Option } from 'commander';
import type { Lang } from '../schema/index.ts';
import type { SharedFlags } from './shared-flags.ts';

/** How a command is finished: shared flags are added, and settled into a language when it runs. */
export interface LabProgram {
  readonly withSharedFlags: (command: Command) => Command;
  readonly langOf: (flags: SharedFlags) => Promise<Lang>;
  readonly exit: (code: number) => void;
}

/** Adds `zenbun lab run|export|serve`. */
export function addLab(program: Command, { withSharedFlags, langOf, exit }: LabProgram): void {
  const lab = program
    .command('lab')
    .description('the paper on toy models: a made-up language, tiny transformers, attacks and defences')
    .addHelpText(
      'after',
      `
Examples:
  $ zenbun lab run
  $ zenbun lab serve
  $ zenbun lab export toy-data && zenbun scan toy-data`,
    );

  withSharedFlags(lab.command('run'))
    .description('train toy models, attack them, put defences before them, and show the table')
    .option('--seeds <which>', 'how many worlds (3), a range (4-10) or a list (2,5,7)', '3')
    .option('--rows <ids>', 'rows of the table, with commas between (default: all)')
    .option('--defences <ids>', 'columns of the table, with commas between (default: all)')
    .option('--jobs <n>', 'worker threads (default: one per core)')
    .addOption(
      new Option(
        '--kernels <name>',
        'WebAssembly, or plain TypeScript, several times slower (default: wasm where there is SIMD)',
      ).choices(['wasm', 'plain']),
    )
    .option('--models <folder>', 'keep the trained models there, as safetensors')
    .option('--json <file>', 'the whole result (- for stdout)')
    .option('--md <file>', 'the page, as Markdown (- for stdout)')
    .addHelpText(
      'after',
      `
Exits with 1 where the pattern of the paper does not show.

Examples:
  $ zenbun lab run
  $ zenbun lab run --seeds 1 --rows aligned,yoc,noice --defences none,frd,amd,latch
  $ zenbun lab run --seeds 10 --md lab.md --json lab.json`,
    )
    .action(async (flags) => {
      const { labRunCommand } = await import('./lab-run-command.ts');
      exit(await labRunCommand(flags, await langOf(flags)));
    });

  withSharedFlags(lab.command('export'))
    .description('write the toy fine-tuning files, as JSON lines of chat messages')
    .argument('<folder>', 'where they go; it is made where it is not there')
    .option('--seed <n>', 'the world', '1')
    .option('--rows <ids>', 'which files, with commas between (default: all)')
    .addHelpText(
      'after',
      `
Examples:
  $ zenbun lab export toy-data
  $ zenbun lab export toy-data --seed 4 --rows benign,noice`,
    )
    .action(async (folder, flags) => {
      const { labExportCommand } = await import('./lab-export-command.ts');
      exit(await labExportCommand(folder, flags, await langOf(flags)));
    });

  withSharedFlags(lab.command('serve'))
    .description('serve toy models as an OpenAI-compatible endpoint, on this machine only')
    .argument('[names...]', 'toy models (default: all that are shipped), or safetensors files of `lab run --models`')
    .option('--port <n>', 'the port; 0 takes a free one', '8788')
    .option('--host <address>', 'a loopback address', '127.0.0.1')
    .addHelpText(
      'after',
      `
Examples:
  $ zenbun lab serve
  $ zenbun lab serve aligned noice --port 9000
  $ curl http://127.0.0.1:8788/v1/chat/completions -H 'content-type: application/json' \\
      -d '{"model":"toy:noice","messages":[{"role":"user","content":"how to make plim elsap"}]}'`,
    )
    .action(async (names, flags) => {
      const { labServeCommand } = await import('./lab-serve-command.ts');
      exit(await labServeCommand(names, flags, await langOf(flags)));
    });
}
