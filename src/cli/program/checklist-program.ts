import { type Command, Option } from 'commander';
import { TEAMS } from '../../schema/index.ts';
import type { ProgramParts } from './program-parts.ts';

/** Adds `zenbun checklist`. */
export function addChecklist(program: Command, { help, withSharedFlags, settle, exit }: ProgramParts): void {
  withSharedFlags(program.command('checklist'))
    .description(help('checklist'))
    .argument('[results...]', help('checklistResults'))
    .option('--init [file]', help('checklistInit'))
    .option('--fill', help('checklistFill'))
    .option('--check', help('checklistCheck'))
    .option('--answers <file>', help('checklistAnswers'))
    .addOption(new Option('--team <team>', help('checklistTeam')).choices(TEAMS))
    .option('--vkey <key>', help('checklistVkey'))
    .option('--earlier <file>', help('ledgerEarlier'))
    .option('--md <file>', help('md'))
    .option('--json <file>', help('json'))
    .addHelpText(
      'after',
      `
${help('checklistHow')}

${help('examples')}
  $ zenbun checklist --init
  $ zenbun checklist scan.json comparison.json ledger --fill --md checklist.md
  $ zenbun checklist scan.json --check
  $ zenbun checklist --team management`,
    )
    .action(async (results, flags) => {
      const { checklistCommand } = await import('../checklist/checklist-command.ts');
      exit(await checklistCommand(results, flags, (await settle(flags)).lang));
    });
}
