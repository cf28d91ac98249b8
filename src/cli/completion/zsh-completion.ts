import { type CommandWords, everyCommand, type FlagWords, type Value } from './command-words.ts';

/**
 * Returns a completion script for zsh with one function per command, to be sourced or placed as `_zenbun` in a folder
 * of `fpath`.
 */
export function zshCompletion(program: CommandWords): string {
  return `#compdef zenbun
# \`zenbun completion --help\` says how to install this.

${everyCommand(program).map(commandFunction).join('\n')}
if [[ "\${funcstack[1]}" == _zenbun ]]; then
  _zenbun "$@"
else
  compdef _zenbun zenbun
fi
`;
}

const functionOf = (path: readonly string[]): string => ['_zenbun', ...path].join('_').replaceAll('-', '_');

function commandFunction(command: CommandWords): string {
  const { path, commands, flags, argument } = command;
  const specs = flags.map(flagSpec);
  if (commands.length === 0) {
    const rest =
      argument === null ? [] : [quoted(`*:${argument.kind === 'choice' ? 'name' : 'file'}:${action(argument)}`)];
    return `${functionOf(path)}() {\n  ${['_arguments', ...specs, ...rest].join(' \\\n    ')}\n}\n`;
  }
  const described = commands.map((child) => quoted(`${child.path.at(-1)}:${child.about.replaceAll('\\', '\\\\')}`));
  const branches = commands.map((child) => `        ${child.path.at(-1)}) ${functionOf(child.path)} ;;`);
  // A file name is allowed where a subcommand is.
  const takesFiles = argument?.kind === 'place';
  if (takesFiles) branches.push('        *) _files ;;');
  return `${functionOf(path)}() {
  local context state state_descr line curcontext="$curcontext"
  local -a commands
  typeset -A opt_args
  ${['_arguments -C', ...specs, "'1: :->command'", "'*:: :->rest'"].join(' \\\n    ')}
  case "$state" in
    command)
      commands=(
        ${described.join('\n        ')}
      )
      _describe command commands${takesFiles ? '\n      _files' : ''}
      ;;
    rest)
      case "$words[1]" in
${branches.join('\n')}
      esac
      ;;
  esac
}
`;
}

/** Uses `*`, since repeating a flag is harmless and some flags take several values that way. */
function flagSpec({ name, about, value }: FlagWords): string {
  const told = about.replace(/[[\]\\:]/g, '\\$&');
  return quoted(value === null ? `*${name}[${told}]` : `*${name}=[${told}]:value:${action(value)}`);
}

function action(value: Value): string {
  switch (value.kind) {
    case 'choice':
      return `(${value.choices.join(' ')})`;
    case 'place':
      return '_files';
    case 'free':
      return '';
  }
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
