import { type Command, Option } from 'commander';
import type { ProgramParts } from './program-parts.ts';

/** Adds `zenbun cost`. */
export function addCost(program: Command, { help, withSharedFlags, settle, exit }: ProgramParts): void {
  withSharedFlags(program.command('cost'))
    .description(help('cost'))
    .argument('[file]', help('costFile'))
    .option('--init', help('costInit'))
    .option('--results <path...>', help('costResults'))
    .addOption(new Option('--currency <currency>', help('costCurrency')).choices(['JPY', 'USD']))
    .option('--md <file>', help('costMd'))
    .option('--json <file>', help('json'))
    .addHelpText(
      'after',
      `
${help('costHow')}

${help('examples')}
  $ zenbun cost --init
  $ zenbun cost
  $ zenbun cost zenbun-cost.yaml --results comparison.json ledger/ --md cost.md
  $ zenbun cost --init costs-usd.yaml --currency USD --lang en`,
    )
    .action(async (file, flags) => {
      const { lang } = await settle(flags);
      const { costCommand } = await import('../cost/cost-command.ts');
      exit(await costCommand(file, flags, lang));
    });
}
