import type { Command } from 'commander';
import { gathered, type ProgramParts } from '../program-parts.ts';

/** Adds `zenbun bom`. */
export function addBom(program: Command, { help, withSharedFlags, settle, exit }: ProgramParts): void {
  withSharedFlags(program.command('bom'))
    .description(help('bom'))
    .argument('<model>', help('bomModel'))
    .option('--base <path>', help('bomBase'))
    .option('--data <path>', help('bomData'), gathered)
    .option('--facts <file>', help('bomFacts'))
    .option('--training <file>', help('bomTraining'))
    .option('--results <file>', help('bomResults'), gathered)
    .option('--allow-symlinks', help('allowSymlinks'))
    .option('--at <time>', help('bomAt'))
    .option('-o, --out <file>', help('ledgerOutput'))
    .addHelpText(
      'after',
      `
${help('bomHow')}

${help('examples')}
  $ zenbun bom tuned/ --out tuned.cdx.json
  $ zenbun bom tuned/ --base base/ --data train.jsonl --facts facts.yaml --results scan.json --out tuned.cdx.json`,
    )
    .action(async (model, flags) => {
      const { bomCommand } = await import('../../provenance/bom-command.ts');
      exit(await bomCommand(model, flags, (await settle(flags)).lang));
    });
}
