import type { Command } from 'commander';
import { gathered, type ProgramParts } from '../program-parts.ts';

/** Adds `zenbun verify`. */
export function addVerify(program: Command, { help, withSharedFlags, settle, exit }: ProgramParts): void {
  withSharedFlags(program.command('verify'))
    .description(help('verify'))
    .argument('<path>', help('verifyPath'))
    .option('--key <file>', help('verifyKey'), gathered)
    .option('--root <file>', help('verifyRoot'), gathered)
    .option('--sigstore-root <file>', help('verifySigstoreRoot'))
    .option('--identity <name>', help('verifyIdentity'), gathered)
    .option('--issuer <url>', help('verifyIssuer'))
    .option('--policy <file>', help('verifyPolicy'))
    .option('--signature <file>', help('verifySignature'), gathered)
    .option('--statement <file>', help('verifyStatement'), gathered)
    .option('--with <path>', help('verifyWith'), gathered)
    .option('--ledger-key <key>', help('verifyLedgerKey'), gathered)
    .option('--at <time>', help('verifyAt'))
    .option('--allow-symlinks', help('allowSymlinks'))
    .option('--jobs <n>', help('hashJobs'))
    .option('--json <file>', help('json'))
    .addHelpText(
      'after',
      `
${help('verifyHow')}

${help('examples')}
  $ zenbun verify tuned/ --key supplier.key.pub
  $ zenbun verify tuned/ --policy policy.yaml --with base/ --with data/train.jsonl
  $ zenbun verify data/ --root company-ca.pem --signature data.sig
  $ zenbun verify tuned.train.attest.json --key ci.key.pub --json verification.json
  $ zenbun verify release.zenbun.zip --key ours.key.pub --ledger-key "$VKEY"`,
    )
    .action(async (path, flags) => {
      const { lang } = await settle(flags);
      const { verifyCommand } = await import('../../provenance/verify-command.ts');
      exit(await verifyCommand(path, flags, lang));
    });
}
