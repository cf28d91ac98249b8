import type { Argument, Command, Option } from 'commander';

/** Possible values of a flag or an argument: one of a list, a path, or anything. */
export type Value =
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  | { readonly kind: 'place' }
  | { readonly kind: 'free' };

export interface FlagWords {
  /** For example `--fail-on`. */
  readonly name: string;
  readonly about: string;
  /** null for a flag without a value. */
  readonly value: Value | null;
}

/** A command as shells complete it. */
export interface CommandWords {
  /** The words that lead to it: none for the program, then `scan`, `lab run`, … */
  readonly path: readonly string[];
  readonly about: string;
  readonly commands: readonly CommandWords[];
  readonly flags: readonly FlagWords[];
  /** Values of its arguments; null if it takes none. */
  readonly argument: Value | null;
}

/** Placeholders in the help that stand for files or folders. */
const PLACES = new Set(['file', 'path', 'folder']);

const valueNamed = (choices: readonly string[] | undefined, name: string): Value =>
  choices !== undefined ? { kind: 'choice', choices } : { kind: PLACES.has(name) ? 'place' : 'free' };

/**
 * Reads the tree of commands, including those that commander adds itself (`help`, `--help`). `siblings` are the values
 * that `help` takes as its argument.
 */
export function commandWords(
  command: Command,
  path: readonly string[] = [],
  siblings: readonly string[] = [],
): CommandWords {
  const help = command.createHelp();
  const named = command.commands.map((child) => child.name());
  const [argument] = command.registeredArguments;
  return {
    path,
    about: firstLine(command.description()),
    commands: help.visibleCommands(command).map((child) => commandWords(child, [...path, child.name()], named)),
    flags: help.visibleOptions(command).flatMap(flagWords),
    argument: argument === undefined ? null : argumentValue(argument, path.at(-1) === 'help' ? siblings : undefined),
  };
}

function flagWords({ long, description, argChoices, required, optional, flags }: Option): FlagWords[] {
  if (!long) return [];
  const [, placeholder = ''] = /[<[]([\w-]+)/.exec(flags) ?? [];
  const value = required || optional ? valueNamed(argChoices, placeholder) : null;
  return [{ name: long, about: firstLine(description), value }];
}

const argumentValue = (argument: Argument, siblings: readonly string[] | undefined): Value =>
  valueNamed(siblings ?? argument.argChoices, argument.name());

const firstLine = (text: string): string => text.split('\n')[0]!;

/** Returns the command and all commands below it, from the top. */
export const everyCommand = (command: CommandWords): CommandWords[] => [
  command,
  ...command.commands.flatMap(everyCommand),
];
