import { Argument, type Command, Option } from 'commander';
import type { Lang } from '../../schema/index.ts';
import { SHELLS } from '../completion/shells.ts';
import { CI_KINDS, LEVELS } from '../init/answers.ts';
import { gathered, type ProgramParts } from './program-parts.ts';

/**
 * Adds `zenbun init` and `zenbun completion`. They read no configuration: it has yet to be written, or a shell is
 * starting.
 */
export function addSetup(program: Command, { help, exit }: ProgramParts, lang: Lang): void {
  const langOption = () => new Option('--lang <lang>', help('lang')).choices(['en', 'ja']);

  program
    .command('init')
    .description(help('init'))
    .addOption(langOption())
    .option('--data <path>', help('initData'), gathered)
    .addOption(new Option('--fail-on <level>', help('failOn')).choices(LEVELS))
    .addOption(new Option('--ci <kind>', help('initCi')).choices(CI_KINDS))
    .option('--yes', help('initYes'))
    .option('--force', help('initForce'))
    .addHelpText(
      'after',
      `
${help('examples')}
  $ zenbun init
  $ zenbun init --yes --data train.jsonl --fail-on review --ci github`,
    )
    .action(async (flags) => {
      const { initCommand } = await import('../init/init-command.ts');
      exit(await initCommand(flags, lang));
    });

  program
    .command('completion')
    .description(help('completion'))
    .addArgument(new Argument('<shell>', help('completionShell')).choices(SHELLS))
    .addOption(langOption())
    .addHelpText(
      'after',
      `
${help('completionNow')}
  $ source <(zenbun completion bash)
  $ source <(zenbun completion zsh)
  $ zenbun completion fish | source

${help('completionInstall')}
  $ zenbun completion bash > ~/.local/share/bash-completion/completions/zenbun
  $ zenbun completion zsh > "\${fpath[1]}/_zenbun"
  $ zenbun completion fish > ~/.config/fish/completions/zenbun.fish`,
    )
    .action(async (shell) => {
      const { completionCommand } = await import('../completion/completion-command.ts');
      exit(await completionCommand(shell, program));
    });
}
