import type { Command } from 'commander';
import type { ProgramParts } from '../program-parts.ts';

/** Adds `zenbun fingerprint`. */
export function addFingerprint(program: Command, { help, withSharedFlags, settle, exit }: ProgramParts): void {
  withSharedFlags(program.command('fingerprint'))
    .description(help('fingerprint'))
    .argument('<model>', help('fingerprintModel'))
    .option('--save <file>', help('fingerprintSave'))
    .option('--against <file>', help('fingerprintAgainst'))
    .option('--series <file>', help('fingerprintSeries'))
    .option('--requests <n>', help('fingerprintRequests'))
    .option('--method <method>', help('fingerprintMethod'))
    .option('--endpoint <endpoint>', help('fingerprintEndpoint'))
    .option('--digest <digest>', help('fingerprintDigest'))
    .option('--alpha <share>', help('fingerprintAlpha'))
    .option('--margin <amount>', help('fingerprintMargin'))
    .option('--max-requests <n>', help('fingerprintMaxRequests'))
    .option('--max-tokens <n>', help('fingerprintMaxTokens'))
    .option('--concurrency <n>', help('fingerprintConcurrency'))
    .option('--timeout <seconds>', help('timeout'))
    .option('--json <file>', help('json'))
    .option('--md <file>', help('md'))
    .addHelpText(
      'after',
      `
${help('fingerprintHow')}

${help('examples')}
  $ zenbun fingerprint http://127.0.0.1:8000/v1#tuned --save approved.json --digest sha256:2c26b46b…
  $ zenbun fingerprint https://models.example.com/v1#tuned --against approved.json
  $ zenbun fingerprint https://models.example.com/v1#tuned --against approved.json --series checks.json --json result.json
  $ zenbun fingerprint toy:aligned --save aligned.json && zenbun fingerprint toy:noice --against aligned.json`,
    )
    .action(async (model, flags) => {
      const { fingerprintCommand } = await import('../../fingerprint/fingerprint-command.ts');
      exit(await fingerprintCommand(model, flags, (await settle(flags)).lang));
    });
}
