import type { Command } from 'commander';
import type { ProgramParts } from '../program-parts.ts';

/** Adds `zenbun prove`. */
export function addProve(program: Command, { help, withSharedFlags, settle, exit }: ProgramParts): void {
  withSharedFlags(program.command('prove'))
    .description(help('prove'))
    .argument('<manifest>', help('proveManifest'))
    .option('--record <n>', help('proveRecord'))
    .option('--line <file:n>', help('proveLine'))
    .option('--withhold', help('proveWithhold'))
    .option('--erase <n>', help('proveErase'))
    .option('--yes', help('ledgerYes'))
    .option('--data <path>', help('proveData'))
    .option('-o, --out <file>', help('ledgerOutput'))
    .addHelpText(
      'after',
      `
${help('proveHow')}

${help('examples')}
  $ zenbun prove data.manifest.json --record 41 --out 41.proof.json
  $ zenbun prove data.manifest.json --line train.jsonl:42 --withhold --out 41.proof.json
  $ zenbun prove data.manifest.json --erase 41`,
    )
    .action(async (manifest, flags) => {
      const { proveCommand } = await import('../../provenance/prove-command.ts');
      exit(await proveCommand(manifest, flags, (await settle(flags)).lang));
    });
}
