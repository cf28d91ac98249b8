import { type CommandWords, everyCommand, type Value } from './command-words.ts';

/**
 * Returns a completion script for bash 3.2 and newer. It walks the typed words to find the command, then offers its
 * commands, its flags, or the values of the flag before the cursor. Files are left to bash itself.
 */
export function bashCompletion(program: CommandWords): string {
  const commands = everyCommand(program);
  const paths = commands.filter(({ path }) => path.length > 0).map((command) => quoted(pathOf(command)));
  const values = valueBranches(commands).map((branch) => `    ${branch}`);
  return `# \`zenbun completion --help\` says how to install this.

_zenbun() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD - 1]}" path='' flags='' names='' i
  COMPREPLY=()
  # Bash takes --flag=value for three words.
  if [[ "$cur" == '=' ]]; then
    cur=''
  elif [[ "$prev" == '=' && "$COMP_CWORD" -gt 2 ]]; then
    prev="\${COMP_WORDS[COMP_CWORD - 2]}"
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$path \${COMP_WORDS[i]}" in
      ${paths.join(' | ')}) path+=" \${COMP_WORDS[i]}" ;;
    esac
  done
  case "$path $prev" in
${values.join('\n')}
  esac
  case "$path" in
${commands.map(commandLine).join('\n')}
  esac
  if [[ "$cur" == -* ]]; then names="$flags"; fi
  if [[ -n "$names" ]]; then COMPREPLY=($(compgen -W "$names" -- "$cur")); fi
}

# With nothing of its own to offer it leaves the word to bash, which knows the files.
complete -o default -F _zenbun zenbun
`;
}

const pathOf = ({ path }: CommandWords): string => path.map((word) => ` ${word}`).join('');

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

function commandLine(command: CommandWords): string {
  const { commands, flags, argument } = command;
  const choices = argument?.kind === 'choice' ? argument.choices : [];
  const names = [...commands.map(({ path }) => path.at(-1)!), ...choices];
  const lists = [`flags=${quoted(flags.map(({ name }) => name).join(' '))}`, `names=${quoted(names.join(' '))}`];
  // Where a file name is also allowed, offer files until something has been typed.
  const files = commands.length > 0 && argument?.kind === 'place' ? ` [[ -n "$cur" ]] || names='';` : '';
  return `    ${quoted(pathOf(command))}) ${lists.join(' ')};${files} ;;`.replace('; ;;', ' ;;');
}

/** Returns the branches for the values of flags; flags with the same values share a branch. */
function valueBranches(commands: readonly CommandWords[]): string[] {
  const flags = new Map<string, string[]>();
  for (const command of commands) {
    for (const { name, value } of command.flags) {
      if (value === null) continue;
      const line = valueLine(value);
      flags.set(line, [...(flags.get(line) ?? []), quoted(`${pathOf(command)} ${name}`)]);
    }
  }
  return [...flags].map(([line, patterns]) => `${patterns.join(' | ')}) ${line} ;;`);
}

/** If any value may follow, offering files would mislead; bash before version 4 cannot be told so. */
function valueLine(value: Value): string {
  switch (value.kind) {
    case 'choice':
      return `COMPREPLY=($(compgen -W ${quoted(value.choices.join(' '))} -- "$cur")); return`;
    case 'place':
      return 'return';
    case 'free':
      return 'compopt +o default 2>/dev/null; return';
  }
}
