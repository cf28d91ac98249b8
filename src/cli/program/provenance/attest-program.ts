import { type Command, Option } from 'commander';
import { gathered, type ProgramParts } from '../program-parts.ts';

/** Adds `zenbun attest key|data|base|model|train|handover`. */
export function addAttest(program: Command, parts: ProgramParts): void {
  const { help } = parts;
  const attest = program
    .command('attest')
    .description(help('attest'))
    .addHelpText(
      'after',
      `
${help('attestHow')}

${help('examples')}
  $ zenbun attest key --out supplier.key
  $ zenbun attest data data/ --key supplier.key --facts data-facts.yaml
  $ zenbun attest model tuned/ --key supplier.key
  $ zenbun attest train tuned/ --key supplier.key --base base/ --data data/ --training training.yaml
  $ zenbun attest handover tuned/ --key supplier.key --from "Supplier" --to "Customer"`,
    );
  addKey(attest, parts);
  for (const kind of ['data', 'base', 'model'] as const) addFiles(attest, kind, parts);
  addTrain(attest, parts);
  addHandover(attest, parts);
}

function addKey(attest: Command, { help, withSharedFlags, settle, exit }: ProgramParts): void {
  withSharedFlags(attest.command('key'))
    .description(help('attestKey'))
    .requiredOption('--out <file>', help('attestKeyOut'))
    .addOption(
      new Option('--type <kind>', help('attestKeyType')).choices(['p256', 'p384', 'p521', 'ed25519']).default('p256'),
    )
    .option('--encrypt', help('attestKeyEncrypt'))
    .option('--passphrase-file <file>', help('passphraseFile'))
    .addHelpText(
      'after',
      `\n${help('examples')}\n  $ zenbun attest key --out supplier.key\n  $ zenbun attest key --out supplier.key --encrypt --passphrase-file passphrase.txt`,
    )
    .action(async (flags) => {
      const { lang } = await settle(flags);
      const { attestKeyCommand } = await import('../../provenance/attest-key-command.ts');
      exit(await attestKeyCommand(flags, lang));
    });
}

/** Adds the flags of every attestation. */
function withSigner(command: Command, { help, withSharedFlags }: ProgramParts): Command {
  return withSharedFlags(command)
    .option('--key <file>', help('attestSigningKey'))
    .option('--passphrase-file <file>', help('passphraseFile'))
    .option('--certificate <file>', help('attestCertificate'), gathered)
    .option('--sigstore', help('attestSigstore'))
    .option('--out <file>', help('attestOut'))
    .option('--ignore <path>', help('attestIgnore'), gathered)
    .option('--allow-symlinks', help('allowSymlinks'))
    .option('--jobs <n>', help('hashJobs'));
}

const ABOUT = { data: 'attestData', base: 'attestBase', model: 'attestModel' } as const;

function addFiles(attest: Command, kind: keyof typeof ABOUT, parts: ProgramParts): void {
  const { help, settle, exit } = parts;
  const command = withSigner(attest.command(kind), parts)
    .description(help(ABOUT[kind]))
    .argument('<path>', help('attestPath'))
    .option('--facts <file>', help('attestFacts'));
  if (kind === 'data')
    command.option('--manifest', help('attestManifest')).option('--file-digests', help('attestFileDigests'));
  command
    .addHelpText(
      'after',
      `\n${help('examples')}\n  $ zenbun attest ${kind} ${kind}/ --key supplier.key\n  $ zenbun attest ${kind} ${kind}/ --key supplier.key --facts facts.yaml`,
    )
    .action(async (path, flags) => {
      const { lang } = await settle(flags);
      if (kind === 'data' && flags.manifest === true) {
        const { attestManifestCommand } = await import('../../provenance/attest-manifest-command.ts');
        return exit(await attestManifestCommand(path, flags, lang));
      }
      const { attestFilesCommand } = await import('../../provenance/attest-command.ts');
      exit(await attestFilesCommand(kind, path, flags, lang));
    });
}

function addTrain(attest: Command, parts: ProgramParts): void {
  const { help, settle, exit } = parts;
  withSigner(attest.command('train'), parts)
    .description(help('attestTrain'))
    .argument('<path>', help('attestTrainPath'))
    .option('--base <path>', help('attestTrainBase'), gathered)
    .option('--data <path>', help('attestTrainData'), gathered)
    .option('--byproduct <path>', help('attestTrainByproduct'), gathered)
    .option('--training <file>', help('attestTraining'))
    .option('--no-trainer-files', help('attestNoTrainerFiles'))
    .option('--builder <uri>', help('attestBuilder'))
    .option('--run <name>', help('attestRun'))
    .addHelpText(
      'after',
      `\n${help('examples')}\n  $ zenbun attest train tuned/ --key ci.key --base base/ --data data/train.jsonl --training training.yaml`,
    )
    .action(async (path, flags) => {
      const { lang } = await settle(flags);
      const { attestTrainingCommand } = await import('../../provenance/attest-command.ts');
      exit(await attestTrainingCommand(path, flags, lang));
    });
}

function addHandover(attest: Command, parts: ProgramParts): void {
  const { help, settle, exit } = parts;
  withSigner(attest.command('handover'), parts)
    .description(help('attestHandover'))
    .argument('<path>', help('attestPath'))
    .requiredOption('--from <name>', help('attestFrom'))
    .requiredOption('--to <name>', help('attestTo'))
    .option('--to-key <file>', help('attestToKey'))
    .option('--previous <file>', help('attestPrevious'))
    .option('--note <text>', help('attestNote'))
    .addHelpText(
      'after',
      `\n${help('examples')}\n  $ zenbun attest handover tuned/ --key supplier.key --from "Supplier" --to "Customer" --to-key customer.key.pub\n  $ zenbun attest handover tuned/ --key customer.key --from "Customer" --to "Operator" --previous tuned.handover-1.attest.json`,
    )
    .action(async (path, flags) => {
      const { lang } = await settle(flags);
      const { attestHandoverCommand } = await import('../../provenance/attest-command.ts');
      exit(await attestHandoverCommand(path, flags, lang));
    });
}
