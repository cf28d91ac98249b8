import type { Command } from 'commander';
import { EXIT } from '../exit-code.ts';
import { writeStdout } from '../terminal/stdout.ts';
import { bashCompletion } from './bash-completion.ts';
import { type CommandWords, commandWords } from './command-words.ts';
import { fishCompletion } from './fish-completion.ts';
import type { Shell } from './shells.ts';
import { zshCompletion } from './zsh-completion.ts';

const SCRIPTS: Readonly<Record<Shell, (program: CommandWords) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

/** `zenbun completion`: prints the script with which a shell completes the commands of this version. */
export async function completionCommand(shell: Shell, program: Command): Promise<number> {
  await writeStdout(SCRIPTS[shell](commandWords(program)));
  return EXIT.done;
}
