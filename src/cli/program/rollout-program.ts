import type { Command } from 'commander';
import type { OrderedAction } from '../rollout/rollout-order-command.ts';
import { gathered, type ProgramParts } from './program-parts.ts';

/** Adds `zenbun rollout start|status|plan|pause|resume|promote|rollback|history|drill`. */
export function addRollout(program: Command, parts: ProgramParts): void {
  const { help } = parts;
  const rollout = program
    .command('rollout')
    .description(help('rollout'))
    .addHelpText(
      'after',
      `
${help('rolloutHow')}

${help('examples')}
  $ zenbun rollout plan support
  $ zenbun rollout start support --reason "LoRA 7, ticket 812"
  $ zenbun rollout status
  $ zenbun rollout rollback support --reason "complaints about answers on returns"`,
    );
  addOrder(rollout, parts, { action: 'start', about: 'rolloutStart', why: 'LoRA 7, ticket 812' });
  addStatus(rollout, parts);
  addPlan(rollout, parts);
  addOrder(rollout, parts, { action: 'pause', about: 'rolloutPause', why: 'release freeze' });
  addOrder(rollout, parts, { action: 'resume', about: 'rolloutResume', why: 'freeze is over' });
  addOrder(rollout, parts, { action: 'promote', about: 'rolloutPromote', why: 'reviewed by the safety team' });
  addOrder(rollout, parts, {
    action: 'rollback',
    about: 'rolloutRollback',
    why: 'complaints about answers on returns',
  });
  addHistory(rollout, parts);
  addDrill(rollout, parts);
}

function addDrill(rollout: Command, { help, withSharedFlags, settle, exit }: ProgramParts): void {
  withSharedFlags(rollout.command('drill'))
    .description(help('rolloutDrill'))
    .option('--url <url>', help('rolloutDrillUrl'), gathered)
    .option('--json <file>', help('rolloutJson'))
    .addHelpText(
      'after',
      `\n${help('rolloutDrillHow')}\n\n${help('examples')}\n  $ zenbun rollout drill\n  $ zenbun rollout drill --url https://gateway-1.example.com --url https://gateway-2.example.com`,
    )
    .action(async (flags) => {
      const { config, lang } = await settle(flags);
      const { rolloutDrillCommand } = await import('../rollout/rollout-drill-command.ts');
      exit(await rolloutDrillCommand(config.serve, flags, lang));
    });
}

interface OrderCommand {
  readonly action: OrderedAction;
  readonly about: Parameters<ProgramParts['help']>[0];
  /** A reason to use in the example. */
  readonly why: string;
}

function addOrder(
  rollout: Command,
  { help, withSharedFlags, settle, exit }: ProgramParts,
  { action, about, why }: OrderCommand,
): void {
  const command = withSharedFlags(rollout.command(action))
    .description(help(about))
    .argument('<model>', help('rolloutModel'))
    .requiredOption('--reason <text>', help('rolloutReason'))
    .option('--by <name>', help('rolloutBy'))
    .option('--url <url>', help('rolloutUrl'))
    .option('--json <file>', help('rolloutJson'));
  if (action === 'start') command.option('--without-comparison', help('rolloutWithoutComparison'));
  command
    .addHelpText('after', `\n${help('examples')}\n  $ zenbun rollout ${action} support --reason "${why}"`)
    .action(async (model, flags) => {
      const { config, lang } = await settle(flags);
      const { rolloutOrderCommand } = await import('../rollout/rollout-order-command.ts');
      exit(await rolloutOrderCommand(action, model, config.serve, flags, lang));
    });
}

function addStatus(rollout: Command, { help, withSharedFlags, settle, exit }: ProgramParts): void {
  withSharedFlags(rollout.command('status'))
    .description(help('rolloutStatus'))
    .argument('[model]', help('rolloutModelOrAll'))
    .option('--url <url>', help('rolloutUrl'))
    .option('--json <file>', help('rolloutJson'))
    .addHelpText(
      'after',
      `
${help('rolloutStatusHow')}

${help('examples')}
  $ zenbun rollout status
  $ zenbun rollout status support --url https://gateway.example.com
  $ zenbun rollout status support --json - | jq .isInForce`,
    )
    .action(async (model, flags) => {
      const { config, lang } = await settle(flags);
      const { rolloutStatusCommand } = await import('../rollout/rollout-status-command.ts');
      exit(await rolloutStatusCommand(model, config.serve, flags, lang));
    });
}

function addPlan(rollout: Command, { help, withSharedFlags, settle, exit }: ProgramParts): void {
  withSharedFlags(rollout.command('plan'))
    .description(help('rolloutPlan'))
    .argument('[model]', help('rolloutModelOrAll'))
    .option('--json <file>', help('rolloutJson'))
    .addHelpText(
      'after',
      `
${help('examples')}
  $ zenbun rollout plan
  $ zenbun rollout plan support -c zenbun.yaml --json plan.json`,
    )
    .action(async (model, flags) => {
      const { config, lang } = await settle(flags);
      const { rolloutPlanCommand } = await import('../rollout/rollout-plan-command.ts');
      exit(await rolloutPlanCommand(model, config.serve, flags, lang));
    });
}

function addHistory(rollout: Command, { help, withSharedFlags, settle, exit }: ProgramParts): void {
  withSharedFlags(rollout.command('history'))
    .description(help('rolloutHistory'))
    .argument('[model]', help('rolloutModelOrAll'))
    .option('--ledger <folder>', help('rolloutLedger'))
    .option('--json <file>', help('rolloutJson'))
    .addHelpText(
      'after',
      `
${help('rolloutHistoryHow')}

${help('examples')}
  $ zenbun rollout history
  $ zenbun rollout history support --ledger /var/lib/zenbun/ledger`,
    )
    .action(async (model, flags) => {
      const { config, lang } = await settle(flags);
      const { rolloutHistoryCommand } = await import('../rollout/rollout-history-command.ts');
      exit(await rolloutHistoryCommand(model, config.serve, flags, lang));
    });
}
