import type { Command } from 'commander';
import { gathered, type ProgramParts } from './program-parts.ts';

/** Adds `zenbun ledger verify|show|export|erase|prune|head|witness|replay`. */
export function addLedger(program: Command, parts: ProgramParts): void {
  const { help } = parts;
  const ledger = program
    .command('ledger')
    .description(help('ledger'))
    .addHelpText(
      'after',
      `
${help('examples')}
  $ zenbun ledger verify ledger
  $ zenbun ledger show ledger --last 5
  $ zenbun ledger head ledger -o checkpoint.txt`,
    );
  addVerify(ledger, parts);
  addShow(ledger, parts);
  addExport(ledger, parts);
  addErase(ledger, parts);
  addPrune(ledger, parts);
  addHead(ledger, parts);
  addWitness(ledger, parts);
  addReplay(ledger, parts);
}

function addReplay(ledger: Command, { help, withSharedFlags, settle, exit }: ProgramParts): void {
  withSharedFlags(ledger.command('replay'))
    .description(help('ledgerReplay'))
    .argument('<folders...>', help('ledgerReplayPlaces'))
    .option('--json <file>', help('json'))
    .addHelpText(
      'after',
      `\n${help('ledgerReplayHow')}\n\n${help('examples')}\n  $ zenbun ledger replay ledger\n  $ zenbun ledger replay gateway-1/ledger gateway-2/ledger --json replay.json`,
    )
    .action(async (folders, flags) => {
      const { ledgerReplayCommand } = await import('../ledger/ledger-replay-command.ts');
      exit(await ledgerReplayCommand(folders, flags, (await settle(flags)).lang));
    });
}

function addVerify(ledger: Command, { help, withSharedFlags, settle, exit }: ProgramParts): void {
  withSharedFlags(ledger.command('verify'))
    .description(help('ledgerVerify'))
    .argument('<place>', help('ledgerPlace'))
    .option('--vkey <key>', help('ledgerVkey'))
    .option('--earlier <file>', help('ledgerEarlier'))
    .option('--witness <key>', help('ledgerWitness'), gathered)
    .option('--json <file>', help('json'))
    .addHelpText(
      'after',
      `
${help('ledgerVerifyHow')}
${help('ledgerPlaceEnvironment')}

${help('examples')}
  $ zenbun ledger verify ledger
  $ zenbun ledger verify ledger --earlier checkpoint.txt
  $ zenbun ledger verify http://127.0.0.1:8787/ledger --vkey localhost/zenbun+1234abcd+AQ…
  $ zenbun ledger verify s3://my-bucket/log --vkey "$VKEY" --earlier cosigned.txt --witness "$WITNESS"`,
    )
    .action(async (place, flags) => {
      const { ledgerVerifyCommand } = await import('../ledger/ledger-verify-command.ts');
      exit(await ledgerVerifyCommand(place, flags, (await settle(flags)).lang));
    });
}

function addShow(ledger: Command, { help, withSharedFlags, settle, exit }: ProgramParts): void {
  withSharedFlags(ledger.command('show'))
    .description(help('ledgerShow'))
    .argument('<folder>', help('ledgerFolder'))
    .argument('[index]', help('ledgerIndex'))
    .option('--last <n>', help('ledgerLast'))
    .option('--unmask', help('ledgerUnmask'))
    .addHelpText(
      'after',
      `
${help('examples')}
  $ zenbun ledger show ledger
  $ zenbun ledger show ledger --last 100
  $ zenbun ledger show ledger 42`,
    )
    .action(async (folder, index, flags) => {
      const { ledgerShowCommand } = await import('../ledger/ledger-show-command.ts');
      exit(await ledgerShowCommand(folder, index, flags, (await settle(flags)).lang));
    });
}

function addExport(ledger: Command, { help, withSharedFlags, settle, exit }: ProgramParts): void {
  withSharedFlags(ledger.command('export'))
    .description(help('ledgerExport'))
    .argument('<folder>', help('ledgerFolder'))
    .option('--from <n>', help('ledgerFrom'))
    .option('--to <n>', help('ledgerTo'))
    .option('--unmask', help('ledgerUnmask'))
    .option('--proof <index>', help('ledgerProof'))
    .option('-o, --output <file>', help('ledgerOutput'))
    .addHelpText(
      'after',
      `
${help('examples')}
  $ zenbun ledger export ledger -o exchanges.jsonl
  $ zenbun ledger export ledger --from 100 --to 200
  $ zenbun ledger export ledger --proof 42 -o 42.tlog-proof`,
    )
    .action(async (folder, flags) => {
      const { ledgerExportCommand } = await import('../ledger/ledger-export-command.ts');
      exit(await ledgerExportCommand(folder, flags, (await settle(flags)).lang));
    });
}

function addErase(ledger: Command, { help, withSharedFlags, settle, exit }: ProgramParts): void {
  withSharedFlags(ledger.command('erase'))
    .description(help('ledgerErase'))
    .argument('<folder>', help('ledgerFolder'))
    .argument('<subject>', help('ledgerSubject'))
    .option('--yes', help('ledgerYes'))
    .addHelpText(
      'after',
      `
${help('ledgerEraseHow')}

${help('examples')}
  $ zenbun ledger erase ledger user-1234
  $ zenbun ledger erase ledger user-1234 --yes`,
    )
    .action(async (folder, subject, flags) => {
      const { ledgerEraseCommand } = await import('../ledger/ledger-erase-command.ts');
      exit(await ledgerEraseCommand(folder, subject, flags, (await settle(flags)).lang));
    });
}

function addPrune(ledger: Command, { help, withSharedFlags, settle, exit }: ProgramParts): void {
  withSharedFlags(ledger.command('prune'))
    .description(help('ledgerPrune'))
    .argument('<folder>', help('ledgerFolder'))
    .option('--before <index>', help('ledgerBefore'))
    .option('--older-than <days>', help('ledgerOlderThan'))
    .option('--yes', help('ledgerYes'))
    .addHelpText(
      'after',
      `
${help('ledgerPruneHow')}

${help('examples')}
  $ zenbun ledger prune ledger --older-than 400d
  $ zenbun ledger prune ledger --before 100000 --yes`,
    )
    .action(async (folder, flags) => {
      const { ledgerPruneCommand } = await import('../ledger/ledger-prune-command.ts');
      exit(await ledgerPruneCommand(folder, flags, (await settle(flags)).lang));
    });
}

function addHead(ledger: Command, { help, withSharedFlags, settle, exit }: ProgramParts): void {
  withSharedFlags(ledger.command('head'))
    .description(help('ledgerHead'))
    .argument('<place>', help('ledgerPlace'))
    .option('--vkey <key>', help('ledgerVkey'))
    .option('-o, --output <file>', help('ledgerOutput'))
    .addHelpText(
      'after',
      `
${help('examples')}
  $ zenbun ledger head ledger
  $ zenbun ledger head http://127.0.0.1:8787/ledger -o checkpoint.txt`,
    )
    .action(async (place, flags) => {
      const { ledgerHeadCommand } = await import('../ledger/ledger-head-command.ts');
      exit(await ledgerHeadCommand(place, flags, (await settle(flags)).lang));
    });
}

function addWitness(ledger: Command, { help, withSharedFlags, settle, exit }: ProgramParts): void {
  withSharedFlags(ledger.command('witness'))
    .description(help('ledgerWitnessCommand'))
    .argument('[place]', help('ledgerPlace'))
    .requiredOption('--key <file>', help('ledgerKey'))
    .option('--state <file>', help('ledgerState'))
    .option('--vkey <key>', help('ledgerVkey'))
    .option('--init', help('ledgerInit'))
    .option('--name <name>', help('ledgerName'), 'localhost/witness')
    .option('-o, --output <file>', help('ledgerOutput'))
    .addHelpText(
      'after',
      `
${help('ledgerWitnessHow')}

${help('examples')}
  $ zenbun ledger witness --init --key witness.key --name witness.example.com
  $ zenbun ledger witness https://gateway.example.com/ledger --state seen.json --key witness.key --vkey "$VKEY" -o cosigned.txt`,
    )
    .action(async (place, flags) => {
      const { ledgerWitnessCommand } = await import('../ledger/ledger-witness-command.ts');
      exit(await ledgerWitnessCommand(place, flags, (await settle(flags)).lang));
    });
}
