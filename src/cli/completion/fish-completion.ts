import { type CommandWords, everyCommand, type Value } from './command-words.ts';

/**
 * Returns a completion script for fish: a function that checks which command the line is at, and one line for each
 * completion.
 */
export function fishCompletion(program: CommandWords): string {
  const commands = everyCommand(program);
  const paths = commands.filter(({ path }) => path.length > 0).map(({ path }) => quoted(path.join(' ')));
  return `# \`zenbun completion --help\` says how to install this.

function __zenbun_at
    set -l known ${paths.join(' ')}
    set -l words (commandline -opc)
    set -e words[1]
    set -l path
    for word in $words
        if contains -- (string trim -- "$path $word") $known
            set -a path $word
        end
    end
    test "$path" = "$argv[1]"
end

${commands.flatMap(commandLines).join('\n')}
`;
}

function commandLines({ path, commands, flags, argument }: CommandWords): string[] {
  const here = `complete -c zenbun -n ${quoted(`__zenbun_at ${quoted(path.join(' '))}`)}`;
  return [
    ...(argument?.kind === 'choice' ? [`${here} -f -a ${quoted(argument.choices.join(' '))}`] : []),
    ...(argument === null ? [`${here} -f`] : []),
    ...commands.map((child) => `${here} -f -a ${quoted(child.path.at(-1)!)} -d ${quoted(child.about)}`),
    ...flags.map(({ name, about, value }) => {
      return `${here} -l ${name.replace(/^--/, '')}${value === null ? '' : valueOptions(value)} -d ${quoted(about)}`;
    }),
  ];
}

function valueOptions(value: Value): string {
  switch (value.kind) {
    case 'choice':
      return ` -x -a ${quoted(value.choices.join(' '))}`;
    case 'place':
      return ' -r -F';
    case 'free':
      return ' -x';
  }
}

const quoted = (text: string): string => `'${text.replace(/['\\]/g, '\\$&')}'`;
