import type { Command } from 'commander';
import { gathered, type ProgramParts } from '../program-parts.ts';

/** Adds `zenbun training`. */
export function addTraining(program: Command, { help, withSharedFlags, settle, exit }: ProgramParts): void {
  withSharedFlags(program.command('training'))
    .description(help('training'))
    .argument('<folder>', help('trainingFolder'))
    .option('--data <path>', help('trainingData'), gathered)
    .option('--base <folder>', help('trainingBase'))
    .option('--statement <file>', help('trainingStatement'), gathered)
    .option('--trainer-config <file>', help('trainingConfig'), gathered)
    .option('--base-loss <nats>', help('trainingBaseLoss'))
    .option('--tuned-loss <nats>', help('trainingTunedLoss'))
    .option('--json <file>', help('json'))
    .option('--md <file>', help('md'))
    .addHelpText(
      'after',
      `
${help('trainingHow')}

${help('examples')}
  $ zenbun training output
  $ zenbun training output --data train.jsonl --base models/base
  $ zenbun training output --data train.jsonl --statement output.train.attest.json --json training.json
  $ zenbun training job.json --data train.jsonl --md training.md`,
    )
    .action(async (folder: string, flags) => {
      const { trainingCommand } = await import('../../commands/training-command.ts');
      exit(await trainingCommand(folder, flags, (await settle(flags)).lang));
    });
}
