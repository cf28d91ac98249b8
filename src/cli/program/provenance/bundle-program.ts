import type { Command } from 'commander';
import { gathered, type ProgramParts } from '../program-parts.ts';

/** Adds `zenbun bundle`. */
export function addBundle(program: Command, { help, withSharedFlags, settle, exit }: ProgramParts): void {
  withSharedFlags(program.command('bundle'))
    .description(help('bundle'))
    .argument('<paths...>', help('bundleInputs'))
    .option('-o, --out <file>', help('bundleOutput'))
    .option('--key <file>', help('bundleKey'))
    .option('--passphrase-file <file>', help('bundlePassphrase'))
    .option('--from <index>', help('bundleFrom'))
    .option('--to <index>', help('bundleTo'))
    .option('--policy <file>', help('bundlePolicy'))
    .option('--answers <file>', help('reportAnswers'))
    .option('--ledger-key <key>', help('bundleLedgerKey'), gathered)
    .option('--redact', help('bundleRedact'))
    .option('--at <time>', help('bundleAt'))
    .addHelpText(
      'after',
      `
${help('bundleHow')}

${help('examples')}
  $ zenbun bundle scan.json runs/3f9c0a1b2d4e data.data.attest.json ledger -o release.zenbun.zip --key ours.key
  $ zenbun bundle ledger --from 10000 --to 12000 -o november.zenbun.zip --key ours.key
  $ zenbun bundle scan.json ledger --redact -o disclosure.zenbun.zip --key ours.key`,
    )
    .action(async (paths, flags) => {
      const { bundleCommand } = await import('../../bundle/bundle-command.ts');
      exit(await bundleCommand(paths, flags, (await settle(flags)).lang));
    });
}
