import type { Command } from 'commander';
import type { Lang } from '../../schema/index.ts';
import type { Config } from '../config/config-schema.ts';
import type { Help } from './help/help-language.ts';
import type { SharedFlags } from './shared-flags.ts';

/** Everything needed to add a command to the program. */
export interface ProgramParts {
  readonly help: Help;
  /** Adds the flags that every command takes. */
  readonly withSharedFlags: (command: Command) => Command;
  /** Reads the configuration and settles the language when a command runs. */
  readonly settle: (flags: SharedFlags) => Promise<{ readonly config: Config; readonly lang: Lang }>;
  /** Receives the exit code of the command that ran. */
  readonly exit: (code: number) => void;
}

/** Collects the values of an option that may be repeated. */
export const gathered = (value: string, before: readonly string[] | undefined) => [...(before ?? []), value];
