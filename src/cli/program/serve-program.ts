import { type Command, Option } from 'commander';
import { gathered, type ProgramParts } from './program-parts.ts';

/** Adds `zenbun serve` and `zenbun serve key`. */
export function addServe(program: Command, { help, withSharedFlags, settle, exit }: ProgramParts): void {
  const serve = withSharedFlags(program.command('serve'))
    .description(help('serve'))
    .option('--demo', help('serveDemo'))
    .option('--listen <address>', help('serveListen'))
    .option('--upstream <url>', help('serveUpstream'))
    .option('--model <name>', help('serveModel'), gathered)
    .addOption(new Option('--guard <policy>', help('serveGuard')).choices(['final', 'judged', 'observe']))
    .option('--ledger <folder>', help('serveLedgerFolder'))
    .addHelpText(
      'after',
      `
${help('serveHow')}

${help('examples')}
  $ zenbun serve --demo
  $ zenbun serve --upstream http://127.0.0.1:8000/v1 --model my-tuned-model
  $ zenbun serve -c zenbun.yaml
  $ zenbun ledger verify ledger`,
    )
    .action(async (flags) => {
      const { config, lang } = await settle(flags);
      if (flags.demo) {
        const { serveDemoCommand } = await import('../serve/serve-demo-command.ts');
        exit(await serveDemoCommand(flags, lang));
        return;
      }
      const { serveCommand } = await import('../serve/serve-command.ts');
      const reread = async () => (await settle(flags)).config.serve;
      exit(await serveCommand(config.serve, flags, { lang, reread }));
    });

  withSharedFlags(serve.command('key'))
    .description(help('serveKey'))
    .argument('<id>', help('serveKeyId'))
    .addHelpText('after', `\n${help('examples')}\n  $ zenbun serve key team-a`)
    // `serve` takes any option that it shares with this command, wherever it appears.
    .action(async (id: string, _: unknown, command: Command) => {
      const { serveKeyCommand } = await import('../serve/serve-key-command.ts');
      exit(await serveKeyCommand(id, (await settle(command.optsWithGlobals() as never)).lang));
    });
}
