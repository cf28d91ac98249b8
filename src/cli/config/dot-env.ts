import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

/**
 * Adds the variables of a `.env` file in the working folder to the environment, which takes precedence. Without such a
 * file, returns the environment.
 */
export function withDotEnv(
  env: Readonly<Record<string, string | undefined>>,
  path = '.env',
): Readonly<Record<string, string | undefined>> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return env;
  }
  return { ...parseEnv(text), ...env };
}
