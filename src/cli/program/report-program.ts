import type { Command } from 'commander';
import type { ProgramParts } from './program-parts.ts';

/** Adds `zenbun report`. */
export function addReport(program: Command, { help, withSharedFlags, settle, exit }: ProgramParts): void {
  withSharedFlags(program.command('report'))
    .description(help('report'))
    .argument('<results...>', help('reportResults'))
    .option('--html <file>', help('reportHtml'))
    .option('--pdf <file>', help('reportPdf'))
    .option('--md <file>', help('md'))
    .option('--json <file>', help('json'))
    .option('--documents <folder>', help('reportDocuments'))
    .option('--answers <file>', help('reportAnswers'))
    .option('--cost <file>', help('reportCost'))
    .option('--vkey <key>', help('checklistVkey'))
    .option('--earlier <file>', help('ledgerEarlier'))
    .option('--unmask', help('reportUnmask'))
    .addHelpText(
      'after',
      `
${help('reportHow')}

${help('examples')}
  $ zenbun report scan.json compare.json --html report.html
  $ zenbun report scan.json runs/3f9c0a1b2d4e ledger --html report.html --pdf report.pdf --lang ja
  $ zenbun report ledger --vkey "$VKEY" --earlier head.txt --md -
  $ zenbun report release.zenbun.zip --html report.html
  $ zenbun report scan.json compare.json --documents documents`,
    )
    .action(async (results, flags) => {
      const { reportCommand } = await import('../report/report-command.ts');
      exit(await reportCommand(results, flags, (await settle(flags)).lang));
    });
}
