import { COLOUR, PLAIN, type Style } from '../../report/index.ts';

/**
 * Uses colour if stdout is a terminal and nobody asked for plain text (NO_COLOR, FORCE_COLOR: the usual conventions).
 */
export function terminalStyle(color: boolean, env: Readonly<Record<string, string | undefined>>): Style {
  if (!color || env.NO_COLOR) return PLAIN;
  if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '') return env.FORCE_COLOR === '0' ? PLAIN : COLOUR;
  return process.stdout.isTTY && env.TERM !== 'dumb' ? COLOUR : PLAIN;
}

/** Returns the number of columns to write for: those of the terminal, else 80. */
export function terminalWidth(): number {
  return process.stdout.columns ?? 80;
}
