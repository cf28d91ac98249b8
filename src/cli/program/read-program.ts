import type { Command } from 'commander';
import { gathered, type ProgramParts } from './program-parts.ts';

/** Adds `zenbun read`. */
export function addRead(program: Command, { help, withSharedFlags, settle, exit }: ProgramParts): void {
  withSharedFlags(program.command('read'))
    .description(help('read'))
    .argument('<file>', help('readFile'))
    .option('--json <file>', help('readJson'), '-')
    .option('--map <columns>', help('readMap'))
    .addHelpText(
      'after',
      `
${help('readUnread')}

${help('examples')}
  $ zenbun read answers.jsonl
  $ zenbun read log.csv --map user=question,assistant=reply
  $ zenbun read answers.jsonl | jq -r 'select(.outcome == "refuse-then-comply") | .id'`,
    )
    .action(async (file, flags) => {
      const { readCommand } = await import('../commands/read-command.ts');
      exit(await readCommand(file, flags, (await settle(flags)).lang));
    });
}

/** Adds `zenbun probes`. */
export function addProbes(program: Command, { help, withSharedFlags, settle, exit }: ProgramParts): void {
  withSharedFlags(program.command('probes'))
    .description(help('probes'))
    .requiredOption('--out <file>', help('probesOut'))
    .option('--probes <name>', help('probesProbes'), gathered)
    .option('--map <columns>', help('probesMap'))
    .addHelpText(
      'after',
      `
${help('probesHow')}

${help('examples')}
  $ zenbun probes --out questions.jsonl
  $ zenbun compare --before replay:before.jsonl --after replay:after.jsonl`,
    )
    .action(async (flags) => {
      const { probesCommand } = await import('../commands/probes-command.ts');
      exit(await probesCommand(flags, (await settle(flags)).lang));
    });
}
