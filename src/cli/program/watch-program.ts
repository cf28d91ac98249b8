import { type Command, Option } from 'commander';
import { gathered, type ProgramParts } from './program-parts.ts';

/** Adds `zenbun watch`, and `zenbun watch reference|signals|status|acknowledge|renew`. */
export function addWatch(program: Command, parts: ProgramParts): void {
  const { help, withSharedFlags, settle, exit } = parts;
  const watch = withSharedFlags(program.command('watch'))
    .description(help('watch'))
    .option('--log <file>', help('watchLog'), gathered)
    .option('--reference-days <n>', help('watchReferenceDays'))
    .option('--reference <file>', help('watchReferenceFile'))
    .option('--alpha <rate>', help('watchAlpha'))
    .option('--horizon <n>', help('watchHorizon'))
    .option('--tolerance <factor>', help('watchTolerance'))
    .option('--time-zone <name>', help('watchTimeZone'))
    .option('--hours <n>', help('watchHours'))
    .option('--per-user <n>', help('watchPerUser'))
    .option('--identity <text>', help('watchIdentity'))
    .option('--json <file>', help('json'))
    .option('--webhook <url>', help('watchWebhook'))
    .addOption(
      new Option('--webhook-template <name>', help('watchWebhookTemplate')).choices(['plain', 'slack', 'teams']),
    )
    .option('--webhook-key <place>', help('watchWebhookKey'))
    .addHelpText(
      'after',
      `
${help('watchHow')}

${help('examples')}
  $ zenbun watch --log answers.jsonl --time-zone Asia/Tokyo
  $ zenbun watch --log 'logs/*.jsonl.gz' --reference-days 28 --json watch.json
  $ zenbun watch --log today.jsonl --reference reference.json
  $ zenbun watch --log today.jsonl --reference reference.json --webhook "$HOOK" --webhook-template slack`,
    )
    .action(async (flags) => {
      const { lang } = await settle(flags);
      const { watchCommand } = await import('../watch/watch-command.ts');
      exit(await watchCommand(flags, lang));
    });

  withSharedFlags(watch.command('reference'))
    .description(help('watchReference'))
    .requiredOption('-o, --output <file>', help('watchOutput'))
    .option('--log <file>', help('watchLog'), gathered)
    .option('--reference-days <n>', help('watchReferenceAll'))
    .option('--time-zone <name>', help('watchTimeZone'))
    .option('--hours <n>', help('watchHours'))
    .option('--per-user <n>', help('watchPerUser'))
    .option('--identity <text>', help('watchIdentity'))
    .addHelpText(
      'after',
      `\n${help('examples')}\n  $ zenbun watch reference --log october.jsonl --time-zone Asia/Tokyo -o reference.json`,
    )
    .action(async (_, command: Command) => {
      const flags = command.optsWithGlobals();
      const { watchReferenceCommand } = await import('../watch/watch-reference-command.ts');
      exit(await watchReferenceCommand(flags as never, (await settle(flags as never)).lang));
    });

  withSharedFlags(watch.command('signals'))
    .description(help('watchSignals'))
    .addHelpText('after', `\n${help('examples')}\n  $ zenbun watch signals`)
    .action(async (_, command: Command) => {
      const { watchSignalsCommand } = await import('../watch/watch-signals-command.ts');
      exit(await watchSignalsCommand((await settle(command.optsWithGlobals() as never)).lang));
    });

  addLive(watch, parts);
}

/** Adds the commands that ask a gateway. Options of `watch` itself (`--json`) are taken by it, wherever they appear. */
function addLive(watch: Command, { help, withSharedFlags, settle, exit }: ProgramParts): void {
  withSharedFlags(watch.command('status'))
    .description(help('watchStatus'))
    .option('--url <url>', help('rolloutUrl'))
    .option('--json <file>', help('rolloutJson'))
    .addHelpText(
      'after',
      `\n${help('watchStatusHow')}\n\n${help('examples')}\n  $ zenbun watch status\n  $ zenbun watch status --json -`,
    )
    .action(async (_, command: Command) => {
      const flags = command.optsWithGlobals() as never;
      const { config, lang } = await settle(flags);
      const { watchStatusCommand } = await import('../watch/watch-live-command.ts');
      exit(await watchStatusCommand(config.serve, flags, lang));
    });
  for (const [action, about] of [
    ['acknowledge', 'watchAcknowledge'],
    ['renew', 'watchRenew'],
  ] as const)
    withSharedFlags(watch.command(action))
      .description(help(about))
      .requiredOption('--reason <text>', help('rolloutReason'))
      .option('--by <name>', help('rolloutBy'))
      .option('--url <url>', help('rolloutUrl'))
      .option('--json <file>', help('rolloutJson'))
      .addHelpText('after', `\n${help('examples')}\n  $ zenbun watch ${action} --reason "ticket 812"`)
      .action(async (_, command: Command) => {
        const flags = command.optsWithGlobals() as never;
        const { config, lang } = await settle(flags);
        const { watchOrderCommand } = await import('../watch/watch-live-command.ts');
        exit(await watchOrderCommand(action, config.serve, flags, lang));
      });
}
