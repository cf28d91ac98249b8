import type { Command } from 'commander';
import type { ProgramParts } from './program-parts.ts';

/** Adds `zenbun view`. */
export function addView(program: Command, { help, withSharedFlags, settle, exit }: ProgramParts): void {
  withSharedFlags(program.command('view'))
    .description(help('view'))
    .argument('<folder>', help('viewFolder'))
    .option('--port <n>', help('labPort'), '8789')
    .addHelpText(
      'after',
      `
${help('examples')}
  $ zenbun view runs
  $ zenbun view ledger
  $ zenbun view results --port 0`,
    )
    .action(async (folder: string, flags) => {
      const { lang } = await settle(flags);
      const { viewCommand } = await import('../serve/view-command.ts');
      exit(await viewCommand(folder, flags, lang));
    });
}
